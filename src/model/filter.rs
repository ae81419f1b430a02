//! Which claims are meant: the one filter of lists, exports, saved filters and, later, the page. Flags and words are two
//! ways to write it.

mod in_words;
mod keys;
mod language;
mod sections;
mod tokens;

use super::{Date, Stage, Stance, Status};
use crate::error::{Error, Result, Suggestion};

pub use keys::{KEYS, Key, Values};
pub use language::{Reader, as_kept, begins_filter, is_name, may_be_denied};
pub use sections::{SECTIONS, Section};

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

/// Which claims, in which order, and how many of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// What must hold of a claim.
    pub wanted: Wanted,
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
        Wanted::Is(Condition::Claim(claim)).into()
    }
}

impl From<Wanted> for Filter {
    fn from(wanted: Wanted) -> Self {
        Self { wanted, ..Self::default() }
    }
}

/// What must hold of a claim to be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All of these; of nothing, every claim.
    All(Vec<Wanted>),
    /// At least one of these.
    Any(Vec<Wanted>),
    /// Not this.
    Not(Box<Wanted>),
    /// This.
    Is(Condition),
}

impl Default for Wanted {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Wanted {
    /// All of these, and what they are made of.
    #[must_use]
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Vec::new();
        for part in parts {
            match part {
                Self::All(more) => all.extend(more),
                other => all.push(other),
            }
        }
        only(all).unwrap_or_else(Self::All)
    }

    /// At least one of these, and of what they are made of.
    #[must_use]
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut any = Vec::new();
        for part in parts {
            match part {
                Self::Any(more) => any.extend(more),
                other => any.push(other),
            }
        }
        only(any).unwrap_or_else(Self::Any)
    }

    /// The sides of an "or"; a filter without one is its only side.
    pub fn sides(&self) -> &[Self] {
        match self {
            Self::Any(sides) => sides,
            other => std::slice::from_ref(other),
        }
    }

    /// Whether a condition must hold, as far as that can be seen at once.
    pub fn asks(&self, condition: &Condition) -> bool {
        match self {
            Self::All(all) => all.iter().any(|part| part.asks(condition)),
            Self::Is(is) => is == condition,
            _ => false,
        }
    }
}

/// The only one of several, or the several back.
fn only(mut parts: Vec<Wanted>) -> Result<Wanted, Vec<Wanted>> {
    match parts.pop() {
        Some(one) if parts.is_empty() => Ok(one),
        last => {
            parts.extend(last);
            Err(parts)
        }
    }
}

/// Something that holds of a claim or not. Names are as typed; the store finds them in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It is this claim.
    Claim(i64),
    /// It has this id in the system it was imported from.
    Ref(String),
    /// Its status is one of the three disputed ones.
    Disputed,
    /// Nobody is on record as having made it.
    Unsourced,
    /// It was said more than once, not counting what was taken back.
    Repeated,
    /// Where it stands.
    Status(Status),
    /// What the desk is doing about it.
    Stage(Stage),
    /// The label or bucket of the verdict that stands.
    Verdict(String),
    /// It has no verdict.
    Unrated,
    /// Who made it.
    By(String),
    /// Who disputes it.
    DisputedBy(String),
    /// Who said anything of it, or of a document that carries it.
    Speaker(String),
    /// Somebody took this stance on it.
    Stance(Stance),
    /// Something was said of it in this document.
    Document(String),
    /// It has this tag.
    Tag(String),
    /// It has no tag.
    Untagged,
    /// Something was said of it in these days. A date of less precision counts where it may be meant.
    Said(Days),
    /// It was recorded in these days, by UTC.
    Recorded(Days),
    /// These words are in it, or in what was said of it.
    Words(Words),
}

/// From the beginning of one date to the end of another; an end that is not given is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days {
    from: Option<Date>,
    to: Option<Date>,
}

impl Days {
    /// The days from one date to another, both included.
    ///
    /// # Errors
    /// An end before the beginning.
    pub fn new(from: Option<Date>, to: Option<Date>) -> Result<Self> {
        match (&from, &to) {
            (Some(from), Some(to)) if from.as_str() > to.as_str() && !from.as_str().starts_with(to.as_str()) => {
                Err(Error::usage(format!("{to} is before {from}")).hint("the earlier date comes first"))
            }
            _ => Ok(Self { from, to }),
        }
    }

    /// The date they begin with.
    pub fn from(&self) -> Option<&Date> {
        self.from.as_ref()
    }

    /// The date they end with.
    pub fn to(&self) -> Option<&Date> {
        self.to.as_ref()
    }
}

/// Words to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// One word, or the words of a phrase, as typed.
    pub text: String,
    /// Whether they must stand beside each other, as quoted words must.
    pub phrase: bool,
    /// Whether the last word is only the beginning of one: `migra*`.
    pub prefix: bool,
}

/// That a filter was written which asks for nothing.
pub fn asks_for_nothing() -> Error {
    Error::usage("that filter asks for nothing").hint(Suggestion::Filters + " says what can be asked")
}
