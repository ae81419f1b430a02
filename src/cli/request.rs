//! `gainsay request`: corrects requests.

use clap::{Args, Subcommand};

use super::session::{Run, Session};
use crate::actions::RequestAction;
use crate::error::Result;
use crate::output::Reply;

/// Correct requests: who was asked to reply, and by when
#[derive(Args, Debug)]
#[command(before_help = "  gainsay request edit 3 --due 2021-11-22\n  gainsay request edit 3 4 --by phone")]
pub struct Request {
    #[command(subcommand)]
    command: RequestCommand,
}

#[derive(Debug, Subcommand)]
enum RequestCommand {
    #[command(flatten)]
    Action(RequestAction),
}

impl Run for Request {
    fn run(self, session: &Session) -> Result<Reply> {
        let RequestCommand::Action(action) = self.command;
        session.perform(&*action.into_action())
    }
}
