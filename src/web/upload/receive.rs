//! Receives an uploaded file, in chunks into a private folder: it is never whole in memory.

use std::borrow::Cow;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode, header};
use futures_util::{Stream, StreamExt as _, stream};
use multer::{Constraints, Field, Multipart, SizeLimit};
use tempfile::TempDir;
use tokio::time::timeout;

use crate::error::{Error, Result};
use crate::web::http::Query;

/// Maximum size of a file, in bytes: enough for a million claims with their statements.
pub(super) const MAX_FILE_BYTES: u64 = 256 << 20;
/// Maximum size of the rest of the form, in bytes.
pub(super) const MAX_FORM_BYTES: u64 = 1 << 16;
/// Maximum size of pasted text, in bytes, as the browser encodes it.
pub(super) const MAX_TEXT_BYTES: usize = 8 << 20;
/// Maximum time in which a client sends nothing; for pasted text, until all of it has arrived.
pub(in crate::web) const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// Number of bytes that are written at a time.
const WRITE_BYTES: usize = 1 << 20;
/// Maximum length of a file name, in bytes.
const MAX_NAME_BYTES: usize = 150;
/// The name of the file in its folder.
pub(super) const FILE: &str = "file";

/// A file that was received.
pub(in crate::web) struct ReceivedFile {
    /// The file name; `-` for pasted text.
    pub(in crate::web) name: String,
    /// Size in bytes.
    pub(in crate::web) size: u64,
    /// The folder of the file.
    pub(in crate::web) folder: TempDir,
}

/// Why an upload was rejected.
pub(in crate::web) struct UploadError {
    /// What is wrong.
    pub(in crate::web) error: Error,
    /// The HTTP status of the response.
    pub(in crate::web) status: StatusCode,
    /// The wrong field of the form.
    pub(in crate::web) field: &'static str,
}

impl UploadError {
    pub(super) fn file(error: Error, status: StatusCode) -> Self {
        Self { error, status, field: "file" }
    }

    /// The error for a form whose parts cannot be told from each other.
    pub(super) fn no_boundary() -> Self {
        let error = Error::usage("that file was sent without the boundary that a form needs").hint("choose it again");
        Self::file(error, StatusCode::BAD_REQUEST)
    }

    pub(super) fn text(error: Error, status: StatusCode) -> Self {
        Self { error, status, field: "text" }
    }
}

impl From<Error> for UploadError {
    fn from(error: Error) -> Self {
        Self::file(error, StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl From<std::io::Error> for UploadError {
    fn from(error: std::io::Error) -> Self {
        Error::from(error).into()
    }
}

/// Receives a form with a file or with pasted text.
///
/// # Errors
/// The request is no such form, or it is too long or too slow.
pub(super) async fn receive(headers: &HeaderMap, body: Body) -> Result<ReceivedFile, UploadError> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let kind = text(header::CONTENT_TYPE).unwrap_or_default();
    let Ok(boundary) = multer::parse_boundary(kind) else {
        // Refused before its body is read.
        return if kind.trim_start().get(..10).is_some_and(|kind| kind.eq_ignore_ascii_case("multipart/")) {
            Err(UploadError::no_boundary())
        } else {
            receive_text(body).await
        };
    };
    let length: Option<u64> = text(header::CONTENT_LENGTH).and_then(|length| length.parse().ok());
    let mut body = body.into_data_stream();
    if length.is_some_and(|length| length > MAX_FILE_BYTES + MAX_FORM_BYTES) {
        // A browser does not show the response before it has sent everything.
        while let Ok(Some(Ok(_))) = timeout(READ_TIMEOUT, body.next()).await {}
        return Err(too_long(MAX_FILE_BYTES));
    }
    receive_file(body, &boundary).await
}

async fn receive_file(body: BodyDataStream, boundary: &str) -> Result<ReceivedFile, UploadError> {
    let limit = SizeLimit::new().whole_stream(MAX_FILE_BYTES + MAX_FORM_BYTES);
    let unread = Arc::new(AtomicU64::new(0));
    let body = limited(body, Arc::clone(&unread));
    let mut fields = Multipart::with_constraints(body, boundary, Constraints::new().size_limit(limit));
    while let Some(field) = in_time(fields.next_field(), MAX_FILE_BYTES).await? {
        unread.store(0, Ordering::Relaxed);
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default().to_string();
            let file = save(field, &name, &unread).await?;
            if file.size > 0 || !name.is_empty() {
                return Ok(file);
            }
        }
    }
    let error = Error::usage("no file was chosen").hint("choose a file, or paste rows of a table below");
    Err(UploadError::file(error, StatusCode::UNPROCESSABLE_ENTITY))
}

/// Returns a body that gives one chunk at a time, and ends with an error where no part of the form was found in the last
/// [`MAX_FORM_BYTES`]: the reader of forms stores everything in memory until it finds a boundary and the headers behind it.
/// `unread` counts the bytes since a part was found.
pub(super) fn limited(
    body: BodyDataStream,
    unread: Arc<AtomicU64>,
) -> impl Stream<Item = std::io::Result<Bytes>> + Send {
    stream::try_unfold((body, unread), async |(mut body, unread)| {
        // The reader of forms takes all chunks that are ready before it looks into them.
        tokio::task::yield_now().await;
        let Some(chunk) = body.next().await.transpose().map_err(std::io::Error::other)? else { return Ok(None) };
        if unread.fetch_add(chunk.len() as u64, Ordering::Relaxed) > MAX_FORM_BYTES {
            return Err(ErrorKind::InvalidData.into());
        }
        Ok(Some((chunk, (body, unread))))
    })
}

/// Writes a file to a private folder while it arrives.
pub(super) async fn save(mut field: Field<'_>, name: &str, unread: &AtomicU64) -> Result<ReceivedFile, UploadError> {
    let folder = create_folder()?;
    let mut file = create_file(&folder)?;
    let (mut buffer, mut size) = (Vec::with_capacity(WRITE_BYTES), 0);
    loop {
        let chunk = in_time(field.chunk(), MAX_FILE_BYTES).await?;
        unread.store(0, Ordering::Relaxed);
        let is_last = chunk.is_none();
        buffer.extend_from_slice(&chunk.unwrap_or_default());
        if buffer.len() >= WRITE_BYTES || is_last {
            size += buffer.len() as u64;
            (file, buffer) = write(file, buffer).await?;
        }
        if is_last {
            return Ok(ReceivedFile { name: file_name(name), size, folder });
        }
    }
}

/// Waits for the next part of a form, which may be no longer than `longest` bytes.
pub(super) async fn in_time<T>(next: impl Future<Output = multer::Result<T>>, longest: u64) -> Result<T, UploadError> {
    match timeout(READ_TIMEOUT, next).await {
        Ok(Ok(part)) => Ok(part),
        Ok(Err(multer::Error::StreamSizeExceeded { .. })) => Err(too_long(longest)),
        Ok(Err(multer::Error::StreamReadFailed(error)))
            if error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == ErrorKind::InvalidData) =>
        {
            Err(UploadError::no_boundary())
        }
        Ok(Err(_)) => {
            let error = Error::usage("the file did not arrive completely").hint("choose it again");
            Err(UploadError::file(error, StatusCode::BAD_REQUEST))
        }
        Err(_) => {
            let error = Error::usage("the file stopped arriving").hint("choose it again");
            Err(UploadError::file(error, StatusCode::REQUEST_TIMEOUT))
        }
    }
}

