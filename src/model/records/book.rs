//! Rows of the other tables: speakers, saved filters, documents, verdicts, evidence, counts, and entries of the history.

use std::collections::BTreeMap;

use crate::model::records::{Cell, Column, Record};
use crate::model::{Bucket, Stage, Status};

/// A speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpeakerRow {
    /// The number people type.
    pub id: i64,
    /// The name by which two books recognise it.
    pub uid: String,
    /// `person`, `organisation`, `outlet` or `unnamed`.
    pub kind: String,
    /// The name, or the descriptor of an unnamed speaker.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The id in Wikidata.
    pub external_id: Option<String>,
    /// The document an unnamed speaker lives in.
    pub document_id: Option<i64>,
    /// The speaker this one was found to be.
    pub same_as_id: Option<i64>,
    /// How many statements are recorded of it.
    pub statements: i64,
    /// A note of the desk.
    pub note: Option<String>,
}

impl Record for SpeakerRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("id", "id", |s| s.id.into()),
        Column::of("uid", |s| (&s.uid).into()),
        Column::shown("name", "name", |s| (&s.name).into()),
        Column::shown("kind", "kind", |s| (&s.kind).into()),
        Column::shown("aliases", "also known as", |s| (&s.aliases).into()),
        Column::shown("statements", "statements", |s| s.statements.into()),
        Column::shown("same_as_id", "is", |s| (&s.same_as_id).into()),
        Column::of("document_id", |s| (&s.document_id).into()),
        Column::of("external_id", |s| (&s.external_id).into()),
        Column::of("note", |s| (&s.note).into()),
    ];
}

/// A saved filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedRow {
    /// The number under which the history knows it.
    pub id: i64,
    /// The name by which two books recognise it.
    pub uid: String,
    /// The name by which people call it.
    pub name: String,
    /// What it asks for, in the filter language.
    pub filter: String,
    /// How many claims it means now; not known where it asks for something that the book does not have.
    pub claims: Option<i64>,
    /// When it was recorded.
    pub recorded_at: String,
}

impl Record for SavedRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::of("id", |s| s.id.into()),
        Column::of("uid", |s| (&s.uid).into()),
        Column::shown("name", "name", |s| (&s.name).into()),
        Column::shown("filter", "filter", |s| (&s.filter).into()),
        Column::shown("claims", "claims", |s| (&s.claims).into()),
        Column::of("recorded_at", |s| (&s.recorded_at).into()),
    ];
}

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentRow {
    /// The number people type.
    pub id: i64,
    /// The name by which two books recognise it.
    pub uid: String,
    /// `article`, `post`, `letter` …
    pub kind: String,
    /// The title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// The speaker who published it.
    pub publisher_id: Option<i64>,
    /// Where it is.
    pub url: Option<String>,
    /// Where a copy of it is.
    pub archive_url: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// When it appeared.
    pub published_on: Option<String>,
    /// `read` or `secondhand`.
    pub access: String,
    /// The document a secondhand one is known through.
    pub through_id: Option<i64>,
    /// How many characters of text are stored.
    pub characters: Option<i64>,
    /// The SHA-256 of the stored text.
    pub text_sha256: Option<String>,
    /// When the text was stored.
    pub retrieved_at: Option<String>,
    /// How many statements can be read in it.
    pub statements: i64,
    /// A note of the desk.
    pub note: Option<String>,
}

impl Record for DocumentRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("id", "id", |d| d.id.into()),
        Column::of("uid", |d| (&d.uid).into()),
        Column::shown("kind", "kind", |d| (&d.kind).into()),
        Column::shown("title", "title", |d| (&d.title).into()),
        Column::shown("publisher", "publisher", |d| (&d.publisher).into()),
        Column::of("publisher_id", |d| (&d.publisher_id).into()),
        Column::shown("published_on", "published", |d| (&d.published_on).into()),
        Column::shown("access", "access", |d| (&d.access).into()),
        Column::of("through_id", |d| (&d.through_id).into()),
        Column::of("url", |d| (&d.url).into()),
        Column::of("archive_url", |d| (&d.archive_url).into()),
        Column::of("language", |d| (&d.language).into()),
        Column::shown("statements", "statements", |d| d.statements.into()),
        Column::shown("characters", "characters", |d| (&d.characters).into()),
        Column::of("text_sha256", |d| (&d.text_sha256).into()),
        Column::of("retrieved_at", |d| (&d.retrieved_at).into()),
        Column::of("note", |d| (&d.note).into()),
    ];
}

/// A verdict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerdictRow {
    /// The number people type.
    pub id: i64,
    /// The name by which two books recognise it.
    pub uid: String,
    /// The claim.
    pub claim_id: i64,
    /// The label.
    pub label: String,
    /// Its number on its scale, the worst and the best of that scale.
    pub scale: [Option<String>; 3],
    /// What it comes to.
    pub bucket: Option<String>,
    /// Why.
    pub rationale: Option<String>,
    /// Who found it.
    pub reviewer: Option<String>,
    /// The speaker who found it.
    pub reviewer_id: Option<i64>,
    /// When.
    pub decided_on: Option<String>,
    /// Where it was published.
    pub review_url: Option<String>,
    /// Under which title.
    pub review_title: Option<String>,
    /// Whether it is the one that stands.
    pub standing: bool,
    /// When it was recorded, UTC.
    pub recorded_at: String,
}

