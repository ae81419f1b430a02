//! `gainsay repeats`: the claims that were repeated most, and every statement of one claim.

use clap::Args;

use super::filter::with_notes;
use super::session::{Run, Session};
use crate::actions::{ConditionArgs, repeats_page};
use crate::error::{Error, Result};
use crate::model::Predicate;
use crate::output::Reply;
use crate::store::Store;

/// Maximum number of claims if no limit is given.
const MAX_CLAIMS: usize = 20;

/// List the claims that were repeated most, or every statement of one claim
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay repeats tag:migration\n  gainsay repeats 2",
    override_usage = "gainsay repeats [OPTIONS] [FILTER]...\n       gainsay repeats CLAIM",
    after_help = "A number alone is a claim. Claims are ordered by the number of speakers who made or reported them, then by the number of independent origins. A speaker who repeats a claim counts once, ten reprints of one origin are one origin, and retracted statements do not count. A claim that was made only once is not listed."
)]
pub struct Repeats {
    /// Maximum number of claims [default: 20]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,

    #[command(flatten)]
    which: ConditionArgs,
}

impl Run for Repeats {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        match self.which.words.as_slice() {
            [word] if is_number(word) => {
                let claim = word.clone();
                self.one(&claim, session, &store)
            }
            _ => self.all(session, store),
        }
    }
}

impl Repeats {
    /// Lists the claims that were repeated most.
    fn all(self, session: &Session, store: Store) -> Result<Reply> {
        let (wanted, mut notes) = with_notes(self.which.predicate(&store, session.time_of(&store))?);
        if !self.which.words.is_empty() && self.which.words.iter().all(|word| is_number(word)) {
            let numbers = self.which.words.join(",");
            notes.push(format!("note: several numbers are words to look for; claim:{numbers} means the claims"));
        }
        let most = self.limit.map_or(MAX_CLAIMS, |most| usize::try_from(most).unwrap_or(usize::MAX));
        let none = if store.counts()?.is_empty() {
            "no claim is recorded yet: gainsay add \"…\" --by \"…\" records one"
        } else {
            "no claim that fits was said more than once"
        };
        Ok(Reply::records(none, move |each| store.repeated(wanted, most, each)).notes(notes))
    }

    /// Lists every statement of one claim.
    fn one(mut self, claim: &str, session: &Session, store: &Store) -> Result<Reply> {
        self.which.words.clear();
        if self.limit.is_some() || self.which.read(store, session.time_of(store))?.0 != Predicate::default() {
            return Err(Error::usage(format!("{claim} is a claim here, which no flag narrows"))
                .hint(format!("gainsay repeats {claim}, or claim:{claim} within a filter")));
        }
        let number = claim.parse().map_err(|_| {
            Error::not_found(format!("no such claim: {claim}")).hint("gainsay list shows what is recorded")
        })?;
        Ok(Reply::page(repeats_page(store, number)?))
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}
