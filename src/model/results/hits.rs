//! What was found: claims and documents by their words, and claims that a text repeats or contradicts.

use crate::model::records::{Cell, Column, Record};

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
    /// What differs: what the text says, and what the claim says there.
    pub differs: Vec<String>,
    /// Whether the text says the opposite of the claim.
    pub is_opposite: bool,
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
        Column::shown("differs", "differs", |hit| (&hit.differs).into()),
        Column::of("opposite", |hit| hit.is_opposite.into()),
        Column::shown("status", "status", |hit| (&hit.status).into()),
        Column::shown("verdict", "verdict", |hit| (&hit.verdict).into()),
    ];
}

/// A claim or document in which words were found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundRow {
    /// `claim` or `document`.
    pub what: &'static str,
    /// Its number.
    pub id: i64,
    /// The words of the claim, or the title of the document.
    pub text: String,
    /// The same, with the words that were found marked as in [`Cell::Marked`].
    pub marked: String,
    /// Where the words stand that the text has not, else where all stand: for a claim `claim`, `wording`, `title`, `reply`,
    /// `speaker`, `finding` or `desk`; for a document `title`, `publisher`, `text` or `reply`.
    pub place: String,
    /// The passage there, marked likewise.
    pub passage: String,
    /// Where the claim stands.
    pub status: Option<String>,
    /// The label of the verdict that stands.
    pub verdict: Option<String>,
}

impl FoundRow {
    /// Whether all words stand in the text itself.
    fn in_its_text(&self) -> bool {
        self.place == if self.what == "claim" { "claim" } else { "title" }
    }
}

impl Record for FoundRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::of("what", |hit| hit.what.into()),
        Column::of("id", |hit| hit.id.into()),
        Column::table("found", |hit| format!("{} {}", hit.what, hit.id).into()),
        Column::of("text", |hit| (&hit.text).into()),
        Column::table("text", |hit| Cell::Marked((&hit.marked).into())),
        Column::of("place", |hit| (&hit.place).into()),
        Column::of("passage", |hit| Cell::Marked((&hit.passage).into())),
        Column::table("where", |hit| {
            if hit.in_its_text() {
                Cell::Nothing
            } else {
                Cell::Marked(format!("{}: {}", hit.place, hit.passage).into())
            }
        }),
        Column::shown("status", "status", |hit| (&hit.status).into()),
        Column::shown("verdict", "verdict", |hit| (&hit.verdict).into()),
    ];
}
