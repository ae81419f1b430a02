//! `gainsay relate`: says what a claim is to another one.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::outcome::Outcome;
use super::words::one_of;
use crate::error::{AboutField as _, Error, Result, Suggestion};
use crate::model::records::NewRelation;
use crate::model::{ClaimRelation, Right};
use crate::store::Writer;

/// Record that a claim contradicts or updates another one, is part of it, or does not contradict it
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay relate 3 contradicts 5\n  gainsay relate 7 updates 2 --remove",
    after_help = "A claim that updates another is a later figure or fact of the same. Two claims that are compatible-with each other are not listed by gainsay contradictions again. Both claims show the relation."
)]
pub struct Relate {
    /// The claim, by number
    #[arg(value_name = "CLAIM")]
    claim: i64,

    /// contradicts, updates, part-of or compatible-with
    #[arg(value_name = "RELATION", hide_possible_values = true, value_parser = one_of::<ClaimRelation>(ClaimRelation::WORDS))]
    relation: ClaimRelation,

    /// The other claims, by number
    #[arg(value_name = "OTHER", required = true)]
    others: Vec<i64>,

    /// Remove the relation
    #[arg(long)]
    remove: bool,
}

impl Action for Relate {
    const COMMAND: &'static str = "relate";
    const NEEDS: Right = Right::Record;

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let claim = writer.claim_id(self.claim).about("claim")?;
        for other in &self.others {
            let other = writer.claim_id(*other).about("others")?;
            let new = NewRelation { claim, relation: self.relation, other, ..NewRelation::default() };
            let words = format!("{} claim {other}", self.relation.words(true));
            match (writer.same_relation(&new)?, self.remove) {
                (Some(known), true) => {
                    writer.remove_relation(known)?;
                    outcome.became("claim", claim, format!("no longer {words}"));
                }
                (None, true) => {
                    return Err(Error::refused(format!("it is not recorded that claim {claim} {words}"))
                        .hint(Suggestion::Claim(Some(claim)) + " shows what is")
                        .about("others"));
                }
                (Some(_), false) => outcome.note(format!("it is recorded already that claim {claim} {words}")),
                (None, false) => {
                    writer.add_relation(&new).about("others")?;
                    outcome.became("claim", claim, format!("{words}: {}", writer.claim_text(other)?));
                }
            }
        }
        Ok(outcome)
    }
}
