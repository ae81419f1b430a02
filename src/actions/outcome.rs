//! The outcome of an action: the rows that it added and changed, notes, and the claims whose status may have changed.

use crate::error::{Sentence, terminal_only};
use crate::model::Access;
use crate::model::import::report::ImportReport;
use crate::model::records::DocumentRow;
use crate::model::records::StatementRow;
use crate::model::records::{Column, Record};
use crate::store::{RevertOutcome, UnanchoredQuote, VersionChanges};
use crate::text::{counted, single_spaced};

/// Maximum number of sentences of a new version of a text that are named.
const MAX_LINES: usize = 40;

/// A row that was added, changed or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordChange {
    /// The kind of row: `claim`, `statement`, `saved filter` …
    pub what: &'static str,
    /// Its number.
    pub id: i64,
    /// What was done, in a sentence.
    pub text: String,
    /// Whether the row is new.
    pub is_new: bool,
    /// The text between its name and the sentence.
    pub(super) separator: &'static str,
}

impl Record for RecordChange {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("what", "what", |change| change.what.into()),
        Column::shown("id", "id", |change| change.id.into()),
        Column::shown("text", "text", |change| (&change.text).into()),
    ];
}

/// The outcome of an action.
#[derive(Default)]
pub struct Outcome {
    /// The rows that were added, changed or removed, in order.
    pub changes: Vec<RecordChange>,
    /// Notes for the user.
    pub notes: Vec<Sentence>,
    /// The claims whose status may have changed.
    pub claims: Vec<i64>,
    /// The outcome of an action that is not about rows.
    pub detail: Detail,
}

/// The outcome of an action that is not about rows.
#[derive(Default)]
pub enum Detail {
    /// Nothing: the action is about rows.
    #[default]
    None,
    /// What an import did.
    Import(Box<ImportReport>),
    /// What an undo or a redo did, with its verb.
    Reverted(&'static str, Box<RevertOutcome>),
    /// The demo story was loaded.
    DemoLoaded,
}

impl Outcome {
    /// Notes that a row was added.
    pub(super) fn added(&mut self, what: &'static str, id: i64, text: impl Into<String>) {
        self.changes.push(RecordChange { what, id, text: text.into(), is_new: true, separator: ": " });
    }

    /// Notes that a row was changed.
    pub(super) fn changed(&mut self, what: &'static str, id: i64, text: impl Into<String>) {
        self.changes.push(RecordChange { what, id, text: text.into(), is_new: false, separator: ": " });
    }

    /// Notes what was done to a row, in words that continue its name: "is checked", "removed".
    pub(super) fn became(&mut self, what: &'static str, id: i64, text: impl Into<String>) {
        self.changes.push(RecordChange { what, id, text: text.into(), is_new: false, separator: " " });
    }

    /// Adds a note.
    pub(super) fn note(&mut self, note: impl Into<Sentence>) {
        self.notes.push(note.into());
    }

    /// Adds a claim whose status may have changed.
    pub(super) fn affects(&mut self, claim: i64) {
        if !self.claims.contains(&claim) {
            self.claims.push(claim);
        }
    }

    /// Notes that a statement was added.
    pub(super) fn added_statement(&mut self, statement: &StatementRow) {
        self.added("statement", statement.id, describe_statement(statement));
        if let Some(claim) = statement.claim_id {
            self.affects(claim);
        }
    }

    /// Notes quotes that have moved in a text, or do not occur in it any more.
    pub(super) fn quotes_moved(&mut self, quotes: &[UnanchoredQuote]) {
        for quote in quotes {
            let fate = if quote.moved { "stands elsewhere in the text now" } else { "does not occur in the text" };
            self.note(
                Sentence::from(format!("{}: “{}” {fate}", quote.of, quote.quote))
                    + terminal_only(format!("; check it: gainsay edit --{} --quote \"…\"", quote.of)),
            );
        }
    }

    /// Notes which sentences of a text are new, changed or gone in its new version.
    pub(super) fn text_changed(&mut self, version: &VersionChanges) {
        let with = |text: &str, claims: &[i64]| {
            let claims: Vec<_> = claims.iter().map(|claim| format!("claim {claim}")).collect();
            let claims = if claims.is_empty() { String::new() } else { format!(" ({})", claims.join(", ")) };
            format!("“{}”{claims}", single_spaced(text))
        };
        let mut more = 0;
        let mut tell = |what: &'static str, line: i64, text: String| {
            if self.changes.len() < MAX_LINES {
                self.became(what, line, text);
            } else {
                more += 1;
            }
        };
        for (line, text, claims) in &version.changed {
            tell("line", *line, format!("changed: {}", with(text, claims)));
        }
        for (line, text) in &version.new {
            tell("line", *line, format!("is new: {}", with(text, &[])));
        }
        for (line, text, claims) in &version.gone {
            tell("former line", *line, format!("is gone: {}", with(text, claims)));
        }
        if more > 0 {
            self.note(format!("{more} more lines are new, changed or gone"));
        }
        let (kept, stands) = (counted(version.kept, "line"), if version.kept == 1 { "stands" } else { "stand" });
        self.note(format!("{kept} {stands} as before"));
    }

    /// Returns the numbers of the new rows of a kind, in order.
    pub fn new_rows<'a>(&'a self, what: &'a str) -> impl DoubleEndedIterator<Item = i64> + 'a {
        self.changes.iter().filter(move |change| change.is_new && change.what == what).map(|change| change.id)
    }
}

/// Returns a text with those properties that were given: "It rains; note: ask Ann", or "no note" for one that was emptied.
pub(super) fn with_given(mut text: String, given: &[(&str, Option<&str>)]) -> String {
    for (name, value) in given {
        match value.map(str::trim) {
            Some("") => text.push_str(&format!("; no {name}")),
            Some(value) => text.push_str(&format!("; {name}: {value}")),
            None => {}
        }
    }
    text
}

/// Returns a statement as one line: "Qirjako Qirko, ambassador: denies claim 2: “100 per cent fake” (in The Times, 2021-11-18)".
pub fn describe_statement(statement: &StatementRow) -> String {
    let mut text = statement.speaker.clone();
    if let Some(role) = &statement.role {
        text.push_str(&format!(", {role}"));
    }
    if let Some(principal) = &statement.for_speaker {
        text.push_str(&format!(", for {principal}"));
    }
    text.push_str(&format!(": {}", statement.stance.on(&statement.target())));
    if let Some(quote) = &statement.quote {
        text.push_str(&format!(", “{quote}”"));
    }
    let mut place = Vec::new();
    if let Some(document) = &statement.document {
        place.push(format!("in {document}"));
    }
    place.extend(statement.occasion.clone());
    place.extend(statement.day.as_ref().map(|_| statement.day_words()));
    if !place.is_empty() {
        text.push_str(&format!(" ({})", place.join(", ")));
    }
    text
}

/// Returns a document as one line: "Talks denied (article, The Paper, 2021-11-18, secondhand)".
pub fn describe_document(document: &DocumentRow) -> String {
    let mut about = vec![document.kind.clone()];
    about.extend(document.publisher.clone());
    about.extend(document.published_on.clone());
    if document.access == Access::Secondhand.as_str() {
        about.push(match document.through_id {
            Some(id) => format!("secondhand, through document {id}"),
            None => "secondhand".to_string(),
        });
    }
    about.extend(document.characters.map(|count| format!("text of {count} characters stored")));
    format!("{} ({})", document.title, about.join(", "))
}
