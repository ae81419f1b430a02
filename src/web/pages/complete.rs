//! What fields offer while somebody types, as JSON.

use crate::error::{Error, Result};
use crate::store::Store;
use crate::web::http::{HttpRequest, HttpResponse, JSON};
use crate::web::lookup;

/// Maximum number of rows that are offered in a field.
const MAX_OFFERED: usize = 8;

/// Returns what a text may mean, as a JSON list of [`lookup::LookupHit`]. `of` in the query is what is wanted, `q` the text, and
/// `near` the document whose claims come first.
///
/// # Errors
/// `of` names something else.
pub(crate) fn complete(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let typed = request.query.value("q").unwrap_or_default();
    let near = request.query.number("near", i64::MAX as u64)?.and_then(|near| i64::try_from(near).ok());
    let found = match request.query.value("of") {
        Some("claims") => lookup::claims(store, typed, near, MAX_OFFERED)?,
        Some("speakers") => lookup::speakers(store, typed, MAX_OFFERED)?,
        Some("documents") => lookup::documents(store, typed, MAX_OFFERED)?,
        Some("everything") => lookup::everything(store, typed, &request.visitor)?,
        Some("filters") => lookup::counted_filters(store, request.now)?,
        _ => {
            return Err(
                Error::usage("nothing is named").hint("of is one of: claims, speakers, documents, filters, everything")
            );
        }
    };
    HttpResponse::write(JSON, |out| Ok(serde_json::to_writer(out, &found)?))
}
