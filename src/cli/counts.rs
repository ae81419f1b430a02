//! `gainsay counts`: how many claims there are of each kind.

use clap::Args;

use super::session::{Run, Session};
use crate::error::Result;
use crate::output::Reply;

/// Count the claims by status, verdict and stage
#[derive(Args, Debug)]
#[command(before_help = "  gainsay counts\n  gainsay counts --format json")]
pub struct CountClaims {}

impl Run for CountClaims {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        let counts = store.counts()?;
        Ok(Reply::records("no claim is recorded yet", move |each| counts.into_iter().try_for_each(each)))
    }
}
