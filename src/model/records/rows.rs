//! What is read from the book: one type a kind of row, with its columns.

use crate::model::records::{Column, Record};
use crate::model::{Access, Basis, Part, Stance};

/// A claim as lists and exports show it: the claim, who said what of it, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimRow {
    /// The number people type.
    pub id: i64,
    /// The name by which two books recognise it.
    pub uid: String,
    /// The proposition.
    pub text: String,
    /// Who made it, each once.
    pub made_by: Vec<String>,
    /// In which roles, as worded then.
    pub roles: Vec<String>,
    /// The earliest day on which it was made or reported.
    pub first_said_on: Option<String>,
    /// The latest day on which it was.
    pub last_said_on: Option<String>,
    /// Each chain of attribution in words.
    pub chain: Vec<String>,
    /// In which words it was made or reported.
    pub quotes: Vec<String>,
    /// The documents that carry it; publisher, url and access follow in the same order.
    pub documents: Vec<String>,
    /// Their publishers.
    pub publishers: Vec<String>,
    /// Their addresses.
    pub urls: Vec<String>,
    /// How each is known.
    pub access: Vec<String>,
    /// Where it stands in the public record.
    pub status: String,
    /// Who disputes it, each once.
    pub disputed_by: Vec<String>,
    /// On what basis each of them does, in the same order: `claim`, `attribution`, `document`.
    pub dispute_basis: Vec<String>,
    /// Who was asked and declined to deny it.
    pub not_denied_by: Vec<String>,
    /// From how many independent speakers it comes.
    pub origins: i64,
    /// Whether nobody is on record as having made it.
    pub unsourced: bool,
    /// The label of the verdict that stands.
    pub verdict: Option<String>,
    /// Its number on its scale.
    pub verdict_value: Option<String>,
    /// The worst number of that scale.
    pub verdict_worst: Option<String>,
    /// The best number of that scale.
    pub verdict_best: Option<String>,
    /// What it comes to.
    pub verdict_bucket: Option<String>,
    /// Who found it.
    pub reviewer: Option<String>,
    /// When.
    pub decided_on: Option<String>,
    /// Where it was published.
    pub review_url: Option<String>,
    /// Under which title.
    pub review_title: Option<String>,
    /// Why it was found.
    pub rationale: Option<String>,
    /// The name by which two books recognise the verdict.
    pub verdict_uid: Option<String>,
    /// The name by which two books recognise who found it.
    pub reviewer_uid: Option<String>,
    /// What that speaker is.
    pub reviewer_kind: Option<String>,
    /// What the desk is doing about it.
    pub stage: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// A note of the desk.
    pub note: Option<String>,
    /// Its id in the system it was imported from.
    pub reference: Option<String>,
    /// When it was recorded, UTC.
    pub recorded_at: String,
}

impl ClaimRow {
    /// Who disputes the claim on what basis: "Qirjako Qirko (claim + document); Olta Xhacka (document)".
    pub fn disputes(&self) -> String {
        let by = self.disputed_by.iter().zip(&self.dispute_basis);
        by.map(|(name, basis)| format!("{name} ({basis})")).collect::<Vec<_>>().join("; ")
    }
}

impl Record for ClaimRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("id", "id", |c| c.id.into()),
        Column::of("uid", |c| (&c.uid).into()),
        Column::shown("claim", "claim", |c| (&c.text).into()),
        Column::of("made_by", |c| (&c.made_by).into()),
        Column::table("made by", |c| if c.unsourced { "(unsourced)".into() } else { (&c.made_by).into() }),
        Column::of("roles", |c| (&c.roles).into()),
        Column::of("first_said_on", |c| (&c.first_said_on).into()),
        Column::of("attribution", |c| (&c.chain).into()),
        Column::of("quote", |c| (&c.quotes).into()),
        Column::of("document", |c| (&c.documents).into()),
        Column::of("publisher", |c| (&c.publishers).into()),
        Column::of("url", |c| (&c.urls).into()),
        Column::of("access", |c| (&c.access).into()),
        Column::shown("status", "status", |c| (&c.status).into()),
        Column::of("disputed_by", |c| (&c.disputed_by).into()),
        Column::of("dispute_basis", |c| (&c.dispute_basis).into()),
        Column::table("disputed by (basis)", |c| c.disputes().into()),
        Column::of("not_denied_by", |c| (&c.not_denied_by).into()),
        Column::of("origins", |c| c.origins.into()),
        Column::of("unsourced", |c| c.unsourced.into()),
        Column::shown("verdict", "verdict", |c| (&c.verdict).into()),
        Column::of("verdict_value", |c| (&c.verdict_value).into()),
        Column::of("verdict_worst", |c| (&c.verdict_worst).into()),
        Column::of("verdict_best", |c| (&c.verdict_best).into()),
        Column::of("verdict_bucket", |c| (&c.verdict_bucket).into()),
        Column::of("reviewer", |c| (&c.reviewer).into()),
        Column::of("decided_on", |c| (&c.decided_on).into()),
        Column::of("review_url", |c| (&c.review_url).into()),
        Column::of("review_title", |c| (&c.review_title).into()),
        Column::of("rationale", |c| (&c.rationale).into()),
        Column::shown("stage", "stage", |c| (&c.stage).into()),
        Column::of("tags", |c| (&c.tags).into()),
        Column::of("note", |c| (&c.note).into()),
        Column::of("ref", |c| (&c.reference).into()),
        Column::of("recorded_at", |c| (&c.recorded_at).into()),
        Column::of("verdict_uid", |c| (&c.verdict_uid).into()),
        Column::of("reviewer_uid", |c| (&c.reviewer_uid).into()),
        Column::of("reviewer_kind", |c| (&c.reviewer_kind).into()),
    ];
}

