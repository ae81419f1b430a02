//! `gainsay show`: everything about a claim.

use clap::Args;

use super::session::{Run, Session};
use crate::error::Result;
use crate::output::Reply;

/// Show everything that is recorded about a claim
#[derive(Args, Debug)]
#[command(before_help = "  gainsay show 2\n  gainsay show 2 --format md")]
pub struct Show {
    /// The claim, by number
    #[arg(value_name = "CLAIM")]
    claim: i64,
}

impl Run for Show {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        Ok(Reply::page(store.story(self.claim)?.page()))
    }
}
