//! A filter with its order and limits.

use super::condition::{Condition, Predicate};
use crate::error::{Error, Suggestion};

/// The order of a list of claims. Claims that are equal in it are ordered by id, and those without a value come last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By id: the order in which claims were recorded.
    #[default]
    Id,
    /// The newest claim first.
    Newest,
    /// By status, strongest first.
    Status,
    /// By the day of the earliest statement.
    Said,
    /// By the text of the claim, without regard to case and accents.
    Text,
    /// By the latest day on which it was made or reported.
    LastSaid,
    /// By the name of who made it first.
    MadeBy,
    /// By the names of those who dispute it.
    DisputedBy,
    /// By the number of statements that carry it.
    Times,
    /// By the label of its verdict.
    Verdict,
    /// By its stage, in the order of the work.
    Stage,
    /// By its tags.
    Tags,
    /// By the time at which it was recorded.
    Recorded,
    /// By the entry that changed it last.
    Changed,
    /// By its ref.
    Ref,
}

/// Each order with its name, and the name of its reverse.
const SORTS: [(&str, &str, Sort); 15] = [
    ("id", "-id", Sort::Id),
    ("newest", "-newest", Sort::Newest),
    ("status", "-status", Sort::Status),
    ("said", "-said", Sort::Said),
    ("text", "-text", Sort::Text),
    ("last-said", "-last-said", Sort::LastSaid),
    ("made-by", "-made-by", Sort::MadeBy),
    ("disputed-by", "-disputed-by", Sort::DisputedBy),
    ("times", "-times", Sort::Times),
    ("verdict", "-verdict", Sort::Verdict),
    ("stage", "-stage", Sort::Stage),
    ("tags", "-tags", Sort::Tags),
    ("recorded", "-recorded", Sort::Recorded),
    ("changed", "-changed", Sort::Changed),
    ("ref", "-ref", Sort::Ref),
];

impl Sort {
    /// Every order, in the order of [`Self::words`].
    pub fn all() -> impl Iterator<Item = Self> {
        SORTS.iter().map(|(.., sort)| *sort)
    }

    /// Returns the name of each order.
    pub fn words() -> impl Iterator<Item = &'static str> {
        SORTS.iter().map(|(word, ..)| *word)
    }

    /// Returns the name of the reverse of each order.
    pub fn reverse_words() -> impl Iterator<Item = &'static str> {
        SORTS.iter().map(|(_, word, _)| *word)
    }

    /// Returns the order with a name, and whether it is reversed: `-said` is the reverse of `said`.
    pub fn of(word: &str) -> Option<(Self, bool)> {
        let known = SORTS.iter().find(|(own, reverse, _)| *own == word || *reverse == word);
        known.map(|(own, _, sort)| (*sort, *own != word))
    }
}

/// Which claims are listed, in which order, and how many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The condition that a claim must meet.
    pub predicate: Predicate,
    /// The order.
    pub sort: Sort,
    /// Whether the order is reversed. What has no value still comes last.
    pub is_reversed: bool,
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
