//! A statement: one speaker's stance on exactly one claim, statement or document.

use super::declare::record;
use crate::model::{Access, Basis, Date, Part, SpeakerKind, Stance};

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

/// No claim has this number, so a statement whose target was forgotten is refused.
impl Default for Target {
    fn default() -> Self {
        Self::Claim(0)
    }
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QuotePlace {
    /// It must occur in the text, and the first place is taken at which nobody else is quoted.
    #[default]
    Find,
    /// As `Find`, or nowhere if it does not occur in the text.
    FindOrNowhere,
    /// It must occur in the text, and the place that begins nearest to this character is taken.
    Near(usize),
    /// From the first to before the second character, as another book says; nowhere if the words do not stand there.
    At(usize, usize),
    /// Nowhere, as another book says: it was recorded before the text was, or the text has changed.
    Lost,
}

record! {
    {
        /// A statement with the names that a reader needs; the columns of the view `statement_row`.
        row StatementRow("r", "id");
        /// A statement to record.
        new NewStatement(StatementLine);
        /// What to change in a statement; nothing where nothing is given. An empty text forgets what was there.
        edit StatementEdit();
        /// A statement as a line. Nested in a claim it targets that claim, unless it says otherwise.
        line StatementLine(StatementRow);
        /// A statement with everything it refers to named by uid; the columns of the view `statement_row`.
        sheet StatementSheet("r");
    }
    {
        /// The number of the claim it is about in the end.
        claim_id: sheet(Option<i64>);
        /// A word by which other statements of the file refer to it.
        key: line(Option<String>);
        /// The words of the claim it is about in the end.
        claim: read(Option<String>) sheet(Option<String>);
        /// The speaker after joins, by name.
        speaker: row(String, "speaker") sheet(String);
        /// The speaker, by uid, key or name.
        speaker: line(String);
        /// Whether it says all of its statement: what it does not name, the statement does not have.
        is_whole: hidden(bool);
        /// Whether `speaker` is a descriptor of somebody whom the document leaves unnamed.
        unnamed: line(bool);
        /// The kind of a speaker who is new.
        kind: line(Option<String>);
        /// For whom the speaker spoke, after joins, by name.
        for_speaker: row(Option<String>) sheet(Option<String>);
        /// For whom the speaker spoke, by uid, key or name.
        for_speaker: line(#[serde(rename = "for")] Option<String>);
        /// The role of the speaker, as the document words it.
        role: every(text);
        /// What the speaker does to the target; an edit keeps to the same family.
        stance: row(Stance, "stance") new(stance: Stance) edit(stance: Stance) line(String) sheet(String);
        /// The family of that stance.
        family: cell(|s| s.stance.family().as_str().into()) sheet(String);
        /// What it targets.
        target: cell(|s| s.target().into(), "target") new_only(Target);
        /// The kind of what it targets: `claim`, `statement` or `document`.
        target: sheet(String);
        /// The claim it targets, by uid or ref, on a line of its own.
        claim: line(Option<String>);
        /// The statement it targets, by uid or key.
        target_statement: line(Option<String>);
        /// The document it targets, by uid, key, address or title.
        target_document: line(Option<String>);
        /// The statement that a report reports.
        reports: edit_only(i64);
        /// The claim to which a statement about a claim is moved.
        to_claim: edit_only(i64);
        /// The words of the speaker.
        quote: every(text, "quote");
        /// Where the words stand in the stored text.
        place: new_only(QuotePlace) edit_only(QuotePlace);
        /// The day on which it was said; an edit may forget it.
        said_on: row(Option<String>, "said on") new(said_on: Option<Date>) edit(said_on: Option<Date>) line(Option<String>) sheet(Option<String>);
        /// That day or, if it is unknown, the day on which its document was published.
        day: read(Option<String>);
        /// The occasion on which it was said.
        occasion: every(text);
        /// The title of the document in which it can be read.
        document: row(Option<String>, "document") sheet(Option<String>);
        /// The document in which it can be read, by uid, key, address or title.
        document: line(Option<String>);
        /// The kind of that document.
        document_kind: sheet(Option<String>);
        /// The publisher of that document.
        publisher: row(Option<String>) sheet(Option<String>);
        /// The address of that document.
        url: row(Option<String>) sheet(Option<String>);
        /// Whether that document was read or is known through another one.
        access: row(Option<Access>, "access") sheet(Option<String>);
        /// The day on which that document appeared.
        published_on: row(Option<String>) sheet(Option<String>);
        /// The title of the document that it targets.
        target_document: read(Option<String>) sheet(Option<String>);
        /// The kind of the document that it targets.
        target_document_kind: read(Option<String>);
        /// The publisher of the document that it targets, by name.
        target_publisher: read(Option<String>);
        /// The speaker of the statement that it targets, after joins, by name.
        target_speaker: read(Option<String>);
        /// The speaker of the statement that it targets, after joins.
        target_person_id: read(Option<i64>);
        /// The speaker of the retraction that took it back, after joins, by name.
        retracted_by: read(Option<String>);
        /// The day of that retraction.
        retracted_on: read(Option<String>);
        /// The title of the document in which an unnamed speaker lives.
        lives_in: sheet(Option<String>);
        /// The same of the speaker after joins, where that is another unnamed one.
        person_lives_in: sheet(Option<String>);
        /// The speaker as the document words it.
        worded: row(String) sheet(String);
        /// The kind of the speaker.
        speaker_kind: read(SpeakerKind) sheet(String);
        /// Whether the document leaves the speaker unnamed.
        unnamed: cell(|s| s.unnamed().into());
        /// The kind of the speaker after joins.
        person_kind: sheet(String);
        /// For whom the speaker spoke, by the name that was recorded.
        for_worded: sheet(Option<String>);
        /// The kind of that speaker.
        for_kind: sheet(Option<String>);
        /// The kind of that speaker after joins.
        for_person_kind: sheet(Option<String>);
        /// The kind of the publisher.
        publisher_kind: sheet(Option<String>);
        /// Where the words stand in the stored text: start and end, in characters.
        span: line(Option<(usize, usize)>);
        /// What a retraction took back, in lines of earlier versions; it is worked out and not read.
        takes_back: line(#[serde(skip_serializing)] Vec<String>);
        /// A note of the desk.
        note: every(text);
        /// The claim it is about in the end.
        claim_id: row(Option<i64>);
        /// The statement it targets.
        target_statement_id: row(Option<i64>);
        /// The document it targets.
        target_document_id: row(Option<i64>);
        /// The statement at the end of a chain of reports.
        origin_id: row(Option<i64>);
        /// The retraction that took it back.
        retracted_by_id: row(Option<i64>);
        /// The speaker recorded.
        speaker_id: row(i64) new(speaker: i64) edit(speaker: i64);
        /// The speaker after joins.
        person_id: row(i64);
        /// The speaker recorded for whom the speaker spoke; an edit may forget it.
        for_speaker_id: row(Option<i64>) new(for_speaker: Option<i64>) edit(for_speaker: Option<i64>);
        /// The speaker after joins for whom the speaker spoke.
        for_person_id: read(Option<i64>);
        /// The document in which it can be read; an edit may forget it.
        document_id: row(Option<i64>) new(document: Option<i64>) edit(document: Option<i64>);
        /// The uid of the claim.
        claim_uid: sheet(Option<String>);
        /// The uid of the statement it targets.
        target_statement_uid: sheet(Option<String>);
        /// The uid of the document it targets.
        target_document_uid: sheet(Option<String>);
        /// The uid of the retraction that took it back.
        taken_back_by: sheet(Option<String>);
        /// The uid of the speaker recorded.
        speaker_uid: sheet(String);
        /// The uid of the speaker after joins.
        person_uid: sheet(String);
        /// The uid of the speaker recorded for whom the speaker spoke.
        for_speaker_uid: sheet(Option<String>);
        /// The uid of that speaker after joins.
        for_person_uid: sheet(Option<String>);
        /// The uid of the document in which it can be read.
        document_uid: sheet(Option<String>);
        /// The uid of the document in which an unnamed speaker lives.
        lives_in_uid: sheet(Option<String>);
        /// The same of the speaker after joins, where that is another unnamed one.
        person_lives_in_uid: sheet(Option<String>);
        /// The uid of the publisher.
        publisher_uid: sheet(Option<String>);
        /// Whether the words of the quote do not stand in the stored text.
        unplaced: filled(bool);
        /// Where the quote begins in the stored text, in characters.
        quote_start: row(Option<i64>) sheet(Option<i64>);
        /// Where the quote ends, exclusive.
        quote_end: row(Option<i64>) sheet(Option<i64>);
    }
}

impl NewStatement {
    /// A speaker's stance on a target, and nothing else known of it.
    pub fn of(speaker: i64, stance: Stance, target: Target) -> Self {
        Self { stance, target, speaker, ..Self::default() }
    }
}

impl StatementRow {
    /// What the statement targets, in words: `claim 2`, `statement 5`, `document 1`.
    pub fn target(&self) -> String {
        match (self.target_statement_id, self.target_document_id, self.claim_id) {
            (Some(id), ..) => Target::Statement(id).to_string(),
            (_, Some(id), _) => Target::Document(id).to_string(),
            (.., Some(id)) => Target::Claim(id).to_string(),
            _ => String::new(),
        }
    }

    /// The day in words: "2021-11-18", "published 2021-11-18" if only the day of its document is known, or "undated".
    pub fn day_words(&self) -> String {
        match (&self.said_on, &self.day) {
            (Some(day), _) => day.clone(),
            (None, Some(day)) => format!("published {day}"),
            (None, None) => "undated".to_string(),
        }
    }

    /// Whether the document leaves the speaker unnamed.
    pub fn unnamed(&self) -> bool {
        self.speaker_kind == SpeakerKind::Unnamed
    }
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
            stance,
            speaker: name.clone(),
            speaker_id: person,
            person_id: person,
            worded: name,
            claim_id: Some(1),
            ..Self::default()
        }
    }
}
