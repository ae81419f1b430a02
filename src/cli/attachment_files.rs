//! Writes files that are kept beside documents into a folder.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use crate::error::{Error, Result};
use crate::model::records::AttachmentRow;
use crate::store::Store;

/// Writes files into a folder, which is made if it is not there. Each has its number before its name. A file that is there already is
/// never overwritten; it is left if `may_be_there` and it is the same. Returns their paths.
///
/// # Errors
/// Another file of that name; a content that is damaged; errors of the disk.
pub(super) fn write_attachments(
    store: &Store,
    files: &[AttachmentRow],
    folder: &Path,
    may_be_there: bool,
) -> Result<Vec<String>> {
    fs::create_dir_all(folder).map_err(|error| Error::from(error).at(folder.display()))?;
    let mut written = Vec::new();
    for file in files {
        // A name in a book from elsewhere may be a path.
        let name: String =
            file.name.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect();
        let path = folder.join(format!("{}-{}", file.id, name.trim_start_matches('.')));
        let content = store.attachment_content(file)?;
        let made = File::options().write(true).create_new(true).open(&path);
        match made.and_then(|mut made| made.write_all(&content)) {
            Err(error)
                if may_be_there
                    && error.kind() == ErrorKind::AlreadyExists
                    && fs::read(&path).is_ok_and(|known| known == content) => {}
            done => done.map_err(|error| Error::from(error).at(path.display()))?,
        }
        written.push(path.display().to_string());
    }
    Ok(written)
}
