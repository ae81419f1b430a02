//! Opening and creating a book.

use std::path::Path;

use rusqlite::Connection;

use crate::error::Result;
use crate::store::file::atomic_write::{Persisted, folder_of};
use crate::store::file::connect::{check_file, configure, connect, flags, newer_version};
use crate::store::file::logs::{persist_database, refuse_logs};
use crate::store::file::schema::{self, FIRST_VERSION, VERSION};
use crate::store::file::temporary::temporary_file;
use crate::store::file::{clean_copy, upgrade};
use crate::store::{EntryMeta, ForeignSchema, Store, Writer};

impl Store {
    /// Opens the book at a path. A book of an earlier version is upgraded, and a copy of it is kept: see [`Store::upgraded`]. Of a
    /// file whose schema is not what this program makes, the record is read and nothing is written: see [`Store::foreign`].
    ///
    /// # Errors
    /// No file at the path, or a file that is not a book of this program; the file is left as it is.
    pub fn open(path: &Path) -> Result<Self> {
        check_file(path)?;
        let (conn, version) = connect(path)?;
        if version > VERSION {
            return Err(newer_version(path, version));
        }
        if version >= FIRST_VERSION
            && let Some(found) = schema::foreign(&conn, version)?
        {
            if version < VERSION && !schema::has_record_tables(&conn)? {
                return Err(upgrade::too_early(path));
            }
            return Self::open_foreign(&conn, path, found.summary());
        }
        let store = Self::on(conn);
        if version < VERSION {
            return upgrade::upgrade(store, path);
        }
        Ok(store)
    }

    /// Reads the record of a file whose schema is not that of this program.
    fn open_foreign(conn: &Connection, path: &Path, what: String) -> Result<Self> {
        let copy = clean_copy::copy_record(conn, clean_copy::nameless()?)?;
        let foreign = ForeignSchema { book: path.to_path_buf(), what, left_out: copy.left_out };
        Ok(Self { foreign: Some(foreign), ..copy.store })
    }

    /// Returns what was found in the file if its schema is not that of this program. Then nothing is written to it.
    pub fn foreign(&self) -> Option<&ForeignSchema> {
        self.foreign.as_ref()
    }

    /// Creates a book and does the first work in it. The book gets its name when the work is done, so it exists as a whole or
    /// not at all. Returns nothing, and changes nothing, if another program has created one in the meantime.
    ///
    /// # Errors
    /// A place where no file can be created; those of the work.
    pub fn create<T>(path: &Path, first: impl FnOnce(&Self) -> Result<T>) -> Result<Option<T>> {
        let folder = folder_of(path);
        refuse_logs(path, false)?;
        // SQLite gives the -wal and -shm files the mode of the book.
        let file = temporary_file(folder, ".db")?;
        let store = Self::new_at(file.path())?;
        // Nobody uses the file before it is complete, so a crash may leave it broken. Without a log, and with large sorts in
        // files, a large import is faster.
        store
            .conn
            .execute_batch("pragma journal_mode = memory; pragma synchronous = off; pragma temp_store = file;")?;
        let done = first(&store)?;
        store.conn.execute_batch("pragma journal_mode = wal;")?;
        store.conn.close().map_err(|(_, error)| error)?;
        file.as_file().sync_all()?;
        Ok(match persist_database(file, path, false)? {
            Persisted::Done => Some(done),
            Persisted::Taken(_) => None,
        })
    }

    /// Does `work` in a new book that is then thrown away, as [`Store::dry_run`] does in an existing one.
    ///
    /// # Errors
    /// Errors of `work`.
    pub fn dry_run_new<T>(meta: &EntryMeta, work: impl FnOnce(&Writer) -> Result<T>) -> Result<T> {
        let file = temporary_file(&std::env::temp_dir(), ".db")?;
        Self::new_at(file.path())?.dry_run(meta, work)
    }

    /// An empty book in an empty file.
    fn new_at(path: &Path) -> Result<Self> {
        let mut conn = Connection::open_with_flags(path, flags())?;
        schema::create(&conn)?;
        configure(&mut conn)?;
        Ok(Self::on(conn))
    }
}
