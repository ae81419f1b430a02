//! `gainsay add`: a claim, and who made it.

use clap::Args;

use super::saying::Saying;
use super::session::Session;
use crate::error::{Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::model::records::{NewClaim, Target};
use crate::model::results::hits::MatchRow;
use crate::model::{Stance, Wanted};
use crate::output::Reply;
use crate::store::Writer;

/// A new claim that scores this against a recorded one is likely to repeat it.
const REPEATED: f64 = 0.5;

/// Record a claim and who made it
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay add \"A place would cost £100,000\" --by officials --unnamed --via \"The Times\" --in 1\n  gainsay add \"Crime has fallen\" --by \"Jane Doe\" --quote \"down by 5%\" --on yesterday",
    after_help = "A claim is worded affirmatively, with no speaker inside. Without --by it is kept and listed as unsourced."
)]
pub struct Add {
    /// The claim
    #[arg(value_name = "TEXT")]
    text: String,

    /// A word to find it by; may be given again
    #[arg(long, value_name = "WORD")]
    tag: Vec<String>,

    /// A note of the desk
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    #[command(flatten)]
    saying: Saying,
}

impl Add {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        session.record(|writer, receipt| {
            let documents = self.saying.documents(writer, session, receipt)?;
            if !self.saying.force {
                self.refuse_twice(writer, documents.first().copied())?;
            }
            let claim = NewClaim {
                text: self.text.clone(),
                note: self.note.clone(),
                tags: self.tag.clone(),
                ..NewClaim::default()
            };
            let mut matcher = writer.matcher(Wanted::default())?;
            let mut like = matcher.matches(&self.text, 1, REPEATED)?;
            if let Some(quote) = self.saying.quote().filter(|_| like.is_empty()) {
                like = matcher.matches(quote, 1, REPEATED)?;
            }
            if let Some(like) = like.first().filter(|_| session.asks() && !self.saying.force) {
                return Err(is_it_that(like));
            }
            let id = writer.add_claim(&claim)?;
            receipt.did("claim", id, self.text.trim());
            receipt.touch(id);
            if self.saying.by.is_some() {
                self.saying.record(writer, session, receipt, (Stance::Asserts, Target::Claim(id), &documents))?;
            } else if !documents.is_empty() {
                receipt.note(
                    Sentence::from("the document is kept, but nothing is said to be in it: name who says so with ")
                        + flag("--by"),
                );
            }
            like.iter().for_each(|like| receipt.note(self.looks_like(like)));
            Ok(())
        })
    }

    fn looks_like(&self, like: &MatchRow) -> Sentence {
        let but = if like.conflict.is_empty() { String::new() } else { format!(", but {}", like.conflict.join(", ")) };
        let by = shlex::try_quote(self.saying.by.as_deref().unwrap_or("…")).unwrap_or_default();
        Sentence::from(format!("looks like claim {} (score {:.2}{but}): {}", like.claim, like.score, like.text))
            + "\nif it is the same, record it as another statement of that claim: "
            + Suggestion::Undo
            + ", then "
            + Suggestion::Say(Some(like.claim))
            + terminal_only(format!(" --by {by}"))
    }

    fn refuse_twice(&self, writer: &Writer, document: Option<i64>) -> Result<()> {
        if let Some((id, text)) = writer.same_claim(&self.text)? {
            return Err(Error::refused(format!("that is claim {id} already: {text}")).hint(
                Suggestion::Say(Some(id))
                    + terminal_only(" --by \"…\"")
                    + " records who else says it; "
                    + flag("--force")
                    + " adds it once more",
            ));
        }
        let (Some(document), Some(quote)) = (document, self.saying.quote()) else { return Ok(()) };
        if let Some((statement, claim)) = writer.same_quote(document, quote)? {
            return Err(Error::refused(format!(
                "these words of that document are recorded already, as statement {statement} of claim {claim}"
            ))
            .hint(
                Suggestion::Claim(Some(claim)) + " shows it; " + flag("--force") + " adds the new claim all the same",
            ));
        }
        Ok(())
    }
}

/// Asks, where somebody can answer, whether a claim is one that is recorded.
fn is_it_that(like: &MatchRow) -> Error {
    let but = if like.conflict.is_empty() { String::new() } else { format!(", but {}", like.conflict.join(", ")) };
    Error::refused(format!("that looks like claim {}{but}: {}", like.claim, like.text)).hint(
        Suggestion::Claim(Some(like.claim))
            + " is what was recorded; if it is the same: "
            + Suggestion::Say(Some(like.claim))
            + "; if it is another claim: "
            + flag("--force"),
    )
}
