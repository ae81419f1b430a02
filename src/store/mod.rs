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
pub use anchors::Unanchored;
pub use file::backup::{Daily, Made};
pub use file::restore::Restored;
pub use file::upgrade::Upgraded;
pub use journal::undo::Reverted;
pub use journal::writer::Writer;
pub use remove::Finding;
pub use search::find::{Found, RANKED};
pub use search::matching::{Compared, Matcher};

use rusqlite::Connection;

/// An open book. Reading is done with it directly, writing within [`Store::record`].
pub struct Store {
    conn: Connection,
    upgraded: Option<Upgraded>,
}

/// The time and the command line that a write is recorded under.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// UTC, ISO 8601 to the second with `Z`.
    pub now: String,
    /// The command line as typed.
    pub command: String,
}
