//! `gainsay remove`: removes something from the book; undo brings it back.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::ask::{described, follow_requests};
use super::context::ActionContext;
use super::lookup::claims_named;
use super::outcome::{Outcome, describe_statement};
use crate::error::{AboutField as _, Error, Result, Suggestion};
use crate::model::{Basis, Right};
use crate::store::{FindingKind, Writer};
use crate::text::counted;

/// Remove claims, or statements, documents, speakers, verdicts, evidence, requests; undo brings everything back
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay remove 7\n  gainsay remove --statement 12",
    after_help = "A claim is removed with its statements, requests, verdicts, evidence and tags. A statement that other statements are about, a document with statements, and a speaker with statements cannot be removed before those."
)]
pub struct Remove {
    /// The claims, by number (1-20,31) or filter (tag:x, @saved)
    #[arg(value_name = "CLAIM")]
    claims: Vec<String>,

    /// Statements instead
    #[arg(long, value_name = "S")]
    statement: Vec<i64>,

    /// Documents instead: a number, address or title
    #[arg(long, value_name = "D")]
    document: Vec<String>,

    /// Speakers instead: a name or number
    #[arg(long, value_name = "SPEAKER")]
    speaker: Vec<String>,

    /// Verdicts instead
    #[arg(long, value_name = "V")]
    verdict: Vec<i64>,

    /// Pieces of evidence instead
    #[arg(long, value_name = "E")]
    evidence: Vec<i64>,

    /// Requests for a reply instead
    #[arg(long, value_name = "REQUEST")]
    #[serde(default)]
    request: Vec<i64>,

    /// Remove a statement together with those that are about it
    #[arg(long)]
    force: bool,

    /// Only show what would be removed
    #[arg(long)]
    dry_run: bool,
}

impl Action for Remove {
    const COMMAND: &'static str = "remove";
    const NEEDS: Right = Right::Edit;

    fn is_dry_run(&self) -> bool {
        self.dry_run
    }

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        for id in claims_named(writer, context, &self.claims, &mut outcome).about("claims")? {
            let claim = writer.claim_text(id).about("claims")?;
            let statements = writer.claim_statements(id)?.iter().filter(|one| one.basis != Basis::Document).count();
            writer.remove_claim(id)?;
            let text = format!("removed, with {}: {}", counted(statements, "statement"), claim);
            outcome.became("claim", id, text);
        }
        for id in &self.statement {
            let statement = writer.statement(*id).about("statement")?;
            writer.remove_statement(*id, self.force)?;
            outcome.became("statement", *id, format!("removed: {}", describe_statement(&statement)));
            statement.claim_id.into_iter().for_each(|claim| outcome.affects(claim));
        }
        for typed in &self.document {
            let document = writer.document(writer.document_id(typed).about("document")?)?;
            writer.remove_document(document.id)?;
            outcome.became("document", document.id, format!("removed: {}", document.title));
        }
        for typed in &self.speaker {
            let speaker = writer.speaker_by_id(writer.speaker(typed).about("speaker")?)?;
            writer.remove_speaker(speaker.id)?;
            outcome.became("speaker", speaker.id, format!("removed: {}", speaker.name));
        }
        for (what, finding, ids) in
            [("verdict", FindingKind::Verdict, &self.verdict), ("evidence", FindingKind::Evidence, &self.evidence)]
        {
            for id in ids {
                outcome.affects(writer.remove_finding(finding, *id)?);
                outcome.became(what, *id, "removed");
            }
        }
        for id in &self.request {
            let text = described(writer, *id).about("request")?;
            let claim = writer.remove_request(*id)?;
            outcome.became("request", *id, format!("removed: {text}"));
            follow_requests(writer, &[claim], &mut outcome)?;
        }
        if outcome.changes.is_empty() {
            return Err(Error::usage("remove what?")
                .hint("gainsay remove 7, or --statement, --document, --speaker, --verdict, --evidence, --request"));
        }
        if !self.dry_run {
            outcome.note(Suggestion::Undo + " brings it back");
        }
        Ok(outcome)
    }
}
