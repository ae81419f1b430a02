//! Opening and making a book: what may be wrong with a file, each in its own sentence.

use std::path::Path;

use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::store::file::connect::{check_file, connect, flags, newer, prepare};
use crate::store::file::naming::{Named, folder_of, name, refuse_logs};
use crate::store::file::schema::{self, VERSION};
use crate::store::file::upgrade;
use crate::store::{EntryMeta, Store, Writer};
use crate::text::quoted;

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
        schema::create(&conn)?;
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

    /// Does `work` in a book that is nowhere, as [`Store::dry_run`] does in one that is there.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn dry_run_new<T>(meta: &EntryMeta, work: impl FnOnce(&Writer) -> Result<T>) -> Result<T> {
        let aside = tempfile::Builder::new().prefix(".gainsay-").suffix(".db").tempfile()?;
        let conn = Connection::open_with_flags(aside.path(), flags())?;
        schema::create(&conn)?;
        prepare(&conn)?;
        Self { conn, upgraded: None }.dry_run(meta, work)
    }
}
