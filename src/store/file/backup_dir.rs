//! The folder of the backups beside a book, and what the names of the files in it say.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::OptionalExtension as _;
use tempfile::NamedTempFile;

use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::file::connect::{check_file, look_into};
use crate::store::file::naming::{LOGS, Named, beside, folder_of, name};

/// The folder beside a book in which its backups are.
const FOLDER: &str = "backups";

/// A file that this program keeps for a book, as its name says.
pub(crate) struct Kept {
    /// The file.
    pub file: PathBuf,
    /// The day of which it is a backup; none where it is kept for another reason.
    pub day: Option<String>,
    /// Whether it was made by the day.
    pub auto: bool,
}

/// The folder of the backups of a book, for its owner only; made where it is wanted.
///
/// # Errors
/// A folder that cannot be made.
pub(crate) fn folder(book: &Path, make: bool) -> Result<PathBuf> {
    let folder = folder_of(book).join(FOLDER);
    let folder = folder.strip_prefix(".").map(Path::to_path_buf).unwrap_or(folder);
    if make && !folder.is_dir() {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        // Another command may have made it in the meantime.
        if let Err(error) = builder.create(&folder)
            && !folder.is_dir()
        {
            return Err(Error::from(error).at(format!("no backup can be kept in {}", folder.display())));
        }
    }
    Ok(folder)
}

/// The name of a book, without `.db`: its backups begin with it.
fn stem(book: &Path) -> String {
    let name = book.file_name().unwrap_or_default().to_string_lossy();
    name.strip_suffix(".db").unwrap_or(&name).to_string()
}

/// The backup of a day that is made by the day.
///
/// # Errors
/// As [`folder`].
pub(crate) fn of_day(book: &Path, day: &str) -> Result<PathBuf> {
    Ok(folder(book, true)?.join(format!("{}.{day}.auto.db", stem(book))))
}

/// A name that is free in the folder of backups, with no log beside it.
///
/// # Errors
/// As [`folder`].
pub(crate) fn free(book: &Path, what: &str) -> Result<PathBuf> {
    let (folder, stem) = (folder(book, true)?, stem(book));
    let named = |number: u32| {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        folder.join(format!("{stem}.{what}{number}.db"))
    };
    let is_free =
        |file: &PathBuf| Store::is_free(file) && LOGS.iter().all(|ending| Store::is_free(&beside(file, ending)));
    (1..=u32::MAX)
        .map(named)
        .find(is_free)
        .ok_or_else(|| Error::failure(format!("no name is free in {}", folder.display())).hint("move old backups away"))
}

/// Gives a copy its name in the folder of backups: none that is there already.
///
/// # Errors
/// Those of the disk.
pub(crate) fn add(mut copy: NamedTempFile, book: &Path, what: &str) -> Result<PathBuf> {
    loop {
        let file = free(book, what)?;
        match name(copy, &file, false)? {
            Named::Done => return Ok(file),
            Named::Taken(again) => copy = again,
        }
    }
}

/// The files in the folder of backups that are named as this program names what it keeps of a book, in the order of names.
///
/// # Errors
/// A folder that cannot be read.
pub(crate) fn all(book: &Path) -> Result<Vec<Kept>> {
    let (folder, stem) = (folder(book, false)?, stem(book));
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if let Some((day, auto)) = entry.file_name().to_str().and_then(|name| read(name, &stem))
            && entry.file_type()?.is_file()
        {
            found.push(Kept { file: entry.path(), day, auto });
        }
    }
    found.sort_by(|one, other| one.file.cmp(&other.file));
    Ok(found)
}

/// The backups of a book that are named after a day, the oldest first.
///
/// # Errors
/// A folder that cannot be read.
pub(crate) fn dated(book: &Path) -> Result<Vec<(String, Kept)>> {
    let all = all(book)?.into_iter();
    let mut dated: Vec<_> = all.filter_map(|kept| Some((kept.day.clone()?, kept))).collect();
    dated.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(dated)
}

/// What a name says, of a file that is kept: of which day it is a backup, and whether it was made by the day. These are
/// `STEM.DAY[-N][.auto].db`, `STEM.DAY.before-restore[-N].db`, `STEM.DAY.damaged[-N].db` and `STEM.format-N[-N].db`.
fn read(name: &str, stem: &str) -> Option<(Option<String>, bool)> {
    let rest = name.strip_prefix(stem)?.strip_prefix('.')?.strip_suffix(".db")?;
    if let Some(day) = rest.strip_suffix(".auto") {
        return is_day(day).then(|| (Some(day.to_string()), true));
    }
    let unnumbered = rest.rsplit_once('-').filter(|(_, number)| is_number(number)).map(|(what, _)| what);
    [Some(rest), unnumbered].into_iter().flatten().find_map(|what| {
        let (day, why) = what.split_once('.').unwrap_or((what, ""));
        match (is_day(day), why) {
            (true, "") => Some((Some(day.to_string()), false)),
            (true, "before-restore" | "damaged") => Some((None, false)),
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

/// Whether a file is another state of a book: they have the first entry of the history in common, with its hash.
pub(crate) fn is_of(file: &Path, book: &Path) -> bool {
    let first = |path: &Path| -> Result<Option<String>> {
        check_file(path)?;
        let (conn, _) = look_into(path)?;
        Ok(conn.query_row("select hash from journal order by id limit 1", [], |row| row.get(0)).optional()?)
    };
    matches!((first(file), first(book)), (Ok(Some(one)), Ok(Some(other))) if one == other)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn only_names_that_this_program_gives_are_read() {
        let day = |auto| Some((Some("2021-11-19".to_string()), auto));
        for (name, said) in [
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
            assert_eq!(read(name, "claims"), said, "{name}");
        }
    }
}
