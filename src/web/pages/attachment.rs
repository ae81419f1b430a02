//! A file that is kept beside a document: shown if it is a picture by its content, else only a download, never a page.

use crate::error::Result;
use crate::import::{SHOWN_TYPES, media_type};
use crate::store::Store;
use crate::web::http::{HttpRequest, HttpResponse};

/// The content type of what no browser shows.
const DOWNLOAD: &str = "application/octet-stream";

/// Returns a file.
///
/// # Errors
/// There is no such file, or its content is damaged.
pub(crate) fn attachment(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let row = store.attachment(request.id("attachment")?)?;
    let content = store.attachment_content(&row)?;
    // The book may be from elsewhere: what it says about the content is not trusted.
    let found = media_type(&content);
    let shown = SHOWN_TYPES.iter().find(|shown| **shown == found);
    let response = HttpResponse::write(shown.unwrap_or(&DOWNLOAD), |out| Ok(out.write_all(&content)?))?.sandboxed();
    Ok(if shown.is_some() { response } else { response.with_file_name(&row.name) })
}
