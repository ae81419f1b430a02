//! `gainsay dispute`: records that somebody disputes a claim.

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
use crate::model::{Family, Right, Stance};
use crate::store::Writer;

/// Record that somebody disputes a claim, a statement (that it was made), or a whole document
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay dispute 2 --by \"Qirjako Qirko\" --role ambassador --quote \"not happening\" --in 1\n  gainsay dispute --document 1 --by \"Olta Xhacka\" --quote \"same old fake news\"",
    after_help = "A dispute of a document applies to every claim that it carries, and is shown as such. A dispute of a statement says that it was not made. Disputing a part of a document, or correcting it, applies to no claim."
)]
pub struct Dispute {
    #[command(flatten)]
    #[serde(flatten)]
    targets: TargetArgs,

    /// How: denies, disputes-part, calls-misleading, corrects
    #[arg(long, value_name = "STANCE", default_value = "denies", hide_default_value = true, hide_possible_values = true,
          value_parser = one_of::<Stance>(Stance::of(Family::Against)))]
    stance: Stance,

    #[command(flatten)]
    #[serde(flatten)]
    statement: StatementArgs,
}

impl Action for Dispute {
    const COMMAND: &'static str = "dispute";
    const NEEDS: Right = Right::Record;
    const ADDS: &'static str = "statement";

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let Self { targets, statement, stance } = self;
        OnTargets { targets, statement, stance: *stance, side: None }.record(writer, context)
    }
}
