//! `gainsay tag`: adds and removes tags, by which claims are found.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::lookup::{claims_named, names_claims};
use super::outcome::Outcome;
use crate::error::{AboutField as _, Error, Result, Suggestion, terminal_only};
use crate::model::Right;
use crate::store::Writer;

/// Add tags to claims, or remove them
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(before_help = "  gainsay tag 1-20,31 by:Qirko migration\n  gainsay tag 2 costs --remove")]
pub struct Tag {
    /// The claims, by number (1-20,31) or filter (tag:x, @saved), and then the tags
    #[arg(value_name = "CLAIM… WORD…", required = true, num_args = 2..)]
    words: Vec<String>,

    /// Remove the tags
    #[arg(long)]
    remove: bool,

    /// Only show what would change
    #[arg(long)]
    dry_run: bool,
}

impl Action for Tag {
    const COMMAND: &'static str = "tag";
    const NEEDS: Right = Right::Record;

    fn is_dry_run(&self) -> bool {
        self.dry_run
    }

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        // A last word of digits is a tag: a year, say.
        let most = self.words.len().saturating_sub(1);
        let length = self.words.iter().take(most).take_while(|word| names_claims(word)).count();
        let (claims, tags) = self.words.split_at(length);
        if claims.is_empty() || tags.is_empty() {
            return Err(Error::usage("first the numbers of the claims, then the words")
                .hint(Suggestion::Tag + terminal_only(" 1 2 migration"))
                .about("words"));
        }
        let mut outcome = Outcome::default();
        for claim in claims_named(writer, context, claims, &mut outcome).about("words")? {
            for tag in tags {
                if self.remove {
                    if writer.remove_tag(claim, tag).about("words")? {
                        outcome.changed("claim", claim, format!("is no longer tagged {tag}"));
                    } else {
                        outcome.note(format!("claim {claim} is not tagged {tag}"));
                    }
                } else if writer.add_tag(claim, tag).about("words")? {
                    outcome.changed("claim", claim, format!("is tagged {tag}"));
                } else {
                    outcome.note(format!("claim {claim} is tagged {tag} already"));
                }
            }
        }
        Ok(outcome)
    }
}
