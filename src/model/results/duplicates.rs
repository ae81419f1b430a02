//! Pairs of records that may be one.

use std::cmp::Ordering;

use crate::model::PairKind;
use crate::model::records::{Cell, Column, Record};

/// Two claims, speakers or documents that may be one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DuplicatePair {
    /// What they are.
    pub kind: PairKind,
    /// How likely they are one, from 0 to 1.
    pub score: f64,
    /// The number of the one that was recorded first.
    pub id: i64,
    /// Its words, name or title.
    pub text: String,
    /// The number of the other one.
    pub other: i64,
    /// The words, name or title of that one.
    pub other_text: String,
    /// What both have in common.
    pub same: String,
    /// Amounts and dates of the two that differ.
    pub differs: Vec<String>,
}

impl DuplicatePair {
    /// Returns the pair the other way round.
    #[must_use]
    pub fn turned(&self) -> Self {
        Self {
            id: self.other,
            text: self.other_text.clone(),
            other: self.id,
            other_text: self.text.clone(),
            ..self.clone()
        }
    }

    /// Which of two pairs comes first: one without differences, then the likelier one.
    pub fn compare(&self, other: &Self) -> Ordering {
        let order = |pair: &Self| (!pair.differs.is_empty(), pair.kind, pair.id, pair.other);
        let (mine, others) = (order(self), order(other));
        mine.0.cmp(&others.0).then(other.score.total_cmp(&self.score)).then(mine.cmp(&others))
    }
}

impl Record for DuplicatePair {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("what", "what", |pair| pair.kind.as_str().into()),
        Column::shown("score", "score", |pair| if pair.score > 0.0 { Cell::Share(pair.score) } else { Cell::Nothing }),
        Column::shown("id", "id", |pair| pair.id.into()),
        Column::shown("text", "text", |pair| (&pair.text).into()),
        Column::shown("other_id", "other", |pair| pair.other.into()),
        Column::shown("other_text", "text", |pair| (&pair.other_text).into()),
        Column::shown("same", "same", |pair| (&pair.same).into()),
        Column::shown("differs", "differs", |pair| (&pair.differs).into()),
    ];
}
