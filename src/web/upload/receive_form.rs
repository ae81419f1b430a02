//! Receives a form with files and with other fields.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, StatusCode, header};
use futures_util::StreamExt as _;
use multer::{Constraints, Field, Multipart, SizeLimit};
use tokio::time::timeout;

use super::receive::{
    FILE, MAX_FORM_BYTES, MAX_TEXT_BYTES, READ_TIMEOUT, ReceivedFile, UploadError, create_file, create_folder, in_time,
    limited, save, too_long,
};
use crate::error::Error;
use crate::web::http::Query;

/// Maximum number of files of a form.
const MAX_FORM_FILES: usize = 20;

/// A form that was received.
#[derive(Default)]
pub(in crate::web) struct ReceivedForm {
    /// The chosen files.
    pub(in crate::web) files: Vec<ReceivedFile>,
    /// The other fields.
    pub(in crate::web) values: Query,
}

impl ReceivedFile {
    /// Stores a text as a file.
    ///
    /// # Errors
    /// The disk does not allow it.
    pub(in crate::web) fn of_text(name: &str, text: &str) -> Result<Self, UploadError> {
        let folder = create_folder()?;
        create_file(&folder)?.write_all(text.as_bytes())?;
        Ok(Self { name: name.to_string(), size: text.len() as u64, folder })
    }

    /// Returns the path of the file.
    pub(in crate::web) fn path(&self) -> PathBuf {
        self.folder.path().join(FILE)
    }
}

/// Receives a form. Its files together have at most `longest` bytes.
///
/// # Errors
/// The request is no form, or it is too long or too slow.
pub(in crate::web) async fn receive_form(
    headers: &HeaderMap,
    body: Body,
    longest: u64,
) -> Result<ReceivedForm, UploadError> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let kind = text(header::CONTENT_TYPE).unwrap_or_default();
    let Ok(boundary) = multer::parse_boundary(kind) else {
        if kind.trim_start().get(..10).is_some_and(|kind| kind.eq_ignore_ascii_case("multipart/")) {
            return Err(UploadError::no_boundary());
        }
        let Ok(Ok(bytes)) = timeout(READ_TIMEOUT, to_bytes(body, MAX_TEXT_BYTES)).await else {
            return Err(long_text());
        };
        let values = Query::parse(&String::from_utf8_lossy(&bytes));
        return Ok(ReceivedForm { values, ..ReceivedForm::default() });
    };
    let whole = longest + MAX_TEXT_BYTES as u64 + MAX_FORM_BYTES;
    let length: Option<u64> = text(header::CONTENT_LENGTH).and_then(|length| length.parse().ok());
    let mut body = body.into_data_stream();
    if length.is_some_and(|length| length > whole) {
        // A browser does not show the response before it has sent everything.
        while let Ok(Some(Ok(_))) = timeout(READ_TIMEOUT, body.next()).await {}
        return Err(too_long(longest));
    }
    let unread = Arc::new(AtomicU64::new(0));
    let body = limited(body, Arc::clone(&unread));
    let limit = SizeLimit::new().whole_stream(whole);
    let mut fields = Multipart::with_constraints(body, &boundary, Constraints::new().size_limit(limit));
    let mut form = ReceivedForm::default();
    let (mut room, mut text_room) = (longest, MAX_TEXT_BYTES);
    while let Some(field) = in_time(fields.next_field(), longest).await? {
        unread.store(0, Ordering::Relaxed);
        let Some(name) = field.file_name().map(str::to_string) else {
            let (name, value) = value(field, &unread, text_room, longest).await?;
            text_room = text_room.saturating_sub(value.len());
            form.values.push(&name, &value);
            continue;
        };
        let file = save(field, &name, &unread).await?;
        if file.size == 0 && name.is_empty() {
            continue;
        }
        if file.size > room {
            return Err(too_long(longest));
        }
        room -= file.size;
        form.files.push(file);
        if form.files.len() > MAX_FORM_FILES {
            let error = Error::usage(format!("those are more than {MAX_FORM_FILES} files")).hint("send them in parts");
            return Err(UploadError::file(error, StatusCode::PAYLOAD_TOO_LARGE));
        }
    }
    Ok(form)
}

/// Receives a field that is no file: its name and its value.
async fn value(
    mut field: Field<'_>,
    unread: &AtomicU64,
    room: usize,
    longest: u64,
) -> Result<(String, String), UploadError> {
    let name = field.name().unwrap_or_default().to_string();
    let mut bytes = Vec::new();
    while let Some(chunk) = in_time(field.chunk(), longest).await? {
        unread.store(0, Ordering::Relaxed);
        bytes.extend_from_slice(&chunk);
        if bytes.len() > room {
            return Err(long_text());
        }
    }
    Ok((name, String::from_utf8_lossy(&bytes).into_owned()))
}

fn long_text() -> UploadError {
    let error = Error::usage(format!("that text is longer than {} MB, or took too long", MAX_TEXT_BYTES >> 20));
    UploadError::text(error.hint("save it as a file, and choose that"), StatusCode::PAYLOAD_TOO_LARGE)
}
