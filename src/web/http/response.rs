//! What is sent back: a page, or what a writer wrote, kept aside where it is large.

use std::borrow::Cow;
use std::io::{Read, Seek, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use askama::Template;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderValue, Response, StatusCode, header};
use hyper::body::Frame;
use tempfile::SpooledTempFile;
use tokio::sync::mpsc;

use crate::error::{Error, ErrorKind, Result};

/// What is longer than this is kept in a file until it is sent.
const IN_MEMORY: usize = 1 << 20;
/// So much of a file is sent at a time.
const PIECE: usize = 1 << 16;

/// HTML.
pub(in crate::web) const HTML: &str = "text/html; charset=utf-8";
/// JSON.
pub(in crate::web) const JSON: &str = "application/json";

/// A reply, whole before any of it is sent: whoever reads slowly holds nobody up, and what fails is told as an error.
pub(in crate::web) struct HttpResponse {
    status: StatusCode,
    kind: &'static str,
    name: Option<Cow<'static, str>>,
    on: Option<String>,
    written: SpooledTempFile,
}

impl HttpResponse {
    /// What `write` writes, as something of a kind.
    ///
    /// # Errors
    /// Those of `write`.
    pub(in crate::web) fn of(kind: &'static str, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<Self> {
        let mut written = SpooledTempFile::new(IN_MEMORY);
        write(&mut written)?;
        written.rewind()?;
        Ok(Self { status: StatusCode::OK, kind, name: None, on: None, written })
    }

    /// A page.
    ///
    /// # Errors
    /// A page that cannot be written.
    pub(in crate::web) fn page(page: &impl Template) -> Result<Self> {
        Self::of(HTML, |out| Ok(Template::write_into(page, out)?))
    }

    /// As a file to be kept under a name.
    pub(in crate::web) fn named(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// With the status of an error.
    pub(in crate::web) fn failed(mut self, error: &Error) -> Self {
        self.status = match error.kind {
            ErrorKind::Usage => StatusCode::BAD_REQUEST,
            ErrorKind::NotFound => StatusCode::NOT_FOUND,
            ErrorKind::Refused => StatusCode::CONFLICT,
            ErrorKind::Failure | ErrorKind::Integrity | ErrorKind::Silent => StatusCode::INTERNAL_SERVER_ERROR,
        };
        self
    }

    /// Nothing, but the way to another address of ours.
    pub(in crate::web) fn moved(on: String) -> Self {
        let written = SpooledTempFile::new(IN_MEMORY);
        Self { status: StatusCode::SEE_OTHER, kind: HTML, name: None, on: Some(on), written }
    }

    /// With a status.
    pub(in crate::web) fn with(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The reply as HTTP has it.
    pub(in crate::web) fn response(self) -> Response<Body> {
        let mut written = self.written;
        let body = if written.is_rolled() {
            Body::new(Pieces::of(written))
        } else {
            let mut bytes = Vec::new();
            written.read_to_end(&mut bytes).map_or_else(|_| Body::empty(), |_| Body::from(bytes))
        };
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        if let Some(on) = self.on.and_then(|on| HeaderValue::from_str(&on).ok()) {
            response.headers_mut().insert(header::LOCATION, on);
        }
        let kept = self.name.and_then(|name| attached(&name).parse().ok());
        if let Some(kept) = kept {
            response.headers_mut().insert(header::CONTENT_DISPOSITION, kept);
        }
        response
    }
}

/// How a file is said to be kept under a name: one that every browser reads, and the name itself where that is another.
fn attached(name: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | ' ');
    let plain: String = name.chars().map(|letter| if is_plain(letter) { letter } else { '_' }).collect();
    let plain_is_all = plain == name;
    let whole = form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20");
    let rest = if plain_is_all { String::new() } else { format!("; filename*=UTF-8''{}", whole.replace('*', "%2A")) };
    format!("attachment; filename=\"{plain}\"{rest}")
}

/// The pieces of a file, each read when the one before was taken.
struct Pieces(mpsc::Receiver<std::io::Result<Bytes>>);

impl Pieces {
    fn of(mut file: SpooledTempFile) -> Self {
        let (send, receive) = mpsc::channel(1);
        tokio::spawn(async move {
            loop {
                let read = tokio::task::spawn_blocking(move || {
                    let mut bytes = Vec::with_capacity(PIECE);
                    let read = Read::by_ref(&mut file).take(PIECE as u64).read_to_end(&mut bytes);
                    (file, read.map(|_| Bytes::from(bytes)))
                });
                let Ok((back, piece)) = read.await else { return };
                file = back;
                let last = piece.as_ref().map_or(true, Bytes::is_empty);
                if send.send(piece).await.is_err() || last {
                    return;
                }
            }
        });
        Self(receive)
    }
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<Option<std::io::Result<Frame<Bytes>>>> {
        let piece = self.0.poll_recv(context);
        piece.map(|piece| {
            piece.filter(|piece| !piece.as_ref().is_ok_and(Bytes::is_empty)).map(|piece| piece.map(Frame::data))
        })
    }
}
