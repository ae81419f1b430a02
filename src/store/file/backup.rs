//! Copies of a book: made aside by SQLite while others may write, looked into, and only then given their name.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OptionalExtension};
use tempfile::NamedTempFile;

use crate::error::{Error, Result};
use crate::model::results::health::{BookContents, NewestEntry};
use crate::store::Store;
use crate::store::file::backup_dir;
use crate::store::file::connect::{check_file, flags, look_into};
use crate::store::file::integrity::{State, changed, damaged, state_of};
use crate::store::file::naming::{Named, folder_of, name};
use crate::text::quoted;

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBackup {
    /// The file.
    pub file: PathBuf,
    /// What does not fit in the history of the book, and so of the backup.
    pub fault: Option<String>,
}

/// What became of the backup of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DailyBackup {
    /// The newest backup: that of the day, or an earlier one since which nothing was done.
    pub file: PathBuf,
    /// Whether it was made now; else nothing was done since it was.
    pub made: bool,
    /// Where a damaged one of that day was put that was in its place.
    pub moved: Option<PathBuf>,
    /// Those of earlier days that were removed, the oldest first.
    pub removed: Vec<PathBuf>,
}

impl Store {
    /// Copies the book into a file, once the copy is seen to be sound.
    ///
    /// # Errors
    /// A book that cannot be read or is damaged; with `force`, also one whose history does not fit; a file that is there
    /// already, unless `force` is given; those of the disk.
    pub fn back_up(book: &Path, to: &Path, force: bool) -> Result<NewBackup> {
        check_file(book)?;
        if !force && fs::symlink_metadata(to).is_ok() {
            return Err(there(to));
        }
        let real = &to.canonicalize().unwrap_or_else(|_| to.to_path_buf());
        let (copy, fault) = checked_copy(book, folder_of(real))?;
        if let Some(what) = fault.as_deref().filter(|_| force) {
            return Err(not_over(book, what));
        }
        match name(copy, real, force)? {
            Named::Done => Ok(NewBackup { file: to.to_path_buf(), fault }),
            Named::Taken(_) => Err(there(to)),
        }
    }

    /// Copies the book into a new file of the folder of its backups, named after a day.
    ///
    /// # Errors
    /// As [`Store::back_up`].
    pub fn back_up_beside(book: &Path, day: &str) -> Result<NewBackup> {
        check_file(book)?;
        let (copy, fault) = checked_copy(book, &backup_dir::folder(book, true)?)?;
        Ok(NewBackup { file: backup_dir::add(copy, book, day)?, fault })
    }

    /// Sees to the one backup of a day, and removes those of the days before the last `keep`: only files that are named so,
    /// and that hold an earlier state of this very book. Where nothing was done since the newest, all stay as they are.
    ///
    /// # Errors
    /// As [`Store::back_up`] with `force`; then none is removed.
    pub fn back_up_daily(book: &Path, day: &str, keep: usize) -> Result<DailyBackup> {
        let now = contents(book)?;
        let file = backup_dir::of_day(book, day)?;
        let newest = daily(book)?.pop();
        let is_now = |file: &PathBuf| {
            contents(file).is_ok_and(|then| then.newest == now.newest) && matches!(state_of(file), Ok(State::Sound))
        };
        if let Some(file) = newest.into_iter().chain([file.clone()]).find(is_now) {
            return Ok(DailyBackup { file, made: false, moved: None, removed: Vec::new() });
        }
        let moved = make_daily(book, &file, day)?;
        let removed = prune(book, &file, keep)?;
        Ok(DailyBackup { file, made: true, moved, removed })
    }
}

/// Makes the backup of a day, in place of an earlier one of that day. A damaged one is moved away; says where to.
///
/// # Errors
/// As [`Store::back_up`] with `force`; a file of that name that is not of this book.
fn make_daily(book: &Path, file: &Path, day: &str) -> Result<Option<PathBuf>> {
    let (mut copy, fault) = checked_copy(book, folder_of(file))?;
    if let Some(what) = fault {
        return Err(not_over(book, &what));
    }
    let mut moved = None;
    loop {
        // Whether anything is there is asked first: another command may make one while this one looks at what there is.
        let present = if Store::is_free(file) { None } else { Some(state_of(file)) };
        let over = match present {
            None => false,
            Some(Ok(State::Damaged(_))) => {
                let away = backup_dir::free(book, &format!("{day}.damaged"))?;
                fs::rename(file, &away).map_err(|error| Error::from(error).at(file.display()))?;
                moved = Some(away);
                false
            }
            Some(Ok(_)) if backup_dir::is_of(file, book) => true,
            _ => {
                return Err(Error::refused(format!(
                    "{} is there and is no earlier state of this book",
                    file.display()
                ))
                .hint("move it away, then run the command again"));
            }
        };
        match name(copy, file, over)? {
            Named::Done => return Ok(moved),
            // Another command has made one in the meantime.
            Named::Taken(again) => copy = again,
        }
    }
}

