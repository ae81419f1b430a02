//! The keys of the filter language: name, values, meaning, example and parser of each.

use std::str::FromStr;

use super::condition::Condition;
use super::dates::DateReader;
use super::figures::FigureRange;
use crate::error::{Error, Result};
use crate::model::records::{Cell, Column, Record};
use crate::model::vocabulary::{Stage, Stance, Status};
use crate::text::suggest::did_you_mean;

/// A key of the filter language.
#[derive(Debug)]
pub struct Key {
    /// The word before the colon.
    pub word: &'static str,
    /// The values that it takes.
    pub values: Values,
    /// What it selects, as shown in the help.
    pub meaning: &'static str,
    /// An example.
    pub example: &'static str,
    read: fn(&str, &mut DateReader) -> Result<Condition>,
}

/// The kind of values that a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// One of these words.
    Words(&'static [&'static str]),
    /// A name or number in the book.
    Known,
    /// A date, or a range of dates.
    Dates,
    /// A figure, or a range of figures.
    Figures,
}

/// The words after `is:`.
const IS: &[&str] = &[
    "disputed",
    "unsourced",
    "repeated",
    "checkers-disagree",
    "related",
    "contradicted",
    "conflicting",
    "open",
    "asked",
    "unanswered",
    "overdue",
];
/// The value for a claim that has none.
const NONE: &str = "none";

/// Every key, in the order of the help.
pub const KEYS: &[Key] = &[
    Key {
        word: "status",
        values: Values::Words(Status::WORDS),
        meaning: "its status in the public record",
        example: "status:not-denied",
        read: |value, _| word(value, Condition::Status),
    },
    Key {
        word: "is",
        values: Values::Words(IS),
        meaning: "disputed, unsourced, said again, contradicted, not checked, and more",
        example: "is:disputed",
        read: |value, dates| match value.to_lowercase().as_str() {
            "disputed" => Ok(Condition::Disputed),
            "unsourced" => Ok(Condition::Unsourced),
            "repeated" => Ok(Condition::Repeated),
            "checkers-disagree" => Ok(Condition::CheckersDisagree),
            "related" => Ok(Condition::Related),
            "contradicted" => Ok(Condition::Contradicted),
            "conflicting" => Ok(Condition::Conflicting),
            "open" => Ok(Condition::Open),
            "asked" => Ok(Condition::Asked),
            "unanswered" => Ok(Condition::Unanswered),
            "overdue" => Ok(Condition::Overdue(dates.today())),
            _ => Err(no_such("word after is:", value, IS)),
        },
    },
    Key {
        word: "stage",
        values: Values::Words(Stage::WORDS),
        meaning: "its stage at the desk",
        example: "-stage:dropped",
        read: |value, _| word(value, Condition::Stage),
    },
    Key {
        word: "assigned",
        values: Values::Known,
        meaning: "the member of the desk who works on it, or none",
        example: "assigned:Ann",
        read: |value, _| Ok(or_none(value, Condition::Unassigned, Condition::Assigned)),
    },
    Key {
        word: "due",
        values: Values::Dates,
        meaning: "the day until which a member works on it; a weekday is the coming one",
        example: "due:<=friday",
        read: |value, dates| dates.range_ahead(value).map(Condition::Due),
    },
    Key {
        word: "verdict",
        values: Values::Known,
        meaning: "label or bucket of a verdict that stands, or none",
        example: "verdict:false",
        read: |value, _| Ok(or_none(value, Condition::Unrated, Condition::Verdict)),
    },
    Key {
        word: "by",
        values: Values::Known,
        meaning: "who made it, or none",
        example: "by:\"Qirjako Qirko\"",
        read: |value, _| Ok(or_none(value, Condition::Unsourced, Condition::By)),
    },
    Key {
        word: "disputed-by",
        values: Values::Known,
        meaning: "who disputes it, or a document that carries it",
        example: "disputed-by:Xhacka",
        read: |value, _| Ok(Condition::DisputedBy(value.to_string())),
    },
    Key {
        word: "speaker",
        values: Values::Known,
        meaning: "who has any statement on it",
        example: "speaker:Raab",
        read: |value, _| Ok(Condition::Speaker(value.to_string())),
    },
    Key {
        word: "stance",
        values: Values::Words(Stance::WORDS),
        meaning: "a stance that somebody took on it",
        example: "stance:declines-to-deny",
        read: |value, _| word(value, Condition::Stance),
    },
    Key {
        word: "asked",
        values: Values::Known,
        meaning: "who was asked to reply to it, or none",
        example: "asked:Raab",
        read: |value, _| {
            Ok(if is_none(value) { Condition::NobodyAsked } else { Condition::AskedOf(value.to_string()) })
        },
    },
    Key {
        word: "document",
        values: Values::Known,
        meaning: "a document with a statement on it",
        example: "document:Independent",
        read: |value, _| Ok(Condition::Document(value.to_string())),
    },
    Key {
        word: "tag",
        values: Values::Known,
        meaning: "a tag, or none",
        example: "tag:talks,costs",
        read: |value, _| Ok(or_none(value, Condition::Untagged, Condition::Tag)),
    },
    Key {
        word: "figure",
        values: Values::Figures,
        meaning: "an amount, share, measure or date in its wordings and quotes",
        example: "figure:£100,000",
        read: |value, _| FigureRange::parse(value).map(Condition::Figure),
    },
    Key {
        word: "said",
        values: Values::Dates,
        meaning: "the date of a statement on it",
        example: "said:>2021-11",
        read: |value, dates| dates.range(value).map(Condition::Said),
    },
    Key {
        word: "recorded",
        values: Values::Dates,
        meaning: "the local day on which it was recorded",
        example: "recorded:yesterday",
        read: |value, dates| dates.range(value).map(Condition::Recorded),
    },
    Key {
        word: "changed",
        values: Values::Dates,
        meaning: "the local day on which it or a statement on it was recorded or changed",
        example: "changed:>=yesterday",
        read: |value, dates| dates.range(value).map(Condition::Changed),
    },
    Key {
        word: "claim",
        values: Values::Known,
        meaning: "the number of the claim",
        example: "claim:2,5",
        read: |value, _| {
            let number = value.parse().map(Condition::Claim);
            number.map_err(|_| Error::usage(format!("not the number of a claim: {value}")).hint("as in claim:2,5"))
        },
    },
    Key {
        word: "related",
        values: Values::Known,
        meaning: "the number of a claim that it is related to, in either direction",
        example: "related:5",
        read: |value, _| {
            let number = value.parse().map(Condition::RelatedTo);
            number.map_err(|_| Error::usage(format!("not the number of a claim: {value}")).hint("as in related:5"))
        },
    },
    Key {
        word: "ref",
        values: Values::Known,
        meaning: "its id in the system that it was imported from",
        example: "ref:albania-2",
        read: |value, _| Ok(Condition::Ref(value.to_string())),
    },
];

