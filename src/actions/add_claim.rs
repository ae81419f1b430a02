//! `gainsay add`: records a claim, and who made it.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::outcome::Outcome;
use super::statement_args::StatementArgs;
use crate::error::{AboutField as _, Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::model::records::{NewClaim, Target};
use crate::model::results::hits::MatchRow;
use crate::model::{Predicate, Stance};
use crate::store::Writer;

/// Minimum score of a recorded claim that a new claim is likely to repeat.
const REPEATED: f64 = 0.5;

/// Record a claim and who made it
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay add \"A place would cost £100,000\" --by officials --unnamed --via \"The Times\" --in 1\n  gainsay add \"Crime has fallen\" --by \"Jane Doe\" --quote \"down by 5%\" --on yesterday",
    after_help = "Word a claim as an assertion, without its speaker. Without --by it is recorded as unsourced."
)]
pub struct AddClaim {
    /// The claim
    #[arg(value_name = "TEXT")]
    text: String,

    /// A word to find it by; can be repeated
    #[arg(long, value_name = "WORD")]
    tag: Vec<String>,

    /// A note of the desk
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    #[command(flatten)]
    #[serde(flatten)]
    statement: StatementArgs,
}

impl Action for AddClaim {
    const COMMAND: &'static str = "add";
    const STARTS_BOOK: bool = true;
    const ADDS: &'static str = "claim";

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let documents = self.statement.documents(writer, context, &mut outcome)?;
        if !self.statement.force {
            self.refuse_known(writer, documents.first().copied()).about("text")?;
        }
        let mut matcher = writer.matcher(Predicate::default())?;
        let mut similar = matcher.matches(&self.text, 1, REPEATED)?;
        if let Some(quote) = self.statement.quote().filter(|_| similar.is_empty()) {
            similar = matcher.matches(quote, 1, REPEATED)?;
        }
        if let Some(similar) = similar.first().filter(|_| context.can_ask && !self.statement.force) {
            return Err(is_it_that(similar).about("text"));
        }
        let claim = NewClaim {
            text: self.text.clone(),
            note: self.note.clone(),
            tags: self.tag.clone(),
            ..NewClaim::default()
        };
        let id = writer.add_claim(&claim).about("text")?;
        outcome.added("claim", id, self.text.trim());
        outcome.affects(id);
        if self.statement.by.is_some() {
            let target = (Stance::Asserts, Target::Claim(id), &documents[..]);
            self.statement.record(writer, context, &mut outcome, target)?;
        } else {
            for document in &documents {
                writer.add_appearance(id, *document)?;
                outcome.note(
                    Sentence::from(format!("it appears in document {document}; who says so there is named with "))
                        + flag("--by"),
                );
            }
        }
        similar.iter().for_each(|similar| outcome.note(self.looks_like(similar)));
        Ok(outcome)
    }
}

impl AddClaim {
    fn looks_like(&self, similar: &MatchRow) -> Sentence {
        let but = conflict(similar);
        let by = shlex::try_quote(self.statement.by.as_deref().unwrap_or("…")).unwrap_or_default();
        Sentence::from(format!(
            "looks like claim {} (score {:.2}{but}): {}",
            similar.claim, similar.score, similar.text
        )) + "\nif it is the same, record it as another statement of that claim: "
            + Suggestion::Undo
            + ", then "
            + Suggestion::Say(Some(similar.claim))
            + terminal_only(format!(" --by {by}"))
    }

    fn refuse_known(&self, writer: &Writer, document: Option<i64>) -> Result<()> {
        if let Some((id, text)) = writer.same_claim(&self.text)? {
            return Err(Error::refused(format!("that is claim {id} already: {text}")).hint(
                Suggestion::Say(Some(id))
                    + terminal_only(" --by \"…\"")
                    + " records who else says it; "
                    + flag("--force")
                    + " adds it once more",
            ));
        }
        let (Some(document), Some(quote)) = (document, self.statement.quote()) else { return Ok(()) };
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

/// Returns the question whether a claim is one that is recorded already.
fn is_it_that(similar: &MatchRow) -> Error {
    let but = conflict(similar);
    Error::refused(format!("that looks like claim {}{but}: {}", similar.claim, similar.text)).hint(
        Suggestion::Claim(Some(similar.claim))
            + " is what was recorded; if it is the same: "
            + Suggestion::Say(Some(similar.claim))
            + "; if it is another claim: "
            + flag("--force"),
    )
}

/// Returns how a similar claim differs, as the end of a sentence.
fn conflict(similar: &MatchRow) -> String {
    if similar.conflict.is_empty() { String::new() } else { format!(", but {}", similar.conflict.join(", ")) }
}
