//! `gainsay correction`: what was published and was wrong.

use clap::{Args, Subcommand};

use super::filter::narrowing;
use super::session::{Run, Session};
use crate::actions::{CorrectionAction, FILTER};
use crate::error::Result;
use crate::output::Reply;
use crate::store::CorrectionFilter;

/// Record, list, edit and remove corrections of what you published
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay correction add 2 --wrong \"…\" --correct \"…\" --cause wrong-figure\n  gainsay correction list"
)]
pub struct Correction {
    #[command(subcommand)]
    command: CorrectionCommand,
}

#[derive(Debug, Subcommand)]
enum CorrectionCommand {
    #[command(flatten)]
    Action(CorrectionAction),
    List(ListCorrections),
}

/// List corrections, the newest first
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay correction list\n  gainsay correction list tag:talks --cause wrong-figure --format csv"
)]
struct ListCorrections {
    /// Only those of these claims, as in tag:talks
    #[arg(value_name = FILTER)]
    words: Vec<String>,

    /// Only those of this cause
    #[arg(long, value_name = "CAUSE")]
    cause: Option<String>,
}

impl Run for Correction {
    fn run(self, session: &Session) -> Result<Reply> {
        match self.command {
            CorrectionCommand::Action(action) => session.perform(&*action.into_action()),
            CorrectionCommand::List(ListCorrections { words, cause }) => {
                let store = session.open()?;
                let (claims, notes) = narrowing(&store, session, words)?;
                let rows = store.corrections(&CorrectionFilter { claims, cause })?;
                let none = "no correction is recorded";
                Ok(Reply::records(none, move |each| rows.into_iter().try_for_each(each)).notes(notes))
            }
        }
    }
}
