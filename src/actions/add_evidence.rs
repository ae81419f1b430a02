//! `gainsay evidence`: records a document that supports or contradicts a claim.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::lookup::quoted_words;
use super::outcome::Outcome;
use super::source_args::SourceArgs;
use crate::error::{AboutField as _, Error, Result, Suggestion, flag};
use crate::model::records::{NewEvidence, QuotePlace};
use crate::model::{Relation, Right};
use crate::store::Writer;

/// Record a document, or a passage of it, that supports or contradicts a claim or gives context to it
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay evidence 2 --in \"Costs per place\" --contradicts --quote \"an average of £48,409\"\n  gainsay evidence 2 --url https://example.org/costs --title \"Costs\" --supports"
)]
pub struct AddEvidence {
    /// The claim, by number
    #[arg(value_name = "CLAIM")]
    claim: i64,

    #[command(flatten)]
    relation: RelationArgs,

    /// The passage
    #[arg(long, value_name = "TEXT")]
    quote: Option<String>,

    /// A note of the desk
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    /// Record it even if it seems to be recorded already
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    #[serde(flatten)]
    source: SourceArgs,
}

/// How the evidence relates to the claim: one of the three.
#[derive(Args, Clone, Debug, Deserialize, Serialize)]
#[group(id = "relation", required = true, multiple = false)]
#[serde(from = "Relation", into = "Relation")]
struct RelationArgs {
    /// It supports the claim
    #[arg(long)]
    supports: bool,

    /// It contradicts the claim
    #[arg(long)]
    contradicts: bool,

    /// It gives context to the claim
    #[arg(long)]
    context: bool,
}

impl From<Relation> for RelationArgs {
    fn from(relation: Relation) -> Self {
        let is = |one| relation == one;
        Self {
            supports: is(Relation::Supports),
            contradicts: is(Relation::Contradicts),
            context: is(Relation::Context),
        }
    }
}

impl From<RelationArgs> for Relation {
    fn from(switches: RelationArgs) -> Self {
        match (switches.supports, switches.contradicts) {
            (true, _) => Self::Supports,
            (_, true) => Self::Contradicts,
            _ => Self::Context,
        }
    }
}

impl Action for AddEvidence {
    const COMMAND: &'static str = "evidence";
    const NEEDS: Right = Right::Record;
    const ADDS: &'static str = "evidence";

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let document = match self.source.documents(None, writer, context, &mut outcome)?[..] {
            [one] => one,
            [] => {
                return Err(Error::usage("which document?")
                    .hint(
                        flag("--in")
                            + " names one of the book; a new one has "
                            + flag("--url")
                            + " or "
                            + flag("--title"),
                    )
                    .about("in"));
            }
            _ => return Err(Error::usage("evidence is one document").hint("record each by itself").about("in")),
        };
        let relation = Relation::from(self.relation.clone());
        let new = NewEvidence {
            id: None,
            uid: None,
            claim: writer.claim_id(self.claim).about("claim")?,
            document,
            relation,
            quote: self.quote.as_deref().and_then(quoted_words),
            place: if self.force { QuotePlace::FindOrNowhere } else { QuotePlace::Find },
            note: self.note.clone(),
        };
        if let (Some(known), false) = (writer.same_evidence(&new)?, self.force) {
            return Err(Error::refused(format!("that is evidence {known} already"))
                .hint(Suggestion::Claim(Some(new.claim)) + " shows it; " + flag("--force") + " records it once more")
                .about("in"));
        }
        let id = writer.add_evidence(&new)?;
        let title = writer.document(new.document)?.title;
        let verb = if relation == Relation::Context { "gives context to" } else { relation.as_str() };
        outcome.added("evidence", id, format!("{title} {verb} claim {}", new.claim));
        outcome.affects(new.claim);
        Ok(outcome)
    }
}
