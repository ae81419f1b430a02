//! What a claim is to another one, and what evidence is to a claim.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;
use crate::text::suggest::did_you_mean;

vocabulary! {
    /// What a claim is to another one.
    ClaimRelation ("relation") {
        /// Both cannot be true.
        Contradicts = "contradicts",
        /// It is a later figure or fact of the same.
        Updates = "updates",
        /// It is one of several things that the other says.
        PartOf = "part-of",
        /// Both can be true, although they look as if they could not.
        CompatibleWith = "compatible-with",
    }
}

impl ClaimRelation {
    /// Returns the relation in words before the other claim: forwards, as it was recorded, or as seen from the other claim.
    pub fn words(self, forwards: bool) -> &'static str {
        match (self, forwards) {
            (Self::Contradicts, true) => "contradicts",
            (Self::Contradicts, false) => "is contradicted by",
            (Self::Updates, true) => "updates",
            (Self::Updates, false) => "is updated by",
            (Self::PartOf, true) => "is part of",
            (Self::PartOf, false) => "has as a part",
            (Self::CompatibleWith, _) => "does not contradict",
            (Self::Unknown, _) => "is related to",
        }
    }
}

impl ClaimRelation {
    /// Returns the relation that words before the other claim name, and whether it is forwards: "is contradicted by claim 3".
    pub fn of_words(told: &str) -> Option<(Self, bool)> {
        let all = Self::ALL.iter().flat_map(|relation| [(*relation, true), (*relation, false)]);
        all.into_iter().find(|(relation, forwards)| {
            told.strip_prefix(relation.words(*forwards)).is_some_and(|rest| rest.starts_with(" claim "))
        })
    }
}

vocabulary! {
    /// The relation of a piece of evidence to a claim.
    Relation ("relation") {
        /// Supports it.
        Supports = "supports",
        /// Contradicts it.
        Contradicts = "contradicts",
        /// Gives context.
        Context = "context",
    }
}
