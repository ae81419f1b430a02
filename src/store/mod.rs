//! The book: the database and everything that reads or writes it. All SQL that is not in `schema.sql` is in here.

mod anchors;
mod backup;
mod chain;
mod claims;
mod conditions;
mod disputes;
mod documents;
mod evidence;
pub mod exchange;
mod fold;
mod hash;
mod health;
mod history;
mod index;
mod indexed;
mod journal;
mod kept;
mod lately;
mod lot;
mod matching;
mod names;
mod naming;
mod open;
mod put_off;
mod query;
mod remove;
mod repeats;
mod restore;
mod rows;
mod saved;
mod schema;
mod search;
mod sound;
mod speakers;
mod standing;
mod statements;
mod touched;
mod uids;
mod undo;
mod upgrade;
mod verdicts;
mod words;

pub use anchors::Unanchored;
pub use backup::{Daily, Made};
pub use claims::ClaimEdit;
pub use documents::DocumentEdit;
pub use journal::Writer;
pub use matching::{Compared, Matcher};
pub use remove::Finding;
pub use restore::Restored;
pub use search::{Found, RANKED};
pub use speakers::SpeakerEdit;
pub use statements::StatementEdit;
pub use undo::Reverted;
pub use upgrade::Upgraded;

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
