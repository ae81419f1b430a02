//! What a statement targets, as it is typed: claims by their numbers, or one statement, or one document.

use clap::Args;

use crate::error::{Error, Result, Suggestion};
use crate::model::records::Target;
use crate::store::Store;

/// What a statement targets.
#[derive(Args, Debug)]
pub(super) struct Targets {
    /// The claims, by number
    #[arg(value_name = "CLAIM", required_unless_present_any = ["statement", "target_document"], conflicts_with_all = ["statement", "target_document"])]
    claims: Vec<i64>,

    /// A statement instead: that it was said at all, or what it reports
    #[arg(long, value_name = "S", conflicts_with = "target_document")]
    statement: Option<i64>,

    /// A whole document instead: its number, address or title
    #[arg(long = "document", id = "target_document", value_name = "D")]
    document: Option<String>,
}

impl Targets {
    /// The targets, which must exist.
    ///
    /// # Errors
    /// No such claim, statement or document.
    pub(super) fn find(&self, store: &Store) -> Result<Vec<Target>> {
        let targets = match (self.statement, &self.document) {
            (Some(id), _) => vec![Target::Statement(id)],
            (None, Some(typed)) => vec![Target::Document(store.document_id(typed)?)],
            (None, None) => self.claims.iter().copied().map(Target::Claim).collect(),
        };
        if targets.is_empty() {
            return Err(Error::usage("which claim?").hint(Suggestion::Claims + " shows the numbers"));
        }
        targets.into_iter().map(|target| store.target(target)).collect()
    }
}
