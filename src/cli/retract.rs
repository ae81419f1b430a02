//! `gainsay retract`: somebody takes back what he said.

use clap::Args;

use super::saying::Saying;
use super::session::Session;
use super::targets::Targets;
use crate::error::Result;
use crate::model::Stance;
use crate::output::Reply;

/// Record that somebody takes back what he said: of a claim, in a statement, or in a document
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay retract 2 --by \"The Times\" --quote \"we were wrong\" --on 2021-11-20\n  gainsay retract --statement 5 --by \"Qirjako Qirko\"",
    after_help = "A claim that everyone has taken back who made it is withdrawn."
)]
pub struct Retract {
    #[command(flatten)]
    targets: Targets,

    #[command(flatten)]
    saying: Saying,
}

impl Retract {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        super::respond::record(session, &self.targets, &self.saying, Stance::Retracts)
    }
}