/// A statement with the names a reader needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementRow {
    /// The number people type.
    pub id: i64,
    /// The name by which two books recognise it.
    pub uid: String,
    /// What the speaker does to the target.
    pub stance: Stance,
    /// Who the speaker is, after joins.
    pub speaker: String,
    /// The speaker recorded.
    pub speaker_id: i64,
    /// The speaker after joins.
    pub person_id: i64,
    /// How the speaker was named in the document.
    pub worded: String,
    /// Whether the document leaves the speaker unnamed.
    pub unnamed: bool,
    /// In which role, as worded then.
    pub role: Option<String>,
    /// The claim it is about in the end.
    pub claim_id: Option<i64>,
    /// The statement it targets.
    pub target_statement_id: Option<i64>,
    /// The document it targets.
    pub target_document_id: Option<i64>,
    /// The statement at the end of its chain.
    pub origin_id: Option<i64>,
    /// The retraction that took it back.
    pub retracted_by_id: Option<i64>,
    /// The document it can be read in.
    pub document_id: Option<i64>,
    /// The title of that document.
    pub document: Option<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// How it is known.
    pub access: Option<Access>,
    /// When it appeared.
    pub published_on: Option<String>,
    /// On which occasion it was said.
    pub occasion: Option<String>,
    /// When it was said.
    pub said_on: Option<String>,
    /// In which words.
    pub quote: Option<String>,
    /// Where the words begin in the stored text, in characters.
    pub quote_start: Option<i64>,
    /// Where they end, exclusive.
    pub quote_end: Option<i64>,
    /// A note of the desk.
    pub note: Option<String>,
}

impl StatementRow {
    /// What the statement targets, in words: `claim 2`, `statement 5`, `document 1`.
    pub fn target(&self) -> String {
        match (self.target_statement_id, self.target_document_id, self.claim_id) {
            (Some(id), ..) => format!("statement {id}"),
            (_, Some(id), _) => format!("document {id}"),
            (.., Some(id)) => format!("claim {id}"),
            _ => String::new(),
        }
    }
}

impl Record for StatementRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("id", "id", |s| s.id.into()),
        Column::of("uid", |s| (&s.uid).into()),
        Column::shown("speaker", "speaker", |s| (&s.speaker).into()),
        Column::of("role", |s| (&s.role).into()),
        Column::shown("stance", "stance", |s| s.stance.as_str().into()),
        Column::of("family", |s| s.stance.family().as_str().into()),
        Column::shown("target", "target", |s| s.target().into()),
        Column::shown("quote", "quote", |s| (&s.quote).into()),
        Column::shown("said_on", "said on", |s| (&s.said_on).into()),
        Column::of("occasion", |s| (&s.occasion).into()),
        Column::shown("document", "document", |s| (&s.document).into()),
        Column::of("publisher", |s| (&s.publisher).into()),
        Column::of("url", |s| (&s.url).into()),
        Column::shown("access", "access", |s| {
            s.access.map_or(crate::model::records::Cell::Nothing, |a| a.as_str().into())
        }),
        Column::of("published_on", |s| (&s.published_on).into()),
        Column::of("worded", |s| (&s.worded).into()),
        Column::of("unnamed", |s| s.unnamed.into()),
        Column::of("note", |s| (&s.note).into()),
        Column::of("claim_id", |s| (&s.claim_id).into()),
        Column::of("target_statement_id", |s| (&s.target_statement_id).into()),
        Column::of("target_document_id", |s| (&s.target_document_id).into()),
        Column::of("origin_id", |s| (&s.origin_id).into()),
        Column::of("retracted_by_id", |s| (&s.retracted_by_id).into()),
        Column::of("speaker_id", |s| s.speaker_id.into()),
        Column::of("person_id", |s| s.person_id.into()),
        Column::of("document_id", |s| (&s.document_id).into()),
        Column::of("quote_start", |s| (&s.quote_start).into()),
        Column::of("quote_end", |s| (&s.quote_end).into()),
    ];
}

/// A statement that bears upon a claim, with the part it plays for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimStatement {
    /// The statement.
    pub statement: StatementRow,
    /// What it does for the claim.
    pub part: Part,
    /// How it reaches the claim.
    pub basis: Basis,
}

impl ClaimStatement {
    /// Whether the statement carries the claim: makes it, or relays that somebody made it.
    pub fn carries(&self) -> bool {
        matches!(self.part, Part::Makes | Part::Relays)
    }

    /// Whether the statement was not taken back.
    pub fn stands(&self) -> bool {
        self.statement.retracted_by_id.is_none()
    }
}

#[cfg(test)]
impl StatementRow {
    /// A statement of a speaker on claim 1, with nothing else known of it.
    pub(crate) fn of(id: i64, stance: Stance, person: i64) -> Self {
        let name = format!("speaker {person}");
        Self {
            id,
            uid: String::new(),
            stance,
            speaker: name.clone(),
            speaker_id: person,
            person_id: person,
            worded: name,
            unnamed: false,
            role: None,
            claim_id: Some(1),
            target_statement_id: None,
            target_document_id: None,
            origin_id: None,
            retracted_by_id: None,
            document_id: None,
            document: None,
            publisher: None,
            url: None,
            access: None,
            published_on: None,
            occasion: None,
            said_on: None,
            quote: None,
            quote_start: None,
            quote_end: None,
            note: None,
        }
    }
}
