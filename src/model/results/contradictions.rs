//! Pairs of claims that may contradict each other.

use crate::model::records::{Cell, Column, Record};

/// Two claims about the same matter that cannot both be true, it seems.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContradictionPair {
    /// How likely they are about the same matter, from 0 to 1.
    pub score: f64,
    /// The number of the claim that was recorded first.
    pub id: i64,
    /// Its words.
    pub text: String,
    /// Who said so and when.
    pub said_by: Vec<String>,
    /// The number of the other claim.
    pub other: i64,
    /// The words of that one.
    pub other_text: String,
    /// Who said that and when.
    pub other_said_by: Vec<String>,
    /// What differs.
    pub differs: Vec<String>,
    /// Those who said both.
    pub said_both: Vec<String>,
}

impl Record for ContradictionPair {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("score", "score", |pair| Cell::Share(pair.score)),
        Column::shown("id", "id", |pair| pair.id.into()),
        Column::shown("text", "text", |pair| (&pair.text).into()),
        Column::shown("said_by", "said by", |pair| (&pair.said_by).into()),
        Column::shown("other_id", "other", |pair| pair.other.into()),
        Column::shown("other_text", "text", |pair| (&pair.other_text).into()),
        Column::shown("other_said_by", "said by", |pair| (&pair.other_said_by).into()),
        Column::shown("differs", "differs", |pair| (&pair.differs).into()),
        Column::shown("said_both", "said both", |pair| (&pair.said_both).into()),
    ];
}
