//! Writing a file as a whole: into a temporary file of the same folder, which gets its name when it is complete.

use std::fs;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::error::{Error, Result};
use crate::store::file::temporary::temporary_file;

/// What became of a temporary file that was to get its name.
pub(crate) enum Persisted {
    /// It has the name.
    Done,
    /// Another file has the name; the temporary file is given back.
    Taken(NamedTempFile),
}

/// Writes a file that is complete or not there at all, readable by its owner only. `work` writes the content; its result is
/// returned. If `path` is a link, the file that it leads to is replaced. Whether the place can be written is known before the
/// work begins.
///
/// # Errors
/// `path` exists and `force` is not given; it is a folder or a device; those of `work` and of the disk.
pub fn write_atomically<T>(path: &Path, force: bool, work: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    refuse_other_than_file(path, "name a file, or leave it out to write to standard output")?;
    if !force && fs::symlink_metadata(path).is_ok() {
        return Err(exists(path));
    }
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let mut file = temporary_file(folder_of(path), "")?;
    let mut out = BufWriter::new(file.as_file_mut());
    let done = work(&mut out)?;
    out.flush()?;
    drop(out);
    file.as_file().sync_all()?;
    match persist(file, path, force)? {
        Persisted::Done => Ok(done),
        Persisted::Taken(_) => Err(exists(path)),
    }
}

/// Refuses a path of a folder or a device.
///
/// # Errors
/// What it is, with this hint.
pub fn refuse_other_than_file(path: &Path, hint: &str) -> Result<()> {
    match fs::metadata(path).ok().filter(|meta| !meta.is_file()) {
        None => Ok(()),
        Some(other) => {
            let what = if other.is_dir() { "a folder" } else { "not a file" };
            Err(Error::usage(format!("{} is {what}", path.display())).hint(hint))
        }
    }
}

/// The folder that contains a file.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Says that a file exists and was not overwritten.
pub(crate) fn exists(path: &Path) -> Error {
    Error::refused(format!("{} is there already", path.display())).hint("name another file, or --force overwrites it")
}

/// Copies a file byte by byte into a temporary file, for a file that SQLite cannot read.
///
/// # Errors
/// Errors of the disk.
pub(crate) fn copy_bytes(path: &Path, folder: &Path) -> Result<NamedTempFile> {
    let mut copy = temporary_file(folder, "")?;
    let mut source = fs::File::open(path).map_err(|error| Error::from(error).at(path.display()))?;
    std::io::copy(&mut source, copy.as_file_mut())?;
    copy.as_file().sync_all()?;
    Ok(copy)
}

/// Gives a temporary file its name, so that the name survives a crash. An existing file is replaced only if `replace` says so.
///
/// # Errors
/// Errors of the disk.
pub(crate) fn persist(file: NamedTempFile, path: &Path, replace: bool) -> Result<Persisted> {
    match if replace { file.persist(path) } else { file.persist_noclobber(path) } {
        Ok(_) => {
            // Only Unix can sync a folder.
            if cfg!(unix) {
                fs::File::open(folder_of(path))?.sync_all()?;
            }
            Ok(Persisted::Done)
        }
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(Persisted::Taken(error.file)),
        Err(error) => Err(Error::from(error.error).at(path.display())),
    }
}
