//! What a command is run with: the book it is about, the time, and how it was typed.

use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use chrono::NaiveDateTime;
use etcetera::BaseStrategy as _;

use super::receipt::Receipt;
use crate::error::{Error, Result, Sentence, terminal_only, terminal_or_page};
use crate::model::Date;
use crate::model::import::report::ImportedFile;
use crate::model::records::EditedRecord;
use crate::output::{Format, Progress, Reply};
use crate::store::{Stamp, Store, Writer};
use crate::web::Handed;

/// What a command is run with.
pub struct Session {
    /// The book that was named on the command line.
    pub db: Option<PathBuf>,
    /// The book that the environment names.
    pub env_db: Option<PathBuf>,
    /// The format that was asked for, if one was.
    pub format: Option<Format>,
    /// The program, as it was called.
    pub program: String,
    /// The local time, by which "yesterday" is understood.
    pub now: NaiveDateTime,
    /// Tells the local time, and UTC as it is recorded, whenever it is asked.
    pub clock: fn() -> (NaiveDateTime, String),
    /// Who is told what happens while a command works.
    pub progress: Progress,
    /// The time and command line under which a write is recorded.
    pub stamp: Stamp,
    /// What a page brings with its command; nothing where a person typed it.
    pub brought: Option<Brought>,
}

/// What a page brings with a command, in place of a terminal.
#[derive(Clone, Debug, Default)]
pub struct Brought {
    /// What is read where standard input is asked for.
    pub text: Option<String>,
    /// Whether somebody is there who can be asked before something doubtful is done.
    pub asks: bool,
    /// What is changed, and the newest entry of its history that was seen.
    pub seen: Option<(EditedRecord, i64)>,
    /// The file that may be read.
    pub file: Option<Handed>,
}

impl Session {
    /// The path of the book.
    ///
    /// # Errors
    /// No home folder to keep it in, and none named.
    pub fn path(&self) -> Result<PathBuf> {
        if let Some(path) = self.db.as_ref().or(self.env_db.as_ref()) {
            return Ok(path.clone());
        }
        let base = etcetera::choose_base_strategy().map_err(|_| {
            Error::failure("there is no home folder to keep a book in")
                .hint(terminal_only("name the book with --db or $GAINSAY_DB"))
        })?;
        Ok(base.data_dir().join("gainsay").join("claims.db"))
    }

