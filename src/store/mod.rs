//! The book: the database and everything that reads or writes it. All SQL that is not in `schema.sql` is in here.

mod anchors;
mod deferred_indexes;
mod doctor;
pub mod exchange;
mod file;
mod journal;
mod query;
mod records;
mod remove;
mod search;
mod status;

pub use crate::model::records::{ClaimEdit, DocumentEdit, SpeakerEdit, StatementEdit};
pub use anchors::UnanchoredQuote;
pub use file::backup::{DailyBackup, NewBackup};
pub use file::restore::RestoreOutcome;
pub use journal::undo::RevertOutcome;
pub use journal::writer::Writer;
pub use remove::FindingKind;
pub use search::find::{MAX_RANKED, SearchResults};
pub use search::matching::{ComparedClaim, Matcher};

use std::path::PathBuf;

use rusqlite::Connection;

/// An open book. Reading is done with it directly, writing within [`Store::record`].
pub struct Store {
    conn: Connection,
    upgraded: Option<UpgradeInfo>,
}

/// The time and the command line that a write is recorded under.
#[derive(Clone, Debug)]
pub struct EntryMeta {
    /// UTC, ISO 8601 to the second with `Z`.
    pub now: String,
    /// The command line as typed.
    pub command: String,
}

/// A book that was of an earlier version when it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpgradeInfo {
    /// The version it was of.
    pub from: i32,
    /// The version it is of.
    pub to: i32,
    /// Where it is kept as it was.
    pub kept: PathBuf,
}
