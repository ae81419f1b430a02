//! `gainsay conflicts`: what copies of the book say differently, and nobody has decided.

use clap::Args;

use super::session::{Run, Session};
use crate::error::Result;
use crate::output::Reply;

/// List what copies of the book say differently, until somebody decides
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay conflicts\n  gainsay conflicts 3 --format json",
    after_help = "“here” is what this book says, “there” what the other copy says. gainsay settle N --mine keeps the one, gainsay settle N --theirs takes the other."
)]
pub struct Conflicts {
    /// Only those about this claim
    #[arg(value_name = "CLAIM")]
    claim: Option<i64>,
}

impl Run for Conflicts {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        let claim = self.claim.map(|claim| store.claim_id(claim)).transpose()?;
        let rows = store.conflicts(claim)?;
        Ok(Reply::records("no conflict is open", move |each| rows.into_iter().try_for_each(each)))
    }
}
