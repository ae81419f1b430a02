//! What was found: a claim that a text repeats or contradicts.

use super::record::{Cell, Column, Record};

/// A recorded claim that a text repeats or contradicts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatchRow {
    /// Which text was asked about: its id in a batch, else the text itself.
    pub query: String,
    /// The sentence of it, where it has several.
    pub sentence: Option<String>,
    /// Its place among the claims that were found for this text, from 1.
    pub rank: i64,
    /// How likely the text repeats or contradicts the claim, from 0 to 1: of those scored 0.8, about eight in ten do.
    pub score: f64,
    /// The claim.
    pub claim: i64,
    /// Its id in the system it was imported from.
    pub reference: Option<String>,
    /// Its words.
    pub text: String,
    /// Where it stands.
    pub status: String,
    /// The label of the verdict that stands.
    pub verdict: Option<String>,
    /// The words of the text that the claim has too, the rarest first.
    pub words: Vec<String>,
    /// Amounts and dates that agree.
    pub agree: Vec<String>,
    /// Amounts and dates that do not: the text's, and the claim's.
    pub conflict: Vec<String>,
}

impl Record for MatchRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::of("query", |hit| (&hit.query).into()),
        Column::of("rank", |hit| hit.rank.into()),
        Column::shown("score", "score", |hit| Cell::Share(hit.score)),
        Column::shown("sentence", "in the text", |hit| (&hit.sentence).into()),
        Column::shown("claim", "claim", |hit| hit.claim.into()),
        Column::of("ref", |hit| (&hit.reference).into()),
        Column::shown("text", "text", |hit| (&hit.text).into()),
        Column::of("words", |hit| (&hit.words).into()),
        Column::of("agree", |hit| (&hit.agree).into()),
        Column::table("same", |hit| hit.agree.iter().chain(&hit.words).cloned().collect::<Vec<_>>().join(", ").into()),
        Column::shown("conflict", "differs", |hit| (&hit.conflict).into()),
        Column::shown("status", "status", |hit| (&hit.status).into()),
        Column::shown("verdict", "verdict", |hit| (&hit.verdict).into()),
    ];
}
