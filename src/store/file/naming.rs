//! How a file that was made aside gets its name. A log that lies beside a name is read by SQLite into whatever takes it: so
//! every database is named here, and none beside a log.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::{Error, Result};
use crate::text::quoted;

/// How the names of the logs end in which SQLite keeps what is not in the database yet.
pub(crate) const LOGS: [&str; 2] = ["-wal", "-journal"];

/// What became of a file that was to be named.
pub(crate) enum Named {
    /// It has the name.
    Done,
    /// Something else has the name; here is the file.
    Taken(NamedTempFile),
}

/// Gives a file its name, and makes sure that this outlasts a crash; in place of what has the name only where `over` says so.
///
/// # Errors
/// A log beside the name; those of the disk.
pub(crate) fn name(aside: NamedTempFile, path: &Path, over: bool) -> Result<Named> {
    refuse_logs(path, over)?;
    let named = if over { aside.persist(path) } else { aside.persist_noclobber(path) };
    match named {
        Ok(_) => sync_folder(folder_of(path)).map(|()| Named::Done),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(Named::Taken(error.file)),
        Err(error) => Err(Error::from(error.error).at(path.display())),
    }
}

/// Refuses a name beside which a log lies. Where a file has the name already, the log is that file's: then it matters only
/// where the file is to be replaced.
///
/// # Errors
/// That log.
pub(crate) fn refuse_logs(path: &Path, over: bool) -> Result<()> {
    let Some(log) = logs(path).into_iter().next() else { return Ok(()) };
    if !over && path.exists() {
        return Ok(());
    }
    let (shell, log) = (quoted(&log.display().to_string()), log.display());
    Err(if path.exists() {
        Error::refused(format!("{log} has in it what is not in {} yet", path.display())).hint(format!(
            "gainsay --db {} list puts it there, if it is a book; or name another file",
            quoted(&path.display().to_string())
        ))
    } else {
        Error::refused(format!("{log} belongs to a book that is gone"))
            .hint(format!("put its book back, or move it away: mv {shell} {shell}.old"))
    })
}

/// The logs beside a name that have anything in them.
pub(crate) fn logs(path: &Path) -> Vec<PathBuf> {
    let logs = LOGS.into_iter().map(|ending| beside(path, ending));
    logs.filter(|log| fs::metadata(log).is_ok_and(|log| log.len() > 0)).collect()
}

/// The file beside another one whose name ends so.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The folder that a file is in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes sure that a name that was given in a folder outlasts a crash; only Unix has a way to say so.
fn sync_folder(folder: &Path) -> Result<()> {
    if cfg!(unix) { Ok(fs::File::open(folder)?.sync_all()?) } else { Ok(()) }
}
