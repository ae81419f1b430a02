//! The names of the log files that SQLite keeps beside a database.

use std::path::{Path, PathBuf};

/// The endings of the logs in which SQLite keeps changes that are not in the database yet.
pub(crate) const LOG_ENDINGS: [&str; 2] = ["-wal", "-journal"];

/// A path with an ending added to its name.
pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
