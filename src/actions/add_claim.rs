//! `gainsay add`: records a claim, and who made it.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::lookup::has_part;
use super::outcome::Outcome;
use super::statement_args::StatementArgs;
use crate::error::{AboutField as _, Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::model::records::{NewClaim, Target};
use crate::model::results::hits::MatchRow;
use crate::model::{Part, Predicate, Right, Stance};
use crate::store::Writer;
use crate::text::denial::is_denial;
use crate::text::difference::is_opposite;

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
    const NEEDS: Right = Right::Record;
    const STARTS_BOOK: bool = true;
    const ADDS: &'static str = "claim";

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let documents = self.statement.documents(writer, context, &mut outcome)?;
        if !self.statement.force {
            self.refuse_known(writer, &documents).about("text")?;
        }
        let mut matcher = writer.matcher(Predicate::default())?;
        let mut similar = matcher.repeated(&self.text)?;
        if let Some(quote) = self.statement.quote().filter(|_| similar.is_none()) {
            similar = matcher.repeated(quote)?;
        }
        if let Some(similar) = similar.as_ref().filter(|_| context.can_ask && !self.statement.force) {
            return Err(self.is_it_that(writer, &documents, similar)?.about("text"));
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
        if self.statement.by.is_empty() {
            for document in &documents {
                writer.add_appearance(id, *document)?;
                outcome.note(
                    Sentence::from(format!("it appears in document {document}; who says so there is named with "))
                        + flag("--by"),
                );
            }
        } else {
            let target = (Stance::Asserts, Target::Claim(id), &documents[..]);
            self.statement.record(writer, context, &mut outcome, target)?;
        }
        if let Some(similar) = &similar {
            outcome.note(self.looks_like(writer, &documents, similar)?);
        }
        Ok(outcome)
    }
}

impl AddClaim {
    /// Returns what to do if a claim is one of the book: to record that the speaker says so too, or that they deny it, where they
    /// have denied it or their words are a denial of it. What somebody denies is never offered as said by them.
    fn record_on(&self, writer: &Writer, documents: &[i64], (claim, text): (i64, &str)) -> Result<Sentence> {
        let mut denies = false;
        for speaker in self.statement.known_speakers(writer, documents.first().copied())? {
            denies |= has_part(writer, claim, speaker, Part::Disputes)?;
        }
        let is_denial =
            is_opposite(&self.text, text) || self.statement.quote().is_some_and(|quote| is_denial(quote, text));
        let by = self.statement.by_flags();
        Ok(if denies || is_denial {
            Suggestion::Dispute(claim) + terminal_only(by) + " records that they deny it"
        } else {
            Suggestion::Say(Some(claim)) + terminal_only(by) + " records who else says it"
        })
    }

    fn looks_like(&self, writer: &Writer, documents: &[i64], similar: &MatchRow) -> Result<Sentence> {
        let but = [&[String::new()], &similar.differs[..]].concat().join("; ");
        let (like, then) = if similar.is_opposite {
            ("says the opposite of", "if it is a denial of that: ")
        } else {
            ("looks like", "if it is the same: ")
        };
        Ok(Sentence::from(format!(
            "{like} claim {} (score {:.2}{but}): {}\n{then}",
            similar.claim, similar.score, similar.text
        )) + Suggestion::Undo
            + ", then "
            + self.record_on(writer, documents, (similar.claim, &similar.text))?)
    }

    fn refuse_known(&self, writer: &Writer, documents: &[i64]) -> Result<()> {
        if let Some((id, text)) = writer.same_claim(&self.text)? {
            return Err(Error::refused(format!("that is claim {id} already: {text}")).hint(
                self.record_on(writer, documents, (id, &text))? + "; " + flag("--force") + " adds it once more",
            ));
        }
        let (Some(document), Some(quote)) = (documents.first(), self.statement.quote()) else { return Ok(()) };
        if let Some((statement, claim)) = writer.same_quote(*document, quote)? {
            return Err(Error::refused(format!(
                "these words of that document are recorded already, as statement {statement} of claim {claim}"
            ))
            .hint(
                Suggestion::Claim(Some(claim)) + " shows it; " + flag("--force") + " adds the new claim all the same",
            ));
        }
        Ok(())
    }

    /// Returns the question whether a claim is one that is recorded already.
    fn is_it_that(&self, writer: &Writer, documents: &[i64], similar: &MatchRow) -> Result<Error> {
        let differs = similar.differs.join("; ");
        let but = if differs.is_empty() { differs } else { format!(" ({differs})") };
        Ok(Error::refused(format!("that looks like claim {}{but}: {}", similar.claim, similar.text)).hint(
            Suggestion::Claim(Some(similar.claim))
                + " is what was recorded; if it is the same: "
                + self.record_on(writer, documents, (similar.claim, &similar.text))?
                + "; if it is another claim: "
                + flag("--force"),
        ))
    }
}
