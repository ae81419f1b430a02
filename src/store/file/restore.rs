//! Going back to a backup. What is there is kept; whatever happens meanwhile, the book is the old one or the new one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::error::{Error, ErrorKind, Result};
use crate::model::results::health::BookContents;
use crate::store::Store;
use crate::store::file::integrity::{State, changed, damaged, state_of};
use crate::store::file::naming::{LOGS, Named, beside, folder_of, logs, name};
use crate::store::file::open::{check_file, connect, is_database, look_into};
use crate::store::file::{backup, backup_dir as kept};
use crate::text::quoted;

/// What a restored book was and is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What was in the book before; nothing where there was none, or where it cannot be read.
    pub before: Option<BookContents>,
    /// What is in the backup.
    pub after: BookContents,
    /// How many entries the book had that the backup does not have, where it is a backup of this book.
    pub newer: Option<i64>,
    /// What does not fit in the history of the backup.
    pub fault: Option<String>,
    /// Where the book is kept as it was, if there was one.
    pub kept: Option<PathBuf>,
    /// Where logs are kept that lay beside the book and would have been read into it; where they lie, as long as nothing is
    /// restored.
    pub logs: Vec<PathBuf>,
}

impl Store {
    /// What would be restored, and what is there now.
    ///
    /// # Errors
    /// As [`Store::restore`].
    pub fn compare(book: &Path, from: &Path, force: bool) -> Result<Restored> {
        refuse_itself(book, from)?;
        let fault = fault_of(from, force)?;
        refuse_other(book)?;
        let after = backup::contents(from).map_err(another)?;
        let before = backup::contents(book).ok();
        let logs = if before.is_none() { logs(book) } else { Vec::new() };
        Ok(Restored { before, newer: newer(book, from, &after), after, fault, kept: None, logs })
    }

    /// Makes the book what a backup is. The present one is kept beside it, in the folder of its backups, under a name with
    /// `day` in it. Whoever has the book open, as `serve` has, goes on with what was restored.
    ///
    /// # Errors
    /// A backup that is damaged, newer than this program, or of another one, or, without `force`, that was changed by
    /// another one; a book that cannot be kept or written.
    pub fn restore(book: &Path, from: &Path, day: &str, force: bool) -> Result<Restored> {
        let restored = Self::compare(book, from, force)?;
        let source = look_into(from)?.0;
        let what = format!("{day}.before-restore");
        let within = if Self::is_free(book) { None } else { within(&source, book, &what)? };
        if within.is_some() {
            return Ok(Restored { kept: within, logs: Vec::new(), ..restored });
        }
        let (kept, logs) = instead(&source, book, &what)?;
        // Nothing that lay about may have been read into it.
        let now = backup::contents(book)?;
        match state_of(book)? {
            State::Damaged(what) => Err(damaged(book, what)),
            _ if now != restored.after => Err(Error::integrity(format!(
                "{} is not what {} is, though it was just made from it",
                book.display(),
                from.display()
            ))),
            _ => Ok(Restored { kept, logs, ..restored }),
        }
        .map_err(|error| error.hint("close every program that has the book open, then restore again"))
    }
}

fn another(error: Error) -> Error {
    error.hint("name another backup; neither it nor the book was changed")
}

