//! How a book is kept: what `doctor` finds, and what is in a backup.

use crate::model::records::{Column, Record};

/// How it stands with something that `doctor` looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    /// As it should be.
    Ok,
    /// Somebody should look at it.
    Warning,
    /// The book is not sound.
    Broken,
}

impl Health {
    /// The word that people read.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Broken => "broken",
        }
    }
}

/// One thing that `doctor` looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its name.
    pub name: &'static str,
    /// How it stands with it.
    pub health: Health,
    /// What was found, in a sentence.
    pub found: String,
    /// What to do about it.
    pub todo: Option<String>,
    /// The hash of the newest entry, where that is what was looked at.
    pub newest: Option<String>,
}

impl Record for Check {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("check", "check", |c| c.name.into()),
        Column::shown("health", "health", |c| c.health.as_str().into()),
        Column::shown("found", "found", |c| (&c.found).into()),
        Column::shown("do", "what to do", |c| (&c.todo).into()),
    ];
}

/// How much is in a book, and what was done in it last.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct BookContents {
    /// Its version.
    pub format: i32,
    /// How many claims.
    pub claims: i64,
    /// How many statements.
    pub statements: i64,
    /// How many speakers.
    pub speakers: i64,
    /// How many documents.
    pub documents: i64,
    /// How many verdicts.
    pub verdicts: i64,
    /// How many pieces of evidence.
    pub evidence: i64,
    /// How many entries of the history.
    pub entries: i64,
    /// The newest of them.
    pub newest: Option<NewestEntry>,
}

/// The newest entry of a history.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct NewestEntry {
    /// Its number.
    pub id: i64,
    /// When it was made, in UTC.
    pub at: String,
    /// The command as it was typed.
    pub command: String,
}
