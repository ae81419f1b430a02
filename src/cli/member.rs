//! `gainsay member`: the people of the desk.

use clap::{Args, Subcommand};

use super::session::{Run, Session};
use crate::actions::{MemberAction, SetPassword};
use crate::error::Result;
use crate::output::Reply;

/// The people of the desk, what each may do, and their passwords for the page
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay member\n  gainsay member add \"Ann Smith\" --role editor",
    after_help = "A book without members has one owner, who may do everything. With members, each command is done by one of them, and what their role may not do is refused, whether it comes from the command line, the page, the API or a batch file. Whoever can write the file itself is not stopped by that: roles prevent mistakes among people who trust each other; other machines are kept out by passwords."
)]
pub struct Member {
    #[command(subcommand)]
    command: Option<MemberCommand>,
}

#[derive(Debug, Subcommand)]
enum MemberCommand {
    /// List the members, each with role, password and number of claims
    #[command(before_help = "  gainsay member list\n  gainsay member list --format json")]
    List,
    Password(SetPassword),
    #[command(flatten)]
    Action(MemberAction),
}

impl Run for Member {
    fn run(self, session: &Session) -> Result<Reply> {
        match self.command {
            Some(MemberCommand::Action(action)) => session.perform(&*action.into_action()),
            Some(MemberCommand::Password(action)) => action.run(session),
            None | Some(MemberCommand::List) => {
                let members = session.open()?.members()?;
                let none = "this book has no members: who opens it may do everything";
                Ok(Reply::records(none, move |each| members.into_iter().try_for_each(each)))
            }
        }
    }
}
