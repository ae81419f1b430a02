//! Which claims are meant: the one filter of lists, exports and, later, the page.

use super::{Date, Stage, Status};

/// The order of a list of claims; every order ends with the id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The order in which they were recorded.
    #[default]
    Id,
    /// The latest recorded first.
    Newest,
    /// By status, strongest first.
    Status,
    /// By the day of the earliest statement, unknown last.
    Said,
    /// By the words of the claim.
    Text,
}

impl Sort {
    /// Every order as it is written.
    pub const WORDS: &'static [&'static str] = &["id", "newest", "status", "said", "text"];

    /// The order written as `word`, one of [`Self::WORDS`].
    pub fn of(word: &str) -> Option<Self> {
        let place = Self::WORDS.iter().position(|known| *known == word)?;
        [Self::Id, Self::Newest, Self::Status, Self::Said, Self::Text].get(place).copied()
    }
}

/// What must hold of a claim to be listed. Several values of one field mean any of them; all fields must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these claims, by id.
    pub claims: Vec<i64>,
    /// Only claims whose status is one of the three disputed ones.
    pub disputed: bool,
    /// The status.
    pub status: Vec<Status>,
    /// The stage.
    pub stage: Vec<Stage>,
    /// Label or bucket of the verdict that stands.
    pub verdict: Vec<String>,
    /// Who made the claim, by name or id.
    pub by: Vec<String>,
    /// Who disputes it, by name or id.
    pub disputed_by: Vec<String>,
    /// A document in which something was said of the claim, by title, address or id.
    pub document: Vec<String>,
    /// A tag.
    pub tag: Vec<String>,
    /// Something was said of it on or after this day. A date of less precision counts where it may be meant.
    pub since: Option<Date>,
    /// Something was said of it on or before this day. A date of less precision counts where it may be meant.
    pub until: Option<Date>,
    /// Only claims that nobody is on record as having made.
    pub unsourced: bool,
    /// The order.
    pub sort: Sort,
    /// At most so many claims.
    pub limit: Option<u64>,
    /// Leaves out so many claims at the start.
    pub offset: u64,
}

impl Filter {
    /// A filter for exactly one claim.
    pub fn one(claim: i64) -> Self {
        Self { claims: vec![claim], ..Self::default() }
    }
}
