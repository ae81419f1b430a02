//! `gainsay undo` and `gainsay redo`.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::outcome::{Detail, Outcome};
use crate::error::Result;
use crate::store::{RevertOutcome, Store};

/// Undo the last command, or one entry of the history
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay undo\n  gainsay undo 12",
    after_help = "Nothing is lost: gainsay redo restores it, and gainsay log shows both."
)]
pub struct Undo {
    /// The entry, as gainsay log shows it [default: the newest that is not undone]
    #[arg(value_name = "ENTRY")]
    entry: Option<i64>,
}

/// Redo what was undone last
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(before_help = "  gainsay redo\n  gainsay redo --format json")]
pub struct Redo {}

impl Action for Undo {
    const COMMAND: &'static str = "undo";

    fn perform(&self, store: &Store, context: &ActionContext) -> Result<Outcome> {
        Ok(outcome("undid", store.undo(&context.stamp(self.line()?), self.entry)?))
    }
}

impl Action for Redo {
    const COMMAND: &'static str = "redo";

    fn perform(&self, store: &Store, context: &ActionContext) -> Result<Outcome> {
        Ok(outcome("did again", store.redo(&context.stamp(self.line()?))?))
    }
}

fn outcome(verb: &'static str, reverted: RevertOutcome) -> Outcome {
    Outcome { detail: Detail::Reverted(verb, Box::new(reverted)), ..Outcome::default() }
}