impl Record for VerdictRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("id", "id", |v| v.id.into()),
        Column::of("uid", |v| (&v.uid).into()),
        Column::of("claim_id", |v| v.claim_id.into()),
        Column::shown("label", "verdict", |v| (&v.label).into()),
        Column::of("value", |v| (&v.scale[0]).into()),
        Column::of("worst", |v| (&v.scale[1]).into()),
        Column::of("best", |v| (&v.scale[2]).into()),
        Column::shown("bucket", "bucket", |v| (&v.bucket).into()),
        Column::shown("rationale", "because", |v| (&v.rationale).into()),
        Column::shown("reviewer", "by", |v| (&v.reviewer).into()),
        Column::of("reviewer_id", |v| (&v.reviewer_id).into()),
        Column::shown("decided_on", "on", |v| (&v.decided_on).into()),
        Column::of("review_url", |v| (&v.review_url).into()),
        Column::of("review_title", |v| (&v.review_title).into()),
        Column::of("standing", |v| v.standing.into()),
        Column::of("recorded_at", |v| (&v.recorded_at).into()),
    ];
}

/// A piece of evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvidenceRow {
    /// The number people type.
    pub id: i64,
    /// The name by which two books recognise it.
    pub uid: String,
    /// The claim.
    pub claim_id: i64,
    /// `supports`, `contradicts` or `context`.
    pub relation: String,
    /// The document.
    pub document_id: i64,
    /// Its title.
    pub document: String,
    /// Its address.
    pub url: Option<String>,
    /// The passage.
    pub quote: Option<String>,
    /// Where the passage begins and ends in the stored text, in characters.
    pub span: Option<(i64, i64)>,
    /// A note of the desk.
    pub note: Option<String>,
}

impl Record for EvidenceRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("id", "id", |e| e.id.into()),
        Column::of("uid", |e| (&e.uid).into()),
        Column::of("claim_id", |e| e.claim_id.into()),
        Column::shown("relation", "relation", |e| (&e.relation).into()),
        Column::of("document_id", |e| e.document_id.into()),
        Column::shown("document", "document", |e| (&e.document).into()),
        Column::of("url", |e| (&e.url).into()),
        Column::shown("quote", "quote", |e| (&e.quote).into()),
        Column::of("quote_start", |e| e.span.map_or(Cell::Nothing, |span| span.0.into())),
        Column::of("quote_end", |e| e.span.map_or(Cell::Nothing, |span| span.1.into())),
        Column::shown("note", "note", |e| (&e.note).into()),
    ];
}

/// A quote that stands in a stored text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuotedRow {
    /// `statement` or `evidence`.
    pub of: String,
    /// Its number.
    pub id: i64,
    /// The claim it is about in the end; none where it is about a document.
    pub claim_id: Option<i64>,
    /// The words of that claim.
    pub claim: Option<String>,
    /// What it does: the stance of a statement, the relation of evidence.
    pub does: String,
    /// Who said it; none for evidence.
    pub speaker: Option<String>,
    /// The words.
    pub quote: String,
    /// Where they begin in the text, in characters.
    pub start: i64,
    /// Where they end, exclusive.
    pub end: i64,
}

/// A speaker who disputes another, or is disputed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpponentRow {
    /// The number people type.
    pub id: i64,
    /// The name.
    pub name: String,
    /// How many claims stand between the two.
    pub claims: i64,
}

/// Who disputes whom: speakers who dispute, speakers who are disputed, and how many claims stand between each two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opponents {
    /// Those who dispute most claims, with how many; most first.
    pub disputing: Vec<OpponentRow>,
    /// Those of whom most claims are disputed, with how many; most first.
    pub disputed: Vec<OpponentRow>,
    /// How many claims the first disputes of the second, by their numbers.
    pub between: BTreeMap<(i64, i64), i64>,
    /// Whether there are more disputed claims than were looked at.
    pub more: bool,
}

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
        let values: Vec<&str> = [Status::WORDS, Bucket::WORDS, Stage::WORDS].concat();
        let place = |words: &[&str], word: &str| words.iter().position(|known| *known == word).unwrap_or(words.len());
        (place(&kinds, &self.what), place(&values, &self.value), self.value.clone())
    }
}

impl Record for CountRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("what", "what", |c| (&c.what).into()),
        Column::of("value", |c| (&c.value).into()),
        Column::table("", |c| if c.what == "status" { Status::for_people(&c.value).into() } else { (&c.value).into() }),
        Column::shown("claims", "claims", |c| c.claims.into()),
    ];
}

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
