//! `gainsay undo` and `gainsay redo`.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::outcome::{Detail, Outcome};
use crate::error::Result;
use crate::model::Right;
use crate::store::{Reversal, Store};

/// Undo the last command, or one entry of the history
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay undo\n  gainsay undo 12 --dry-run",
    after_help = "Nothing is lost: gainsay redo restores it, and gainsay log shows both. An undo is an entry itself; undo with its number does the command again."
)]
pub struct Undo {
    /// The entry, as gainsay log shows it [default: the last that is not undone]
    #[arg(value_name = "ENTRY")]
    entry: Option<i64>,

    /// Only show what would change
    #[arg(long)]
    dry_run: bool,
}

/// Redo what was undone last, or one entry that is undone
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay redo\n  gainsay redo 12 --dry-run",
    after_help = "Also after other commands, if none of them stands in the way; gainsay log shows what is undone."
)]
pub struct Redo {
    /// The entry, as gainsay log shows it [default: the one that was undone last]
    #[arg(value_name = "ENTRY")]
    entry: Option<i64>,

    /// Only show what would change
    #[arg(long)]
    dry_run: bool,
}

impl Action for Undo {
    const COMMAND: &'static str = "undo";
    const NEEDS: Right = Right::Record;

    fn perform(&self, store: &Store, context: &ActionContext) -> Result<Outcome> {
        reverse(store, context, (self.line()?, self.entry, self.dry_run), Reversal::Undo)
    }
}

impl Action for Redo {
    const COMMAND: &'static str = "redo";
    const NEEDS: Right = Right::Record;

    fn perform(&self, store: &Store, context: &ActionContext) -> Result<Outcome> {
        reverse(store, context, (self.line()?, self.entry, self.dry_run), Reversal::Redo)
    }
}

fn reverse(
    store: &Store,
    context: &ActionContext,
    (line, entry, is_dry_run): (String, Option<i64>, bool),
    reversal: Reversal,
) -> Result<Outcome> {
    let reverted = store.reverse(&context.stamp(line, Right::Record), entry, reversal, !is_dry_run)?;
    let verb = match (reverted.entry.undone, is_dry_run) {
        (true, true) => "would undo",
        (true, false) => "undid",
        (false, true) => "would do again",
        (false, false) => "did again",
    };
    let mut outcome = Outcome { detail: Detail::Reverted(verb, Box::new(reverted)), ..Outcome::default() };
    if is_dry_run {
        outcome.note("nothing was written");
    }
    Ok(outcome)
}
