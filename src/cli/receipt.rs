//! What a command that writes says: what it did, and where the claims it touched stand now.

use serde_json::json;

use crate::error::{Result, Sentence, terminal_only};
use crate::model::Access;
use crate::model::display::{Block, Display};
use crate::model::records::DocumentRow;
use crate::model::records::{ClaimRow, StatementRow};
use crate::model::records::{Column, Record};
use crate::output::Reply;
use crate::store::{Store, Unanchored};

/// Something that was done to a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Done {
    what: &'static str,
    id: i64,
    text: String,
    /// What stands between its name and the text.
    joint: &'static str,
}

impl Record for Done {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("what", "what", |done| done.what.into()),
        Column::shown("id", "id", |done| done.id.into()),
        Column::shown("text", "text", |done| (&done.text).into()),
    ];
}

/// What a command did.
#[derive(Default)]
pub struct Receipt {
    done: Vec<Done>,
    notes: Vec<Sentence>,
    claims: Vec<i64>,
}

impl Receipt {
    /// Something was done to a row.
    pub(super) fn did(&mut self, what: &'static str, id: i64, text: impl Into<String>) {
        self.done.push(Done { what, id, text: text.into(), joint: ": " });
    }

    /// Something became of a row, in words that go on from its name: "is checked", "removed".
    pub(super) fn became(&mut self, what: &'static str, id: i64, text: impl Into<String>) {
        self.done.push(Done { what, id, text: text.into(), joint: " " });
    }

    /// Something a person should know.
    pub(super) fn note(&mut self, note: impl Into<Sentence>) {
        self.notes.push(note.into());
    }

    /// A claim was touched: where it stands now will be said.
    pub(super) fn touch(&mut self, claim: i64) {
        if !self.claims.contains(&claim) {
            self.claims.push(claim);
        }
    }

    /// A statement was recorded.
    pub(super) fn said(&mut self, statement: &StatementRow) {
        self.did("statement", statement.id, sentence(statement));
        if let Some(claim) = statement.claim_id {
            self.touch(claim);
        }
    }

    /// Quotes are no longer where they were in a text.
    pub(super) fn unanchored(&mut self, quotes: &[Unanchored]) {
        for quote in quotes {
            let fate = if quote.moved { "stands elsewhere in the text now" } else { "does not occur in the text" };
            self.note(
                Sentence::from(format!("{}: “{}” {fate}", quote.of, quote.quote))
                    + terminal_only(format!("; check it: gainsay edit --{} --quote \"…\"", quote.of)),
            );
        }
    }

    /// What a person should know, as it is said.
    pub(super) fn notes(&self) -> impl Iterator<Item = Sentence> + '_ {
        self.notes.iter().map(|note| terminal_only("note: ") + note.clone())
    }

    pub(super) fn answer(self, store: &Store) -> Result<Reply> {
        let claims = self.claims.iter().map(|id| store.claim(*id)).collect::<Result<Vec<_>>>()?;
        let mut blocks: Vec<_> = self
            .done
            .iter()
            .map(|done| Block::Text(format!("{} {}{}{}", done.what, done.id, done.joint, done.text).into()))
            .collect();
        blocks.extend(claims.iter().map(|claim| Block::Text(standing(claim).into())));
        if blocks.is_empty() {
            blocks.push(Block::Text("nothing to change: it is so already".into()));
        }
        let mut page = Display {
            value: json!({
                "done": self.done.iter().map(Record::json).collect::<Vec<_>>(),
                "claims": claims.iter().map(Record::json).collect::<Vec<_>>(),
                "notes": self.notes.iter().map(ToString::to_string).collect::<Vec<_>>(),
            }),
            blocks,
            ..Display::default()
        };
        page.records(&self.done);
        Ok(Reply::page(page).notes(self.notes().collect::<Vec<_>>()))
    }
}

/// Where a claim stands, in a line: "claim 2 is disputed, by Qirjako Qirko (claim)".
fn standing(claim: &ClaimRow) -> String {
    let mut text = format!("claim {} is {}", claim.id, claim.status);
    if !claim.disputed_by.is_empty() && claim.status != "withdrawn" {
        text.push_str(&format!(", by {}", claim.disputes()));
    }
    if let Some(verdict) = &claim.verdict {
        text.push_str(&format!("; verdict {verdict}"));
    }
    if claim.unsourced {
        text.push_str("; unsourced: nobody is on record as having said so");
    }
    text
}

/// A statement in a line: "Qirjako Qirko, ambassador: denies claim 2: “100 per cent fake” (in The Times, 2021-11-18)".
pub(super) fn sentence(statement: &StatementRow) -> String {
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
pub(super) fn in_a_line(document: &DocumentRow) -> String {
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
