//! `gainsay retract`: records that somebody retracts a statement.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::outcome::Outcome;
use super::respond::record_on_targets;
use super::statement_args::StatementArgs;
use super::target_args::TargetArgs;
use crate::error::Result;
use crate::model::Stance;
use crate::store::Writer;

/// Record that somebody retracts what they said: a claim, a statement, or a document
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay retract 2 --by \"The Times\" --quote \"we were wrong\" --on 2021-11-20\n  gainsay retract --statement 5 --by \"Qirjako Qirko\"",
    after_help = "A claim is withdrawn when everyone who made it has retracted it."
)]
pub struct Retract {
    #[command(flatten)]
    #[serde(flatten)]
    targets: TargetArgs,

    #[command(flatten)]
    #[serde(flatten)]
    statement: StatementArgs,
}

impl Action for Retract {
    const COMMAND: &'static str = "retract";
    const ADDS: &'static str = "statement";

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        record_on_targets(writer, context, &self.targets, &self.statement, Stance::Retracts)
    }
}
