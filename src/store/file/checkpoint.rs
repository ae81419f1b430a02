//! Moving what is in the write-ahead log of a book into its file (<https://sqlite.org/wal.html#ckpt>).

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::error::Result;
use crate::store::file::log_names::with_ending;
use crate::store::{LOCK_TIMEOUT, Store};

impl Store {
    /// Whether a book has a log to which nobody has written for some time.
    pub fn has_idle_log(book: &Path, idle: Duration) -> bool {
        fs::metadata(with_ending(book, "-wal")).is_ok_and(|log| {
            log.len() > 0 && log.modified().is_ok_and(|at| at.elapsed().is_ok_and(|elapsed| elapsed >= idle))
        })
    }

    /// Moves what is in the log of the book into its file, and empties the log. Does nothing if others use it.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn checkpoint(&self) -> Result<()> {
        self.conn.busy_timeout(Duration::ZERO)?;
        let done = self.conn.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()));
        self.conn.busy_timeout(LOCK_TIMEOUT)?;
        Ok(done?)
    }
}
