//! What a merge did, and what it left for people to decide.

use std::collections::BTreeSet;

use crate::model::records::{Column, Record};

/// What a merge of another copy of the book did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergeReport {
    /// The name of the other file.
    pub book: String,
    /// Whether the two books have entries of their histories in common.
    pub is_copy: bool,
    /// The number of entries of other histories that are new.
    pub entries: usize,
    /// Who made these.
    pub by: BTreeSet<String>,
    /// The rows of the record that were added, changed and removed.
    pub rows: Vec<MergedRow>,
}

/// A row that a merge added, changed or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedRow {
    /// The table.
    pub table: &'static str,
    /// Its number.
    pub id: i64,
    /// What it says, in short.
    pub text: String,
    /// Whether it is new.
    pub is_added: bool,
    /// Whether it was removed.
    pub is_removed: bool,
}

/// Two copies that say different things, until somebody decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConflictRow {
    /// Its number.
    pub id: i64,
    /// The claim that it is about, if it is about one that is in the book.
    pub claim_id: Option<i64>,
    /// What it is about: a row, in words.
    pub what: String,
    /// What differs: a field, or that the row is there.
    pub field: String,
    /// What this book says.
    pub here: String,
    /// When that was recorded.
    pub here_at: Option<String>,
    /// Who recorded it.
    pub here_by: Option<String>,
    /// What the other copy says.
    pub there: String,
    /// When that was recorded.
    pub there_at: Option<String>,
    /// Who recorded it.
    pub there_by: Option<String>,
}

impl Record for ConflictRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("id", "id", |row| row.id.into()),
        Column::shown("what", "what", |row| (&row.what).into()),
        Column::shown("field", "field", |row| (&row.field).into()),
        Column::shown("here", "here", |row| (&row.here).into()),
        Column::shown("here_by", "by", |row| (&row.here_by).into()),
        Column::shown("there", "there", |row| (&row.there).into()),
        Column::shown("there_by", "by", |row| (&row.there_by).into()),
        Column::of("here_at", |row| (&row.here_at).into()),
        Column::of("there_at", |row| (&row.there_at).into()),
        Column::of("claim_id", |row| (&row.claim_id).into()),
    ];
}
