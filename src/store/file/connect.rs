//! Connections to the file of a book, and checks of the file before SQLite opens it.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result, Sentence, terminal_only};
use crate::store::file::functions::add_functions;
use crate::store::file::log_names::with_ending;
use crate::store::file::logs::logs;
use crate::store::file::schema::{self, APPLICATION, FIRST_VERSION, VERSION};
use crate::store::file::work_limit::bound_work;
use crate::store::{LOCK_TIMEOUT, Store};
use crate::text::quoted;

/// The first bytes of a database.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Limits of a connection, lower than those of SQLite (<https://sqlite.org/limits.html>), and above what this program needs.
const LIMITS: [(Limit, i32); 7] = [
    (Limit::SQLITE_LIMIT_ATTACHED, 0),
    (Limit::SQLITE_LIMIT_LENGTH, 512 << 20),
    (Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
    (Limit::SQLITE_LIMIT_COLUMN, 200),
    (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 50),
    (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 10),
    (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
];

impl Store {
    /// Whether nothing is at a path, not even a link, so that a book can be created there.
    pub fn is_free(path: &Path) -> bool {
        matches!(fs::symlink_metadata(path), Err(error) if error.kind() == ErrorKind::NotFound)
    }
}

/// The flags with which a book is opened.
pub(crate) fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

/// Opens a file that [`check_file`] accepted; returns its version with the connection.
///
/// # Errors
/// Errors of the database.
pub(crate) fn connect(path: &Path) -> Result<(Connection, i32)> {
    let mut conn = Connection::open_with_flags(path, flags())?;
    match configure(&mut conn) {
        // A book in a folder that cannot be written, which nobody writes: SQLite may read it without a log.
        Err(error) if cannot_make_log(&error) && !with_ending(path, "-wal").exists() => {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
            let mut conn = Connection::open_with_flags(immutable_uri(path), flags)?;
            let version = configure(&mut conn)?;
            Ok((conn, version))
        }
        version => Ok((conn, version?)),
    }
}

/// Whether SQLite could not create a log beside the book. Which of the two codes it gives depends on the mode of the book.
fn cannot_make_log(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly))
}

/// Opens a book for reading only: what is in its log is read, and stays in the log.
///
/// # Errors
/// A file whose schema is not what this program makes; errors of the database.
pub(crate) fn open_to_read(path: &Path) -> Result<(Connection, i32)> {
    let (conn, version) = open_any_to_read(path)?;
    if (FIRST_VERSION..=VERSION).contains(&version)
        && let Some(found) = schema::foreign(&conn, version)?
    {
        return Err(foreign_schema(path, &found.summary()));
    }
    Ok((conn, version))
}

/// As [`open_to_read`], for a file whose schema may be any. SQL must name tables of the record and nothing else.
///
/// # Errors
/// Errors of the database.
pub(crate) fn open_any_to_read(path: &Path) -> Result<(Connection, i32)> {
    // If there is no log, SQLite may remove the empty one that it creates.
    let has_log = !logs(path).is_empty();
    let (conn, version) = connect(path)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, has_log)?;
    Ok((conn, version))
}

/// Sets up a connection; returns the version of the book. `synchronous = full` costs one sync for each commit, which a record
/// of evidence needs.
pub(crate) fn configure(conn: &mut Connection) -> rusqlite::Result<i32> {
    conn.busy_timeout(LOCK_TIMEOUT)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // Of triggers, only the temporary ones of this program run (https://sqlite.org/c3ref/c_dbconfig_defensive.html).
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    for (limit, value) in LIMITS {
        conn.set_limit(limit, value)?;
    }
    // Query plans must not depend on values: else SQLite prepares a statement again for each value, because some indexes are
    // partial; an export took fifteen times as long.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_prepared_statement_cache_capacity(128);
    conn.execute_batch(
        "pragma trusted_schema = off; pragma foreign_keys = on; pragma synchronous = full; pragma temp_store = memory;",
    )?;
    add_functions(conn)?;
    bound_work(conn)?;
    conn.query_row("pragma user_version", [], |row| row.get(0))
}

/// Checks that a path leads to a file that may be a book of this version or an earlier one.
///
/// # Errors
/// Whatever else is there, each kind with its own sentence.
pub(crate) fn check_file(path: &Path) -> Result<()> {
    let shown = path.display();
    let link = fs::symlink_metadata(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Error::not_found(format!("there is no book at {shown} yet")).hint(terminal_only(
            "gainsay add \"…\" starts one, gainsay demo makes one to look at, --db FILE names another",
        )),
        _ => Error::from(error).at(path.display()),
    })?;
    let meta = fs::metadata(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound if link.is_symlink() => {
            let to = fs::read_link(path).unwrap_or_default();
            Error::failure(format!("{shown} is a link to {}, which is not there", to.display()))
                .hint(Sentence::from("mend the link") + terminal_only(", or name the book with --db"))
        }
        _ => Error::from(error).at(path.display()),
    })?;
    if meta.is_dir() {
        return Err(Error::usage(format!("{shown} is a folder, not a book"))
            .hint(terminal_only(format!("--db {}", path.join("claims.db").display()))));
    }
    if !meta.is_file() {
        return Err(Error::usage(format!("{shown} is not a file")).hint(terminal_only("name a book with --db")));
    }
    check_header(path, meta.len())
}

/// Checks the first 100 bytes of a file (<https://sqlite.org/fileformat2.html>: magic at 0, `user_version` at 60,
/// `application_id` at 68), so that a file of another program is recognised before `SQLite` touches it.
fn check_header(path: &Path, size: u64) -> Result<()> {
    let shown = path.display();
    let unchanged = || terminal_only("name another file with --db; ") + "this one was not changed";
    let restore = || terminal_only("; if it was your book: gainsay restore FILE");
    if size == 0 {
        return Err(Error::integrity(format!("{shown} is empty, not a book of gainsay")).hint(unchanged() + restore()));
    }
    let mut header = [0; 100];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut header));
    match read {
        Err(error) if error.kind() != ErrorKind::UnexpectedEof => return Err(Error::from(error).at(path.display())),
        Ok(()) if header.starts_with(MAGIC) => {}
        _ => return Err(Error::integrity(format!("{shown} is not a database")).hint(unchanged() + restore())),
    }
    let number = |at: usize| i32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    if number(68) != APPLICATION {
        return Err(Error::integrity(format!("{shown} is a database of another program")).hint(unchanged()));
    }
    if number(60) > VERSION {
        return Err(newer_version(path, number(60)));
    }
    Ok(())
}

/// Whether a file begins like a database, of this program or another one.
pub(crate) fn is_database(path: &Path) -> bool {
    let mut begin = [0; 16];
    fs::File::open(path).and_then(|mut file| file.read_exact(&mut begin)).is_ok() && begin == *MAGIC
}

/// Refuses a file whose schema is not what this program makes.
pub(crate) fn foreign_schema(path: &Path, what: &str) -> Error {
    Error::refused(format!("{} is not as gainsay made it: {what}", path.display())).hint(
        terminal_only(format!("gainsay --db {} doctor --fix", quoted(&path.display().to_string())))
            + " takes away what gainsay did not make, and keeps a copy of the file; nothing was written",
    )
}

/// Refuses a book of a newer version.
pub(crate) fn newer_version(path: &Path, version: i32) -> Error {
    Error::refused(format!("{} was written by a newer gainsay (format {version})", path.display()))
        .hint(format!("this one reads format {VERSION}: install the newer program; the file was not changed"))
}

fn immutable_uri(path: &Path) -> String {
    let escaped = path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{escaped}?immutable=1")
}