/// Refuses a backup that is not there, or is the book.
fn refuse_itself(book: &Path, from: &Path) -> Result<()> {
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

/// What does not fit in the history of a backup that may be restored.
fn fault_of(from: &Path, force: bool) -> Result<Option<String>> {
    match state_of(from).map_err(another)? {
        State::Sound => Ok(None),
        State::Changed(what) if force => Ok(Some(what)),
        State::Changed(what) => Err(Error::integrity(changed(from, &what))
            .hint("name another backup, or --force takes it all the same; neither it nor the book was changed")),
        State::Damaged(what) => Err(another(damaged(from, what))),
    }
}

/// Refuses to write where something else is than a book, sound or damaged.
fn refuse_other(book: &Path) -> Result<()> {
    if Store::is_free(book) {
        return Ok(());
    }
    match check_file(book) {
        // Damaged in its first bytes: that is what backups are for. A database of another program is let be.
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

/// How many entries a book has after the newest of a backup of it.
fn newer(book: &Path, from: &Path, after: &BookContents) -> Option<i64> {
    let newest = after.newest.as_ref().filter(|_| kept::is_of(from, book))?.id;
    let (conn, _) = look_into(book).ok()?;
    conn.query_row("select count(*) from journal where id > ?1", [newest], |row| row.get(0)).ok()
}

/// Restores within the database, as one transaction: nobody who has it open need know of it. Nothing where SQLite cannot do
/// that: where it cannot read the book, or would have to change the size of its pages.
fn within(source: &Connection, book: &Path, what: &str) -> Result<Option<PathBuf>> {
    match copy_within(source, book, what) {
        Err(error) if error.kind == ErrorKind::Integrity => Ok(None),
        copied => copied,
    }
}

fn copy_within(source: &Connection, book: &Path, what: &str) -> Result<Option<PathBuf>> {
    check_file(book)?;
    let (mut to, _) = connect(book)?;
    if to.is_readonly("main")? {
        return Err(Error::refused(format!("{} is read-only; nothing was written", book.display()))
            .hint("make the file and its folder writable, or name another book with --db"));
    }
    if page_size(source)? != page_size(&to)? {
        return Ok(None);
    }
    // With a log, what is there can be read, and kept, while nobody else can write.
    to.query_row("pragma journal_mode = wal", [], |_| Ok(()))?;
    let folder = kept::folder(book, true)?;
    let kept;
    {
        let all = Backup::new(source, &mut to)?;
        if !matches!(all.step(0)?, StepResult::More | StepResult::Done) {
            return Err(Error::failure("another program has kept the book locked for too long")
                .hint("close it, then run the command again"));
        }
        kept = kept::keep(backup::copy(&look_into(book)?.0, &folder)?, book, what)?;
        backup::all_of(&all)?;
    }
    // The log has the whole book in it now. It may stay so while somebody reads.
    to.busy_timeout(Duration::ZERO)?;
    to.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(())).unwrap_or_default();
    Ok(Some(kept))
}

fn page_size(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("pragma page_size", [], |row| row.get(0))?)
}

/// Restores in place of a file that SQLite cannot read, or of none: it is kept byte by byte with the logs that lie there, and
/// another one gets its name. Says where it and the logs are kept.
fn instead(source: &Connection, book: &Path, what: &str) -> Result<(Option<PathBuf>, Vec<PathBuf>)> {
    let is_free = Store::is_free(book);
    // A link is kept, and what it leads to is replaced.
    let real = &if is_free {
        book.to_path_buf()
    } else {
        book.canonicalize().map_err(|error| Error::from(error).at(book.display()))?
    };
    let kept =
        if is_free { None } else { Some(kept::keep(backup::bytes_of(real, &kept::folder(book, true)?)?, book, what)?) };
    let logs = keep_logs(real, book, kept.as_deref(), what)?;
    put(source, real, !is_free)?;
    Ok((kept, logs))
}

/// Keeps the logs beside a book where the book is kept, and takes them away: SQLite would read them into the other one.
fn keep_logs(real: &Path, book: &Path, kept: Option<&Path>, what: &str) -> Result<Vec<PathBuf>> {
    let mut done = Vec::new();
    if !logs(real).is_empty() {
        let file = kept.map_or_else(|| kept::free(book, what), |kept| Ok(kept.to_path_buf()))?;
        for ending in LOGS {
            let (log, name) = (beside(real, ending), beside(&file, ending));
            if log.exists() {
                let copy = backup::bytes_of(&log, folder_of(&file))?;
                copy.persist_noclobber(&name).map_err(|error| Error::from(error.error).at(name.display()))?;
                done.push(name);
            }
        }
    }
    for ending in LOGS.into_iter().chain(["-shm"]) {
        match fs::remove_file(beside(real, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Error::from(error).at(real.display())),
            _ => {}
        }
    }
    Ok(done)
}

/// Gives a copy of a backup the name of the book.
fn put(source: &Connection, book: &Path, over: bool) -> Result<()> {
    let copy = backup::copy(source, folder_of(book))?;
    let (conn, _) = connect(copy.path())?;
    conn.query_row("pragma journal_mode = wal", [], |_| Ok(()))?;
    conn.close().map_err(|(_, error)| error)?;
    copy.as_file().sync_all()?;
    match name(copy, book, over)? {
        Named::Done => Ok(()),
        Named::Taken(_) => Err(Error::refused(format!("{} was made meanwhile", book.display()))
            .hint("look at it; restore again if it may go")),
    }
}
