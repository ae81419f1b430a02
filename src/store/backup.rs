//! Copies of a book: made aside by SQLite while others may write, looked into, and only then given their name.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OptionalExtension};
use tempfile::NamedTempFile;

use super::open::{check_file, flags, folder_of, look_into, sync_folder};
use super::schema::VERSION;
use super::{Store, chain};
use crate::error::{Error, Kind, Result};
use crate::model::keeping::{Contents, Newest};

/// The folder beside a book in which its backups are.
const FOLDER: &str = "backups";
/// How a backup is called that is made by the day.
const DAILY: &str = ".auto.db";

/// What became of the backup of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Daily {
    /// The backup of the day.
    pub file: PathBuf,
    /// Whether it was made now; else nothing was done since it was.
    pub made: bool,
    /// Those of earlier days that were removed, the oldest first.
    pub removed: Vec<PathBuf>,
}

impl Store {
    /// Copies the book into a file, once the copy is seen to be sound.
    ///
    /// # Errors
    /// A book that cannot be read or is damaged; a file that is there already, unless `force` is given; those of the disk.
    pub fn back_up(book: &Path, to: &Path, force: bool) -> Result<()> {
        if !force && fs::symlink_metadata(to).is_ok() {
            return Err(there(to));
        }
        let to = &to.canonicalize().unwrap_or_else(|_| to.to_path_buf());
        let copy = copy_of(book, folder_of(to))?;
        let kept = if force { copy.persist(to) } else { copy.persist_noclobber(to) };
        kept.map_err(|error| match error.error.kind() {
            ErrorKind::AlreadyExists => there(to),
            _ => Error::from(error.error).at(to.display()),
        })?;
        sync_folder(folder_of(to))
    }

    /// Copies the book into a new file of the folder of its backups, named after a day, and says which.
    ///
    /// # Errors
    /// As [`Store::back_up`].
    pub fn back_up_beside(book: &Path, day: &str) -> Result<PathBuf> {
        keep(copy_of(book, &folder(book, true)?)?, book, day)
    }

    /// Sees to the one backup of a day, and removes those of the days before the last `keep`: only files that are named so,
    /// and that hold an earlier state of this very book.
    ///
    /// # Errors
    /// As [`Store::back_up`]; then none is removed.
    pub fn back_up_daily(book: &Path, day: &str, keep: usize) -> Result<Daily> {
        let folder = folder(book, true)?;
        let file = folder.join(format!("{}.{day}{DAILY}", stem(book)));
        let (now, then) = (contents(book)?, contents(&file).ok());
        let made = then.is_none_or(|then| then.newest != now.newest);
        if made {
            let ours = is_of(&file, book);
            if !ours && !Self::is_free(&file) {
                return Err(Error::refused(format!(
                    "{} is there and is no earlier state of this book",
                    file.display()
                ))
                .hint("move it away, then run the command again"));
            }
            Self::back_up(book, &file, ours)?;
        }
        let mut days = daily(book)?;
        days.retain(|(_, file)| is_of(file, book));
        days.truncate(days.len().saturating_sub(keep));
        let removed: Vec<_> = days.into_iter().map(|(_, file)| file).collect();
        removed.iter().try_for_each(|file| {
            fs::remove_file(file).map_err(|error| Error::from(error).at(format!("cannot remove {}", file.display())))
        })?;
        Ok(Daily { file, made, removed })
    }
}

fn there(file: &Path) -> Error {
    Error::refused(format!("{} is there already", file.display())).hint("name another file, or --force overwrites it")
}

/// The folder of the backups of a book, for its owner only; made where it is wanted.
///
/// # Errors
/// A folder that cannot be made.
pub(super) fn folder(book: &Path, make: bool) -> Result<PathBuf> {
    let folder = folder_of(book).join(FOLDER);
    let folder = folder.strip_prefix(".").map(Path::to_path_buf).unwrap_or(folder);
    if make && !folder.is_dir() {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&folder)
            .map_err(|error| Error::from(error).at(format!("no backup can be kept in {}", folder.display())))?;
    }
    Ok(folder)
}

/// The name of a book, without `.db`: its backups begin with it.
fn stem(book: &Path) -> String {
    let name = book.file_name().unwrap_or_default().to_string_lossy();
    name.strip_suffix(".db").unwrap_or(&name).to_string()
}

/// The files in the folder of backups that are named as those of a day are, the oldest first.
fn daily(book: &Path) -> Result<Vec<(String, PathBuf)>> {
    let begin = format!("{}.", stem(book));
    let mut found = Vec::new();
    for entry in fs::read_dir(folder(book, false)?)? {
        let entry = entry?;
        let name = entry.file_name();
        let day = name.to_str().and_then(|name| name.strip_prefix(&begin)?.strip_suffix(DAILY));
        if let Some(day) = day.filter(|day| is_day(day))
            && entry.file_type()?.is_file()
        {
            found.push((day.to_string(), entry.path()));
        }
    }
    found.sort();
    Ok(found)
}

/// The day of the newest backup that is named after one, of those beside a book.
///
/// # Errors
/// A folder that cannot be read.
pub(super) fn newest_day(book: &Path) -> Result<Option<String>> {
    let begin = format!("{}.", stem(book));
    let days = beside(book)?.into_iter().filter_map(|file| {
        let name = file.file_name()?.to_str()?.strip_prefix(&begin)?.get(..10)?.to_string();
        is_day(&name).then_some(name)
    });
    Ok(days.max())
}

