//! The folder `backups` beside a book, and the names of the files in it.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension as _};
use tempfile::NamedTempFile;

use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::file::atomic_write::{Persisted, folder_of};
use crate::store::file::connect::{check_file, open_to_read};
use crate::store::file::log_names::{LOG_ENDINGS, with_ending};
use crate::store::file::logs::persist_database;

/// The name of the folder.
const FOLDER: &str = "backups";

/// A file in the folder, as its name describes it.
pub(crate) struct BackupFile {
    /// Its path.
    pub path: PathBuf,
    /// The day of the backup, `YYYY-MM-DD`; none for a file that was kept for another reason.
    pub day: Option<String>,
    /// Whether it is the daily backup of that day.
    pub daily: bool,
}

/// The folder of the backups of a book. With `create`, it is created if it does not exist, for its owner only (mode 0700).
///
/// # Errors
/// A folder that cannot be created.
pub(crate) fn folder(book: &Path, create: bool) -> Result<PathBuf> {
    let folder = folder_of(book).join(FOLDER);
    let folder = folder.strip_prefix(".").map(Path::to_path_buf).unwrap_or(folder);
    if create && !folder.is_dir() {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        // Another command may have created it in the meantime.
        if let Err(error) = builder.create(&folder)
            && !folder.is_dir()
        {
            return Err(Error::from(error).at(format!("no backup can be kept in {}", folder.display())));
        }
    }
    Ok(folder)
}

/// The name of a book without `.db`, with which the names of its backups begin.
pub(crate) fn stem(book: &Path) -> String {
    let name = book.file_name().unwrap_or_default().to_string_lossy();
    name.strip_suffix(".db").unwrap_or(&name).to_string()
}

/// The path of the daily backup of a day.
///
/// # Errors
/// As [`folder`].
pub(crate) fn daily_path(book: &Path, day: &str) -> Result<PathBuf> {
    Ok(folder(book, true)?.join(format!("{}.{day}.auto.db", stem(book))))
}

/// A path in the folder that no file has, and beside which there is no log.
///
/// # Errors
/// As [`folder`].
pub(crate) fn free_path(book: &Path, what: &str) -> Result<PathBuf> {
    let (folder, stem) = (folder(book, true)?, stem(book));
    let numbered = |number: u32| {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        folder.join(format!("{stem}.{what}{number}.db"))
    };
    let is_free = |file: &PathBuf| {
        Store::is_free(file) && LOG_ENDINGS.iter().all(|ending| Store::is_free(&with_ending(file, ending)))
    };
    (1..=u32::MAX)
        .map(numbered)
        .find(is_free)
        .ok_or_else(|| Error::failure(format!("no name is free in {}", folder.display())).hint("move old backups away"))
}

/// Adds a copy of a book to the folder, under a new name.
///
/// # Errors
/// Errors of the disk.
pub(crate) fn add(mut copy: NamedTempFile, book: &Path, what: &str) -> Result<PathBuf> {
    loop {
        let path = free_path(book, what)?;
        match persist_database(copy, &path, false)? {
            Persisted::Done => return Ok(path),
            Persisted::Taken(again) => copy = again,
        }
    }
}

