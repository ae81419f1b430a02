//! `gainsay appears`: records that a claim can be read in a document, where nobody is known to have said it there.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::outcome::Outcome;
use super::source_args::SourceArgs;
use crate::error::{AboutField as _, Error, Result, flag};
use crate::model::Right;
use crate::store::Writer;

/// Record that a claim can be read in a document, where it is not known who says it there
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay appears 3 --url https://posts.example/2\n  gainsay appears 3 --in 7 --remove",
    after_help = "The claim keeps its place, and nobody is said to have made it: it stays unsourced. Whoever denies the whole document disputes the claim, too."
)]
pub struct Appears {
    /// The claim, by number
    #[arg(value_name = "CLAIM")]
    claim: i64,

    /// It does not appear in the document
    #[arg(long)]
    remove: bool,

    #[command(flatten)]
    #[serde(flatten)]
    source: SourceArgs,
}

impl Action for Appears {
    const COMMAND: &'static str = "appears";
    const NEEDS: Right = Right::Record;

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let claim = writer.claim_id(self.claim).about("claim")?;
        let documents = self.source.documents(None, writer, context, &mut outcome)?;
        if documents.is_empty() {
            return Err(Error::usage("in which document?")
                .hint(
                    flag("--in") + " names one of the book; a new one has " + flag("--url") + " or " + flag("--title"),
                )
                .about("in"));
        }
        for document in documents {
            let title = writer.document(document)?.title;
            if self.remove {
                if !writer.remove_appearance(claim, document)? {
                    return Err(Error::not_found(format!("claim {claim} is not recorded to appear in {title}"))
                        .hint(crate::error::Suggestion::Claim(Some(claim)) + " shows where it appears")
                        .about("in"));
                }
                outcome.changed("claim", claim, format!("does not appear in {title}"));
            } else if writer.add_appearance(claim, document)? {
                outcome.changed("claim", claim, format!("appears in {title}"));
            } else {
                outcome.note(format!("that claim {claim} appears in {title} is recorded already"));
            }
        }
        Ok(outcome)
    }
}
