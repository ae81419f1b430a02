//! A bound on the work of one statement of SQL, so that no content of a file makes a command run without end.

use std::cell::Cell;

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
            LOOKS.get() > most
        }),
    )?;
    Ok(())
}
