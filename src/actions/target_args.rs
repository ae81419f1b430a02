//! The arguments for what a statement is about: claims by their numbers, or one statement, or one document.

use clap::Args;
use serde::{Deserialize, Serialize};

use crate::error::{AboutField as _, Error, Result, Suggestion};
use crate::model::records::Target;
use crate::store::Store;

/// What a statement is about.
#[derive(Args, Debug, Deserialize, Serialize)]
pub(super) struct TargetArgs {
    /// The claims, by number
    #[arg(value_name = "CLAIM", required_unless_present_any = ["statement", "document"], conflicts_with_all = ["statement", "document"])]
    claims: Vec<i64>,

    /// A statement instead: that it was made at all, or what it reports
    #[arg(long, value_name = "S", conflicts_with = "document")]
    statement: Option<i64>,

    /// A whole document instead: its number, address or title
    #[arg(long, value_name = "D")]
    document: Option<String>,
}

impl TargetArgs {
    /// Returns the targets.
    ///
    /// # Errors
    /// No such claim, statement or document.
    pub(super) fn find(&self, store: &Store) -> Result<Vec<Target>> {
        let (field, targets) = match (self.statement, &self.document) {
            (Some(id), _) => ("statement", vec![Target::Statement(id)]),
            (None, Some(typed)) => ("document", vec![Target::Document(store.document_id(typed).about("document")?)]),
            (None, None) => ("claims", self.claims.iter().copied().map(Target::Claim).collect()),
        };
        if targets.is_empty() {
            return Err(Error::usage("which claim?").hint(Suggestion::Claims + " shows the numbers").about("claims"));
        }
        targets.into_iter().map(|target| store.target(target).about(field)).collect()
    }
}
