//! `gainsay saved`: filters saved under a name.

use clap::{Args, Subcommand};

use super::session::{Run, Session};
use crate::actions::FilterAction;
use crate::error::Result;
use crate::output::Reply;

/// Save filters under a name: in every filter, @NAME stands for the saved one
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay saved\n  gainsay saved add waiting stage:awaiting-reply",
    after_help = "A filter is saved as typed and read again each time, so said:>=yesterday moves with the date. Without a command, the saved filters are listed."
)]
pub struct Saved {
    #[command(subcommand)]
    command: Option<SavedCommand>,
}

#[derive(Debug, Subcommand)]
enum SavedCommand {
    /// List the saved filters, each with its number of claims
    #[command(before_help = "  gainsay saved list\n  gainsay saved list --format csv")]
    List,
    #[command(flatten)]
    Action(FilterAction),
}

impl Run for Saved {
    fn run(self, session: &Session) -> Result<Reply> {
        match self.command {
            None | Some(SavedCommand::List) => list(session),
            Some(SavedCommand::Action(action)) => session.perform(&*action.into_action()),
        }
    }
}

fn list(session: &Session) -> Result<Reply> {
    let store = session.open()?;
    let (saved, notes) = store.saved_filters_counted(session.time_of(&store))?;
    let none = "no filter is saved yet: gainsay saved add NAME FILTER saves one";
    Ok(Reply::records(none, move |each| saved.into_iter().try_for_each(each)).notes(notes))
}
