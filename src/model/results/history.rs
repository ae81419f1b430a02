//! The entries of the history.

use crate::model::records::{Cell, Column, Record};

/// What happened since an entry of the history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// The names of who did something, as far as they are known.
    pub members: Vec<String>,
    /// The claims that were changed, or of which something was.
    pub claims: Vec<i64>,
}

/// An entry of the history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryRow {
    /// The number people type.
    pub id: i64,
    /// When, UTC.
    pub at: String,
    /// The name of who did it, where it is known.
    pub member: Option<String>,
    /// The command line: what was given, with the flags in the order of the action.
    pub command: String,
    /// What it changed, in words.
    pub changed: String,
    /// The same, change by change: `+ claim 3`, `− tag old`, `claim 3 (stage new → checked)`.
    pub changes: Vec<String>,
    /// The entry it undoes.
    pub undoes: Option<i64>,
    /// Whether it has been undone.
    pub undone: bool,
    /// The name of who undid it, where it is undone and that is known.
    pub undone_by: Option<String>,
    /// Number of rows that it added, changed or removed.
    pub rows: i64,
}

/// Maximum number of rows that an undo takes back without a question.
pub const MAX_UNASKED: i64 = 10;

impl EntryRow {
    /// Whether so much depends on it that an undo asks first.
    pub fn is_large(&self) -> bool {
        self.rows > MAX_UNASKED
    }

    /// Returns "undone", with who did so; empty where it is not undone.
    pub fn undone_in_words(&self) -> String {
        match (&self.undone_by, self.undone) {
            (_, false) => String::new(),
            (Some(member), true) if self.undone_by != self.member => format!("undone by {member}"),
            (_, true) => "undone".to_string(),
        }
    }
}

/// How many rows an entry changed, in words such as "4,198 claims".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryExtent {
    /// What it added.
    pub inserted: Vec<String>,
    /// What it changed.
    pub updated: Vec<String>,
    /// What it removed.
    pub deleted: Vec<String>,
}

impl Record for EntryRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("id", "entry", |e| e.id.into()),
        Column::shown("at", "at", |e| (&e.at).into()),
        Column::shown("member", "by", |e| (&e.member).into()),
        Column::shown("command", "command", |e| (&e.command).into()),
        Column::shown("changed", "changed", |e| (&e.changed).into()),
        Column::of("undoes", |e| (&e.undoes).into()),
        Column::shown("undone", "undone", |e| if e.undone { "undone".into() } else { Cell::Nothing }),
        Column::shown("undone_by", "undone by", |e| (&e.undone_by).into()),
    ];
}
