//! Responses: a page, a file or a redirect.

use std::borrow::Cow;
use std::io::{Read, Seek, Write};

use askama::Template;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Response, StatusCode, header};
use futures_util::stream;
use tempfile::SpooledTempFile;

use crate::error::{Error, ErrorKind, Result};

/// A longer body is kept in a temporary file, in bytes.
const MAX_IN_MEMORY: usize = 1 << 20;
/// Number of bytes of a temporary file that are read at a time.
const CHUNK: u64 = 1 << 16;

/// The content type of a page.
pub(in crate::web) const HTML: &str = "text/html; charset=utf-8";
/// The content type of data.
pub(in crate::web) const JSON: &str = "application/json";

/// A response. Its body is complete before the first byte is sent: a slow client holds no reader of the book, and a failure
/// becomes an error page instead of half a file.
pub(in crate::web) struct HttpResponse {
    status: StatusCode,
    content_type: &'static str,
    file_name: Option<Cow<'static, str>>,
    location: Option<String>,
    body: SpooledTempFile,
}

impl HttpResponse {
    /// Returns a response whose body `write` writes.
    ///
    /// # Errors
    /// Those of `write`.
    pub(in crate::web) fn write(
        content_type: &'static str,
        write: impl FnOnce(&mut dyn Write) -> Result<()>,
    ) -> Result<Self> {
        let mut body = SpooledTempFile::new(MAX_IN_MEMORY);
        write(&mut body)?;
        body.rewind()?;
        Ok(Self { status: StatusCode::OK, content_type, file_name: None, location: None, body })
    }

    /// Returns a page.
    ///
    /// # Errors
    /// The template cannot be rendered.
    pub(in crate::web) fn page(page: &impl Template) -> Result<Self> {
        Self::write(HTML, |out| Ok(Template::write_into(page, out)?))
    }

    /// Returns a redirect to another address of the page.
    pub(in crate::web) fn redirect(location: String) -> Self {
        let body = SpooledTempFile::new(MAX_IN_MEMORY);
        let status = StatusCode::SEE_OTHER;
        Self { status, content_type: HTML, file_name: None, location: Some(location), body }
    }

    /// Makes it a download with a file name.
    pub(in crate::web) fn with_file_name(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the status.
    pub(in crate::web) fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Sets the status to that of an error.
    pub(in crate::web) fn with_status_of(self, error: &Error) -> Self {
        self.with_status(match error.kind {
            ErrorKind::Usage => StatusCode::BAD_REQUEST,
            ErrorKind::NotFound => StatusCode::NOT_FOUND,
            ErrorKind::Refused => StatusCode::CONFLICT,
            ErrorKind::Failure | ErrorKind::Integrity | ErrorKind::Silent => StatusCode::INTERNAL_SERVER_ERROR,
        })
    }

    /// Returns the response in the form in which axum sends it.
    pub(in crate::web) fn into_response(self) -> Response<Body> {
        let mut content = self.body;
        let body = if content.is_rolled() {
            stream_file(content)
        } else {
            let mut bytes = Vec::new();
            content.read_to_end(&mut bytes).map_or_else(|_| Body::empty(), |_| Body::from(bytes))
        };
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        if let Some(location) = self.location.and_then(|location| HeaderValue::from_str(&location).ok()) {
            headers.insert(header::LOCATION, location);
        }
        if let Some(disposition) = self.file_name.and_then(|name| attachment(&name).parse().ok()) {
            headers.insert(header::CONTENT_DISPOSITION, disposition);
        }
        response
    }
}

/// Returns the response for the case that not even an error page can be made.
pub(in crate::web) fn empty_error() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

/// Returns the value of `Content-Disposition` for a file name: an ASCII name that every browser reads, and the exact name
/// (RFC 6266) where it is another.
fn attachment(name: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | ' ');
    let plain = name.replace(|letter| !is_plain(letter), "_");
    if plain == name {
        return format!("attachment; filename=\"{plain}\"");
    }
    let exact: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let exact = exact.replace('+', "%20").replace('*', "%2A");
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}")
}

/// Returns a body that reads a file in chunks, on threads that may wait for the disk.
fn stream_file(file: SpooledTempFile) -> Body {
    Body::from_stream(stream::try_unfold(file, async |mut file| {
        let read = tokio::task::spawn_blocking(move || {
            let mut chunk = Vec::new();
            Read::by_ref(&mut file).take(CHUNK).read_to_end(&mut chunk)?;
            Ok::<_, std::io::Error>((!chunk.is_empty()).then(|| (Bytes::from(chunk), file)))
        });
        read.await?
    }))
}
