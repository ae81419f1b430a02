//! The book: the database, and everything that reads or writes it. All SQL that is not in `schema.sql` is in this folder.

mod doctor;
pub mod exchange;
mod file;
mod journal;
mod merge;
mod query;
mod records;
mod search;
mod status;

pub use crate::model::records::{ClaimEdit, DocumentEdit, SpeakerEdit, StatementEdit};
pub use file::atomic_write::{folder_of, refuse_other_than_file, write_atomically};
pub use file::backup::{DailyBackup, NewBackup};
pub use file::restore::RestoreOutcome;
pub use file::temporary::{remove_temporary_files, temporary_file};
pub use file::work_limit::{StopFlag, is_stopped};
pub use journal::author::Author;
pub use journal::undo::{Reversal, RevertOutcome};
pub use journal::writer::Writer;
pub use merge::merging::OtherBook;
pub use merge::settle::Settlement;
pub use query::completions::Completion;
pub use query::names_like::NamedRow;
pub use records::anchors::UnanchoredQuote;
pub use records::attachments::LARGEST_ATTACHMENT;
pub use records::corrections::CorrectionFilter;
pub use records::documents::EditedText;
pub use records::new_versions::VersionChanges;
pub use records::remove::FindingKind;
pub use records::requests::RequestFilter;
pub use search::find::{MAX_RANKED, SearchResults};
pub use search::matching::{ComparedClaim, Matcher};

use std::cell::{Cell, RefCell};
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use records::name_index::EntryNames;
use rusqlite::Connection;
use tempfile::NamedTempFile;

use crate::model::Right;

/// An open book. It is read directly, and written within [`Store::record`].
pub struct Store {
    conn: Connection,
    upgraded: Option<UpgradeInfo>,
    /// Whether names are read as people see them, with what tells speakers of one name apart.
    tells_apart: Cell<bool>,
    /// The names of speakers, while an entry is recorded.
    entry_names: RefCell<EntryNames>,
    foreign: Option<ForeignSchema>,
    /// The moment at which the book is looked at, if that is not now.
    recorded: Option<RecordedState>,
    patience: Patience,
    /// The file of a book that is looked at as it was. It is removed after the connection is closed.
    _temporary: Option<NamedTempFile>,
}

/// How long a command waits for another one that writes.
pub(crate) const LOCK_TIMEOUT: Duration = Duration::from_secs(60);

/// How long a write waits for another command that writes.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// The longest wait.
    pub longest: Duration,
    /// The longest wait for an import, which may take minutes.
    pub for_import: Duration,
    /// Receives a sentence where the wait is longer than two seconds.
    pub notice: Option<fn(&str)>,
}

impl Default for Patience {
    fn default() -> Self {
        Self { longest: LOCK_TIMEOUT, for_import: LOCK_TIMEOUT, notice: None }
    }
}

impl Store {
    /// The book on a connection, which must be one.
    fn on(conn: Connection) -> Self {
        Self {
            conn,
            upgraded: None,
            foreign: None,
            recorded: None,
            _temporary: None,
            tells_apart: Cell::new(false),
            entry_names: RefCell::default(),
            patience: Patience::default(),
        }
    }
}

/// A book as it was recorded at an earlier time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedState {
    /// The last entry of the history then.
    pub entry: i64,
    /// When that was recorded: UTC, ISO 8601 to the second with `Z`.
    pub at: String,
    /// The newest entry now.
    pub newest: i64,
}

impl fmt::Display for RecordedState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at.get(..16).unwrap_or(&self.at).replace('T', " ");
        write!(f, "as recorded on {at} UTC, after entry {} of {}", self.entry, self.newest)
    }
}

/// What was found in a file whose schema is not that of this program. Only its record is read, and nothing is written to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignSchema {
    /// The file.
    pub book: PathBuf,
    /// The first difference, and how many more there are.
    pub what: String,
    /// The number of rows that break a rule of their table, and are not read.
    pub left_out: usize,
}

impl fmt::Display for ForeignSchema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} is not as gainsay made it: {}; only what was recorded is read, and nothing is written; gainsay doctor says more",
            self.book.display(),
            self.what
        )?;
        match self.left_out {
            0 => Ok(()),
            rows => write!(f, "; rows that break a rule of their table, and are left out: {rows}"),
        }
    }
}

/// The time, the command line and the name under which a write is recorded.
#[derive(Clone, Debug)]
pub struct EntryMeta {
    /// UTC, ISO 8601 to the second with `Z`.
    pub now: String,
    /// The command line: what was given, with the flags in the order of the action.
    pub command: String,
    /// The name of who does it; none where nobody knows it.
    pub member: Option<String>,
    /// The right that it needs.
    pub needs: Right,
}

impl EntryMeta {
    /// Returns what is recorded of a command of nobody in particular, who may do everything in a book without members.
    pub fn new(now: &str, command: &str) -> Self {
        Self { now: now.to_string(), command: command.to_string(), member: None, needs: Right::Record }
    }
}

/// The upgrade of a book when it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpgradeInfo {
    /// The version before.
    pub from: i32,
    /// The version now.
    pub to: i32,
    /// The path of the copy of the book before.
    pub kept: PathBuf,
}
