//! A suggestion: a statement that the program reads out of a text, and a person may record. It is counted nowhere.

use serde_json::{Value, json};

use crate::model::records::{Cell, Column, Record};
use crate::model::{Date, DocumentKind, Stance};

/// A document that a text tells of, and that nobody has read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuggestedDocument {
    /// A title, made of what the text tells.
    pub title: String,
    /// What it is.
    pub kind: DocumentKind,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its number, if the book has it.
    pub known: Option<i64>,
}

impl SuggestedDocument {
    fn json(&self) -> Value {
        json!({"title": self.title, "kind": self.kind.as_str(), "publisher": self.publisher, "known": self.known})
    }
}

/// What a suggested statement is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum SuggestedTarget {
    /// A claim that the book does not have.
    #[default]
    NewClaim,
    /// A claim of the book, by number.
    Claim(i64),
    /// The claim or the statement of another suggestion of the same text, by its number.
    Suggestion(i64),
    /// A whole document that the text tells of.
    Document(SuggestedDocument),
}

/// A suggestion. Places are characters of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SuggestedStatement {
    /// Its number among the suggestions of the text, from 1.
    pub number: i64,
    /// The file or document that was read.
    pub file: String,
    /// Who says it: a name, or the words of the text.
    pub speaker: Option<String>,
    /// The same as the text words it here: "he", "Mr Hill".
    pub as_worded: Option<String>,
    /// Whether the text does not name the speaker.
    pub is_unnamed: bool,
    /// The role of the speaker, as worded.
    pub role: Option<String>,
    /// For whom the speaker speaks.
    pub for_speaker: Option<String>,
    /// The stance.
    pub stance: Stance,
    /// What the stance is about.
    pub target: SuggestedTarget,
    /// The claim, as a sentence without a speaker.
    pub claim: String,
    /// The words of the speaker.
    pub quotes: Vec<String>,
    /// When it was said.
    pub said_on: Option<Date>,
    /// On which occasion.
    pub occasion: Option<String>,
    /// The document in which it stands, if it is not the one that was read.
    pub document: Option<SuggestedDocument>,
    /// Who reports it, and who reports that report.
    pub reported_by: Vec<String>,
    /// The suggestion whose content it is a part of, by number.
    pub within: Option<i64>,
    /// How likely a reader would see the same statement here, from 0 to 1.
    pub score: f64,
    /// Where the text tells what is said, in one or more pieces.
    pub content: Vec<(usize, usize)>,
    /// Whether the content is a part of that of another suggestion, which tells the same words as a whole.
    pub is_part: bool,
    /// Where the words of the claim stand.
    pub claim_at: Option<(usize, usize)>,
    /// Whether the text says it itself, and nobody else is said to: a claim of its author.
    pub is_own: bool,
    /// Where it tells who says it.
    pub source: Option<(usize, usize)>,
    /// Where it tells that it is said.
    pub cue: Option<(usize, usize)>,
    /// The words of the text at all these places and between them.
    pub passage: String,
}

/// Minimum score of a suggestion that is shown, and is a line of a batch file.
pub const LIKELY: f64 = 0.5;

impl SuggestedStatement {
    /// Whether it is more likely right than not.
    pub fn is_likely(&self) -> bool {
        self.score >= LIKELY
    }

    /// What it says, in words: "Tom Hill (as “he”), leader of the opposition, denies".
    pub fn who_does_what(&self) -> String {
        let nobody = if self.is_own { "the text itself" } else { "somebody" };
        let mut who = self.speaker.clone().unwrap_or_else(|| nobody.to_string());
        if let Some(worded) = self.as_worded.as_ref().filter(|worded| **worded != who) {
            who += &format!(" (as “{worded}”)");
        }
        if let Some(role) = &self.role {
            who += &format!(", {role}");
        }
        if let Some(principal) = &self.for_speaker {
            who += &format!(", for {principal}");
        }
        let target = match &self.target {
            SuggestedTarget::NewClaim => String::new(),
            SuggestedTarget::Claim(id) => format!(" claim {id}"),
            SuggestedTarget::Suggestion(number) => format!(" {number}"),
            SuggestedTarget::Document(document) => format!(" {}", document.title),
        };
        format!("{who} {}{target}", self.stance)
    }

    fn target(&self) -> Value {
        match &self.target {
            SuggestedTarget::NewClaim => json!({"new_claim": self.claim}),
            SuggestedTarget::Claim(id) => json!({"claim": id}),
            SuggestedTarget::Suggestion(number) => json!({"suggestion": number}),
            SuggestedTarget::Document(document) => json!({"document": document.json()}),
        }
    }
}

fn places(places: &[(usize, usize)]) -> Cell<'static> {
    Cell::Json(json!(places))
}

fn place(place: Option<(usize, usize)>) -> Cell<'static> {
    place.map_or(Cell::Nothing, |place| Cell::Json(json!(place)))
}

impl Record for SuggestedStatement {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("number", "no", |one| one.number.into()),
        Column::of("file", |one| (&one.file).into()),
        Column::shown("speaker", "speaker", |one| (&one.speaker).into()),
        Column::of("as_worded", |one| (&one.as_worded).into()),
        Column::of("unnamed", |one| Cell::Flag(one.is_unnamed)),
        Column::of("role", |one| (&one.role).into()),
        Column::of("for", |one| (&one.for_speaker).into()),
        Column::shown("stance", "stance", |one| Cell::Text(one.stance.as_str().into())),
        Column::of("target", |one| Cell::Json(one.target())),
        Column::shown("claim", "claim", |one| (&one.claim).into()),
        Column::of("quotes", |one| (&one.quotes).into()),
        Column::of("on", |one| one.said_on.as_ref().map_or(Cell::Nothing, |day| Cell::Text(day.as_str().into()))),
        Column::of("occasion", |one| (&one.occasion).into()),
        Column::of("document", |one| {
            one.document.as_ref().map_or(Cell::Nothing, |document| Cell::Json(document.json()))
        }),
        Column::of("reported_by", |one| (&one.reported_by).into()),
        Column::of("within", |one| (&one.within).into()),
        Column::shown("score", "chance", |one| Cell::Share(one.score)),
        // The words of a part are those of the suggestion that it is within; `claim_at` has its own.
        Column::of("content", |one| places(if one.is_part { &[] } else { &one.content })),
        Column::of("claim_at", |one| place(one.claim_at)),
        Column::of("source", |one| place(one.source)),
        Column::of("cue", |one| place(one.cue)),
        Column::of("passage", |one| (&one.passage).into()),
    ];
}
