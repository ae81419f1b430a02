//! The context of an action: the time, the input, and what the user is allowed to do.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::NaiveDateTime;

use super::outcome::Outcome;
use crate::error::{Error, Result, Sentence, terminal_only, terminal_or_page};
use crate::model::import::report::ImportedFile;
use crate::model::records::EditedRecord;
use crate::model::{Date, Right};
use crate::output::Progress;
use crate::store::{EntryMeta, Store};

/// The context of an action.
pub struct ActionContext<'a> {
    /// The local time, by which "yesterday" is understood.
    pub now: NaiveDateTime,
    /// The time in UTC, as the history records it.
    pub recorded_at: String,
    /// The name of who does it, as the history records it; none where nobody knows it.
    pub member: Option<String>,
    /// Shows the progress of long work.
    pub progress: &'a Progress,
    /// Whether the action may name files of this machine.
    pub local_files: bool,
    /// The text of standard input, or of its replacement.
    pub input: OnceCell<String>,
    /// Whether the user can answer a question before something doubtful is recorded.
    pub can_ask: bool,
    /// The record that is changed, with the newest entry of its history that the user has seen.
    pub known_entry: Option<(EditedRecord, i64)>,
    /// The uploaded file of an import.
    pub upload: Option<UploadedFile>,
    /// Files that came with a form of the page, which the action may name.
    pub form_files: Vec<FormFile>,
}

/// A file that came with a form of the page.
#[derive(Clone, Debug)]
pub struct FormFile {
    /// Its name in the action and the history.
    pub name: String,
    /// Where it is stored.
    pub path: PathBuf,
}

/// A file that was uploaded, to be imported.
#[derive(Clone, Debug)]
pub struct UploadedFile {
    /// Its name in the action and the history; `-` if it has none.
    pub name: String,
    /// Where it is stored.
    pub path: PathBuf,
    /// The folder for files that the import writes.
    pub folder: PathBuf,
    /// What it was recognized as, also if the import fails in the end.
    pub recognized: Arc<Mutex<Vec<ImportedFile>>>,
}

impl<'a> ActionContext<'a> {
    /// Returns the context of a user at a terminal, who may name any file.
    pub fn at_terminal(now: NaiveDateTime, recorded_at: String, progress: &'a Progress) -> Self {
        Self {
            now,
            recorded_at,
            member: None,
            progress,
            local_files: true,
            input: OnceCell::new(),
            can_ask: false,
            known_entry: None,
            upload: None,
            form_files: Vec::new(),
        }
    }

    /// Returns the time, the command and the name for an entry of the history, and the right that it needs.
    pub(super) fn stamp(&self, command: String, needs: Right) -> EntryMeta {
        EntryMeta { now: self.recorded_at.clone(), command, member: self.member.clone(), needs }
    }

    /// Refuses to change a record that was changed since the user has seen it.
    pub(super) fn refuse_if_changed(&self, store: &Store) -> Result<()> {
        let Some((watched, known)) = &self.known_entry else { return Ok(()) };
        match store.last_entry_of(watched)? {
            Some(entry) if entry.id > *known => Err(Error::refused(
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

    /// Reads a file; `-` is standard input, or its replacement.
    ///
    /// # Errors
    /// A file, if the action may name none; as [`read_text`].
    pub(super) fn read_text(&self, path: &Path) -> Result<String> {
        if path == Path::new("-") {
            return self.read_input().cloned();
        }
        if self.local_files { read_text(path) } else { Err(no_local_files()) }
    }

    /// Reads standard input to its end, once, or its replacement.
    ///
    /// # Errors
    /// A context without one; as [`read_text`].
    pub(super) fn read_input(&self) -> Result<&String> {
        if let Some(text) = self.input.get() {
            return Ok(text);
        }
        let text = if self.local_files { read_text(Path::new("-"))? } else { return Err(no_local_files()) };
        Ok(self.input.get_or_init(|| text))
    }

    /// Returns the day of a field on which something is due. If it is not stored as typed, a note says how it was understood.
    ///
    /// # Errors
    /// As [`ActionContext::date`]; a month or a year.
    pub(super) fn day_ahead(&self, text: &str, field: &str, outcome: &mut Outcome) -> Result<Date> {
        let date = Date::from_input_ahead(text, self.now)
            .map_err(|error| Error::usage(error.to_string()).hint(error.hint()).about(field))?;
        if !date.is_exact_day() {
            return Err(Error::usage(format!("{date} is not one day"))
                .hint("write the day, as in 2021-11-19, tomorrow or friday")
                .about(field));
        }
        if date.as_str() != text.trim() {
            outcome.note(format!("{} is {date}", text.trim()));
        }
        Ok(date)
    }

    /// Whether a date is after today, at its earliest.
    pub(super) fn is_future(&self, date: &Date) -> bool {
        let today = self.now.format("%Y-%m-%d~").to_string();
        date.ends().0.is_some_and(|first| first.as_str() > today.as_str())
    }

    /// Returns the date of a field. If it is not stored as typed, a note says how it was understood.
    ///
    /// # Errors
    /// A date that cannot be read, does not exist, or may be two days.
    pub(super) fn date(&self, text: Option<&str>, field: &str, outcome: &mut Outcome) -> Result<Option<Date>> {
        text.map(|text| date_from(text, self.now, field, outcome)).transpose()
    }
}

/// As [`ActionContext::date`], for a text whose words count from another day than today.
///
/// # Errors
/// As [`ActionContext::date`].
pub(super) fn date_from(text: &str, from: NaiveDateTime, field: &str, outcome: &mut Outcome) -> Result<Date> {
    let date = Date::from_input(text, from)
        .map_err(|error| Error::usage(error.to_string()).hint(error.hint()).about(field))?;
    if date.as_str() != text.trim() {
        outcome.note(format!("{} is {date}", text.trim()));
    }
    Ok(date)
}

/// Returns the error for a page that names a file of this machine.
pub(super) fn no_local_files() -> Error {
    Error::refused("the page names no file of this machine").hint("choose the file on the page")
}

/// Refuses what a person named as a file and is none: a folder, or a pipe on the disk, of which nobody knows whether it ever ends.
/// The pipes of a shell, as in `<(command)`, have been opened already.
///
/// # Errors
/// What it is instead; nothing at the path.
pub(super) fn refuse_unreadable(path: &Path) -> Result<()> {
    let meta = std::fs::metadata(path).map_err(|error| Error::from(error).at(path.display()))?;
    if meta.is_dir() {
        return Err(Error::usage(format!("{} is a folder", path.display())).hint("name a file in it"));
    }
    if !meta.is_file() && !path.starts_with("/dev") && !path.starts_with("/proc") {
        return Err(Error::usage(format!("{} is not a file", path.display()))
            .hint(terminal_only("a pipe is read from standard input: command | gainsay … -")));
    }
    Ok(())
}

/// Reads a file that a person named; `-` is standard input.
///
/// # Errors
/// A file that is not there, cannot be read, or is not UTF-8 text.
pub fn read_text(path: &Path) -> Result<String> {
    if path != Path::new("-") {
        refuse_unreadable(path)?;
    }
    let read =
        if path == Path::new("-") { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(path) };
    read.map_err(|error| Error::from(error).at(path.display()))
}
