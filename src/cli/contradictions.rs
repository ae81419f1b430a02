//! `gainsay contradictions`: pairs of claims that cannot both be true.

use clap::Args;

use super::session::{Run, Session};
use crate::error::Result;
use crate::output::Reply;

/// Maximum number of pairs if no limit is given.
const MAX_PAIRS: usize = 20;

/// List pairs of claims about the same matter that cannot both be true, the likeliest first
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay contradictions\n  gainsay contradictions --limit 5 --format csv",
    after_help = "The score is the chance that the two are about the same matter, from 0 to 1. They differ in an amount or a date, or one says the opposite of the other. Who said which is beside it; whoever said both is named last. gainsay relate 3 contradicts 5, updates or compatible-with decides a pair, and it is not listed again. gainsay list is:contradicted lists the claims that were found to contradict another. It is a guess by the words, and misses what is said in quite other ones."
)]
pub struct Contradictions {
    /// Maximum number of pairs [default: 20]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,
}

impl Run for Contradictions {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        let most = self.limit.map_or(MAX_PAIRS, |most| usize::try_from(most).unwrap_or(usize::MAX));
        let pairs = store.contradictions(most)?;
        let next = pairs.first().map(|pair| {
            format!("to decide: gainsay relate {} contradicts {}, or updates, or compatible-with", pair.other, pair.id)
        });
        let reply = Reply::records("no two claims seem to contradict each other", move |each| {
            pairs.into_iter().try_for_each(each)
        });
        Ok(match next {
            Some(next) => reply.note(next),
            None => reply,
        })
    }
}