/// The files of a book in the folder, in the order of their names. Files with other names are left out.
///
/// # Errors
/// A folder that cannot be read.
pub(crate) fn files(book: &Path) -> Result<Vec<BackupFile>> {
    let (folder, stem) = (folder(book, false)?, stem(book));
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if let Some((day, daily)) = entry.file_name().to_str().and_then(|name| parse_name(name, &stem))
            && entry.file_type()?.is_file()
        {
            found.push(BackupFile { path: entry.path(), day, daily });
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}

/// The backups of a book with their days, the oldest first.
///
/// # Errors
/// A folder that cannot be read.
pub(crate) fn dated(book: &Path) -> Result<Vec<(String, BackupFile)>> {
    let files = files(book)?.into_iter();
    let mut dated: Vec<_> = files.filter_map(|file| Some((file.day.clone()?, file))).collect();
    dated.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(dated)
}

/// Reads the name of a file: the day of a backup, if it is one, and whether it is a daily one. The names are
/// `STEM.DAY[-N][.auto].db`, `STEM.DAY.before-restore[-N].db`, `STEM.DAY.before-fix[-N].db`, `STEM.DAY.damaged[-N].db` and `STEM.format-N[-N].db`.
fn parse_name(name: &str, stem: &str) -> Option<(Option<String>, bool)> {
    let rest = name.strip_prefix(stem)?.strip_prefix('.')?.strip_suffix(".db")?;
    if let Some(day) = rest.strip_suffix(".auto") {
        return is_day(day).then(|| (Some(day.to_string()), true));
    }
    let unnumbered = rest.rsplit_once('-').filter(|(_, number)| is_number(number)).map(|(what, _)| what);
    [Some(rest), unnumbered].into_iter().flatten().find_map(|what| {
        let (day, why) = what.split_once('.').unwrap_or((what, ""));
        match (is_day(day), why) {
            (true, "") => Some((Some(day.to_string()), false)),
            (true, "before-restore" | "before-fix" | "damaged") => Some((None, false)),
            _ => what.strip_prefix("format-").filter(|number| is_number(number)).map(|_| (None, false)),
        }
    })
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}

/// Whether a file is a book as it was earlier, or as it is: the hash of its newest entry stands in the history of the book.
pub(crate) fn is_earlier_state(file: &Path, book: &Path) -> bool {
    let stands = || -> Result<bool> {
        let (file, book) = (open_checked(file)?, open_checked(book)?);
        let newest: Option<i64> = file.query_row("select max(id) from journal", [], |row| row.get(0))?;
        let Some(newest) = newest else { return Ok(false) };
        Ok(hash_of(&file, newest)? == hash_of(&book, newest)?)
    };
    stands().unwrap_or(false)
}

/// The newest entry that two books have in common, which its hash shows; none if they are not states of one book.
///
/// # Errors
/// Errors of the database.
pub(crate) fn common_entry(one: &Path, other: &Path) -> Result<Option<i64>> {
    let (one, other) = (open_checked(one)?, open_checked(other)?);
    let mut entries = one.prepare("select id, hash from journal order by id desc")?;
    let mut entries = entries.query([])?;
    while let Some(entry) = entries.next()? {
        if hash_of(&other, entry.get(0)?)? == Some(entry.get(1)?) {
            return Ok(Some(entry.get(0)?));
        }
    }
    Ok(None)
}

fn open_checked(path: &Path) -> Result<Connection> {
    check_file(path)?;
    Ok(open_to_read(path)?.0)
}

/// The hash of an entry, if it has one.
fn hash_of(conn: &Connection, entry: i64) -> Result<Option<String>> {
    let mut query = conn.prepare_cached("select hash from journal where id = ?1 and hash <> ''")?;
    Ok(query.query_row([entry], |row| row.get(0)).optional()?)
}

#[cfg(test)]
mod tests {
    use super::parse_name;

    #[test]
    fn only_names_that_this_program_gives_are_parsed() {
        let day = |daily| Some((Some("2021-11-19".to_string()), daily));
        for (name, expected) in [
            ("claims.2021-11-19.db", day(false)),
            ("claims.2021-11-19-2.db", day(false)),
            ("claims.2021-11-19.auto.db", day(true)),
            ("claims.2021-11-19.before-restore.db", Some((None, false))),
            ("claims.2021-11-19.before-restore-3.db", Some((None, false))),
            ("claims.2021-11-19.damaged.db", Some((None, false))),
            ("claims.format-1.db", Some((None, false))),
            ("claims.format-1-2.db", Some((None, false))),
            ("claims.2021-13-19.db", None),
            ("claims.2021-11-19.notes.db", None),
            ("claims.2021-11-19.db.txt", None),
            ("claims.2021-11-19-x.db", None),
            ("claims.notes.txt", None),
            ("other.2021-11-19.db", None),
        ] {
            assert_eq!(parse_name(name, "claims"), expected, "{name}");
        }
    }
}
