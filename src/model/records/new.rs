//! What is about to be recorded: rows before they have an id, their references already found in the book.

use crate::model::{Access, Date, DocumentKind, Rating, Relation, SpeakerKind, Stage, Stance};

/// What is watched, so that nobody overwrites what another one has just changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditedRecord {
    /// A claim, and all that is said of it.
    Claim(i64),
    /// A document.
    Document(i64),
    /// A speaker.
    Speaker(i64),
    /// A saved filter.
    Saved(String),
}

impl std::fmt::Display for EditedRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Claim(id) => write!(f, "claim {id}"),
            Self::Document(id) => write!(f, "document {id}"),
            Self::Speaker(id) => write!(f, "speaker {id}"),
            Self::Saved(name) => write!(f, "the saved filter @{name}"),
        }
    }
}

/// What a statement targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A claim.
    Claim(i64),
    /// Another statement: its attribution, or what it reports.
    Statement(i64),
    /// A whole document.
    Document(i64),
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Claim(id) => write!(f, "claim {id}"),
            Self::Statement(id) => write!(f, "statement {id}"),
            Self::Document(id) => write!(f, "document {id}"),
        }
    }
}

/// Where a quote stands in the stored text of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotePlace {
    /// It must occur in the text, and its first place is taken.
    Find,
    /// It must occur in the text, and the place that begins nearest to this character is taken.
    Near(usize),
    /// From the first to before the second character, as another book says; nowhere if the words do not stand there.
    At(usize, usize),
    /// Nowhere, as another book says: it was recorded before the text was, or the text has changed.
    Lost,
}

/// A speaker to record.
#[derive(Clone, Debug)]
pub struct NewSpeaker {
    /// The number it is to have, which must be free; the next one where none is given.
    pub id: Option<i64>,
    /// Its uid, where it has one already.
    pub uid: Option<String>,
    /// What it is.
    pub kind: SpeakerKind,
    /// Its name, or the descriptor of an unnamed one.
    pub name: String,
    /// The document an unnamed one lives in.
    pub document: Option<i64>,
    /// Its id in Wikidata.
    pub external_id: Option<String>,
    /// A note.
    pub note: Option<String>,
}

impl NewSpeaker {
    /// A named speaker of a kind.
    pub fn named(name: &str, kind: SpeakerKind) -> Self {
        Self { id: None, uid: None, kind, name: name.trim().to_string(), document: None, external_id: None, note: None }
    }

    /// An unnamed speaker, as the document words it.
    pub fn unnamed(descriptor: &str, document: i64) -> Self {
        Self { document: Some(document), ..Self::named(descriptor, SpeakerKind::Unnamed) }
    }
}

/// A document to record.
#[derive(Clone, Debug)]
pub struct NewDocument {
    /// The number it is to have, which must be free; the next one where none is given.
    pub id: Option<i64>,
    /// Its uid, where it has one already.
    pub uid: Option<String>,
    /// What it is.
    pub kind: DocumentKind,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<i64>,
    /// Where it is.
    pub url: Option<String>,
    /// Where a copy of it is.
    pub archive_url: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// When it appeared.
    pub published_on: Option<Date>,
    /// How it is known.
    pub access: Access,
    /// The document it is known through.
    pub through: Option<i64>,
    /// Its text.
    pub text: Option<String>,
    /// When the text was stored, UTC.
    pub retrieved_at: Option<String>,
    /// A note.
    pub note: Option<String>,
}

impl NewDocument {
    /// A document with a title and nothing else known of it.
    pub fn titled(title: &str, kind: DocumentKind) -> Self {
        Self {
            id: None,
            uid: None,
            kind,
            title: title.trim().to_string(),
            publisher: None,
            url: None,
            archive_url: None,
            language: None,
            published_on: None,
            access: Access::Read,
            through: None,
            text: None,
            retrieved_at: None,
            note: None,
        }
    }
}

/// A claim to record.
#[derive(Clone, Debug, Default)]
pub struct NewClaim {
    /// The number it is to have, which must be free; the next one where none is given.
    pub id: Option<i64>,
    /// Its uid, where it has one already.
    pub uid: Option<String>,
    /// The proposition.
    pub text: String,
    /// What the desk is doing about it; new where none is given.
    pub stage: Option<Stage>,
    /// A note.
    pub note: Option<String>,
    /// Its id in the system it comes from.
    pub reference: Option<String>,
    /// When it was recorded, where that was earlier than now.
    pub recorded_at: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
}

/// A statement to record.
#[derive(Clone, Debug)]
pub struct NewStatement {
    /// The number it is to have, which must be free; the next one where none is given.
    pub id: Option<i64>,
    /// Its uid, where it has one already.
    pub uid: Option<String>,
    /// Who says it.
    pub speaker: i64,
    /// In which role, as worded then.
    pub role: Option<String>,
    /// What the speaker does to the target.
    pub stance: Stance,
    /// The target.
    pub target: Target,
    /// Where it can be read.
    pub document: Option<i64>,
    /// On which occasion.
    pub occasion: Option<String>,
    /// When.
    pub said_on: Option<Date>,
    /// In which words.
    pub quote: Option<String>,
    /// Where the words stand in the stored text.
    pub place: QuotePlace,
    /// A note.
    pub note: Option<String>,
}

impl NewStatement {
    /// A speaker's stance on a target, and nothing else known of it.
    pub fn of(speaker: i64, stance: Stance, target: Target) -> Self {
        Self {
            id: None,
            uid: None,
            speaker,
            role: None,
            stance,
            target,
            document: None,
            occasion: None,
            said_on: None,
            quote: None,
            place: QuotePlace::Find,
            note: None,
        }
    }
}

/// A verdict to record.
#[derive(Clone, Debug)]
pub struct NewVerdict {
    /// The number it is to have, which must be free; the next one where none is given.
    pub id: Option<i64>,
    /// Its uid, where it has one already.
    pub uid: Option<String>,
    /// The claim.
    pub claim: i64,
    /// Label, number and bucket.
    pub rating: Rating,
    /// Why.
    pub rationale: Option<String>,
    /// Who found it.
    pub reviewer: Option<i64>,
    /// When.
    pub decided_on: Option<Date>,
    /// Where it was published.
    pub review_url: Option<String>,
    /// Under which title.
    pub review_title: Option<String>,
    /// When it was recorded, where that was earlier than now.
    pub recorded_at: Option<String>,
}

/// A piece of evidence to record.
#[derive(Clone, Debug)]
pub struct NewEvidence {
    /// The number it is to have, which must be free; the next one where none is given.
    pub id: Option<i64>,
    /// Its uid, where it has one already.
    pub uid: Option<String>,
    /// The claim.
    pub claim: i64,
    /// The document.
    pub document: i64,
    /// What it does to the claim.
    pub relation: Relation,
    /// The passage.
    pub quote: Option<String>,
    /// Where the passage stands in the stored text.
    pub place: QuotePlace,
    /// A note.
    pub note: Option<String>,
}
