//! `gainsay log`: the history.

use clap::Args;

use super::session::{Run, Session};
use crate::error::{Error, Result};
use crate::model::Date;
use crate::model::filter::DateRange;
use crate::output::Reply;

/// Show the history: every command that changed the book, newest first
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay log 2 --limit 10\n  gainsay log --since yesterday --as Ann",
    after_help = "With --as NAME it shows only what that person did."
)]
pub struct Log {
    /// Only entries that changed this claim
    #[arg(value_name = "CLAIM")]
    claim: Option<i64>,

    /// Only entries since this day, or time
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

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
        let since = self.since.as_deref().map(|typed| since(typed, session)).transpose()?;
        let by = session
            .named
            .as_deref()
            .map(|name| store.member_named(name).map_or_else(|_| name.trim().to_string(), |member| member.name));
        let none = match self.claim {
            _ if by.is_some() => format!("{} did nothing of that", by.as_deref().unwrap_or_default()),
            _ if since.is_some() => "nothing was done since then".to_string(),
            Some(claim) => format!("nothing in the history touches a claim {claim}"),
            None => "nothing was done yet".to_string(),
        };
        Ok(Reply::records(&none, move |each| {
            store.entries_by(self.claim, by.as_deref(), self.limit, &mut |entry| match &since {
                Some(since) if entry.at < *since => Ok(()),
                _ => each(entry),
            })
        }))
    }
}

/// Returns the first minute of a day or time in UTC, in the form of the history.
fn since(typed: &str, session: &Session) -> Result<String> {
    let date = Date::from_input(typed, session.now)
        .map_err(|error| Error::usage(error.to_string()).hint(error.hint()).about("since"))?;
    let range = DateRange::new(Some(date), None)?.in_utc();
    Ok(range.from().map(ToString::to_string).unwrap_or_default())
}
