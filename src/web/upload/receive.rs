//! A file as it comes in: piece by piece into a private folder, never whole in memory.

use std::borrow::Cow;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, BodyDataStream, HttpBody, to_bytes};
use axum::http::{HeaderMap, StatusCode, header};
use multer::{Constraints, Field, Multipart, SizeLimit};
use tempfile::TempDir;
use tokio::time::timeout;

use crate::error::{Error, Result};
use crate::web::http::query::Query;

/// A file is no longer than this, in bytes: a million claims with all that is said of them fit.
pub(super) const MAX_FILE_BYTES: u64 = 256 << 20;
/// What a form has beside its file.
const MAX_FORM_BYTES: u64 = 1 << 16;
/// A text that is pasted is no longer than this; it is sent as an address is, which takes more.
pub(super) const MAX_TEXT_BYTES: usize = 8 << 20;
/// How long nothing may come.
const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// So much is written at a time.
const WRITE_BYTES: usize = 1 << 20;
/// A name is no longer than this, in bytes.
const MAX_NAME_BYTES: usize = 150;
/// What the file is called in its folder.
pub(super) const FILE: &str = "file";

/// A file that came in.
pub(super) struct ReceivedFile {
    /// What it is called; `-` where it is a text that was pasted.
    pub(super) name: String,
    /// How long it is, in bytes.
    pub(super) size: u64,
    /// The folder it lies in.
    pub(super) folder: TempDir,
}

/// Why nothing was kept: what is wrong, its status, and the field that it is about.
pub(super) struct UploadError {
    pub(super) error: Error,
    pub(super) status: StatusCode,
    pub(super) field: &'static str,
    /// What was pasted, so that it is not lost.
    pub(super) text: String,
}

impl UploadError {
    fn file(error: Error, status: StatusCode) -> Self {
        Self { error, status, field: "file", text: String::new() }
    }
}

