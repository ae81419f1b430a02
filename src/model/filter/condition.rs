//! The conditions that a filter is made of.

use chrono::{Local, NaiveDateTime, Offset as _, TimeDelta, TimeZone as _};

use super::figures::FigureRange;
use crate::error::{Error, Result};
use crate::model::date::Date;
use crate::model::vocabulary::{Stage, Stance, Status};

/// A condition on claims, made of single conditions by "and", "or" and "not".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Predicate {
    /// All of these hold. An empty list means every claim.
    All(Vec<Predicate>),
    /// At least one of these holds.
    Any(Vec<Predicate>),
    /// This does not hold.
    Not(Box<Predicate>),
    /// This single condition holds.
    Is(Condition),
}

impl Default for Predicate {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Predicate {
    /// Joins predicates with "and". Nested `All`s are flattened.
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

    /// Joins predicates with "or". Nested `Any`s are flattened.
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

    /// Returns the alternatives of an "or"; a predicate without one is its own only alternative.
    pub fn alternatives(&self) -> &[Self] {
        match self {
            Self::Any(alternatives) => alternatives,
            other => std::slice::from_ref(other),
        }
    }

    /// Whether the condition is required at the top level of the predicate.
    pub fn requires(&self, condition: &Condition) -> bool {
        match self {
            Self::All(all) => all.iter().any(|part| part.requires(condition)),
            Self::Is(is) => is == condition,
            _ => false,
        }
    }
}

/// Returns the only item of a list, or else the list.
fn only(mut parts: Vec<Predicate>) -> Result<Predicate, Vec<Predicate>> {
    match parts.pop() {
        Some(one) if parts.is_empty() => Ok(one),
        last => {
            parts.extend(last);
            Err(parts)
        }
    }
}

/// A single condition on a claim. Names are as typed; the store looks them up in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It is this claim.
    Claim(i64),
    /// It has this id in the system that it was imported from.
    Ref(String),
    /// Its status is one of the three disputed ones.
    Disputed,
    /// No known speaker has made it.
    Unsourced,
    /// The verdicts that stand are of several buckets.
    CheckersDisagree,
    /// It was made more than once, without retracted statements.
    Repeated,
    /// It is related to another claim.
    Related,
    /// It is recorded that it contradicts another claim, or another one it.
    Contradicted,
    /// Another copy of the book says something different of it, and nobody has decided.
    Conflicting,
    /// No verdict stands, and its stage is neither checked nor dropped.
    Open,
    /// A member of the desk has it; was to be done with it before this day, and it is neither checked nor dropped.
    Overdue(String),
    /// This member of the desk works on it.
    Assigned(String),
    /// No member of the desk works on it.
    Unassigned,
    /// The day until which a member of the desk works on it is in this range.
    Due(DateRange),
    /// Somebody was asked to reply to it.
    Asked,
    /// Somebody was asked to reply to it, and has not yet.
    Unanswered,
    /// Nobody was asked to reply to it.
    NobodyAsked,
    /// This speaker was asked to reply to it.
    AskedOf(String),
    /// It is related to this claim.
    RelatedTo(i64),
    /// It has this status.
    Status(Status),
    /// It is at this stage.
    Stage(Stage),
    /// A verdict that stands has this label or bucket.
    Verdict(String),
    /// It has no verdict.
    Unrated,
    /// This speaker made it.
    By(String),
    /// This speaker disputes it.
    DisputedBy(String),
    /// This speaker has a statement on it, or on a document that carries it.
    Speaker(String),
    /// Some speaker took this stance on it.
    Stance(Stance),
    /// A statement on it is in this document.
    Document(String),
    /// It has this tag.
    Tag(String),
    /// It has no tag.
    Untagged,
    /// A statement on it has a date in this range. A date of lower precision matches if any of its days is in the range.
    Said(DateRange),
    /// It was recorded in this range of local days.
    Recorded(DateRange),
    /// An entry of the history in this range of local days recorded it, changed it, or changed what is recorded of it.
    Changed(DateRange),
    /// Such a figure is in one of its wordings, or in a quote of a statement on it.
    Figure(FigureRange),
    /// These words are in its text or in a statement on it.
    Words(SearchWords),
}

/// A range from the start of one date to the end of another. A missing end is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateRange {
    from: Option<Date>,
    to: Option<Date>,
}

impl DateRange {
    /// Returns the range from one date to another, both included; from the first to the last that vague ones may mean.
    ///
    /// # Errors
    /// The end is before the start.
    pub fn new(from: Option<Date>, to: Option<Date>) -> Result<Self> {
        let (from, to) = (from.and_then(|date| date.ends().0), to.and_then(|date| date.ends().1));
        match (&from, &to) {
            (Some(from), Some(to)) if from.as_str() > to.as_str() && !from.as_str().starts_with(to.as_str()) => {
                Err(Error::usage(format!("{to} is before {from}")).hint("the earlier date comes first"))
            }
            _ => Ok(Self { from, to }),
        }
    }

    /// Returns the same range of local time in UTC, to the minute.
    #[must_use]
    pub fn in_utc(&self) -> Self {
        let utc = |local: NaiveDateTime| {
            // A time that the clock skips or repeats is read as standard time.
            let offset = Local.offset_from_local_datetime(&local);
            let offset = offset.latest().map_or(0, |offset| offset.fix().local_minus_utc());
            let utc = local - TimeDelta::seconds(offset.into());
            Date::parse(&utc.format("%Y-%m-%dT%H:%M").to_string()).ok()
        };
        let last = |date: &Date| date.span().1 - TimeDelta::minutes(1);
        Self {
            from: self.from.as_ref().and_then(|date| utc(date.span().0)),
            to: self.to.as_ref().and_then(|date| utc(last(date))),
        }
    }

    /// Returns the first date, if the range has one.
    pub fn from(&self) -> Option<&Date> {
        self.from.as_ref()
    }

    /// Returns the last date, if the range has one.
    pub fn to(&self) -> Option<&Date> {
        self.to.as_ref()
    }
}

/// Words to search for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchWords {
    /// One word, or the words of a phrase, as typed.
    pub text: String,
    /// Whether the words must be adjacent, as in quotation marks.
    pub phrase: bool,
    /// Whether the last word is a prefix, such as `migra*`.
    pub prefix: bool,
}
