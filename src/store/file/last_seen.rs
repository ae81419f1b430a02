//! The newest entry of a book that `doctor` saw last. It is kept in the folder of the backups, because whoever removes the newest
//! entries of a book, and counts the ids anew, leaves no trace in the book itself.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::store::file::atomic_write::write_atomically;
use crate::store::file::backup_dir;

/// The newest entry of a book at some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SeenEntry {
    /// The number of the entry, which is the number of entries.
    pub entry: i64,
    /// Its hash, in hex.
    pub hash: String,
}

fn path(book: &Path, create: bool) -> Result<PathBuf> {
    Ok(backup_dir::folder(book, create)?.join(format!(".{}.last-seen", backup_dir::stem(book))))
}

/// Returns the entry that was seen last; none if there is no readable record of it.
pub(crate) fn read(book: &Path) -> Option<SeenEntry> {
    let text = fs::read_to_string(path(book, false).ok()?).ok()?;
    let (entry, hash) = text.trim().split_once(' ')?;
    Some(SeenEntry { entry: entry.parse().ok()?, hash: hash.to_string() })
}

/// Stores the entry that was seen last.
///
/// # Errors
/// Errors of the file system.
pub(crate) fn write(book: &Path, seen: &SeenEntry) -> Result<()> {
    let text = format!("{} {}\n", seen.entry, seen.hash);
    write_atomically(&path(book, true)?, true, |out| Ok(out.write_all(text.as_bytes())?))
}

/// Removes the record, because the book was restored.
pub(crate) fn forget(book: &Path) {
    if let Ok(path) = path(book, false) {
        fs::remove_file(path).unwrap_or_default();
    }
}