impl Record for Key {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("key", "key", |key| key.word.into()),
        Column::shown("values", "values", |key| match key.values {
            Values::Words(words) => Cell::List(words.iter().map(ToString::to_string).collect()),
            Values::Known | Values::Dates | Values::Figures => Cell::Nothing,
        }),
        Column::shown("meaning", "meaning", |key| key.meaning.into()),
        Column::shown("example", "example", |key| key.example.into()),
    ];
}

impl Key {
    /// Returns the key with this name, in any case.
    pub fn of(word: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| key.word.eq_ignore_ascii_case(word))
    }

    /// Parses one value.
    pub(super) fn condition(&self, value: &str, dates: &mut DateReader) -> Result<Condition> {
        let value = value.trim();
        if value.is_empty() {
            return Err(Error::usage(format!("{}: needs a value", self.word)).hint(format!("as in {}", self.example)));
        }
        (self.read)(value, dates)
    }
}

fn word<T: FromStr<Err = Error>>(value: &str, condition: fn(T) -> Condition) -> Result<Condition> {
    value.parse().map(condition)
}

/// Whether a value means that there is none.
pub fn is_none(value: &str) -> bool {
    value.eq_ignore_ascii_case(NONE)
}

fn or_none(value: &str, none: Condition, condition: fn(String) -> Condition) -> Condition {
    if is_none(value) {
        return none;
    }
    // The word itself stands in quotation marks.
    let quoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    condition(quoted.filter(|word| is_none(word)).unwrap_or(value).to_string())
}

fn no_such(what: &str, typed: &str, known: &[&str]) -> Error {
    let error = Error::usage(format!("no such {what} {typed}"));
    match did_you_mean(typed, known.iter().copied()) {
        Some(word) => error.hint(format!("did you mean {word}?")),
        None => error.hint(format!("one of: {}", known.join(", "))),
    }
}
