//! The entries of the history.

use crate::model::records::{Cell, Column, Record};

/// An entry of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// The number people type.
    pub id: i64,
    /// When, UTC.
    pub at: String,
    /// The command line as typed.
    pub command: String,
    /// What it changed, in words.
    pub changed: String,
    /// The entry it undoes.
    pub undoes: Option<i64>,
    /// Whether it has been undone.
    pub undone: bool,
}

impl Record for EntryRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("id", "entry", |e| e.id.into()),
        Column::shown("at", "at", |e| (&e.at).into()),
        Column::shown("command", "command", |e| (&e.command).into()),
        Column::shown("changed", "changed", |e| (&e.changed).into()),
        Column::of("undoes", |e| (&e.undoes).into()),
        Column::shown("undone", "undone", |e| if e.undone { "undone".into() } else { Cell::Nothing }),
    ];
}
