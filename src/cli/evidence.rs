//! `gainsay evidence`: a document that speaks for or against a claim.

use clap::{ArgGroup, Args};

use super::read_in::ReadIn;
use super::saying::bare;
use super::session::Session;
use crate::error::{Error, Result, Suggestion, flag};
use crate::model::Relation;
use crate::model::records::{NewEvidence, QuotePlace};
use crate::output::Reply;

/// Record a document, or a passage of it, that supports or contradicts a claim or gives context to it
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay evidence 2 --in \"Costs per place\" --contradicts --quote \"an average of £48,409\"\n  gainsay evidence 2 --url https://example.org/costs --title \"Costs\" --supports",
    group(ArgGroup::new("relation").required(true).args(["supports", "contradicts", "context"]))
)]
pub struct Evidence {
    /// The claim, by number
    #[arg(value_name = "CLAIM")]
    claim: i64,

    /// It speaks for the claim
    #[arg(long)]
    supports: bool,

    /// It speaks against the claim
    #[arg(long)]
    contradicts: bool,

    /// It helps to read the claim
    #[arg(long)]
    context: bool,

    /// The passage
    #[arg(long, value_name = "TEXT")]
    quote: Option<String>,

    /// A note of the desk
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    /// Record it although it seems to be there already
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    read_in: ReadIn,
}

impl Evidence {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        let relation = match (self.supports, self.contradicts) {
            (true, _) => Relation::Supports,
            (_, true) => Relation::Contradicts,
            _ => Relation::Context,
        };
        session.change(|writer, receipt| {
            let document = match self.read_in.documents(None, writer, session, receipt)?[..] {
                [one] => one,
                [] => {
                    return Err(Error::usage("which document?").hint(
                        flag("--in")
                            + " names one of the book; a new one has "
                            + flag("--url")
                            + " or "
                            + flag("--title"),
                    ));
                }
                _ => return Err(Error::usage("evidence is one document").hint("record each by itself")),
            };
            let new = NewEvidence {
                id: None,
                uid: None,
                claim: writer.claim_id(self.claim)?,
                document,
                relation,
                quote: self.quote.as_deref().and_then(bare),
                place: QuotePlace::Find,
                note: self.note.clone(),
            };
            if let (Some(known), false) = (writer.same_evidence(&new)?, self.force) {
                return Err(Error::refused(format!("that is evidence {known} already")).hint(
                    Suggestion::Claim(Some(new.claim)) + " shows it; " + flag("--force") + " records it once more",
                ));
            }
            let id = writer.add_evidence(&new)?;
            let title = writer.document(new.document)?.title;
            let verb = if relation == Relation::Context { "gives context to" } else { relation.as_str() };
            receipt.did("evidence", id, format!("{title} {verb} claim {}", new.claim));
            receipt.touch(new.claim);
            Ok(())
        })
    }
}
