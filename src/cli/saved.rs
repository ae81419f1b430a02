//! `gainsay saved`: filters kept under a name.

use clap::{Args, Subcommand};

use super::session::Session;
use crate::error::Result;
use crate::model::Filter;
use crate::model::filter::{as_kept, empty_filter};
use crate::model::records::NewSaved;
use crate::output::Reply;

/// Keep filters under a name: @NAME means one wherever a filter may stand
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay saved\n  gainsay saved add waiting stage:awaiting-reply",
    after_help = "A filter is kept as typed and understood anew each time: said:>=yesterday moves on with the days. Without a command the saved filters are listed."
)]
pub struct Saved {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the saved filters, with how many claims each means now
    #[command(before_help = "  gainsay saved list\n  gainsay saved list --format csv")]
    List,
    /// Keep a filter under a name
    #[command(
        before_help = "  gainsay saved add waiting stage:awaiting-reply\n  gainsay saved add heard -- @waiting \"said:>=3 days ago\""
    )]
    Add {
        /// Letters, digits, - and _
        name: String,
        /// What must hold of the claims; see gainsay help filters
        #[arg(value_name = super::filter::FILTER, required = true)]
        words: Vec<String>,
        /// Put it in the place of the filter of that name
        #[arg(long)]
        force: bool,
    },
    /// Remove a saved filter; the claims stay
    #[command(before_help = "  gainsay saved remove waiting\n  gainsay saved remove @waiting")]
    Remove {
        /// Its name
        name: String,
    },
}

impl Saved {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        match self.what {
            None | Some(What::List) => list(session),
            Some(What::Add { name, words, force }) => add(session, name.trim_start_matches('@'), &words, force),
            Some(What::Remove { name }) => session.change(|writer, receipt| {
                let saved = writer.saved_filter(name.trim_start_matches('@'))?;
                writer.remove_saved_filter(saved.id)?;
                receipt.did("saved filter", saved.id, format!("removed @{}", saved.name));
                Ok(())
            }),
        }
    }
}

fn list(session: &Session) -> Result<Reply> {
    let store = session.open()?;
    let (saved, notes) = store.saved_filters_counted(session.now)?;
    let none = "no filter is saved yet: gainsay saved add NAME FILTER saves one";
    Ok(Reply::records(none, move |each| saved.into_iter().try_for_each(each)).notes(notes))
}

fn add(session: &Session, name: &str, words: &[String], force: bool) -> Result<Reply> {
    let text = as_kept(words)?;
    session.change(|writer, receipt| {
        let meant = writer.meaning(&text, session.now, Some(name))?;
        if meant == Filter::default() {
            return Err(empty_filter());
        }
        let claims = writer.count(&meant)?;
        let known = if force { writer.saved_filter(name).ok() } else { None };
        let (id, changed) = match known {
            Some(known) => (known.id, writer.change_saved_filter(known.id, &text)?),
            None => (writer.save_filter(&NewSaved::named(name, &text))?, true),
        };
        if changed {
            receipt.did(
                "saved filter",
                id,
                format!("@{name} means {text} ({} now)", crate::text::counted(claims, "claim")),
            );
        }
        Ok(())
    })
}
