//! `gainsay say`: records that somebody else makes a claim too.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::lookup::has_part;
use super::outcome::Outcome;
use super::statement_args::StatementArgs;
use crate::error::{AboutField as _, Result, Sentence, Suggestion, terminal_only};
use crate::model::records::{StatementRow, Target};
use crate::model::{Part, Right, Stance};
use crate::store::Writer;

/// Record that somebody else makes a claim of the book, or confirms it
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay say 2 --by \"The Times\" --in 1\n  gainsay say 2 --by \"Home Office\" --kind organisation --confirms --quote \"the figure is right\""
)]
pub struct Say {
    /// The claims, by number
    #[arg(value_name = "CLAIM", required = true)]
    claims: Vec<i64>,

    /// The speaker confirms what others said
    #[arg(long)]
    confirms: bool,

    #[command(flatten)]
    #[serde(flatten)]
    statement: StatementArgs,
}

impl Action for Say {
    const COMMAND: &'static str = "say";
    const NEEDS: Right = Right::Record;
    const ADDS: &'static str = "statement";

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let stance = if self.confirms { Stance::Confirms } else { Stance::Asserts };
        let documents = self.statement.documents(writer, context, &mut outcome)?;
        for claim in &self.claims {
            writer.claim_id(*claim).about("claims")?;
            let target = (stance, Target::Claim(*claim), &documents[..]);
            for statement in self.statement.record(writer, context, &mut outcome, target)? {
                let StatementRow { speaker, person_id, .. } = writer.statement(statement)?;
                if has_part(writer, *claim, person_id, Part::Disputes)? {
                    outcome.note(
                        Sentence::from(format!("{speaker} disputed claim {claim} before; to take that back: "))
                            + Suggestion::Retract(*claim)
                            + terminal_only(format!(" --by \"{speaker}\" --dispute")),
                    );
                }
            }
        }
        Ok(outcome)
    }
}
