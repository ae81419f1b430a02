//! The reply for an outcome: the same on the terminal, on the page and in the API.

use serde_json::json;

use super::import_reply;
use super::outcome::{Detail, Outcome};
use crate::error::{Result, Sentence, terminal_only};
use crate::model::Status;
use crate::model::display::{Block, Display};
use crate::model::records::ClaimRow;
use crate::model::records::Record;
use crate::output::Reply;
use crate::store::{RevertOutcome, Store};

impl Outcome {
    /// Returns the reply, with the current status of the claims.
    ///
    /// # Errors
    /// Errors of the book.
    pub fn into_reply(self, store: &Store) -> Result<Reply> {
        let reply = self.reply(store)?;
        Ok(reply.confirming())
    }

    fn reply(self, store: &Store) -> Result<Reply> {
        match self.detail {
            Detail::None => self.rows_reply(store),
            Detail::Import(imported) => import_reply::reply(&imported),
            Detail::Reverted(verb, reverted) => {
                let notes = self.notes.into_iter().map(|note| terminal_only("note: ") + note);
                Ok(reverted_reply(verb, &reverted).notes(notes))
            }
            Detail::DemoLoaded => {
                let sentence = "the book now holds a news story of November 2021";
                let value = json!({ "done": [], "claims": [], "notes": [sentence] });
                Ok(Reply::text("").replace_body(sentence.to_string(), value))
            }
        }
    }

    fn rows_reply(self, store: &Store) -> Result<Reply> {
        let claims = self.claims.iter().map(|id| store.claim(*id)).collect::<Result<Vec<_>>>()?;
        let sentences = self
            .changes
            .iter()
            .map(|change| format!("{} {}{}{}", change.what, change.id, change.separator, change.text))
            .chain(claims.iter().map(status_sentence));
        let mut blocks: Vec<_> = sentences.map(|sentence| Block::Text(sentence.into())).collect();
        if blocks.is_empty() {
            blocks.push(Block::Text("nothing to change: it is so already".into()));
        }
        let mut page = Display {
            value: json!({
                "done": self.changes.iter().map(Record::json).collect::<Vec<_>>(),
                "claims": claims.iter().map(Record::json).collect::<Vec<_>>(),
                "notes": self.notes.iter().map(ToString::to_string).collect::<Vec<_>>(),
            }),
            blocks,
            ..Display::default()
        };
        page.records(&self.changes);
        Ok(Reply::page(page).notes(self.notes.into_iter().map(|note| terminal_only("note: ") + note)))
    }
}

fn reverted_reply(verb: &str, reverted: &RevertOutcome) -> Reply {
    let entry = &reverted.entry;
    let mut page = Display {
        blocks: vec![
            Block::Text(
                Sentence::from(format!("{verb} entry {}", entry.id)) + terminal_only(format!(": {}", entry.command)),
            ),
            Block::Text(format!("changed: {}", reverted.changed).into()),
        ],
        value: json!({ "entry": entry.json(), "changed": reverted.changed, "by": reverted.by }),
        ..Display::default()
    };
    page.records(std::slice::from_ref(entry));
    Reply::page(page)
}

/// Returns the status of a claim as one line: "claim 2 is disputed, by Qirjako Qirko (claim)".
fn status_sentence(claim: &ClaimRow) -> String {
    let mut text = Status::sentence(&claim.status, &format!("claim {}", claim.id));
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
