//! Responses: a page, a file or a redirect.

use std::io::{Read, Seek, Write};

use askama::Template;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::stream;
use tempfile::SpooledTempFile;

use super::past_links::with_moment;
use crate::error::{Error, ErrorKind, Result};
use crate::store::is_stopped;

/// Maximum size of a body in memory, in bytes; a longer one is written to a temporary file.
const MAX_IN_MEMORY: usize = 1 << 20;
/// Number of bytes of a temporary file that are read at a time.
const CHUNK: u64 = 1 << 16;

/// The content type of a page.
const HTML: &str = "text/html; charset=utf-8";
/// The content type of data.
pub(crate) const JSON: &str = "application/json";

/// A response. Its body is complete before the first byte is sent: a slow client holds no reader of the book, and a failure
/// becomes an error page instead of half a file.
pub(crate) struct HttpResponse(Response);

impl HttpResponse {
    /// Returns a response whose body `write` writes.
    ///
    /// # Errors
    /// Errors of `write`.
    pub(crate) fn write(content_type: &'static str, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<Self> {
        let mut file = StoppableFile(SpooledTempFile::new(MAX_IN_MEMORY));
        write(&mut file)?;
        let mut file = file.0;
        file.rewind()?;
        let body = if file.is_rolled() {
            stream_file(file)
        } else {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Body::from(bytes)
        };
        Ok(Self(([(header::CONTENT_TYPE, content_type)], body).into_response()))
    }

    /// Returns a page.
    ///
    /// # Errors
    /// The template cannot be rendered.
    pub(crate) fn page(page: &impl Template) -> Result<Self> {
        Self::write(HTML, |out| Ok(Template::write_into(page, out)?))
    }

    /// Lets the links of a page lead to the book at a moment; anything but a page stays as it is.
    pub(crate) async fn with_moment(self, at: &str) -> Self {
        let is_page = self.0.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == HTML);
        if !is_page {
            return self;
        }
        let (head, body) = self.0.into_parts();
        let Ok(bytes) = to_bytes(body, usize::MAX).await else { return Self::empty_error() };
        let html = String::from_utf8_lossy(&bytes);
        Self(Response::from_parts(head, Body::from(with_moment(&html, at))))
    }

    /// Returns a redirect to another address of the page.
    pub(crate) fn redirect(location: &str) -> Self {
        Self(Redirect::to(location).into_response())
    }

    /// Returns a response without a body.
    pub(crate) fn empty() -> Self {
        Self(StatusCode::NO_CONTENT.into_response())
    }

    /// Returns the response for the case that not even an error page can be made.
    pub(crate) fn empty_error() -> Self {
        Self(StatusCode::INTERNAL_SERVER_ERROR.into_response())
    }

    /// Makes it a download with a file name.
    pub(crate) fn with_file_name(mut self, name: &str) -> Self {
        if let Ok(disposition) = HeaderValue::try_from(attachment(name)) {
            self.0.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
        }
        self
    }

    /// Forbids everything that a file could do, were a browser to show it as a page.
    pub(crate) fn sandboxed(mut self) -> Self {
        let policy = HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'");
        self.0.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
        self
    }

    /// Sets the status.
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        *self.0.status_mut() = status;
        self
    }

    /// Sets the status to that of an error.
    pub(crate) fn with_status_of(self, error: &Error) -> Self {
        self.with_status(match error.kind {
            ErrorKind::Usage => StatusCode::BAD_REQUEST,
            ErrorKind::NotFound => StatusCode::NOT_FOUND,
            ErrorKind::Refused => StatusCode::CONFLICT,
            ErrorKind::Busy => StatusCode::SERVICE_UNAVAILABLE,
            ErrorKind::Failure | ErrorKind::Integrity | ErrorKind::Silent => StatusCode::INTERNAL_SERVER_ERROR,
        })
    }
}

/// A file that cannot be written to any more when the client has disconnected.
struct StoppableFile(SpooledTempFile);

impl Write for StoppableFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if is_stopped() { Err(std::io::ErrorKind::BrokenPipe.into()) } else { self.0.write(bytes) }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

impl IntoResponse for HttpResponse {
    fn into_response(self) -> Response {
        self.0
    }
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