impl From<Error> for UploadError {
    fn from(error: Error) -> Self {
        Self::file(error, StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// Takes what was sent: a file in a form, or a text.
///
/// # Errors
/// What is no such form, is too long, or takes too long.
pub(super) async fn receive(headers: &HeaderMap, body: Body) -> Result<ReceivedFile, UploadError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match multer::parse_boundary(kind) {
        Ok(boundary) => {
            let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
            if length.is_some_and(|length| length > MAX_FILE_BYTES + MAX_FORM_BYTES) {
                read_out(body).await;
                return Err(too_long());
            }
            file(body.into_data_stream(), &boundary).await
        }
        Err(_) => text(body).await,
    }
}

/// The file of a form.
async fn file(body: BodyDataStream, boundary: &str) -> Result<ReceivedFile, UploadError> {
    let limit = SizeLimit::new().whole_stream(MAX_FILE_BYTES + MAX_FORM_BYTES);
    let mut parts = Multipart::with_constraints(body, boundary, Constraints::new().size_limit(limit));
    while let Some(part) =
        timeout(READ_TIMEOUT, parts.next_field()).await.map_err(|_| too_slow())?.map_err(|error| broken(&error))?
    {
        if part.name() == Some("file") {
            let name = part.file_name().unwrap_or_default().to_string();
            let sent = keep(part, &name).await?;
            if sent.size > 0 || !name.is_empty() {
                return Ok(sent);
            }
        }
    }
    let error = Error::usage("no file was chosen").hint("choose a file, or paste rows of a table below");
    Err(UploadError::file(error, StatusCode::UNPROCESSABLE_ENTITY))
}

/// Writes a file aside as it comes.
async fn keep(mut part: Field<'_>, name: &str) -> Result<ReceivedFile, UploadError> {
    let folder = folder()?;
    let mut file = create(&folder.path().join(FILE))?;
    let (mut held, mut size) = (Vec::with_capacity(WRITE_BYTES), 0);
    loop {
        let next =
            timeout(READ_TIMEOUT, part.chunk()).await.map_err(|_| too_slow())?.map_err(|error| broken(&error))?;
        let is_last = next.is_none();
        held.extend_from_slice(&next.unwrap_or_default());
        if held.len() >= WRITE_BYTES || is_last {
            size += held.len() as u64;
            (file, held) = write(file, held).await?;
        }
        if is_last {
            return Ok(ReceivedFile { name: plain(name), size, folder });
        }
    }
}

/// Writes on a thread that may wait for the disk.
async fn write(mut file: File, mut held: Vec<u8>) -> Result<(File, Vec<u8>)> {
    let done = tokio::task::spawn_blocking(move || {
        file.write_all(&held)?;
        held.clear();
        Ok((file, held))
    });
    done.await.map_err(|_| Error::failure("the page is being closed").hint("gainsay serve opens it again"))?
}

/// A text that was pasted.
async fn text(body: Body) -> Result<ReceivedFile, UploadError> {
    let wrong = |error: Error, status| UploadError { error, status, field: "text", text: String::new() };
    let Ok(Ok(bytes)) = timeout(READ_TIMEOUT, to_bytes(body, MAX_TEXT_BYTES)).await else {
        let error = Error::usage(format!("that text is longer than {} MB, or took too long", MAX_TEXT_BYTES >> 20));
        return Err(wrong(error.hint("save it as a file, and choose that"), StatusCode::PAYLOAD_TOO_LARGE));
    };
    let typed = Query::parse(&String::from_utf8_lossy(&bytes));
    let text = typed.raw_value("text").unwrap_or_default().replace("\r\n", "\n");
    if text.trim().is_empty() {
        let error = Error::usage("nothing was pasted").hint("copy rows with their headings, and paste them here");
        return Err(wrong(error, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let folder = folder()?;
    let (_, held) = write(create(&folder.path().join(FILE))?, text.into_bytes()).await?;
    drop(held);
    let size = std::fs::metadata(folder.path().join(FILE)).map_err(Error::from)?.len();
    Ok(ReceivedFile { name: "-".to_string(), size, folder })
}

/// Reads what nobody wants to its end, so that whoever sends it hears why: a browser that is cut off says so instead.
async fn read_out(mut body: Body) {
    while let Ok(Some(Ok(_))) =
        timeout(READ_TIMEOUT, std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context))).await
    {}
}

/// A folder for its owner only, which goes with what is in it.
fn folder() -> Result<TempDir> {
    let mut folder = tempfile::Builder::new();
    folder.prefix("gainsay-import-");
    #[cfg(unix)]
    folder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    Ok(folder.tempdir()?)
}

/// A file for its owner only.
fn create(path: &Path) -> Result<File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(path)?)
}

/// The last part of a name, without what steers a terminal or a page; never a way to another place.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut plain = String::new();
    for letter in last.trim().chars().filter(|letter| !letter.is_control()) {
        let steers = matches!(crate::output::safe(&letter.to_string()), Cow::Owned(_));
        if !steers && plain.len() + letter.len_utf8() <= MAX_NAME_BYTES {
            plain.push(letter);
        }
    }
    if matches!(plain.trim(), "" | "." | ".." | "-") { "file".to_string() } else { plain }
}

fn too_long() -> UploadError {
    let error = Error::usage(format!("that file is longer than {} MB", MAX_FILE_BYTES >> 20))
        .hint("part it, or import it in a terminal: gainsay import FILE");
    UploadError::file(error, StatusCode::PAYLOAD_TOO_LARGE)
}

fn too_slow() -> UploadError {
    let error = Error::usage("the file stopped coming").hint("choose it again");
    UploadError::file(error, StatusCode::REQUEST_TIMEOUT)
}

fn broken(error: &multer::Error) -> UploadError {
    if matches!(error, multer::Error::StreamSizeExceeded { .. }) {
        return too_long();
    }
    let error = Error::usage("the file did not come whole").hint("choose it again");
    UploadError::file(error, StatusCode::BAD_REQUEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_way_to_another_place() {
        for (name, kept) in [
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
            assert_eq!(plain(name), kept, "{name:?}");
        }
        assert!(plain(&"é".repeat(500)).len() <= MAX_NAME_BYTES);
    }
}
