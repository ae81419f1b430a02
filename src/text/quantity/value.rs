//! The values of quantities.

use std::ops::Range;

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What a number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Money in a currency, by its ISO 4217 code. A dollar is a US dollar unless the text says whose.
    Money(&'static str),
    /// Percent, percentage points, and shares such as "one in five".
    Percent,
    /// Multiples: `twice`, `3x`; and shares with infinite decimals in percent, such as a third.
    Times,
    /// A count of things, see [`Quantity::of`].
    Count,
    /// A place in an order, as in "the third wave".
    Ordinal,
}

/// A day, month or year, with the parts that the text gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartialDate {
    /// The year; before Christ it is negative.
    pub year: Option<i32>,
    /// The month, from 1.
    pub month: Option<u32>,
    /// The day of the month, from 1.
    pub day: Option<u32>,
}

/// The value of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// An amount of a unit.
    Number {
        /// The exact amount.
        amount: Decimal,
        /// The unit.
        unit: Unit,
    },
    /// A date.
    Date(PartialDate),
}

/// A quantity in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Its range in bytes, without the noun that is counted.
    pub range: Range<usize>,
    /// Its value.
    pub value: Value,
    /// What a [`Unit::Count`] counts, as a key for comparing: lower-case and, roughly, singular
    /// (`people`, `migrant`). Empty if unknown, or if it is not a count.
    pub of: String,
    /// The same as written.
    pub noun: String,
    /// Whether a word such as "about" or "nearly" stands before it.
    pub is_about: bool,
}

/// The result of comparing two lists of quantities, as pairs of indices into the first and the second.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Pairs that agree.
    pub agree: Vec<(usize, usize)>,
    /// Pairs that give different values for the same thing.
    pub conflict: Vec<(usize, usize)>,
}

impl PartialDate {
    /// Returns the date, if it exists in the calendar. Without a year, 29 February exists.
    pub(super) fn new(year: Option<u32>, month: Option<u32>, day: Option<u32>) -> Option<Self> {
        let year = year.map(i32::try_from).transpose().ok()?;
        NaiveDate::from_ymd_opt(year.unwrap_or(2000), month.unwrap_or(1), day.unwrap_or(1))?;
        Some(Self { year, month, day })
    }
}
