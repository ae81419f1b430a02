//! What two records of a pair are.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;
use crate::text::suggest::did_you_mean;

vocabulary! {
    /// The kind of two records that may be one, or are not the same.
    PairKind ("kind of record") {
        /// Two claims.
        Claim = "claim",
        /// Two speakers.
        Speaker = "speaker",
        /// Two documents.
        Document = "document",
    }
}

impl PairKind {
    /// The words for several of each kind, in order.
    pub const PLURALS: &'static [&'static str] = &["claims", "speakers", "documents"];

    /// Returns the kind that a word for several of it names.
    pub fn of_plural(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| word.strip_suffix('s') == Some(kind.as_str()))
    }
}
