//! Checks of the files that commands write.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::model::filter::begins_filter;
use crate::store::folder_of;

/// Refuses a file name that is more likely the first word of a filter.
///
/// # Errors
/// A file whose name begins a filter.
pub(super) fn first_is_file(file: Option<&Path>, command: &str) -> Result<()> {
    match file.and_then(Path::to_str).filter(|file| begins_filter(file)) {
        Some(_) => Err(Error::usage("the file comes first, then the filter")
            .hint(format!("gainsay {command} FILE FILTER, or gainsay {command} - FILTER for standard output"))),
        None => Ok(()),
    }
}

/// Refuses to overwrite the book, or the files of SQLite beside it.
///
/// # Errors
/// A file that is one of these.
pub(super) fn refuse_book(file: &Path, book: &Path) -> Result<()> {
    let (Some(file), Some(book)) = (real(file), real(book)) else { return Ok(()) };
    let beside = |ending: &str| file.as_os_str() == format!("{}{ending}", book.display()).as_str();
    if ["", "-wal", "-shm", "-journal"].into_iter().any(beside) {
        return Err(
            Error::refused(format!("{} is the book itself, or a part of it", file.display())).hint("name another file")
        );
    }
    Ok(())
}

/// Returns the path of a file without links, also if the file does not exist yet.
fn real(file: &Path) -> Option<PathBuf> {
    file.canonicalize().ok().or_else(|| Some(folder_of(file).canonicalize().ok()?.join(file.file_name()?)))
}
