//! `gainsay undo` and `gainsay redo`.

use clap::Args;
use serde_json::json;

use super::session::Session;
use crate::error::{Result, Sentence, terminal_only};
use crate::model::display::{Block, Display};
use crate::model::records::Record;
use crate::output::Reply;
use crate::store::Reverted;

/// Take back the last command, or one entry of the history
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay undo\n  gainsay undo 12",
    after_help = "Nothing is lost: gainsay redo does it again, and gainsay log shows both."
)]
pub struct Undo {
    /// The entry, as gainsay log shows it [default: the newest that stands]
    #[arg(value_name = "ENTRY")]
    entry: Option<i64>,
}

/// Do again what undo took back last
#[derive(Args, Debug)]
#[command(before_help = "  gainsay redo\n  gainsay redo --format json")]
pub struct Redo {}

impl Undo {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        Ok(told("undid", &session.open()?.undo(&session.stamp, self.entry)?))
    }
}

impl Redo {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        Ok(told("did again", &session.open()?.redo(&session.stamp)?))
    }
}

fn told(verb: &str, reverted: &Reverted) -> Reply {
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
