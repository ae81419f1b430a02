//! Files that commands write: aside first, and never over what is there.

use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::{Error, Result};
use crate::model::filter::begins_filter;
use crate::text::quoted;

/// Refuses to write into a file that was meant as the first word of a filter.
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

/// Refuses to write over the book that is read, or over the files that SQLite keeps beside it.
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

/// The path of a file without links, also where there is no such file yet.
fn real(file: &Path) -> Option<PathBuf> {
    file.canonicalize().ok().or_else(|| Some(folder_of(file).canonicalize().ok()?.join(file.file_name()?)))
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Refuses what is there and is not a file: a folder, a device.
///
/// # Errors
/// What it is, with this hint.
pub(super) fn refuse_no_file(file: &Path, hint: &str) -> Result<()> {
    match std::fs::metadata(file).ok().filter(|meta| !meta.is_file()) {
        None => Ok(()),
        Some(other) => {
            let what = if other.is_dir() { "a folder" } else { "not a file" };
            Err(Error::usage(format!("{} is {what}", file.display())).hint(hint))
        }
    }
}

/// A new file in the folder of another one.
fn beside(file: &Path) -> Result<NamedTempFile> {
    let folder = folder_of(file);
    if !folder.is_dir() {
        return Err(Error::failure(format!("there is no folder {} to write into", folder.display()))
            .hint(format!("mkdir -p {}", quoted(&folder.display().to_string()))));
    }
    let aside = tempfile::Builder::new().prefix(".gainsay-").tempfile_in(folder);
    aside.map_err(|error| Error::from(error).at(format!("cannot write into {}", folder.display())))
}

/// Writes a file aside, for its owner only, and gives it its name when it is whole. An existing file is kept unless
/// `force` is given. The place is tried before the work begins.
///
/// # Errors
/// A file that is there already or cannot be one; those of `work` and of the disk.
pub(super) fn write_aside<T>(file: &Path, force: bool, work: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    let there = || {
        Error::refused(format!("{} is there already", file.display()))
            .hint("name another file, or --force overwrites it")
    };
    refuse_no_file(file, "name a file, or leave it out to write to standard output")?;
    if !force && std::fs::symlink_metadata(file).is_ok() {
        return Err(there());
    }
    // A link is kept, and what it leads to is replaced.
    let file = &file.canonicalize().unwrap_or_else(|_| file.to_path_buf());
    let mut aside = beside(file)?;
    let mut out = BufWriter::new(aside.as_file_mut());
    let done = work(&mut out)?;
    out.flush()?;
    drop(out);
    aside.as_file().sync_all()?;
    let kept = if force { aside.persist(file) } else { aside.persist_noclobber(file) };
    match kept {
        Ok(_) => Ok(done),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Err(there()),
        Err(error) => Err(Error::from(error.error).at(file.display())),
    }
}
