//! Restoring a book from a backup. The present book is kept, and at every moment its file is the old book or the new one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::error::{Error, ErrorKind, Result};
use crate::model::results::health::BookContents;
use crate::store::Store;
use crate::store::file::atomic_write::{Persisted, copy_bytes, folder_of};
use crate::store::file::connect::{check_file, connect, is_database, open_any_to_read, open_to_read};
use crate::store::file::integrity::{self, FileState, altered, damaged};
use crate::store::file::log_names::{LOG_ENDINGS, with_ending};
use crate::store::file::logs::{logs, persist_database};
use crate::store::file::{backup, backup_dir, last_seen};
use crate::text::quoted;

/// What a restored book contained before and contains now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoreOutcome {
    /// The contents before; none if there was no book, or it cannot be read.
    pub before: Option<BookContents>,
    /// The contents of the backup.
    pub after: BookContents,
    /// The number of entries that the book has and the backup does not have, if it is a backup of this book.
    pub newer: Option<i64>,
    /// The number of entries that the backup has and the book does not have, if it is a backup of this book.
    pub only_backup: Option<i64>,
    /// The fault in the hash chain of the backup.
    pub fault: Option<String>,
    /// The copy of the book before, if there was one.
    pub kept: Option<PathBuf>,
    /// The copies of logs beside the book, which SQLite would have read into the restored book; in a preview, the logs.
    pub logs: Vec<PathBuf>,
}

impl Store {
    /// What [`Store::restore`] would do.
    ///
    /// # Errors
    /// As [`Store::restore`].
    pub fn preview_restore(book: &Path, from: &Path, force: bool) -> Result<RestoreOutcome> {
        refuse_book_itself(book, from)?;
        let fault = chain_fault(from, force)?;
        refuse_foreign_file(book)?;
        let after = backup::contents(from).map_err(name_another)?;
        let before = backup::contents(book).ok();
        let logs = if before.is_none() { logs(book) } else { Vec::new() };
        let (newer, only_backup) = entries_apart(book, from).unzip();
        Ok(RestoreOutcome { before, newer, only_backup, after, fault, kept: None, logs })
    }

    /// Replaces the contents of a book by those of a backup. The present book is copied into the folder `backups`, under a name
    /// with `day` in it. A program that has the book open, such as `serve`, goes on with the restored contents.
    ///
    /// # Errors
    /// A backup that is damaged, newer than this program or of another program; without `force`, one whose hash chain is
    /// broken; a book that cannot be copied or written.
    pub fn restore(book: &Path, from: &Path, day: &str, force: bool) -> Result<RestoreOutcome> {
        let restored = Self::preview_restore(book, from, force)?;
        let source = open_to_read(from)?.0;
        let Replaced { kept, logs, within } = replace_contents(&source, book, &format!("{day}.before-restore"))?;
        last_seen::forget(book);
        if within {
            return Ok(RestoreOutcome { kept, logs, ..restored });
        }
        // SQLite must not have read a log of the old book into it.
        let now = backup::contents(book)?;
        match integrity::check(book)? {
            FileState::Damaged(what) => Err(damaged(book, what)),
            _ if now != restored.after => Err(Error::integrity(format!(
                "{} differs from {}, although it was just restored from it",
                book.display(),
                from.display()
            ))),
            _ => Ok(RestoreOutcome { kept, logs, ..restored }),
        }
        .map_err(|error| error.hint("close every program that has the book open, then restore again"))
    }
}

fn name_another(error: Error) -> Error {
    error.hint("name another backup; neither it nor the book was changed")
}

/// Refuses a backup that does not exist, or is the book.
fn refuse_book_itself(book: &Path, from: &Path) -> Result<()> {
    if Store::is_free(from) {
        return Err(Error::not_found(format!("there is no file {}", from.display()))
            .hint("gainsay backup makes one; ls backups shows those that are there"));
    }
    match (book.canonicalize(), from.canonicalize()) {
        (Ok(book), Ok(from)) if book == from => {
            Err(Error::refused("that is the book itself").hint("name a backup of it"))
        }
        _ => Ok(()),
    }
}

/// The fault in the hash chain of a backup that may be restored.
fn chain_fault(from: &Path, force: bool) -> Result<Option<String>> {
    match integrity::check(from).map_err(name_another)? {
        FileState::Intact => Ok(None),
        FileState::Altered(what) if force => Ok(Some(what)),
        FileState::Altered(what) => Err(Error::integrity(altered(from, &what))
            .hint("name another backup, or --force restores it nevertheless; neither it nor the book was changed")),
        FileState::Damaged(what) => Err(name_another(damaged(from, what))),
    }
}

/// Refuses to replace a file that is no book, intact or damaged.
fn refuse_foreign_file(book: &Path) -> Result<()> {
    if Store::is_free(book) {
        return Ok(());
    }
    match check_file(book) {
        // A file that is damaged in its first bytes may be a book. A database of another program is not replaced.
        Err(error) if error.kind == ErrorKind::Integrity && !is_database(book) => Ok(()),
        Err(error) if is_database(book) => {
            let shown = quoted(&book.display().to_string());
            Err(error.hint(format!(
                "it was not changed; if it was your book, move it and its log away (mv {shown} {shown}.old), then restore again"
            )))
        }
        checked => checked,
    }
}

/// The numbers of entries that only the book has, and that only the backup has; none if it is not a backup of this book.
fn entries_apart(book: &Path, from: &Path) -> Option<(i64, i64)> {
    let common = backup_dir::common_entry(from, book).ok()??;
    let after = |path: &Path| -> Result<i64> {
        let (conn, _) = open_to_read(path)?;
        Ok(conn.query_row("select count(*) from journal where id > ?1", [common], |row| row.get(0))?)
    };
    Some((after(book).ok()?, after(from).ok()?))
}

