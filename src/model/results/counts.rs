//! How many claims are counted under what.

use crate::model::records::{Column, Record};
use crate::model::{Bucket, Stage, Status};

/// How many claims share a status, a stage, a verdict or the want of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountRow {
    /// `status`, `verdict`, `stage` or `sourced`.
    pub what: String,
    /// Which one.
    pub value: String,
    /// How many claims.
    pub claims: i64,
}

impl CountRow {
    /// Where it stands among the others: in the order of the design, what it does not name by its word.
    pub fn place(&self) -> (usize, usize, String) {
        let kinds = ["status", "verdict", "stage", "source"];
        let values: Vec<&str> = [Status::WORDS, Bucket::WORDS, &["disagree"], Stage::WORDS].concat();
        let place = |words: &[&str], word: &str| words.iter().position(|known| *known == word).unwrap_or(words.len());
        (place(&kinds, &self.what), place(&values, &self.value), self.value.clone())
    }
}

/// By what claims are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountBy {
    /// Who made it; a claim of two speakers counts for both.
    Speaker,
    /// Its tags.
    Tag,
    /// The month in which it was first said.
    Month,
    /// The documents that a statement on it can be read in.
    Document,
    /// The labels of the verdicts that stand.
    Verdict,
    /// Who found those.
    Reviewer,
}

impl CountBy {
    /// The name of each.
    pub const WORDS: &'static [&'static str] = &["speaker", "tag", "month", "document", "verdict", "reviewer"];

    /// Returns the one named `word`, one of [`Self::WORDS`].
    pub fn of(word: &str) -> Option<Self> {
        let all = [Self::Speaker, Self::Tag, Self::Month, Self::Document, Self::Verdict, Self::Reviewer];
        Self::WORDS.iter().position(|known| *known == word).map(|place| all[place])
    }

    /// Returns its name.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// How many corrections share a cause or a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionCount {
    /// `cause` or `month`.
    pub what: String,
    /// Which one.
    pub value: String,
    /// How many corrections.
    pub corrections: i64,
}

/// By what corrections are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountCorrectionsBy {
    /// Why it was wrong.
    Cause,
    /// The month in which the correction was published or, if that is unknown, recorded.
    Month,
}

impl CountCorrectionsBy {
    /// Returns its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cause => "cause",
            Self::Month => "month",
        }
    }
}

impl Record for CorrectionCount {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("what", "what", |c| (&c.what).into()),
        Column::shown("value", "", |c| (&c.value).into()),
        Column::shown("corrections", "corrections", |c| c.corrections.into()),
    ];
}

impl Record for CountRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("what", "what", |c| (&c.what).into()),
        Column::of("value", |c| (&c.value).into()),
        Column::table("", |c| if c.what == "status" { Status::for_people(&c.value).into() } else { (&c.value).into() }),
        Column::shown("claims", "claims", |c| c.claims.into()),
    ];
}
