//! `gainsay claim`: joins claims.

use clap::{Args, Subcommand};

use super::session::{Run, Session};
use crate::actions::JoinAction;
use crate::error::Result;
use crate::output::Reply;

/// Join claims that say the same
#[derive(Args, Debug)]
#[command(before_help = "  gainsay claim join 3 --into 1\n  gainsay claim join 3 7 --into 1")]
pub struct Claim {
    #[command(subcommand)]
    command: ClaimCommand,
}

#[derive(Debug, Subcommand)]
enum ClaimCommand {
    #[command(flatten)]
    Action(JoinAction),
}

impl Run for Claim {
    fn run(self, session: &Session) -> Result<Reply> {
        let ClaimCommand::Action(action) = self.command;
        session.perform(&*action.into_action())
    }
}
