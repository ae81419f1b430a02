//! `gainsay retract`: records that somebody retracts a statement.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::on_targets::{OnTargets, RetractedSide};
use super::outcome::Outcome;
use super::statement_args::StatementArgs;
use super::target_args::TargetArgs;
use crate::error::Result;
use crate::model::{Right, Stance};
use crate::store::Writer;

/// Record that somebody retracts what they said: a claim, a statement, or a document
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay retract 2 --by \"The Times\" --quote \"we were wrong\" --on 2021-11-20\n  gainsay retract 1 --by \"Qirjako Qirko\" --dispute",
    after_help = "Of a claim, it takes back what the speaker asserted and reported of it until that day; of a document, what the speaker asserted or reported in it; of a statement, that statement. A dispute is withdrawn with --dispute, or by naming its statement. A claim is withdrawn when everyone who made it has retracted it."
)]
pub struct Retract {
    #[command(flatten)]
    #[serde(flatten)]
    targets: TargetArgs,

    /// What the speaker disputed is withdrawn
    #[arg(long, conflicts_with = "statement")]
    dispute: bool,

    /// What the speaker asserted or reported is taken back, where they have disputed it too
    #[arg(long, conflicts_with = "statement")]
    assertion: bool,

    #[command(flatten)]
    #[serde(flatten)]
    statement: StatementArgs,
}

impl Action for Retract {
    const COMMAND: &'static str = "retract";
    const NEEDS: Right = Right::Record;
    const ADDS: &'static str = "statement";

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let Self { targets, statement, assertion, dispute } = self;
        let side = Some(RetractedSide { assertion: *assertion, dispute: *dispute });
        OnTargets { targets, statement, stance: Stance::Retracts, side }.record(writer, context)
    }
}
