//! `gainsay asked`: who was asked to reply, and has not yet.

use clap::Args;

use super::filter::narrowing;
use super::session::{Run, Session};
use crate::actions::FILTER;
use crate::error::{AboutField as _, Result};
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
        let now = session.time_of(&store);
        let (claims, notes) = narrowing(&store, session, self.words)?;
        let speakers = self.of.as_deref().map(|name| store.persons(name).about("of")).transpose()?.unwrap_or_default();
        let which = RequestFilter { claims, speakers, closed: self.all, overdue: self.overdue, now };
        let rows = store.requests_asked(&which)?;
        let none = match (self.overdue, self.all) {
            (true, _) => "nothing is overdue",
            (_, true) => "nobody was asked",
            _ => "no request is open: gainsay ask CLAIM --of NAME records one",
        };
        Ok(Reply::records(none, move |each| rows.into_iter().try_for_each(each)).notes(notes))
    }
}
