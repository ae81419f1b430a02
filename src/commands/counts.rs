//! `gainsay counts`: how many claims there are of each kind.

use clap::Args;

use super::session::Session;
use crate::answer::Answer;
use crate::error::Result;
use crate::model::{Bucket, Stage, Status};

/// Count the claims by status, verdict and stage
#[derive(Args, Debug)]
#[command(before_help = "  gainsay counts\n  gainsay counts --format json")]
pub struct Counts {}

impl Counts {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let store = session.open()?;
        let mut counts = store.counts()?;
        let order: Vec<&str> = ["status", "verdict", "stage", "source"]
            .into_iter()
            .chain(Status::WORDS.iter().copied())
            .chain(Bucket::WORDS.iter().copied())
            .chain(Stage::WORDS.iter().copied())
            .collect();
        let place = |word: &str| order.iter().position(|known| *known == word).unwrap_or(order.len());
        counts.sort_by_key(|count| (place(&count.what), place(&count.value), count.value.clone()));
        Ok(Answer::records("no claim is recorded yet", move |each| counts.into_iter().try_for_each(each)))
    }
}
