//! Going back to a backup. What is there is kept; whatever happens meanwhile, the book is the old one or the new one.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::open::{check_file, connect, folder_of, is_database, look_into, sync_folder, wal_of};
use super::{Store, backup};
use crate::error::{Error, Kind, Result};
use crate::model::keeping::Contents;

/// What a restored book was and is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What was in the book before; nothing where there was none, or where it cannot be read.
    pub before: Option<Contents>,
    /// What is in the backup.
    pub after: Contents,
    /// Where the book is kept as it was, if there was one.
    pub kept: Option<PathBuf>,
}

impl Store {
    /// What would be restored, and what is there now.
    ///
    /// # Errors
    /// As [`Store::restore`].
    pub fn compare(book: &Path, from: &Path) -> Result<Restored> {
        if Self::is_free(from) {
            return Err(Error::not_found(format!("there is no file {}", from.display()))
                .hint("gainsay backup makes one; ls backups shows those that are there"));
        }
        backup::check(from).map_err(another)?;
        if !Self::is_free(book)
            && let Err(error) = check_file(book)
            // Damaged in its first bytes: that is what backups are for. A database of another program is let be.
            && (error.kind != Kind::Integrity || is_database(book))
        {
            return Err(error);
        }
        if let (Ok(book), Ok(from)) = (book.canonicalize(), from.canonicalize())
            && book == from
        {
            return Err(Error::refused("that is the book itself").hint("name a backup of it"));
        }
        Ok(Restored {
            before: backup::contents(book).ok(),
            after: backup::contents(from).map_err(another)?,
            kept: None,
        })
    }

    /// Makes the book what a backup is. The present one is kept beside it, in the folder of its backups, under a name with
    /// `day` in it. Whoever has the book open, as `serve` has, goes on with what was restored.
    ///
    /// # Errors
    /// A backup that is damaged, newer than this program, or of another one; a book that cannot be kept or written.
    pub fn restore(book: &Path, from: &Path, day: &str) -> Result<Restored> {
        let restored = Self::compare(book, from)?;
        let source = look_into(from)?.0;
        if Self::is_free(book) {
            put(&source, book, true)?;
            return Ok(restored);
        }
        let what = format!("{day}.before-restore");
        let kept = match within(&source, book, &what) {
            Err(error) if error.kind == Kind::Integrity => instead(&source, book, &what)?,
            kept => kept?,
        };
        Ok(Restored { kept: Some(kept), ..restored })
    }
}

fn another(error: Error) -> Error {
    error.hint("name another backup; neither it nor the book was changed")
}

/// Restores within the database, as one transaction: nobody who has it open need know of it.
fn within(source: &Connection, book: &Path, what: &str) -> Result<PathBuf> {
    check_file(book)?;
    let (mut to, _) = connect(book)?;
    if to.is_readonly("main")? {
        return Err(Error::refused(format!("{} is read-only; nothing was written", book.display()))
            .hint("make the file and its folder writable, or name another book with --db"));
    }
    if page_size(source)? != page_size(&to)? {
        drop(to);
        return instead(source, book, what);
    }
    // With a log, what is there can be read, and kept, while nobody else can write.
    to.query_row("pragma journal_mode = wal", [], |_| Ok(()))?;
    let folder = backup::folder(book, true)?;
    let kept;
    {
        let all = Backup::new(source, &mut to)?;
        if !matches!(all.step(0)?, StepResult::More | StepResult::Done) {
            return Err(Error::failure("another program has kept the book locked for too long")
                .hint("close it, then run the command again"));
        }
        kept = backup::keep(backup::copy(&look_into(book)?.0, &folder)?, book, what)?;
        backup::all_of(&all)?;
    }
    // The log has the whole book in it now. It may stay so while somebody reads.
    to.busy_timeout(Duration::ZERO)?;
    to.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(())).unwrap_or_default();
    Ok(kept)
}

fn page_size(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("pragma page_size", [], |row| row.get(0))?)
}

/// Restores in place of a file that SQLite cannot read: it is kept byte by byte with its log, and another one gets its name.
fn instead(source: &Connection, book: &Path, what: &str) -> Result<PathBuf> {
    let folder = backup::folder(book, true)?;
    // A link is kept, and what it leads to is replaced.
    let real = &book.canonicalize().map_err(|error| Error::from(error).at(book.display()))?;
    let log = wal_of(real);
    let log = if log.exists() { Some(backup::bytes_of(&log, &folder)?) } else { None };
    let kept = backup::keep(backup::bytes_of(real, &folder)?, book, what)?;
    if let Some(log) = log {
        let name = wal_of(&kept);
        log.persist_noclobber(&name).map_err(|error| Error::from(error.error).at(name.display()))?;
    }
    put(source, real, false)?;
    Ok(kept)
}

/// Gives a copy of a backup the name of the book.
fn put(source: &Connection, book: &Path, free: bool) -> Result<()> {
    let folder = folder_of(book);
    let copy = backup::copy(source, folder)?;
    let (conn, _) = connect(copy.path())?;
    conn.query_row("pragma journal_mode = wal", [], |_| Ok(()))?;
    conn.close().map_err(|(_, error)| error)?;
    copy.as_file().sync_all()?;
    if !free {
        // A log that belongs to the damaged file must not be taken for one of the other. It is kept.
        for ending in ["-wal", "-shm"] {
            let mut beside = book.as_os_str().to_owned();
            beside.push(ending);
            match fs::remove_file(&beside) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::from(error).at(book.display())),
                _ => {}
            }
        }
    }
    let put = if free { copy.persist_noclobber(book) } else { copy.persist(book) };
    put.map_err(|error| Error::from(error.error).at(book.display()))?;
    sync_folder(folder)
}
