//! `gainsay claim join`: says that claims are one.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::outcome::Outcome;
use crate::error::{AboutField as _, Result};
use crate::model::Right;
use crate::store::Writer;

/// Join a claim into another one that says the same
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay claim join 3 --into 1\n  gainsay claim join 3 7 --into 1",
    after_help = "Statements, verdicts, evidence, tags, relations and notes move to the claim that stays. The words, the uid and the ref of the joined one become another wording of it, by which it is found, matched, and recognised in an import. gainsay undo takes the join back."
)]
pub struct JoinClaims {
    /// The claims that are joined, by number
    #[arg(value_name = "CLAIM", required = true)]
    claims: Vec<i64>,

    /// The claim that stays
    #[arg(long, value_name = "CLAIM")]
    into: i64,
}

impl Action for JoinClaims {
    const COMMAND: &'static str = "claim join";
    const NEEDS: Right = Right::Edit;

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let into = writer.claim_id(self.into).about("into")?;
        for claim in &self.claims {
            let joined = writer.claim(*claim).about("claims")?;
            let kept = writer.claim(into)?;
            writer.join_claims(into, *claim).about("claims")?;
            outcome.became("claim", *claim, format!("is joined into claim {into}: {}", kept.text));
            if joined.stage != kept.stage {
                outcome.note(format!(
                    "claim {into} stays at the stage {}; claim {claim} was at {}",
                    kept.stage, joined.stage
                ));
            }
            outcome.affects(into);
        }
        Ok(outcome)
    }
}
