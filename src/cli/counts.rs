//! `gainsay counts`: how many claims there are of each kind.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::filter::with_notes;
use super::session::{Run, Session};
use crate::actions::{ConditionArgs, FILTER};
use crate::error::Result;
use crate::model::Filter;
use crate::model::results::counts::CountBy;
use crate::output::Reply;

/// Count claims by status, verdict and stage; or by speaker, tag, month, document, verdict or reviewer
#[derive(Args, Debug)]
#[command(before_help = "  gainsay counts\n  gainsay counts tag:talks said:2021 --by speaker")]
pub struct CountClaims {
    /// Which claims are counted, as in tag:talks said:2021; all if nothing is given
    #[arg(value_name = FILTER)]
    words: Vec<String>,

    /// speaker, tag, month, document, verdict or reviewer; a claim with two tags counts for both
    #[arg(long, value_name = "WHAT", hide_possible_values = true, value_parser = PossibleValuesParser::new(CountBy::WORDS))]
    by: Option<String>,
}

impl Run for CountClaims {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        let by = self.by.as_deref().and_then(CountBy::of);
        if self.words.is_empty() && by.is_none() {
            let counts = store.counts()?;
            return Ok(Reply::records("no claim is recorded yet", move |each| counts.into_iter().try_for_each(each)));
        }
        let which = ConditionArgs { words: self.words, ..ConditionArgs::default() };
        let (predicate, notes) = with_notes(which.predicate(&store, session.now)?);
        let filter = Filter::from(predicate);
        let counts = match by {
            Some(by) => store.counts_by(&filter, by)?,
            None => store.counts_of(&filter)?,
        };
        Ok(Reply::records("no claim fits", move |each| counts.into_iter().try_for_each(each)).notes(notes))
    }
}