/// Writes and empties the buffer, on a thread that may wait for the disk.
async fn write(mut file: File, mut buffer: Vec<u8>) -> Result<(File, Vec<u8>)> {
    let done = tokio::task::spawn_blocking(move || {
        file.write_all(&buffer)?;
        buffer.clear();
        Ok((file, buffer))
    });
    done.await.map_err(|_| Error::failure("the page is being closed").hint("gainsay serve opens it again"))?
}

async fn receive_text(body: Body) -> Result<ReceivedFile, UploadError> {
    let Ok(Ok(bytes)) = timeout(READ_TIMEOUT, to_bytes(body, MAX_TEXT_BYTES)).await else {
        let error = Error::usage(format!("that text is longer than {} MB, or took too long", MAX_TEXT_BYTES >> 20));
        let error = error.hint("save it as a file, and choose that");
        return Err(UploadError::text(error, StatusCode::PAYLOAD_TOO_LARGE));
    };
    let form = Query::parse(&String::from_utf8_lossy(&bytes));
    let text = form.raw_value("text").unwrap_or_default().replace("\r\n", "\n");
    if text.trim().is_empty() {
        let error = Error::usage("nothing was pasted").hint("copy rows with their headings, and paste them here");
        return Err(UploadError::text(error, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let folder = create_folder()?;
    let size = text.len() as u64;
    write(create_file(&folder)?, text.into_bytes()).await?;
    Ok(ReceivedFile { name: "-".to_string(), size, folder })
}

/// Creates a folder that only its owner can open; it is removed with the returned value.
pub(super) fn create_folder() -> Result<TempDir> {
    let mut folder = tempfile::Builder::new();
    folder.prefix("gainsay-import-");
    #[cfg(unix)]
    folder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    Ok(folder.tempdir()?)
}

/// Creates the file in its folder; only its owner can read it.
pub(super) fn create_file(folder: &TempDir) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(folder.path().join(FILE))
}

/// Returns the last part of a path, without characters that control a terminal or a page.
fn file_name(path: &str) -> String {
    let last = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut name = String::new();
    for letter in last.trim().chars().filter(|letter| !letter.is_control()) {
        let is_unsafe = matches!(crate::text::safe::for_terminal(&letter.to_string()), Cow::Owned(_));
        if !is_unsafe && name.len() + letter.len_utf8() <= MAX_NAME_BYTES {
            name.push(letter);
        }
    }
    if matches!(name.trim(), "" | "." | ".." | "-") { "file".to_string() } else { name }
}

/// The error for a file of more than `longest` bytes.
pub(super) fn too_long(longest: u64) -> UploadError {
    let hint = if longest == MAX_FILE_BYTES {
        "split it, or import it in a terminal: gainsay import FILE"
    } else {
        "keep only the part that is needed, or a smaller copy of it"
    };
    let error = Error::usage(format!("that file is longer than {} MB", longest >> 20)).hint(hint);
    UploadError::file(error, StatusCode::PAYLOAD_TOO_LARGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_no_path() {
        for (path, name) in [
            ("tracker.csv", "tracker.csv"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\ann\\our claims.xlsx", "our claims.xlsx"),
            ("/", "file"),
            ("..", "file"),
            ("-", "file"),
            ("-n", "-n"),
            ("a\nb\u{202e}c\0.csv", "abc.csv"),
            ("Déclarations – été.csv", "Déclarations – été.csv"),
        ] {
            assert_eq!(file_name(path), name, "{path:?}");
        }
        assert!(file_name(&"é".repeat(500)).len() <= MAX_NAME_BYTES);
    }
}
