//! `gainsay stage`: sets the stage of a claim at the desk.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::lookup::claims_named;
use super::outcome::Outcome;
use crate::error::{AboutField as _, Error, Result, terminal_only};
use crate::model::{Right, Stage};
use crate::store::Writer;

/// Set the stage of claims at the desk: new, checking, awaiting-reply, checked, dropped
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(before_help = "  gainsay stage 2 3 5 awaiting-reply\n  gainsay stage 1-20,31 tag:talks checked --dry-run")]
pub struct SetStage {
    /// The claims, by number (1-20,31) or filter (tag:x, @saved), and the stage
    #[arg(value_name = "CLAIM… STAGE", required = true, num_args = 2..)]
    words: Vec<String>,

    /// Only show what would change
    #[arg(long)]
    dry_run: bool,
}

impl Action for SetStage {
    const COMMAND: &'static str = "stage";
    const NEEDS: Right = Right::Record;

    fn is_dry_run(&self) -> bool {
        self.dry_run
    }

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let Some((stage, claims)) = self.words.split_last() else {
            return Err(Error::usage("which claim, and what about it?").hint(terminal_only("gainsay stage 2 checking")));
        };
        let stage: Stage = stage.parse::<Stage>().about("words")?;
        let mut outcome = Outcome::default();
        let claims = claims_named(writer, context, claims, &mut outcome).about("words")?;
        for claim in &claims {
            if stage == Stage::Checked {
                writer.checked_as_worded(*claim)?;
            }
            if writer.set_stage(*claim, stage)? {
                outcome.changed("claim", *claim, format!("stage {stage}"));
            } else {
                outcome.note(format!("claim {claim}: stage {stage} already"));
            }
        }
        Ok(outcome)
    }
}
