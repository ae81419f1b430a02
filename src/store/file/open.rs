//! Opening and making a book: what may be wrong with a file, each in its own sentence.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result, Sentence, terminal_only};
use crate::store::file::naming::{Named, beside, folder_of, logs, name, refuse_logs};
use crate::store::file::schema::{self, APPLICATION, VERSION};
use crate::store::file::upgrade;
use crate::store::{Stamp, Store, Writer};
use crate::text::quoted;

/// How a database begins.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// How long a command waits for another one that writes.
const PATIENCE: Duration = Duration::from_secs(60);

impl Store {
    /// Opens the book at a path. One of an earlier version is upgraded, and kept as it was: see [`Store::upgraded`].
    ///
    /// # Errors
    /// No file there, or a file that is not a book this program can read; the file is left as it is.
    pub fn open(path: &Path) -> Result<Self> {
        check_file(path)?;
        let (conn, version) = connect(path)?;
        let store = Self { conn, upgraded: None };
        if version > VERSION {
            return Err(newer(path, version));
        }
        if version < VERSION {
            return upgrade::upgrade(store, path);
        }
        Ok(store)
    }

    /// Makes a book at a path and does the first work in it. It is made aside and given its name when that is done, so that
    /// it is there wholly or not at all. Nothing where somebody else has made one there in the meantime: then that is kept.
    ///
    /// # Errors
    /// Where no file can be made there; and those of the work.
    pub fn create<T>(path: &Path, first: impl FnOnce(&Self) -> Result<T>) -> Result<Option<T>> {
        let folder = folder_of(path);
        if !folder.is_dir() {
            return Err(Error::failure(format!("there is no folder {} to make a book in", folder.display()))
                .hint(format!("mkdir -p {}", quoted(&folder.display().to_string()))));
        }
        refuse_logs(path, false)?;
        // tempfile makes files with mode 0600; SQLite gives its -wal and -shm files the mode of the book.
        let aside = tempfile::Builder::new()
            .prefix(".gainsay-")
            .suffix(".db")
            .tempfile_in(folder)
            .map_err(|error| Error::from(error).at(format!("no book can be made in {}", folder.display())))?;
        let conn = Connection::open_with_flags(aside.path(), flags())?;
        schema::make(&conn)?;
        prepare(&conn)?;
        // Nobody knows of it until it is whole: nothing has to be kept that a crash would need. A large import sorts what
        // its indexes are made of in files.
        conn.execute_batch("pragma journal_mode = memory; pragma synchronous = off; pragma temp_store = file;")?;
        let store = Self { conn, upgraded: None };
        let done = first(&store)?;
        store.conn.execute_batch("pragma journal_mode = wal;")?;
        store.conn.close().map_err(|(_, error)| error)?;
        aside.as_file().sync_all()?;
        Ok(match name(aside, path, false)? {
            Named::Done => Some(done),
            Named::Taken(_) => None,
        })
    }

    /// Does `work` in a book that is nowhere, as [`Store::rehearse`] does in one that is there.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn rehearse_new<T>(stamp: &Stamp, work: impl FnOnce(&Writer) -> Result<T>) -> Result<T> {
        let aside = tempfile::Builder::new().prefix(".gainsay-").suffix(".db").tempfile()?;
        let conn = Connection::open_with_flags(aside.path(), flags())?;
        schema::make(&conn)?;
        prepare(&conn)?;
        Self { conn, upgraded: None }.rehearse(stamp, work)
    }

    /// Whether there is nothing at a path, not even a link, so that a book can be made there.
    pub fn is_free(path: &Path) -> bool {
        matches!(fs::symlink_metadata(path), Err(error) if error.kind() == ErrorKind::NotFound)
    }
}

pub(crate) fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

/// Opens a file that was looked at; says of which version it is.
///
/// # Errors
/// Those of the database.
pub(crate) fn connect(path: &Path) -> Result<(Connection, i32)> {
    let conn = Connection::open_with_flags(path, flags())?;
    match prepare(&conn) {
        // A book in a folder that cannot be written, with no writer about: SQLite may read it as it stands.
        Err(error) if is_closed_folder(&error) && !beside(path, "-wal").exists() => {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
            let conn = Connection::open_with_flags(immutable(path), flags)?;
            let version = prepare(&conn)?;
            Ok((conn, version))
        }
        prepared => Ok((conn, prepared?)),
    }
}

/// Whether a log cannot be made beside the book; which of the two SQLite says depends on whether the file may be written.
fn is_closed_folder(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly))
}

/// Opens a file to look into it only: what waits in its log is read, and stays there.
///
/// # Errors
/// Those of the database.
pub(crate) fn look_into(path: &Path) -> Result<(Connection, i32)> {
    // Where there is no log, the empty one that SQLite makes may go again.
    let waits = !logs(path).is_empty();
    let (conn, version) = connect(path)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, waits)?;
    Ok((conn, version))
}

fn prepare(conn: &Connection) -> rusqlite::Result<i32> {
    conn.busy_timeout(PATIENCE)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // Plans must not depend on the values: else SQLite makes a statement anew for every value where an index is partial.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_prepared_statement_cache_capacity(128);
    conn.execute_batch(
        "pragma trusted_schema = off; pragma foreign_keys = on; pragma synchronous = full; pragma temp_store = memory;",
    )?;
    conn.query_row("pragma user_version", [], |row| row.get(0))
}

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

/// Looks at the first 100 bytes (sqlite.org/fileformat2.html: magic at 0, `user_version` at 60, `application_id` at 68), so
/// that a file that is not ours is told apart before `SQLite` touches it.
fn check_header(path: &Path, size: u64) -> Result<()> {
    let shown = path.display();
    let not_changed = || terminal_only("name another file with --db; ") + "this one was not changed";
    let was_yours = || terminal_only("; if it was your book: gainsay restore FILE");
    if size == 0 {
        return Err(
            Error::integrity(format!("{shown} is empty, not a book of gainsay")).hint(not_changed() + was_yours())
        );
    }
    let mut header = [0; 100];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut header));
    match read {
        Err(error) if error.kind() != ErrorKind::UnexpectedEof => return Err(Error::from(error).at(path.display())),
        Ok(()) if header.starts_with(MAGIC) => {}
        _ => return Err(Error::integrity(format!("{shown} is not a database")).hint(not_changed() + was_yours())),
    }
    let number = |at: usize| i32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    if number(68) != APPLICATION {
        return Err(Error::integrity(format!("{shown} is a database of another program")).hint(not_changed()));
    }
    if number(60) > VERSION {
        return Err(newer(path, number(60)));
    }
    Ok(())
}

/// Whether a file begins as databases do, ours or not.
pub(crate) fn is_database(path: &Path) -> bool {
    let mut begin = [0; 16];
    fs::File::open(path).and_then(|mut file| file.read_exact(&mut begin)).is_ok() && begin == *MAGIC
}

fn newer(path: &Path, version: i32) -> Error {
    Error::refused(format!("{} was written by a newer gainsay (format {version})", path.display()))
        .hint(format!("this one reads format {VERSION}: install the newer program; the file was not changed"))
}

fn immutable(path: &Path) -> String {
    let escaped = path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{escaped}?immutable=1")
}
