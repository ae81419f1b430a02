//! `gainsay not-same`: says that two claims, speakers or documents are not the same.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::outcome::Outcome;
use super::words::one_of;
use crate::error::{AboutField as _, Error, Result, Suggestion};
use crate::model::{PairKind, Right};
use crate::store::Writer;

/// Record that two claims, speakers or documents are not the same
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay not-same claim 3 5\n  gainsay not-same speaker \"Ann Lee\" \"Anna Lee\"",
    after_help = "gainsay duplicates does not list the pair again, and a join of the two is refused."
)]
pub struct NotSame {
    /// claim, speaker or document
    #[arg(value_name = "WHAT", hide_possible_values = true, value_parser = one_of::<PairKind>(PairKind::WORDS))]
    what: PairKind,

    /// One of them: a number; or the name of a speaker, the title or address of a document
    #[arg(value_name = "ONE")]
    one: String,

    /// The others
    #[arg(value_name = "OTHER", required = true)]
    others: Vec<String>,

    /// Forget it: they may be the same
    #[arg(long)]
    remove: bool,
}

impl Action for NotSame {
    const COMMAND: &'static str = "not-same";
    const NEEDS: Right = Right::Record;

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let what = self.what;
        let one = find(writer, what, &self.one).about("one")?;
        for typed in &self.others {
            let other = find(writer, what, typed).about("others")?;
            let text = text_of(writer, what, other)?;
            match (writer.told_apart(what, one, other)?, self.remove) {
                (Some(known), true) => {
                    writer.remove_distinct_pair(known)?;
                    outcome.became(what.as_str(), one, format!("may be the same as {what} {other}: {text}"));
                }
                (None, true) => {
                    return Err(Error::refused(format!("nobody said that {what}s {one} and {other} are not the same"))
                        .hint(Suggestion::History + " shows what was said")
                        .about("others"));
                }
                (Some(_), false) => {
                    outcome.note(format!("it is recorded already that {what}s {one} and {other} are not the same"));
                }
                (None, false) => {
                    writer.add_distinct_pair(what, [one, other], None, None).about("others")?;
                    outcome.became(what.as_str(), one, format!("is not the same as {what} {other}: {text}"));
                }
            }
        }
        Ok(outcome)
    }
}

/// Returns the record that was typed.
fn find(writer: &Writer, what: PairKind, typed: &str) -> Result<i64> {
    match what {
        PairKind::Speaker => writer.speaker(typed),
        PairKind::Document => writer.document_id(typed),
        PairKind::Claim | PairKind::Unknown => {
            let number = typed.trim().trim_start_matches('#').parse().map_err(|_| {
                Error::usage(format!("a claim is named by its number, not by “{typed}”"))
                    .hint(Suggestion::Claims + " shows the numbers")
            })?;
            writer.claim_id(number)
        }
    }
}

fn text_of(writer: &Writer, what: PairKind, id: i64) -> Result<String> {
    Ok(match what {
        PairKind::Speaker => writer.speaker_by_id(id)?.name,
        PairKind::Document => writer.document(id)?.title,
        PairKind::Claim | PairKind::Unknown => writer.claim_text(id)?,
    })
}
