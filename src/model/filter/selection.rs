//! A filter with its order and limits.

use super::condition::{Condition, Predicate};
use crate::error::{Error, Suggestion};

/// The order of a list of claims. Claims that are equal in it are ordered by id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By id: the order in which claims were recorded.
    #[default]
    Id,
    /// The newest claim first.
    Newest,
    /// By status, strongest first.
    Status,
    /// By the day of the earliest statement; claims without one come last.
    Said,
    /// By the text of the claim.
    Text,
}

impl Sort {
    /// The name of each order.
    pub const WORDS: &'static [&'static str] = &["id", "newest", "status", "said", "text"];

    /// Returns the order named `word`, one of [`Self::WORDS`].
    pub fn of(word: &str) -> Option<Self> {
        let place = Self::WORDS.iter().position(|known| *known == word)?;
        [Self::Id, Self::Newest, Self::Status, Self::Said, Self::Text].get(place).copied()
    }
}

/// Which claims are listed, in which order, and how many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The condition that a claim must meet.
    pub predicate: Predicate,
    /// The order.
    pub sort: Sort,
    /// Maximum number of claims; `None` means all.
    pub limit: Option<u64>,
    /// Number of claims to skip at the start.
    pub offset: u64,
}

impl Filter {
    /// Returns the filter for exactly one claim.
    pub fn one(claim: i64) -> Self {
        Predicate::Is(Condition::Claim(claim)).into()
    }
}

impl From<Predicate> for Filter {
    fn from(predicate: Predicate) -> Self {
        Self { predicate, ..Self::default() }
    }
}

/// Returns the error for a filter without any condition.
pub fn empty_filter() -> Error {
    Error::usage("that filter asks for nothing").hint(Suggestion::Filters + " says what can be asked")
}
