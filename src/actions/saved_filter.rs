//! `gainsay saved add` and `remove`: saves a filter under a name, and removes it.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::outcome::Outcome;
use crate::error::{AboutField as _, Result};
use crate::model::filter::{as_kept, empty_filter};
use crate::model::{Filter, Right};
use crate::store::Writer;
use crate::text::counted;

/// The name by which a command shows that it takes words of the filter language.
pub const FILTER: &str = "FILTER";

/// Save a filter under a name
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay saved add waiting stage:awaiting-reply\n  gainsay saved add heard -- @waiting \"said:>=3 days ago\""
)]
pub struct SaveFilter {
    /// Letters, digits, - and _
    name: String,
    /// Conditions on the claims; see gainsay help filters
    #[arg(id = "filter", value_name = FILTER, required = true)]
    #[serde(rename = "filter")]
    words: Vec<String>,
    /// Replace the filter of that name
    #[arg(long)]
    force: bool,
}

/// Remove a saved filter; the claims stay
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(before_help = "  gainsay saved remove waiting\n  gainsay saved remove @waiting")]
pub struct RemoveFilter {
    /// Its name
    name: String,
}

impl Action for SaveFilter {
    const COMMAND: &'static str = "saved add";
    const NEEDS: Right = Right::Record;
    const ADDS: &'static str = "saved filter";

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let text = as_kept(&self.words).about("filter")?;
        let name = self.name.trim_start_matches('@');
        let meant = writer.meaning(&text, context.now, Some(name)).about("filter")?;
        if meant == Filter::default() {
            return Err(empty_filter().about("filter"));
        }
        let mut outcome = Outcome::default();
        let sentence = format!("@{name} means {text} ({} now)", counted(writer.count(&meant)?, "claim"));
        match if self.force { writer.saved_filter(name).ok() } else { None } {
            Some(known) if writer.change_saved_filter(known.id, &text)? => {
                outcome.changed("saved filter", known.id, sentence);
            }
            Some(_) => {}
            None => {
                let id = writer.save_filter(&crate::model::records::NewSaved::named(name, &text)).about("name")?;
                outcome.added("saved filter", id, sentence);
            }
        }
        Ok(outcome)
    }
}

impl Action for RemoveFilter {
    const COMMAND: &'static str = "saved remove";
    const NEEDS: Right = Right::Edit;

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let saved = writer.saved_filter(self.name.trim_start_matches('@')).about("name")?;
        writer.remove_saved_filter(saved.id)?;
        let mut outcome = Outcome::default();
        outcome.changed("saved filter", saved.id, format!("removed @{}", saved.name));
        Ok(outcome)
    }
}
