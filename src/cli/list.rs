//! `gainsay list` and its short form `gainsay disputed`.

use clap::Args;

use super::filter::with_notes;
use super::session::{Run, Session};
use crate::actions::FilterArgs;
use crate::error::Result;
use crate::model::{Condition, Sort, Stage, Status};
use crate::output::Reply;

/// List claims: who made each, its status, who disputes it
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay list status:disputed by:\"The Times\" said:2021-11..\n  gainsay list --stage awaiting-reply --since 2021-11 --format csv"
)]
pub struct List {
    /// Only these columns, in this order: id,claim,status; the names are those of CSV
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    columns: Vec<String>,
    #[command(flatten)]
    flags: FilterArgs,
}

/// List the disputed claims: the same as list --disputed
#[derive(Args, Debug)]
#[command(before_help = "  gainsay disputed\n  gainsay disputed disputed-by:Qirko --wide")]
pub struct Disputed {
    /// Only these columns, in this order: id,claim,status; the names are those of CSV
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    columns: Vec<String>,
    #[command(flatten)]
    flags: FilterArgs,
}

/// Returns a note on a single word that is searched for, where a condition of the same name may be meant.
fn instead_of_word(words: &[String]) -> Option<String> {
    let [word] = words else { return None };
    let meant = match word.to_lowercase().as_str() {
        "disputed" => "--disputed".to_string(),
        word @ ("unsourced" | "repeated") => format!("is:{word}"),
        word if Status::WORDS.contains(&word) => format!("status:{word}"),
        word if Stage::WORDS.contains(&word) => format!("stage:{word}"),
        _ => return None,
    };
    Some(format!("note: “{word}” is searched for as a word; {meant} selects the claims that are so"))
}

impl Run for List {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        let (filter, mut notes) = with_notes(self.flags.filter(&store, session.time_of(&store), Sort::Id)?);
        notes.extend(instead_of_word(&self.flags.which.words));
        let none = match (store.counts()?.is_empty(), filter.predicate.requires(&Condition::Disputed)) {
            (true, _) => "no claim is recorded yet: gainsay add \"…\" --by \"…\" records one",
            (_, true) => "no claim that fits is disputed",
            _ => "no claim fits",
        };
        let reply = Reply::records(none, move |each| store.claims(&filter, each)).notes(notes);
        if self.columns.is_empty() { Ok(reply) } else { reply.with_columns(&self.columns) }
    }
}

impl Run for Disputed {
    fn run(self, session: &Session) -> Result<Reply> {
        let Self { columns, mut flags } = self;
        flags.which.disputed = true;
        List { columns, flags }.run(session)
    }
}