/// What became of the contents of a book that were replaced.
pub(crate) struct Replaced {
    /// The copy of the book before, if there was one.
    pub kept: Option<PathBuf>,
    /// The copies of logs that lay beside it.
    pub logs: Vec<PathBuf>,
    /// Whether the file is still the same one, so that programs that have it open can go on.
    pub within: bool,
}

/// Replaces the contents of a book by those of `source`. The copy of the book before has `name` in its name.
///
/// # Errors
/// A book that cannot be copied or written.
pub(crate) fn replace_contents(source: &Connection, book: &Path, name: &str) -> Result<Replaced> {
    let kept = if Store::is_free(book) { None } else { restore_within(source, book, name)? };
    if kept.is_some() {
        return Ok(Replaced { kept, logs: Vec::new(), within: true });
    }
    let (kept, logs) = replace_file(source, book, name)?;
    Ok(Replaced { kept, logs, within: false })
}

/// Restores within the database, in one transaction, so that programs that have it open can go on; returns the copy of the
/// book before. Returns none if SQLite cannot do that: it cannot read the book, or the size of its pages would change.
fn restore_within(source: &Connection, book: &Path, name: &str) -> Result<Option<PathBuf>> {
    match copy_into(source, book, name) {
        Err(error) if error.kind == ErrorKind::Integrity => Ok(None),
        copied => copied,
    }
}

/// The reverse of a backup: `step(0)` takes the lock, another connection copies the present book, and `step(-1)` copies the
/// backup and commits.
fn copy_into(source: &Connection, book: &Path, name: &str) -> Result<Option<PathBuf>> {
    check_file(book)?;
    let (mut to, _) = connect(book)?;
    if to.is_readonly("main")? {
        return Err(Error::refused(format!("{} is read-only; nothing was written", book.display()))
            .hint("make the file and its folder writable, or name another book with --db"));
    }
    if page_size(source)? != page_size(&to)? {
        return Ok(None);
    }
    // With a write-ahead log, the book can be read, and so copied, while nobody else can write it.
    to.query_row("pragma journal_mode = wal", [], |_| Ok(()))?;
    let folder = backup_dir::folder(book, true)?;
    let kept;
    {
        let pages = Backup::new(source, &mut to)?;
        if !matches!(pages.step(0)?, StepResult::More | StepResult::Done) {
            return Err(backup::still_locked());
        }
        kept = backup_dir::add(backup::copy(&open_any_to_read(book)?.0, &folder)?, book, name)?;
        backup::copy_rest(&pages)?;
    }
    // The log contains the whole book now; it stays as it is while somebody reads.
    to.busy_timeout(Duration::ZERO)?;
    to.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(())).unwrap_or_default();
    Ok(Some(kept))
}

fn page_size(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("pragma page_size", [], |row| row.get(0))?)
}

/// Replaces a file that SQLite cannot read, or creates the book. The old file and its logs are copied byte by byte; returns
/// the copies.
fn replace_file(source: &Connection, book: &Path, name: &str) -> Result<(Option<PathBuf>, Vec<PathBuf>)> {
    let is_free = Store::is_free(book);
    // If the book is a link, the file that it leads to is replaced.
    let real = &if is_free {
        book.to_path_buf()
    } else {
        book.canonicalize().map_err(|error| Error::from(error).at(book.display()))?
    };
    let kept = if is_free {
        None
    } else {
        Some(backup_dir::add(copy_bytes(real, &backup_dir::folder(book, true)?)?, book, name)?)
    };
    let logs = move_logs(real, book, kept.as_deref(), name)?;
    put(source, real, !is_free)?;
    Ok((kept, logs))
}

/// Moves the logs of a book beside the copy of the book, because SQLite would read them into the new one.
fn move_logs(real: &Path, book: &Path, kept: Option<&Path>, name: &str) -> Result<Vec<PathBuf>> {
    let mut done = Vec::new();
    if !logs(real).is_empty() {
        let file = kept.map_or_else(|| backup_dir::free_path(book, name), |kept| Ok(kept.to_path_buf()))?;
        for ending in LOG_ENDINGS {
            let (log, copy) = (with_ending(real, ending), with_ending(&file, ending));
            if log.exists() {
                let bytes = copy_bytes(&log, folder_of(&file))?;
                bytes.persist_noclobber(&copy).map_err(|error| Error::from(error.error).at(copy.display()))?;
                done.push(copy);
            }
        }
    }
    for ending in LOG_ENDINGS.into_iter().chain(["-shm"]) {
        match fs::remove_file(with_ending(real, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Error::from(error).at(real.display())),
            _ => {}
        }
    }
    Ok(done)
}

/// Copies a backup to the path of the book.
fn put(source: &Connection, book: &Path, replace: bool) -> Result<()> {
    let copy = backup::copy(source, folder_of(book))?;
    let (conn, _) = connect(copy.path())?;
    conn.query_row("pragma journal_mode = wal", [], |_| Ok(()))?;
    conn.close().map_err(|(_, error)| error)?;
    copy.as_file().sync_all()?;
    match persist_database(copy, book, replace)? {
        Persisted::Done => Ok(()),
        Persisted::Taken(_) => Err(Error::refused(format!("{} was created in the meantime", book.display()))
            .hint("look at it; restore again if it may be replaced")),
    }
}
