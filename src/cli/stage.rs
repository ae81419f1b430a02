//! `gainsay stage`: what the desk is doing about a claim.

use clap::Args;

use super::session::Session;
use crate::error::{Error, Result, Suggestion, terminal_only};
use crate::model::Stage as Stages;
use crate::output::Reply;

/// Say what the desk is doing about claims: new, checking, awaiting-reply, checked, dropped
#[derive(Args, Debug)]
#[command(before_help = "  gainsay stage 2 checking\n  gainsay stage 2 3 5 awaiting-reply")]
pub struct Stage {
    /// The claims, by number, and the stage
    #[arg(value_name = "CLAIM… STAGE", required = true, num_args = 2..)]
    words: Vec<String>,
}

impl Stage {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        let Some((stage, claims)) = self.words.split_last() else {
            return Err(Error::usage("which claim, and what about it?").hint(terminal_only("gainsay stage 2 checking")));
        };
        let stage: Stages = stage.parse()?;
        let claims = claims.iter().map(|word| claim_number(word)).collect::<Result<Vec<_>>>()?;
        session.change(|writer, receipt| {
            for claim in &claims {
                if writer.set_stage(writer.claim_id(*claim)?, stage)? {
                    receipt.became("claim", *claim, format!("is {stage}"));
                } else {
                    receipt.note(format!("claim {claim} is {stage} already"));
                }
            }
            Ok(())
        })
    }
}

/// A claim's number, where words may stand as well.
///
/// # Errors
/// A word that is not a number.
pub(super) fn claim_number(word: &str) -> Result<i64> {
    word.parse().map_err(|_| {
        Error::usage(format!("a claim is named by its number, not by “{word}”"))
            .hint(Suggestion::Claims + " shows the numbers")
    })
}
