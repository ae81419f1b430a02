//! `gainsay duplicates`: pairs of claims, speakers and documents that may be one.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::session::{Run, Session};
use crate::error::Result;
use crate::model::PairKind;
use crate::output::Reply;

/// Maximum number of pairs if no limit is given.
const MAX_PAIRS: usize = 20;

/// List pairs of claims, speakers and documents that may be one, the likeliest first
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay duplicates\n  gainsay duplicates speakers --limit 5",
    after_help = "The score is the chance that the two are one, from 0 to 1. Claims are compared as gainsay match compares them; speakers by their names and aliases; documents by address, stored text, or title, publisher and day. Pairs with something that differs come last. gainsay claim join, speaker join and document join make two one; gainsay not-same says that they are two, and the pair is not listed again. Related claims and unnamed speakers are not listed. In a large book only the likeliest pairs of claims are compared: three for each pair that is listed."
)]
pub struct Duplicates {
    /// claims, speakers or documents [default: all of them]
    #[arg(value_name = "WHAT", hide_possible_values = true, value_parser = PossibleValuesParser::new(PairKind::PLURALS))]
    what: Vec<String>,

    /// List the pairs of which somebody said that they are not the same
    #[arg(long)]
    not_same: bool,

    /// Maximum number of pairs [default: 20]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,
}

impl Run for Duplicates {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        let named: Vec<_> = self.what.iter().filter_map(|word| PairKind::of_plural(word)).collect();
        let kinds = if named.is_empty() { PairKind::ALL.to_vec() } else { named };
        let most = self.limit.map_or(MAX_PAIRS, |most| usize::try_from(most).unwrap_or(usize::MAX));
        let (pairs, none) = if self.not_same {
            let pairs = store.not_the_same(&kinds, most)?;
            (pairs, "nobody said of two records that they are not the same")
        } else {
            (store.duplicates(&kinds, most)?, "no two records look like one")
        };
        Ok(Reply::records(none, move |each| pairs.into_iter().try_for_each(each)))
    }
}
