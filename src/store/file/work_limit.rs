//! A bound on the work of one statement of SQL, so that no content of a file makes a command run without end; and a flag that
//! ends the work for a client who has disconnected.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use rusqlite::trace::{TraceEvent, TraceEventCodes};

/// Instructions of SQLite's virtual machine between two looks at the count.
const INTERVAL: i32 = 10_000;
/// Instructions that every statement may take: about three seconds.
const BASE: u64 = 300_000_000;
/// Instructions that a statement may take in addition for each page of the file. A page has at most about a hundred rows.
const PER_PAGE: u64 = 100_000;

thread_local! {
    /// The looks at the count since a statement began on this thread.
    static LOOKS: Cell<u64> = const { Cell::new(0) };
    /// The flag of the work that this thread does, if it can be stopped.
    static STOP: RefCell<Option<StopFlag>> = const { RefCell::new(None) };
}

/// A flag by which another thread stops some work.
#[derive(Clone, Debug, Default)]
pub struct StopFlag(Arc<AtomicBool>);

impl StopFlag {
    /// Stops the work.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Does some work on this thread. If the flag is set meanwhile, its next statement of SQL fails.
    pub fn while_not_set<T>(&self, work: impl FnOnce() -> T) -> T {
        let _reset = ResetStop(STOP.replace(Some(self.clone())));
        work()
    }
}

/// Sets the flag of the thread back when it is dropped.
struct ResetStop(Option<StopFlag>);

impl Drop for ResetStop {
    fn drop(&mut self) {
        STOP.set(self.0.take());
    }
}

/// Whether the work of this thread was stopped.
pub fn is_stopped() -> bool {
    STOP.with_borrow(|stop| stop.as_ref().is_some_and(|stop| stop.0.load(Ordering::Relaxed)))
}

/// Bounds the work of each statement of a connection by the size of its file. A statement that takes more fails with
/// `SQLITE_INTERRUPT`.
///
/// # Errors
/// Errors of the database.
pub(crate) fn bound_work(conn: &mut Connection) -> rusqlite::Result<()> {
    let pages: i64 = conn.query_row("pragma page_count", [], |row| row.get(0))?;
    let instructions = BASE + PER_PAGE * pages.unsigned_abs();
    let most = instructions / u64::from(INTERVAL.unsigned_abs());
    conn.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(|_: TraceEvent<'_>| LOOKS.set(0)))?;
    conn.progress_handler(
        INTERVAL,
        Some(move || {
            LOOKS.set(LOOKS.get() + 1);
            LOOKS.get() > most || is_stopped()
        }),
    )?;
    Ok(())
}
