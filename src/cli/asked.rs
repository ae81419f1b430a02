//! `gainsay asked`: who was asked to reply, and has not yet.

use std::collections::HashSet;

use clap::Args;

use super::filter::with_notes;
use super::session::{Run, Session};
use crate::actions::{ConditionArgs, FILTER};
use crate::error::{AboutField as _, Result};
use crate::model::{Filter, RequestState};
use crate::output::Reply;
use crate::store::RequestFilter;

/// List who was asked to reply and has not yet, what is due first
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay asked\n  gainsay asked tag:talks --overdue --format csv",
    after_help = "The id is that of the request: gainsay answer 3 --stance … records the reply, gainsay close 3 that there is none. gainsay list asked:none lists the claims that nobody was asked about."
)]
pub struct AskedRequests {
    /// Only about these claims, as in tag:talks
    #[arg(value_name = FILTER)]
    words: Vec<String>,

    /// Only of this speaker
    #[arg(long, value_name = "SPEAKER")]
    of: Option<String>,

    /// Only those whose day has passed
    #[arg(long)]
    overdue: bool,

    /// Also those that are closed
    #[arg(long)]
    all: bool,
}

impl Run for AskedRequests {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        let mut notes = Vec::new();
        let mut claims = None;
        if !self.words.is_empty() {
            let which = ConditionArgs { words: self.words, ..ConditionArgs::default() };
            let (predicate, more) = with_notes(which.predicate(&store, session.time_of(&store))?);
            notes = more;
            let mut meant = HashSet::new();
            store.claims(&Filter::from(predicate), &mut |claim| {
                meant.insert(claim.id);
                Ok(())
            })?;
            claims = Some(meant);
        }
        let speakers = self.of.as_deref().map(|name| store.persons(name).about("of")).transpose()?.unwrap_or_default();
        let now = session.time_of(&store).format("%Y-%m-%dT%H:%M").to_string();
        let mut rows = store.requests_asked(&RequestFilter { claims, speakers, closed: self.all, now })?;
        if self.overdue {
            rows.retain(|row| row.state == RequestState::Overdue.as_str());
        }
        let none = match (self.overdue, self.all) {
            (true, _) => "nothing is overdue",
            (_, true) => "nobody was asked",
            _ => "no request is open: gainsay ask CLAIM --of NAME records one",
        };
        Ok(Reply::records(none, move |each| rows.into_iter().try_for_each(each)).notes(notes))
    }
}
