//! `gainsay respond`: records any stance, above all those that neither support nor dispute.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::on_targets::OnTargets;
use super::outcome::Outcome;
use super::words::one_of;

use super::statement_args::StatementArgs;
use super::target_args::TargetArgs;
use crate::error::Result;
use crate::model::{Right, Stance};
use crate::store::Writer;

/// Record any stance: declines-to-deny, declines-to-comment, does-not-respond, questions, comments, reports …
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay respond 1 --by \"Dominic Raab\" --stance declines-to-deny --occasion \"Times Radio\"\n  gainsay respond --statement 3 --by \"The Independent\" --stance reports --in 1",
    after_help = "Stances: asserts, confirms; reports (of a statement); denies, disputes-part, calls-misleading, corrects; retracts; declines-to-deny, declines-to-comment, does-not-respond, questions, comments."
)]
pub struct Respond {
    #[command(flatten)]
    #[serde(flatten)]
    targets: TargetArgs,

    /// What the speaker does
    #[arg(long, value_name = "STANCE", hide_possible_values = true, value_parser = one_of::<Stance>(Stance::WORDS))]
    stance: Stance,

    #[command(flatten)]
    #[serde(flatten)]
    statement: StatementArgs,
}

impl Action for Respond {
    const COMMAND: &'static str = "respond";
    const NEEDS: Right = Right::Record;
    const ADDS: &'static str = "statement";

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let Self { targets, statement, stance } = self;
        OnTargets { targets, statement, stance: *stance, side: None }.record(writer, context)
    }
}
