//! The keys of the filter language, each said once: what it is called, what its values are, what it means, how it is read.

use std::str::FromStr;

use super::language::Reader;
use super::{Condition, Days};
use crate::error::{Error, Result};
use crate::model::records::{Cell, Column, Record};
use crate::model::{Stage, Stance, Status};
use crate::text::similar::did_you_mean;

/// A key of the filter language.
#[derive(Debug)]
pub struct Key {
    /// The word before the colon.
    pub word: &'static str,
    /// What may stand after it.
    pub values: Values,
    /// What it asks of a claim.
    pub meaning: &'static str,
    /// A term with it.
    pub example: &'static str,
    read: fn(&str, &mut Reader) -> Result<Condition>,
}

/// What may stand after a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// One of these words.
    Words(&'static [&'static str]),
    /// A name or number that the book knows.
    Known,
    /// A date, or a range of dates.
    Dates,
}

/// The words after `is:`.
const IS: &[&str] = &["disputed", "unsourced", "repeated"];
/// The word for what a claim has none of.
const NONE: &str = "none";

/// Every key, in the order of the help.
pub const KEYS: &[Key] = &[
    Key {
        word: "status",
        values: Values::Words(Status::WORDS),
        meaning: "where it stands in the public record",
        example: "status:not-denied",
        read: |value, _| word(value, Condition::Status),
    },
    Key {
        word: "is",
        values: Values::Words(IS),
        meaning: "disputed in any way; made by nobody; or repeated",
        example: "is:disputed",
        read: |value, _| match value.to_lowercase().as_str() {
            "disputed" => Ok(Condition::Disputed),
            "unsourced" => Ok(Condition::Unsourced),
            "repeated" => Ok(Condition::Repeated),
            _ => Err(no_such("word after is:", value, IS)),
        },
    },
    Key {
        word: "stage",
        values: Values::Words(Stage::WORDS),
        meaning: "what the desk is doing about it",
        example: "-stage:dropped",
        read: |value, _| word(value, Condition::Stage),
    },
    Key {
        word: "verdict",
        values: Values::Known,
        meaning: "label or bucket of the verdict that stands, or none",
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
        meaning: "who said anything of it at all",
        example: "speaker:Raab",
        read: |value, _| Ok(Condition::Speaker(value.to_string())),
    },
    Key {
        word: "stance",
        values: Values::Words(Stance::WORDS),
        meaning: "what somebody did about it",
        example: "stance:declines-to-deny",
        read: |value, _| word(value, Condition::Stance),
    },
    Key {
        word: "document",
        values: Values::Known,
        meaning: "a document in which something is said of it",
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
        word: "said",
        values: Values::Dates,
        meaning: "when something was said of it",
        example: "said:>2021-11",
        read: |value, reader| days(value, reader).map(Condition::Said),
    },
    Key {
        word: "recorded",
        values: Values::Dates,
        meaning: "when it was written into the book, by UTC",
        example: "recorded:yesterday",
        read: |value, reader| days(value, reader).map(Condition::Recorded),
    },
    Key {
        word: "claim",
        values: Values::Known,
        meaning: "the claim itself, by number",
        example: "claim:2,5",
        read: |value, _| {
            let number = value.parse().map(Condition::Claim);
            number.map_err(|_| Error::usage(format!("not the number of a claim: {value}")).hint("as in claim:2,5"))
        },
    },
    Key {
        word: "ref",
        values: Values::Known,
        meaning: "its id in the system it was imported from",
        example: "ref:albania-2",
        read: |value, _| Ok(Condition::Ref(value.to_string())),
    },
];

impl Record for Key {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("key", "key", |key| key.word.into()),
        Column::shown("values", "values", |key| match key.values {
            Values::Words(words) => Cell::List(words.iter().map(ToString::to_string).collect()),
            Values::Known | Values::Dates => Cell::Nothing,
        }),
        Column::shown("meaning", "meaning", |key| key.meaning.into()),
        Column::shown("example", "example", |key| key.example.into()),
    ];
}

impl Key {
    /// The key of a word, whatever its case.
    pub fn of(word: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| key.word.eq_ignore_ascii_case(word))
    }

    /// What it asks of a claim with one value.
    pub(super) fn condition(&self, value: &str, reader: &mut Reader) -> Result<Condition> {
        let value = value.trim();
        if value.is_empty() {
            return Err(Error::usage(format!("{}: needs a value", self.word)).hint(format!("as in {}", self.example)));
        }
        (self.read)(value, reader)
    }
}

fn word<T: FromStr<Err = Error>>(value: &str, condition: fn(T) -> Condition) -> Result<Condition> {
    value.parse().map(condition)
}

fn or_none(value: &str, none: Condition, condition: fn(String) -> Condition) -> Condition {
    if value.eq_ignore_ascii_case(NONE) { none } else { condition(value.to_string()) }
}

fn no_such(what: &str, typed: &str, known: &[&str]) -> Error {
    let error = Error::usage(format!("no such {what} {typed}"));
    match did_you_mean(typed, known.iter().copied()) {
        Some(word) => error.hint(format!("did you mean {word}?")),
        None => error.hint(format!("one of: {}", known.join(", "))),
    }
}

/// Days as they are written: `2021-11`, `>2021-11`, `<=2021-11-18`, `2021..2022`, `2021..`, `..2021`.
fn days(value: &str, reader: &mut Reader) -> Result<Days> {
    if let Some((from, to)) = value.split_once("..") {
        if to.contains("..") || (from.trim().is_empty() && to.trim().is_empty()) {
            return Err(Error::usage(format!("not a range of dates: {value}"))
                .hint("as in 2021-11..2021-12, 2021-11.. or ..2021-12"));
        }
        let mut end = |typed: &str| (!typed.trim().is_empty()).then(|| reader.date(typed)).transpose();
        let (from, to) = (end(from)?, end(to)?);
        return Days::new(from, to);
    }
    let beside = |typed: &str, reader: &mut Reader, later: bool| {
        let date = reader.date(typed)?;
        let beside = if later { date.next() } else { date.previous() };
        beside.map(Some).ok_or_else(|| {
            let sign = if later { '>' } else { '<' };
            Error::usage(format!("nothing can be said to be {sign} {date}"))
                .hint(format!("{sign}= includes it; {sign} goes by years, months, days or minutes"))
        })
    };
    if let Some(typed) = value.strip_prefix(">=") {
        Days::new(Some(reader.date(typed)?), None)
    } else if let Some(typed) = value.strip_prefix("<=") {
        Days::new(None, Some(reader.date(typed)?))
    } else if let Some(typed) = value.strip_prefix('>') {
        Days::new(beside(typed, reader, true)?, None)
    } else if let Some(typed) = value.strip_prefix('<') {
        Days::new(None, beside(typed, reader, false)?)
    } else {
        let date = reader.date(value)?;
        Days::new(Some(date.clone()), Some(date))
    }
}
