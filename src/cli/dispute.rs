//! `gainsay dispute`: somebody says that it is not so.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::saying::Saying;
use super::session::Session;
use super::targets::Targets;
use crate::error::Result;
use crate::model::{Family, Stance};
use crate::output::Reply;

/// Record that somebody disputes a claim, that something was said, or a whole document
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay dispute 2 --by \"Qirjako Qirko\" --role ambassador --quote \"not happening\" --in 1\n  gainsay dispute --document 1 --by \"Olta Xhacka\" --quote \"same old fake news\"",
    after_help = "To dispute a document reaches every claim that it carries, and is shown as that. To dispute a statement is to\ndispute that it was said. A part of a document, or a correction to it, does not say which claim is meant and reaches none."
)]
pub struct Dispute {
    #[command(flatten)]
    targets: Targets,

    /// How: denies, disputes-part, calls-misleading, corrects
    #[arg(long, value_name = "STANCE", default_value = "denies", hide_default_value = true, hide_possible_values = true,
          value_parser = PossibleValuesParser::new(Stance::of(Family::Against)))]
    stance: String,

    #[command(flatten)]
    saying: Saying,
}

impl Dispute {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        super::respond::record(session, &self.targets, &self.saying, self.stance.parse()?)
    }
}
