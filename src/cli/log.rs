//! `gainsay log`: the history.

use clap::Args;

use super::session::{Run, Session};
use crate::error::Result;
use crate::output::Reply;

/// Show the history: every command that changed the book, newest first
#[derive(Args, Debug)]
#[command(before_help = "  gainsay log --limit 10\n  gainsay log 2")]
pub struct Log {
    /// Only entries that changed this claim
    #[arg(value_name = "CLAIM")]
    claim: Option<i64>,

    /// Maximum number of entries
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,
}

impl Run for Log {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        if let Some(claim) = self.claim {
            store.claim_in_history(claim)?;
        }
        let none = match self.claim {
            Some(claim) => format!("nothing in the history touches a claim {claim}"),
            None => "nothing was done yet".to_string(),
        };
        Ok(Reply::records(&none, move |each| store.entries(self.claim, self.limit, each)))
    }
}