/// The files in the folder of backups that are named after a book.
///
/// # Errors
/// A folder that cannot be read.
pub(super) fn beside(book: &Path) -> Result<Vec<PathBuf>> {
    let (folder, begin) = (folder(book, false)?, format!("{}.", stem(book)));
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(&begin) && entry.file_type()?.is_file() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}

/// Whether a file is an earlier state of a book: they have the first entry of the history in common, with its hash.
fn is_of(file: &Path, book: &Path) -> bool {
    let first = |path: &Path| -> Result<Option<String>> {
        check_file(path)?;
        let (conn, _) = look_into(path)?;
        Ok(conn.query_row("select hash from journal order by id limit 1", [], |row| row.get(0)).optional()?)
    };
    matches!((first(file), first(book)), (Ok(Some(one)), Ok(Some(other))) if one == other)
}

/// Gives a copy its name in the folder of backups: none that is there already.
///
/// # Errors
/// Those of the disk.
pub(super) fn keep(mut copy: NamedTempFile, book: &Path, what: &str) -> Result<PathBuf> {
    let (folder, stem) = (folder(book, true)?, stem(book));
    for number in 1..=u32::MAX {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        let file = folder.join(format!("{stem}.{what}{number}.db"));
        match copy.persist_noclobber(&file) {
            Ok(_) => {
                sync_folder(&folder)?;
                return Ok(file);
            }
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => copy = error.file,
            Err(error) => return Err(Error::from(error.error).at(file.display())),
        }
    }
    Err(Error::failure(format!("no name is free in {}", folder.display())).hint("move old backups away"))
}

/// Copies a book into a file aside, and sees that the copy is sound.
///
/// # Errors
/// A book that cannot be read or is damaged; those of the disk.
pub(super) fn copy_of(book: &Path, folder: &Path) -> Result<NamedTempFile> {
    check_file(book)?;
    let copy = copy(&look_into(book)?.0, folder)?;
    check(copy.path()).map_err(|error| {
        if error.kind == Kind::Integrity {
            Error::integrity(format!(
                "{} is damaged; no copy of it was kept, and those that are there were left",
                book.display()
            ))
            .hint("gainsay doctor says what is wrong with it, gainsay restore FILE goes back to a backup")
        } else {
            error
        }
    })?;
    Ok(copy)
}

/// Copies what a connection reads, as it stands at one moment, into a file aside, for its owner only.
///
/// # Errors
/// Those of the database and of the disk.
pub(super) fn copy(from: &Connection, folder: &Path) -> Result<NamedTempFile> {
    if !folder.is_dir() {
        return Err(Error::failure(format!("there is no folder {} to write into", folder.display()))
            .hint(format!("mkdir -p {}", folder.display())));
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
pub(super) fn all_of(backup: &Backup) -> Result<()> {
    match backup.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(Error::failure("another program has kept the book locked for too long")
            .hint("close it, then run the command again")),
    }
}

/// Sees that a file is a sound book, as far as SQLite and the chain of its history can tell.
///
/// # Errors
/// What is wrong with it.
pub(super) fn check(path: &Path) -> Result<()> {
    check_file(path)?;
    let fault = look_into(path).and_then(|(conn, version)| {
        let said: String = conn.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
        if said != "ok" {
            return Ok(Some(said.replace('\n', " ")));
        }
        if version < VERSION { Ok(None) } else { Ok(chain::verify(&conn)?.fault) }
    });
    match fault {
        Ok(None) => Ok(()),
        Ok(Some(what)) => Err(Error::integrity(format!("{} is damaged: {what}", path.display()))),
        Err(error) if error.kind == Kind::Integrity => Err(Error::integrity(format!("{} is damaged", path.display()))),
        Err(error) => Err(error),
    }
}

/// How much is in a book, and what was done in it last.
///
/// # Errors
/// Those of the database.
pub(super) fn contents(path: &Path) -> Result<Contents> {
    check_file(path)?;
    let (conn, version) = look_into(path)?;
    let count = |table: &str| conn.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0));
    let newest = conn
        .query_row("select id, at, command from journal order by id desc limit 1", [], |row| {
            Ok(Newest { id: row.get(0)?, at: row.get(1)?, command: row.get(2)? })
        })
        .optional()?;
    Ok(Contents {
        format: version,
        claims: count("claim")?,
        statements: count("statement")?,
        speakers: count("speaker")?,
        entries: count("journal")?,
        newest,
    })
}

/// Reads a file byte by byte into another one aside: where SQLite cannot read it.
///
/// # Errors
/// Those of the disk.
pub(super) fn bytes_of(file: &Path, folder: &Path) -> Result<NamedTempFile> {
    let mut aside = tempfile::Builder::new().prefix(".gainsay-").tempfile_in(folder)?;
    let mut from = fs::File::open(file).map_err(|error| Error::from(error).at(file.display()))?;
    std::io::copy(&mut from.by_ref(), aside.as_file_mut())?;
    aside.as_file().sync_all()?;
    Ok(aside)
}
