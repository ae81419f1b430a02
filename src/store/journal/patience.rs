//! Waiting for another command that writes to the book, and saying what it is.

use std::fs::File;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode};

use crate::error::{Error, Result};
use crate::store::file::atomic_write::folder_of;
use crate::store::{LOCK_TIMEOUT, Patience, Store, Writer};

/// How long SQLite waits before this program looks what it waits for.
const STEP: Duration = Duration::from_millis(200);
/// How long a command waits before it says so.
const SILENCE: Duration = Duration::from_secs(2);
/// How often an import tries to announce itself, a millisecond apart.
const ATTEMPTS: u64 = 10;

/// What a write says while it waits for another command.
const WAITS: &str = "another command is writing to the book; this one waits for it";
/// What it says where the other command is an import.
const WAITS_FOR_IMPORT: &str = "an import is running; this command waits for it";

impl Store {
    /// Sets how long writes wait for another command.
    pub fn set_patience(&mut self, patience: Patience) {
        self.patience = patience;
    }

    /// Begins a transaction that may write.
    ///
    /// # Errors
    /// Another command writes for longer than this one waits.
    pub(super) fn begin_to_write(&self) -> Result<()> {
        let (conn, begin, mut is_silent) = (&self.conn, Instant::now(), true);
        conn.busy_timeout(STEP)?;
        let done = loop {
            let error = match conn.execute_batch("begin immediate") {
                Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => error,
                done => break done.map_err(Error::from),
            };
            let (waited, import) = (begin.elapsed(), is_import_running(conn));
            if import && waited >= self.patience.for_import {
                break Err(Error::busy("an import is running, and nothing else can be written until it is over")
                    .hint("nothing was written; try again in a moment"));
            }
            if waited >= self.patience.longest {
                break Err(error.into());
            }
            if is_silent
                && waited >= SILENCE
                && let Some(notice) = self.patience.notice
            {
                notice(if import { WAITS_FOR_IMPORT } else { WAITS });
                is_silent = false;
            }
        };
        conn.busy_timeout(LOCK_TIMEOUT)?;
        done
    }
}

impl Writer<'_> {
    /// Lets other commands know that an import is what they wait for, as long as the returned value exists. The sign is a lock
    /// of the folder of the book (`flock`), which ends with the process and leaves no file behind. Where the system has no such
    /// locks, the others wait without knowing what for.
    #[must_use]
    pub fn announce_import(&self) -> Option<File> {
        let folder = File::open(folder_of(Path::new(self.conn.path()?))).ok()?;
        // Another command may be looking at the lock.
        (0..ATTEMPTS).any(|attempt| {
            thread::sleep(Duration::from_millis(attempt));
            folder.try_lock().is_ok()
        });
        Some(folder)
    }
}

/// Whether an import writes to a book of the same folder.
fn is_import_running(conn: &Connection) -> bool {
    let folder = conn.path().and_then(|path| File::open(folder_of(Path::new(path))).ok());
    folder.is_some_and(|folder| matches!(folder.try_lock_shared(), Err(std::fs::TryLockError::WouldBlock)))
}
