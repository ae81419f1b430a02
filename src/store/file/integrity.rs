//! Whether the file of a book is sound, as far as SQLite and the chain of its history can tell.

use std::path::Path;

use rusqlite::Connection;

use crate::error::{Error, ErrorKind, Result};
use crate::store::file::open::{check_file, look_into};
use crate::store::file::schema::VERSION;
use crate::store::journal::chain;

/// How it stands with the file of a book.
pub(crate) enum State {
    /// All of it can be read, and its history fits.
    Sound,
    /// All of it can be read; what in its history does not fit.
    Changed(String),
    /// Not all of it can be read; what SQLite says, where it says anything.
    Damaged(Option<String>),
}

/// Looks into a file.
///
/// # Errors
/// A file that is no book of this program; those of the disk.
pub(crate) fn state_of(path: &Path) -> Result<State> {
    check_file(path)?;
    let looked = look_into(path).and_then(|(conn, version)| {
        if let Some(first) = faults(&conn, 1)?.into_iter().next() {
            return Ok(State::Damaged(Some(first)));
        }
        let fault = if version < VERSION { None } else { chain::verify(&conn)?.fault };
        Ok(fault.map_or(State::Sound, State::Changed))
    });
    match looked {
        Err(error) if error.kind == ErrorKind::Integrity => Ok(State::Damaged(None)),
        looked => looked,
    }
}

/// Says that a file is damaged.
pub(crate) fn damaged(path: &Path, what: Option<String>) -> Error {
    let what = what.map_or(String::new(), |what| format!(": {what}"));
    Error::integrity(format!("{} is damaged{what}", path.display()))
}

/// Says that a book was changed by something else than this program.
pub(crate) fn changed(path: &Path, what: &str) -> String {
    format!("{} was changed past gainsay: {what}", path.display())
}

/// What SQLite finds wrong with a file, at most so many things; what it read before it could read no more.
///
/// # Errors
/// A file of which it can read nothing.
pub(crate) fn faults(conn: &Connection, most: u32) -> Result<Vec<String>> {
    let mut query = conn.prepare(&format!("pragma integrity_check({most})"))?;
    let mut rows = query.query([])?;
    let mut said = Vec::new();
    loop {
        match rows.next() {
            Ok(Some(row)) => said.push(plain(&row.get::<_, String>(0)?)),
            Err(error) if said.is_empty() => return Err(error.into()),
            Ok(None) | Err(_) => break,
        }
    }
    said.retain(|said| said != "ok" && !said.is_empty());
    Ok(said)
}

/// What SQLite says, in one line, without the heading that says of which database.
fn plain(said: &str) -> String {
    said.lines().filter(|line| !line.starts_with("*** in database")).collect::<Vec<_>>().join(" ")
}