    /// Opens the book, which must be there.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open(&self) -> Result<Store> {
        self.open_at(&self.path()?)
    }

    /// Opens the book at a path, and says so where it was of an earlier version.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub(super) fn open_at(&self, path: &Path) -> Result<Store> {
        let store = Store::open(path)?;
        if let Some(upgraded) = store.upgraded() {
            self.tell(&format!(
                "upgraded {} from format {} to {}; as it was, it is kept in {}",
                path.display(),
                upgraded.from,
                upgraded.to,
                upgraded.kept.display()
            ));
        }
        Ok(store)
    }

    /// The path of the book, which is started where there is none; says whether it was.
    ///
    /// # Errors
    /// As [`Store::open`] and [`Store::create`].
    pub fn started(&self) -> Result<(PathBuf, bool)> {
        let path = self.path()?;
        let free = Store::is_free(&path);
        if free && self.db.is_none() && self.env_db.is_none() {
            make_folder(path.parent())?;
        }
        let made = free && Store::create(&path, |_| Ok(()))?.is_some();
        self.open_at(&path)?;
        Ok((path, made))
    }

    /// Records something in the book, as one entry of its history, and says what was done. Starts a book where there is
    /// none, with this as its first entry.
    ///
    /// # Errors
    /// Those of `work` and of the book; then no book is started.
    pub fn record(&self, work: impl Fn(&Writer, &mut Receipt) -> Result<()>) -> Result<Reply> {
        let path = self.path()?;
        if Store::is_free(&path) {
            if self.db.is_none() && self.env_db.is_none() {
                make_folder(path.parent())?;
            }
            if let Some(answer) = Store::create(&path, |store| self.record_in(store, &work))? {
                return Ok(answer.note(format!("started a new book: {}", path.display())));
            }
        }
        self.record_in(&self.open_at(&path)?, work)
    }

    /// Changes something that must be there already, as one entry of its history, and says what was done.
    ///
    /// # Errors
    /// Those of `work` and of the book.
    pub fn change(&self, work: impl FnOnce(&Writer, &mut Receipt) -> Result<()>) -> Result<Reply> {
        self.record_in(&self.open()?, work)
    }

    /// Does what would be recorded, and keeps nothing.
    ///
    /// # Errors
    /// As [`Session::record`].
    pub fn rehearse(&self, work: impl Fn(&Writer) -> Result<()>) -> Result<Reply> {
        let path = self.path()?;
        if Store::is_free(&path) {
            Store::rehearse_new(&self.stamp, work)?;
        } else {
            self.open_at(&path)?.rehearse(&self.stamp, work)?;
        }
        Ok(Reply::text(""))
    }

    /// Tells a page at once what its file was taken for.
    pub(super) fn tell_taken(&self, files: &[ImportedFile]) {
        if let Some(handed) = self.brought.as_ref().and_then(|brought| brought.file.as_ref()) {
            *handed.taken.lock().unwrap_or_else(PoisonError::into_inner) = files.to_vec();
        }
    }

    /// Says something at once, while a command still works.
    pub fn tell(&self, text: &str) {
        self.progress.message(text);
    }

    /// Counts a piece of work that is done, for a command that takes long: how far it is, of how much.
    pub fn worked(&self, progress: (u64, u64)) {
        self.progress.advance(progress);
    }

    /// Whether somebody at a page can be asked before something doubtful is done.
    pub(super) fn asks(&self) -> bool {
        self.brought.as_ref().is_some_and(|brought| brought.asks)
    }

    fn record_in(&self, store: &Store, work: impl FnOnce(&Writer, &mut Receipt) -> Result<()>) -> Result<Reply> {
        let receipt = store.record(&self.stamp, |writer| {
            self.refuse_if_overtaken(writer)?;
            let mut receipt = Receipt::default();
            work(writer, &mut receipt)?;
            Ok(receipt)
        })?;
        receipt.answer(store)
    }

    /// Refuses where something was changed since whoever gives the command has seen it.
    fn refuse_if_overtaken(&self, store: &Store) -> Result<()> {
        let Some((watched, seen)) = self.brought.as_ref().and_then(|brought| brought.seen.as_ref()) else {
            return Ok(());
        };
        match store.last_entry_of(watched)? {
            Some(entry) if entry.id > *seen => Err(Error::refused(
                Sentence::from(format!("{watched} was changed meanwhile, "))
                    + terminal_or_page(
                        format!("by entry {} at {}: ", entry.id, entry.at),
                        format!("at {} UTC: ", entry.at.get(11..16).unwrap_or(&entry.at)),
                    )
                    + terminal_or_page(format!("{} ({})", entry.command, entry.changed), entry.changed),
            )
            .hint("nothing was written; look at what it is now, and send it again if it is still right")),
            _ => Ok(()),
        }
    }

    /// Reads a file that was named; `-` is standard input, or what a page brings in its place.
    ///
    /// # Errors
    /// As [`read_text`].
    pub(super) fn read_text(&self, path: &Path) -> Result<String> {
        match &self.brought {
            Some(brought) if path == Path::new("-") => Ok(brought.text.clone().unwrap_or_default()),
            _ => read_text(path),
        }
    }

    /// A date that somebody typed. Where it was not typed as it is kept, what it was taken for is noted.
    ///
    /// # Errors
    /// A date that cannot be read, does not exist, or may be two days.
    pub fn date(&self, typed: &str, receipt: &mut Receipt) -> Result<Date> {
        let date = Date::read(typed, self.now).map_err(|error| Error::usage(error.to_string()).hint(error.hint()))?;
        if date.as_str() != typed.trim() {
            receipt.note(format!("{} is {date}", typed.trim()));
        }
        Ok(date)
    }

    /// A date that may have been typed.
    ///
    /// # Errors
    /// As [`Session::date`].
    pub fn date_maybe(&self, typed: Option<&str>, receipt: &mut Receipt) -> Result<Option<Date>> {
        typed.map(|typed| self.date(typed, receipt)).transpose()
    }
}

/// Makes the folder of the default book, for its owner only.
fn make_folder(folder: Option<&Path>) -> Result<()> {
    let Some(folder) = folder else { return Ok(()) };
    if folder.is_dir() {
        return Ok(());
    }
    let mut make = std::fs::DirBuilder::new();
    make.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
    make.create(folder).map_err(|error| Error::from(error).at(folder.display()))
}

/// Reads a file that a user named; `-` is standard input.
///
/// # Errors
/// A file that is not there, cannot be read, or is not UTF-8 text.
pub(super) fn read_text(path: &Path) -> Result<String> {
    let read =
        if path == Path::new("-") { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(path) };
    read.map_err(|error| Error::from(error).at(path.display()))
}
