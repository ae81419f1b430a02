//! What came of an action: the rows that it added and changed, what a person should know, and the claims whose status may
//! have changed.

use crate::error::{Sentence, terminal_only};
use crate::model::Access;
use crate::model::import::report::ImportReport;
use crate::model::records::DocumentRow;
use crate::model::records::StatementRow;
use crate::model::records::{Column, Record};
use crate::store::{RevertOutcome, UnanchoredQuote};

/// A row that was added, changed or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordChange {
    /// The kind of row: `claim`, `statement`, `saved filter` …
    pub what: &'static str,
    /// Its number.
    pub id: i64,
    /// What became of it, in a sentence.
    pub text: String,
    /// Whether the row is new.
    pub is_new: bool,
    /// What stands between its name and the text.
    pub(super) separator: &'static str,
}

impl Record for RecordChange {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("what", "what", |change| change.what.into()),
        Column::shown("id", "id", |change| change.id.into()),
        Column::shown("text", "text", |change| (&change.text).into()),
    ];
}

/// What came of an action.
#[derive(Default)]
pub struct Outcome {
    /// The rows that were added, changed or removed, in order.
    pub changes: Vec<RecordChange>,
    /// What a person should know.
    pub notes: Vec<Sentence>,
    /// The claims whose status may have changed.
    pub claims: Vec<i64>,
    /// What else there is to say, where rows are not what it is about.
    pub detail: Detail,
}

/// What is said in place of the rows.
#[derive(Default)]
pub enum Detail {
    /// Nothing: the rows are said.
    #[default]
    None,
    /// What an import did.
    Import(Box<ImportReport>),
    /// What an undo or a redo did, and the verb that says so.
    Reverted(&'static str, Box<RevertOutcome>),
    /// The demo story was loaded.
    DemoLoaded,
}

impl Outcome {
    /// A row was added.
    pub(super) fn added(&mut self, what: &'static str, id: i64, text: impl Into<String>) {
        self.changes.push(RecordChange { what, id, text: text.into(), is_new: true, separator: ": " });
    }

    /// A row was changed.
    pub(super) fn changed(&mut self, what: &'static str, id: i64, text: impl Into<String>) {
        self.changes.push(RecordChange { what, id, text: text.into(), is_new: false, separator: ": " });
    }

    /// Something became of a row, in words that go on from its name: "is checked", "removed".
    pub(super) fn became(&mut self, what: &'static str, id: i64, text: impl Into<String>) {
        self.changes.push(RecordChange { what, id, text: text.into(), is_new: false, separator: " " });
    }

    /// Adds something that a person should know.
    pub(super) fn note(&mut self, note: impl Into<Sentence>) {
        self.notes.push(note.into());
    }

    /// Adds a claim whose status may have changed.
    pub(super) fn affects(&mut self, claim: i64) {
        if !self.claims.contains(&claim) {
            self.claims.push(claim);
        }
    }

    /// A statement was added.
    pub(super) fn added_statement(&mut self, statement: &StatementRow) {
        self.added("statement", statement.id, describe_statement(statement));
        if let Some(claim) = statement.claim_id {
            self.affects(claim);
        }
    }

    /// Quotes are no longer where they were in a text.
    pub(super) fn quotes_moved(&mut self, quotes: &[UnanchoredQuote]) {
        for quote in quotes {
            let fate = if quote.moved { "stands elsewhere in the text now" } else { "does not occur in the text" };
            self.note(
                Sentence::from(format!("{}: “{}” {fate}", quote.of, quote.quote))
                    + terminal_only(format!("; check it: gainsay edit --{} --quote \"…\"", quote.of)),
            );
        }
    }

    /// The new rows of a kind, in order.
    pub fn new_rows<'a>(&'a self, what: &'a str) -> impl DoubleEndedIterator<Item = i64> + 'a {
        self.changes.iter().filter(move |change| change.is_new && change.what == what).map(|change| change.id)
    }
}

/// A statement in a line: "Qirjako Qirko, ambassador: denies claim 2: “100 per cent fake” (in The Times, 2021-11-18)".
pub fn describe_statement(statement: &StatementRow) -> String {
    let mut text = statement.speaker.clone();
    if let Some(role) = &statement.role {
        text.push_str(&format!(", {role}"));
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
    place.extend(statement.said_on.clone());
    if !place.is_empty() {
        text.push_str(&format!(" ({})", place.join(", ")));
    }
    text
}

/// A document in a line: "Talks denied (article, The Paper, 2021-11-18, secondhand)".
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
