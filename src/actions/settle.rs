//! `gainsay settle`: decides what two copies of the book say differently.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::outcome::Outcome;
use crate::error::{AboutField as _, Error, Result, Suggestion, terminal_only};
use crate::model::Right;
use crate::store::{Settlement, Writer};

/// Decide conflicts that merges left: what this book says, what the other copy says, or other words
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay settle 1 --mine\n  gainsay settle 2 3 --theirs",
    after_help = "What you decide replaces both, also in the other copy when it merges this book. gainsay undo takes the decision back."
)]
pub struct Settle {
    /// The conflicts, by number
    #[arg(value_name = "CONFLICT", required_unless_present = "all")]
    conflicts: Vec<i64>,

    /// All open conflicts
    #[arg(long, conflicts_with = "conflicts")]
    all: bool,

    /// Keep what this book says
    #[arg(long, conflicts_with_all = ["theirs", "text"])]
    mine: bool,

    /// Take what the other copy says
    #[arg(long, conflicts_with = "text")]
    theirs: bool,

    /// Write these words in the place of both
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,

    /// Only show what would change
    #[arg(long)]
    dry_run: bool,
}

impl Action for Settle {
    const COMMAND: &'static str = "settle";
    const NEEDS: Right = Right::Edit;

    fn is_dry_run(&self) -> bool {
        self.dry_run
    }

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let decision = match (self.mine, self.theirs, &self.text) {
            (true, ..) => Settlement::Mine,
            (_, true, _) => Settlement::Theirs,
            (_, _, Some(text)) => Settlement::Text(text.clone()),
            _ => {
                return Err(Error::usage(
                    "what is decided: what this book says, what the other copy says, or other words?",
                )
                .hint(terminal_only("--mine, --theirs or --text \"…\"")));
            }
        };
        let mut outcome = Outcome::default();
        let open = writer.conflicts(None)?;
        let numbers: Vec<i64> =
            if self.all { open.iter().map(|conflict| conflict.id).collect() } else { self.conflicts.clone() };
        if numbers.is_empty() {
            outcome.note("no conflict is open");
        }
        for number in numbers {
            let conflict = open.iter().find(|conflict| conflict.id == number);
            let conflict = conflict.ok_or_else(|| {
                Error::not_found(format!("no open conflict {number}"))
                    .hint(Suggestion::Conflicts + " has the numbers")
                    .about("conflicts")
            })?;
            // What was decided before may have decided this one, too.
            if !writer.conflicts(None)?.iter().any(|known| known.id == number) {
                continue;
            }
            writer.settle(number, &decision).about("conflicts")?;
            let decided = match &decision {
                Settlement::Mine => &conflict.here,
                Settlement::Theirs => &conflict.there,
                Settlement::Text(text) => text,
            };
            outcome.became("conflict", number, format!("is settled: {}, {}: {decided}", conflict.what, conflict.field));
            if let Some(claim) = conflict.claim_id.filter(|claim| writer.claim_id(*claim).is_ok()) {
                outcome.affects(claim);
            }
        }
        outcome.claims.retain(|claim| writer.claim_id(*claim).is_ok());
        Ok(outcome)
    }
}
