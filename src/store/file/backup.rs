//! Backups: copies of a book, made by SQLite while others may write, and checked before they get their name.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OptionalExtension};
use tempfile::NamedTempFile;

use crate::error::{Error, Result};
use crate::model::results::health::{BookContents, NewestEntry};
use crate::store::Store;
use crate::store::file::atomic_write::{Persisted, exists, folder_of};
use crate::store::file::backup_dir;
use crate::store::file::connect::{check_file, flags, open_to_read};
use crate::store::file::integrity::{self, FileState, altered, damaged};
use crate::store::file::logs::persist_database;
use crate::store::file::temporary::temporary_file;

/// A new backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBackup {
    /// The file.
    pub file: PathBuf,
    /// The fault in the hash chain of the book, and so of the backup.
    pub fault: Option<String>,
}

/// The daily backup of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DailyBackup {
    /// The newest backup: that of the day, or an earlier one if the book has not changed since.
    pub file: PathBuf,
    /// Whether it was made now.
    pub made: bool,
    /// The new path of a damaged backup of that day that was moved away.
    pub moved: Option<PathBuf>,
    /// A file with the name of the backup of that day that is not an earlier state of this book. It was left as it is, and the
    /// backup has another name.
    pub left: Option<PathBuf>,
    /// The backups of earlier days that were removed, the oldest first.
    pub removed: Vec<PathBuf>,
}

impl Store {
    /// Copies a book into a file, after a check of the copy.
    ///
    /// # Errors
    /// A book that cannot be read or is damaged; with `force`, also one whose hash chain is broken; an existing file, unless
    /// `force` is given; those of the disk.
    pub fn back_up(book: &Path, to: &Path, force: bool) -> Result<NewBackup> {
        check_file(book)?;
        if !force && fs::symlink_metadata(to).is_ok() {
            return Err(exists(to));
        }
        let real = &to.canonicalize().unwrap_or_else(|_| to.to_path_buf());
        let (copy, fault) = checked_copy(book, folder_of(real))?;
        if let Some(what) = fault.as_deref().filter(|_| force) {
            return Err(refuse_to_replace(book, what));
        }
        match persist_database(copy, real, force)? {
            Persisted::Done => Ok(NewBackup { file: to.to_path_buf(), fault }),
            Persisted::Taken(_) => Err(exists(to)),
        }
    }

    /// Copies a book into a new file of the folder `backups`, with a day in its name.
    ///
    /// # Errors
    /// As [`Store::back_up`].
    pub fn back_up_beside(book: &Path, day: &str) -> Result<NewBackup> {
        check_file(book)?;
        let (copy, fault) = checked_copy(book, &backup_dir::folder(book, true)?)?;
        Ok(NewBackup { file: backup_dir::add(copy, book, day)?, fault })
    }

    /// Makes the daily backup of a day, and removes the daily backups before the last `keep`. A file is replaced
    /// or removed only if it has the name of a daily backup and is an earlier state of this book, which the hash of its newest
    /// entry shows. If the book has not changed since the newest backup, nothing is done.
    ///
    /// # Errors
    /// As [`Store::back_up`] with `force`; then no file is removed.
    pub fn back_up_daily(book: &Path, day: &str, keep: usize) -> Result<DailyBackup> {
        let now = contents(book)?;
        let is_current = |file: &PathBuf| {
            contents(file).is_ok_and(|then| then.newest == now.newest)
                && backup_dir::is_earlier_state(file, book)
                && matches!(integrity::check(file), Ok(FileState::Intact))
        };
        let daily = backup_dir::daily_path(book, day)?;
        // Where the name of the day is taken by another state of the book, its backup has another name.
        let is_taken = !Self::is_free(&daily) && !backup_dir::is_earlier_state(&daily, book);
        let mut files = backup_dir::dated(book)?;
        files.retain(|(_, file)| file.daily || is_taken);
        if let Some(file) = files.into_iter().rev().map(|(_, file)| file.path).find(is_current) {
            return Ok(DailyBackup { file, made: false, moved: None, left: None, removed: Vec::new() });
        }
        let made = make_daily(book, &daily, day)?;
        let removed = remove_old(book, &made.file, keep)?;
        Ok(DailyBackup { removed, ..made })
    }
}

