//! The log files that SQLite keeps beside a database. SQLite reads a log into whatever database has its name, so a database
//! gets a name only here, and never one with a log beside it.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::{Error, Result};
use crate::store::file::atomic_write::{Persisted, persist};
use crate::store::file::log_names::{LOG_ENDINGS, with_ending};
use crate::text::quoted;

/// Gives a temporary file with a database its name, as [`persist`] does.
///
/// # Errors
/// A log beside the name; those of the disk.
pub(crate) fn persist_database(file: NamedTempFile, path: &Path, replace: bool) -> Result<Persisted> {
    refuse_logs(path, replace)?;
    persist(file, path, replace)
}

/// Refuses a name with a log beside it. The log of an existing file is that file's own, so it matters only if the file is to be
/// replaced.
///
/// # Errors
/// Such a log.
pub(crate) fn refuse_logs(path: &Path, replace: bool) -> Result<()> {
    let Some(log) = logs(path).into_iter().next() else { return Ok(()) };
    if !replace && path.exists() {
        return Ok(());
    }
    let (shell, log) = (quoted(&log.display().to_string()), log.display());
    Err(if path.exists() {
        Error::refused(format!("{log} contains changes that are not in {} yet", path.display())).hint(format!(
            "gainsay --db {} list writes them into it, if it is a book; or name another file",
            quoted(&path.display().to_string())
        ))
    } else {
        Error::refused(format!("{log} belongs to a book that is gone"))
            .hint(format!("put its book back, or move it away: mv {shell} {shell}.old"))
    })
}

/// The logs beside a file that are not empty.
pub(crate) fn logs(path: &Path) -> Vec<PathBuf> {
    let logs = LOG_ENDINGS.into_iter().map(|ending| with_ending(path, ending));
    logs.filter(|log| fs::metadata(log).is_ok_and(|log| log.len() > 0)).collect()
}
