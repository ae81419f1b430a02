//! Temporary files. Their names begin alike, and each is locked while its process lives, so that the next run recognises those
//! that a killed process left behind, and removes them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::error::{Error, Result};
use crate::store::file::log_names::{LOG_ENDINGS, with_ending};
use crate::text::quoted;

/// The beginning of the names.
const PREFIX: &str = ".gainsay-";
/// Minimum age of a file that is removed: a younger one may not be locked yet.
const MIN_AGE: Duration = Duration::from_secs(60);

/// The files that this process created and that may still exist.
static CREATED: LazyLock<Mutex<BTreeSet<PathBuf>>> = LazyLock::new(Mutex::default);

/// A new empty file in a folder, readable by its owner only (mode 0600), which is removed unless it is persisted. Old ones that
/// nobody uses are removed from the folder first.
///
/// # Errors
/// No such folder; a folder that cannot be written.
pub fn temporary_file(folder: &Path, suffix: &str) -> Result<NamedTempFile> {
    if !folder.is_dir() {
        return Err(Error::failure(format!("there is no folder {} to write into", folder.display()))
            .hint(format!("mkdir -p {}", quoted(&folder.display().to_string()))));
    }
    remove_old(folder);
    let file = tempfile::Builder::new().prefix(PREFIX).suffix(suffix).tempfile_in(folder);
    let file = file.map_err(|error| Error::from(error).at(format!("cannot write into {}", folder.display())))?;
    // On a file system without locks, the file is removed only by this process.
    #[cfg(unix)]
    file.as_file().try_lock().unwrap_or_default();
    let mut created = CREATED.lock().unwrap_or_else(PoisonError::into_inner);
    created.retain(|path| path.exists());
    created.insert(file.path().to_path_buf());
    Ok(file)
}

/// Removes the temporary files of this process, before a signal ends it.
pub fn remove_temporary_files() {
    for path in CREATED.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        for path in [path.clone()].into_iter().chain(LOG_ENDINGS.map(|ending| with_ending(path, ending))) {
            fs::remove_file(path).unwrap_or_default();
        }
    }
}

/// Removes the temporary files in a folder whose process has ended. What cannot be removed stays.
fn remove_old(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX)) {
        let path = entry.path();
        let is_old = entry.metadata().is_ok_and(|meta| {
            meta.is_file() && meta.modified().is_ok_and(|at| at.elapsed().is_ok_and(|age| age > MIN_AGE))
        });
        if is_old && !is_in_use(&path) {
            fs::remove_file(path).unwrap_or_default();
        }
    }
}

/// Whether a process uses a temporary file, or the file whose log it is.
fn is_in_use(path: &Path) -> bool {
    let name = path.display().to_string();
    if let Some(database) = LOG_ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)) {
        return Path::new(database).exists();
    }
    // A file of this process must not be opened: closing it would end the locks that SQLite has on it
    // (https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
    let is_own = CREATED.lock().unwrap_or_else(PoisonError::into_inner).contains(path);
    is_own || File::open(path).is_ok_and(|file| file.try_lock().is_err())
}