/// Makes the backup of a day, and replaces an earlier one of that day. A damaged one is moved away; one that is not an earlier
/// state of the book is left, and the backup gets another name.
///
/// # Errors
/// As [`Store::back_up`] with `force`.
fn make_daily(book: &Path, file: &Path, day: &str) -> Result<DailyBackup> {
    let (mut copy, fault) = checked_copy(book, folder_of(file))?;
    if let Some(what) = fault {
        return Err(refuse_to_replace(book, &what));
    }
    let mut done = DailyBackup { file: file.to_path_buf(), made: true, moved: None, left: None, removed: Vec::new() };
    loop {
        // Whether the file exists is asked first, because another command may make one during the check.
        let present = if Store::is_free(file) { None } else { Some(integrity::check(file)) };
        let replace = match present {
            None => false,
            Some(Ok(FileState::Damaged(_))) => {
                let away = backup_dir::free_path(book, &format!("{day}.damaged"))?;
                fs::rename(file, &away).map_err(|error| Error::from(error).at(file.display()))?;
                done.moved = Some(away);
                false
            }
            Some(Ok(_)) if backup_dir::is_earlier_state(file, book) => true,
            _ => {
                done.left = Some(file.to_path_buf());
                done.file = backup_dir::add(copy, book, day)?;
                return Ok(done);
            }
        };
        match persist_database(copy, file, replace)? {
            Persisted::Done => return Ok(done),
            // Another command has made one in the meantime.
            Persisted::Taken(again) => copy = again,
        }
    }
}

/// Removes all daily backups but the last `keep`, one of which is the new backup, whatever its day.
///
/// # Errors
/// Errors of the disk.
fn remove_old(book: &Path, new: &Path, keep: usize) -> Result<Vec<PathBuf>> {
    let mut files = daily_backups(book)?;
    files.retain(|file| file != new);
    files.truncate((files.len() + 1).saturating_sub(keep));
    for file in &files {
        match fs::remove_file(file) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(Error::from(error).at(format!("cannot remove {}", file.display())));
            }
            _ => {}
        }
    }
    Ok(files)
}

/// The daily backups of this book, the oldest first.
fn daily_backups(book: &Path) -> Result<Vec<PathBuf>> {
    let files = backup_dir::dated(book)?.into_iter().map(|(_, file)| file);
    let daily = files.filter(|file| file.daily && backup_dir::is_earlier_state(&file.path, book));
    Ok(daily.map(|file| file.path).collect())
}

/// A book with a broken hash chain replaces no backup, which may be better.
fn refuse_to_replace(book: &Path, what: &str) -> Error {
    Error::integrity(format!("{}; no backup was replaced", altered(book, what))).hint(
        "gainsay backup, without more, keeps it under a new name; gainsay export rescue.jsonl saves what can be read; gainsay doctor says more, gainsay restore FILE goes back to a backup",
    )
}

/// Copies a book into a temporary file and checks the copy; returns the fault in its hash chain with it.
///
/// # Errors
/// A book that cannot be read or is damaged; those of the disk.
pub(crate) fn checked_copy(book: &Path, folder: &Path) -> Result<(NamedTempFile, Option<String>)> {
    check_file(book)?;
    let copy = copy(&open_to_read(book)?.0, folder)?;
    match integrity::check(copy.path())? {
        FileState::Intact => Ok((copy, None)),
        FileState::Altered(what) => Ok((copy, Some(what))),
        FileState::Damaged(what) => Err(Error::integrity(format!(
            "{}; no copy of it was kept, and those that are there were left",
            damaged(book, what)
        ))
        .hint("gainsay doctor says what is wrong with it, gainsay restore FILE goes back to a backup")),
    }
}

/// Copies what a connection reads into a temporary file, in one step of SQLite's backup API, so that the copy is of one moment.
///
/// # Errors
/// Errors of the database and of the disk.
pub(crate) fn copy(from: &Connection, folder: &Path) -> Result<NamedTempFile> {
    let file = temporary_file(folder, ".db")?;
    let mut to = Connection::open_with_flags(file.path(), flags())?;
    // Nobody uses the file before it is complete, so a crash may leave it broken.
    to.execute_batch("pragma journal_mode = off; pragma synchronous = off;")?;
    copy_rest(&Backup::new(from, &mut to)?)?;
    // One file without a log, which any tool can read.
    to.execute_batch("pragma journal_mode = delete;")?;
    to.close().map_err(|(_, error)| error)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Copies all pages that are left.
///
/// # Errors
/// Errors of the database; a book that stays locked.
pub(crate) fn copy_rest(backup: &Backup) -> Result<()> {
    match backup.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(still_locked()),
    }
}

/// The numbers of rows in a book, and the newest entry of its history.
///
/// # Errors
/// Errors of the database.
pub(crate) fn contents(path: &Path) -> Result<BookContents> {
    check_file(path)?;
    let (conn, version) = open_to_read(path)?;
    let count = |table: &str| conn.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0));
    let newest = conn
        .query_row("select id, at, command from journal order by id desc limit 1", [], |row| {
            Ok(NewestEntry { id: row.get(0)?, at: row.get(1)?, command: row.get(2)? })
        })
        .optional()?;
    Ok(BookContents {
        format: version,
        claims: count("claim")?,
        statements: count("statement")?,
        speakers: count("speaker")?,
        documents: count("document")?,
        verdicts: count("verdict")?,
        evidence: count("evidence")?,
        entries: count("journal")?,
        newest,
    })
}

/// Says that another program holds the lock of the book.
pub(crate) fn still_locked() -> Error {
    Error::failure("another program has kept the book locked for too long").hint("close it, then run the command again")
}
