//! `gainsay counts`: how many claims there are of each kind.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::filter::{narrowing, with_notes};
use super::session::{Run, Session};
use crate::actions::{ConditionArgs, FILTER};
use crate::error::{Error, Result};
use crate::model::Filter;
use crate::model::results::counts::{CountBy, CountCorrectionsBy};
use crate::output::Reply;
use crate::store::CorrectionFilter;

/// Count claims by status, verdict and stage; or by speaker, tag, month, document, verdict or reviewer
#[derive(Args, Debug)]
#[command(before_help = "  gainsay counts tag:talks said:2021 --by speaker\n  gainsay counts --corrections --by month")]
pub struct CountClaims {
    /// Which claims are counted, as in tag:talks said:2021; all if nothing is given
    #[arg(value_name = FILTER)]
    words: Vec<String>,

    /// speaker, tag, month, document, verdict or reviewer; a claim with two tags counts for both
    #[arg(long, value_name = "WHAT", hide_possible_values = true, value_parser = PossibleValuesParser::new(CountBy::WORDS.iter().chain(&["cause"])))]
    by: Option<String>,

    /// Count corrections instead, by cause or month
    #[arg(long)]
    corrections: bool,
}

impl Run for CountClaims {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        if self.corrections {
            let by = match self.by.as_deref() {
                None | Some("cause") => CountCorrectionsBy::Cause,
                Some("month") => CountCorrectionsBy::Month,
                Some(other) => {
                    return Err(Error::usage(format!("corrections are not counted by {other}"))
                        .hint("--by cause or --by month")
                        .about("by"));
                }
            };
            let (claims, notes) = narrowing(&store, session, self.words)?;
            let counts = store.correction_counts(&CorrectionFilter { claims, cause: None }, by)?;
            let none = "no correction is recorded";
            return Ok(Reply::records(none, move |each| counts.into_iter().try_for_each(each)).notes(notes));
        }
        if self.by.as_deref() == Some("cause") {
            return Err(Error::usage("only corrections have a cause").hint("gainsay counts --corrections --by cause"));
        }
        let by = self.by.as_deref().and_then(CountBy::of);
        if self.words.is_empty() && by.is_none() {
            let counts = store.counts()?;
            return Ok(Reply::records("no claim is recorded yet", move |each| counts.into_iter().try_for_each(each)));
        }
        let which = ConditionArgs { words: self.words, ..ConditionArgs::default() };
        let (predicate, notes) = with_notes(which.predicate(&store, session.time_of(&store))?);
        let filter = Filter::from(predicate);
        let counts = match by {
            Some(by) => store.counts_by(&filter, by)?,
            None => store.counts_of(&filter)?,
        };
        Ok(Reply::records("no claim fits", move |each| counts.into_iter().try_for_each(each)).notes(notes))
    }
}
