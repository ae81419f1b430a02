//! `gainsay tag`: adds and removes tags, by which claims are found.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::outcome::Outcome;
use crate::error::{AboutField as _, Error, Result, Suggestion, terminal_only};
use crate::store::Writer;

/// Add tags to claims, or remove them
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(before_help = "  gainsay tag 1 2 3 migration\n  gainsay tag 2 costs --remove")]
pub struct Tag {
    /// The claims, by number, and then the tags
    #[arg(value_name = "CLAIM… WORD…", required = true, num_args = 2..)]
    words: Vec<String>,

    /// Remove the tags
    #[arg(long)]
    remove: bool,
}

impl Action for Tag {
    const COMMAND: &'static str = "tag";
    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        // A last word of digits is a tag: a year, say.
        let most = self.words.len().saturating_sub(1);
        let claims: Vec<i64> = self.words.iter().take(most).map_while(|word| word.parse().ok()).collect();
        let tags = &self.words[claims.len()..];
        if claims.is_empty() || tags.is_empty() {
            return Err(Error::usage("first the numbers of the claims, then the words")
                .hint(Suggestion::Tag + terminal_only(" 1 2 migration"))
                .about("words"));
        }
        let mut outcome = Outcome::default();
        for claim in claims {
            let claim = writer.claim_id(claim)?;
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
