//! Whether the file of a book is intact, as far as SQLite and the hash chain of its history can tell.

use std::path::Path;

use rusqlite::Connection;

use crate::error::{Error, ErrorKind, Result};
use crate::store::file::connect::{check_file, open_to_read};
use crate::store::journal::chain;

/// The first version whose entries have hashes.
const FIRST_VERSION_WITH_HASHES: i32 = 2;

/// The state of the file of a book.
pub(crate) enum FileState {
    /// SQLite can read all of it, and the chain of its history is intact.
    Intact,
    /// SQLite can read all of it, but the chain of its history is broken: how.
    Altered(String),
    /// SQLite cannot read all of it: what it reports, if anything.
    Damaged(Option<String>),
}

/// Checks a file.
///
/// # Errors
/// A file that is not a book of this program; those of the disk.
pub(crate) fn check(path: &Path) -> Result<FileState> {
    check_file(path)?;
    let state = open_to_read(path).and_then(|(conn, version)| {
        if let Some(first) = sqlite_problems(&conn, 1)?.into_iter().next() {
            return Ok(FileState::Damaged(Some(first)));
        }
        let fault = if version < FIRST_VERSION_WITH_HASHES { None } else { chain::verify(&conn)?.fault };
        Ok(fault.map_or(FileState::Intact, FileState::Altered))
    });
    match state {
        Err(error) if error.kind == ErrorKind::Integrity => Ok(FileState::Damaged(None)),
        state => state,
    }
}

/// Says that a file is damaged.
pub(crate) fn damaged(path: &Path, problem: Option<String>) -> Error {
    let problem = problem.map_or(String::new(), |problem| format!(": {problem}"));
    Error::integrity(format!("{} is damaged{problem}", path.display()))
}

/// Says that a book was changed by another program.
pub(crate) fn altered(path: &Path, fault: &str) -> String {
    format!("{} was changed by another program: {fault}", path.display())
}

/// The problems that SQLite finds in a file, at most `most`, up to the first part that it cannot read.
///
/// # Errors
/// A file of which it can read nothing.
pub(crate) fn sqlite_problems(conn: &Connection, most: u32) -> Result<Vec<String>> {
    let mut query = conn.prepare(&format!("pragma integrity_check({most})"))?;
    let mut rows = query.query([])?;
    let mut problems = Vec::new();
    loop {
        match rows.next() {
            Ok(Some(row)) => problems.push(one_line(&row.get::<_, String>(0)?)),
            Err(error) if problems.is_empty() => return Err(error.into()),
            Ok(None) | Err(_) => break,
        }
    }
    problems.retain(|problem| problem != "ok" && !problem.is_empty());
    Ok(problems)
}

/// A message of SQLite in one line, without the line that names the database.
fn one_line(message: &str) -> String {
    message.lines().filter(|line| !line.starts_with("*** in database")).collect::<Vec<_>>().join(" ")
}
