//! `gainsay search`: claims and documents by their words.

use clap::Args;

use super::filter::with_notes;
use super::session::{Run, Session};
use crate::actions::ConditionArgs;
use crate::error::Result;
use crate::output::Reply;
use crate::store::MAX_RANKED;

/// Find claims and documents by their words, the best first
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay search ambassador talks\n  gainsay search '\"per migrant\"' by:\"The Times\" not stage:dropped",
    after_help = "Words are searched in the text of claims, in quotes, in the names of speakers, in the titles of reviews, in rationales, notes and tags, and in the titles and stored texts of documents. Case and accents do not matter, and an English word is found in its other forms; a \"phrase\" and a word* are searched as typed. Everything else is the filter language: gainsay help filters."
)]
pub struct Search {
    #[command(flatten)]
    which: ConditionArgs,

    /// Maximum number of hits
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
    limit: u16,

    /// Number of hits to skip at the start
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    offset: u16,
}

impl Run for Search {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        let (wanted, notes) = with_notes(self.which.read(&store, session.time_of(&store))?);
        let (limit, offset) = (usize::from(self.limit), usize::from(self.offset));
        let found = store.search(&wanted, limit, offset)?;
        let none = match (found.asked, found.all) {
            (false, _) => "there is no word in that to look for; gainsay list takes filters without words",
            (true, 0) => "nothing in this book has that",
            (true, _) => "there are no more hits",
        };
        let end = offset + found.rows.len();
        let mut after = Vec::new();
        if found.more {
            after.push(format!(
                "more than {MAX_RANKED} have that, and the latest {MAX_RANKED} were ranked: another word narrows it, gainsay list has all"
            ));
        }
        if !found.rows.is_empty() && found.all > end {
            let all = if found.more { format!("those {}", found.all) } else { found.all.to_string() };
            after.push(format!("{} to {end} of {all}; --offset {end} goes on", offset + 1));
        }
        let rows = found.rows;
        Ok(Reply::records(none, move |each| rows.into_iter().try_for_each(each)).notes_before(notes).notes(after))
    }
}
