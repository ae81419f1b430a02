//! `gainsay correction`: what was published and was wrong.

use std::collections::HashSet;

use clap::{Args, Subcommand};

use super::filter::with_notes;
use super::session::{Run, Session};
use crate::actions::{ConditionArgs, CorrectionAction, FILTER};
use crate::error::Result;
use crate::model::Filter;
use crate::output::Reply;
use crate::store::{CorrectionFilter, Store};

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

/// Returns the corrections of the claims that words select; without words, those of all claims and documents.
///
/// # Errors
/// Errors of the filter and of the book.
pub(super) fn chosen(store: &Store, session: &Session, words: Vec<String>) -> Result<(CorrectionFilter, Vec<String>)> {
    if words.is_empty() {
        return Ok((CorrectionFilter::default(), Vec::new()));
    }
    let which = ConditionArgs { words, ..ConditionArgs::default() };
    let (predicate, notes) = with_notes(which.predicate(store, session.time_of(store))?);
    let mut claims = HashSet::new();
    store.claims(&Filter::from(predicate), &mut |claim| {
        claims.insert(claim.id);
        Ok(())
    })?;
    Ok((CorrectionFilter { claims: Some(claims), cause: None }, notes))
}

impl Run for Correction {
    fn run(self, session: &Session) -> Result<Reply> {
        match self.command {
            CorrectionCommand::Action(action) => session.perform(&*action.into_action()),
            CorrectionCommand::List(ListCorrections { words, cause }) => {
                let store = session.open()?;
                let (which, notes) = chosen(&store, session, words)?;
                let rows = store.corrections(&CorrectionFilter { cause, ..which })?;
                let none = "no correction is recorded";
                Ok(Reply::records(none, move |each| rows.into_iter().try_for_each(each)).notes(notes))
            }
        }
    }
}