/// Removes the daily backups but the last `keep`, of which the one just made is one whatever its day.
///
/// # Errors
/// Those of the disk.
fn prune(book: &Path, made: &Path, keep: usize) -> Result<Vec<PathBuf>> {
    let mut files = daily(book)?;
    files.retain(|file| file != made);
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

/// The backups of this very book that were made by the day, the oldest first.
fn daily(book: &Path) -> Result<Vec<PathBuf>> {
    let dated =
        backup_dir::dated(book)?.into_iter().filter(|(_, kept)| kept.auto && backup_dir::is_of(&kept.file, book));
    Ok(dated.map(|(_, kept)| kept.file).collect())
}

fn there(file: &Path) -> Error {
    Error::refused(format!("{} is there already", file.display())).hint("name another file, or --force overwrites it")
}

/// A book whose history does not fit takes the place of no backup that may be better.
fn not_over(book: &Path, what: &str) -> Error {
    Error::integrity(format!("{}; no backup was replaced", changed(book, what))).hint(
        "gainsay backup, without more, keeps it under a new name; gainsay export rescue.jsonl saves what can be read; gainsay doctor says more, gainsay restore FILE goes back to a backup",
    )
}

/// Copies a book into a file aside, and sees that the copy is sound; what does not fit in its history.
///
/// # Errors
/// A book that cannot be read or is damaged; those of the disk.
pub(crate) fn checked_copy(book: &Path, folder: &Path) -> Result<(NamedTempFile, Option<String>)> {
    check_file(book)?;
    let copy = copy(&look_into(book)?.0, folder)?;
    match state_of(copy.path())? {
        State::Sound => Ok((copy, None)),
        State::Changed(what) => Ok((copy, Some(what))),
        State::Damaged(what) => Err(Error::integrity(format!(
            "{}; no copy of it was kept, and those that are there were left",
            damaged(book, what)
        ))
        .hint("gainsay doctor says what is wrong with it, gainsay restore FILE goes back to a backup")),
    }
}

/// Copies what a connection reads, as it stands at one moment, into a file aside, for its owner only.
///
/// # Errors
/// Those of the database and of the disk.
pub(crate) fn copy(from: &Connection, folder: &Path) -> Result<NamedTempFile> {
    if !folder.is_dir() {
        return Err(Error::failure(format!("there is no folder {} to write into", folder.display()))
            .hint(format!("mkdir -p {}", quoted(&folder.display().to_string()))));
    }
    let aside = tempfile::Builder::new().prefix(".gainsay-").suffix(".db").tempfile_in(folder);
    let aside = aside.map_err(|error| Error::from(error).at(format!("cannot write into {}", folder.display())))?;
    let mut to = Connection::open_with_flags(aside.path(), flags())?;
    // Nobody knows of it until it is whole: nothing has to be kept that a crash would need.
    to.execute_batch("pragma journal_mode = off; pragma synchronous = off;")?;
    all_of(&Backup::new(from, &mut to)?)?;
    // One file, which any tool can read where it lies, without a log beside it.
    to.execute_batch("pragma journal_mode = delete;")?;
    to.close().map_err(|(_, error)| error)?;
    aside.as_file().sync_all()?;
    Ok(aside)
}

/// Copies all that is left to copy.
///
/// # Errors
/// Those of the database; a book that stays locked.
pub(crate) fn all_of(backup: &Backup) -> Result<()> {
    match backup.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(Error::failure("another program has kept the book locked for too long")
            .hint("close it, then run the command again")),
    }
}

/// How much is in a book, and what was done in it last.
///
/// # Errors
/// Those of the database.
pub(crate) fn contents(path: &Path) -> Result<BookContents> {
    check_file(path)?;
    let (conn, version) = look_into(path)?;
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

/// Reads a file byte by byte into another one aside: where SQLite cannot read it.
///
/// # Errors
/// Those of the disk.
pub(crate) fn bytes_of(file: &Path, folder: &Path) -> Result<NamedTempFile> {
    let mut aside = tempfile::Builder::new().prefix(".gainsay-").tempfile_in(folder)?;
    let mut from = fs::File::open(file).map_err(|error| Error::from(error).at(file.display()))?;
    std::io::copy(&mut from.by_ref(), aside.as_file_mut())?;
    aside.as_file().sync_all()?;
    Ok(aside)
}
