//! `gainsay remove`: taking something out of the book; undo brings it back.

use clap::Args;

use super::receipt::sentence;
use super::session::Session;
use crate::error::{Error, Result, Suggestion};
use crate::model::Basis;
use crate::output::Reply;
use crate::store::Finding;
use crate::text::counted;

/// Remove claims, or statements, documents, speakers, verdicts, evidence; undo brings everything back
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay remove 7\n  gainsay remove --statement 12",
    after_help = "A claim goes with its statements, verdicts, evidence and tags. A statement that others are about, a document that\nsomething is read in, and a speaker who said something stay until those are gone."
)]
pub struct Remove {
    /// The claims, by number
    #[arg(value_name = "CLAIM")]
    claims: Vec<i64>,

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

    /// With a statement also those that are about it
    #[arg(long)]
    force: bool,
}

impl Remove {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        let count = self.claims.len() + self.statement.len() + self.document.len() + self.speaker.len();
        if count + self.verdict.len() + self.evidence.len() == 0 {
            return Err(Error::usage("remove what?")
                .hint("gainsay remove 7, or --statement, --document, --speaker, --verdict, --evidence"));
        }
        session.change(|writer, receipt| {
            for id in &self.claims {
                let claim = writer.claim(*id)?;
                let statements =
                    writer.claim_statements(*id)?.iter().filter(|one| one.basis != Basis::Document).count();
                writer.remove_claim(*id)?;
                receipt.became(
                    "claim",
                    *id,
                    format!("removed, with {}: {}", counted(statements, "statement"), claim.text),
                );
            }
            for id in &self.statement {
                let statement = writer.statement(*id)?;
                writer.remove_statement(*id, self.force)?;
                receipt.became("statement", *id, format!("removed: {}", sentence(&statement)));
                statement.claim_id.into_iter().for_each(|claim| receipt.touch(claim));
            }
            for typed in &self.document {
                let document = writer.document(writer.document_id(typed)?)?;
                writer.remove_document(document.id)?;
                receipt.became("document", document.id, format!("removed: {}", document.title));
            }
            for typed in &self.speaker {
                let speaker = writer.speaker_by_id(writer.speaker(typed)?)?;
                writer.remove_speaker(speaker.id)?;
                receipt.became("speaker", speaker.id, format!("removed: {}", speaker.name));
            }
            for (what, finding, ids) in
                [("verdict", Finding::Verdict, &self.verdict), ("evidence", Finding::Evidence, &self.evidence)]
            {
                for id in ids {
                    receipt.touch(writer.remove_finding(finding, *id)?);
                    receipt.became(what, *id, "removed");
                }
            }
            receipt.note(Suggestion::Undo + " brings it back");
            Ok(())
        })
    }
}
