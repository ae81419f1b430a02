//! Dates as exact as they are known: a year, a month, a day or a minute, written
//! as in ISO 8601.

mod elsewhere;
mod foreign;
mod shown;
mod spoken;
mod written;

use std::fmt;

pub use foreign::DayOrder;

use chrono::{Months, NaiveDate, NaiveDateTime, TimeDelta};

pub use shown::Precision;

/// A date of the years 0000 to 9999 with the precision that is known: `2021`, `2021-11`,
/// `2021-11-18`, `2021-11-18T09:30`, or with seconds and a zone as they were written.
///
/// Dates are in order of their text: a less exact date comes before the more exact
/// ones within it, and zones are not reckoned with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(String);

/// How many characters a date of each precision has.
const YEAR: usize = "2021".len();
const MONTH: usize = "2021-11".len();
const DAY: usize = "2021-11-18".len();
const MINUTE: usize = "2021-11-18T09:30".len();
const TO_THE_MINUTE: &str = "%Y-%m-%dT%H:%M";

/// Why some words are no date. Sentences without capital and full stop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// The words are in none of the known forms.
    #[error("cannot read \"{typed}\" as a date")]
    Unreadable {
        /// The words as typed.
        typed: String,
    },
    /// The form is right, but the calendar or the clock has no such thing.
    #[error("there is no {what}: {typed}")]
    Impossible {
        /// The words as typed.
        typed: String,
        /// What does not exist, such as `30 February 2021`.
        what: String,
    },
    /// Day and month could be either way round.
    #[error("{typed} may be {} or {}", readings[0], readings[1])]
    Ambiguous {
        /// The words as typed.
        typed: String,
        /// The reading with the day first, then the one with the month first.
        readings: [Date; 2],
    },
    /// A month or a day of a year that was not said.
    #[error("\"{typed}\" does not say which year")]
    NoYear {
        /// The words as typed.
        typed: String,
        /// How it would be written in the current year, such as `2021-11-18`.
        example: String,
    },
}

impl DateError {
    /// Says what to write instead, as a sentence without capital and full stop.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Ambiguous { readings, .. } => {
                format!("write it as {} or {}", readings[0], readings[1])
            }
            Self::NoYear { example, .. } => format!("add the year, as in {example}"),
            Self::Unreadable { typed } if written::has_short_year(typed) => {
                "write the year with four digits, as in 2021-11-18".to_owned()
            }
            Self::Unreadable { .. } | Self::Impossible { .. } => {
                "dates are written 2021, 2021-11, 2021-11-18 or 2021-11-18T09:30; \
                 \"yesterday\" and \"last friday\" work too"
                    .to_owned()
            }
        }
    }

    fn unreadable(typed: &str) -> Self {
        Self::Unreadable { typed: typed.to_owned() }
    }

    fn impossible(typed: &str, what: impl Into<String>) -> Self {
        Self::Impossible { typed: typed.to_owned(), what: what.into() }
    }
}

impl Date {
    /// Reads a date as it is written in files: ISO 8601 only, nothing around it.
    ///
    /// # Errors
    ///
    /// [`DateError::Unreadable`] when it is in another form,
    /// [`DateError::Impossible`] when the calendar has no such date.
    pub fn parse(input: &str) -> Result<Self, DateError> {
        let (day, clock) = match input.split_once('T') {
            Some((day, clock)) => (day, Some(clock)),
            None => (input, None),
        };
        let numbers = numbers(day, '-', &[4, 2, 2]).ok_or_else(|| DateError::unreadable(input))?;
        match numbers[..] {
            [year, month, day] => {
                calendar_day(input, year, month, day)?;
            }
            [_, month] => calendar_month(input, month)?,
            _ => {}
        }
        match clock {
            Some(_) if numbers.len() < 3 => return Err(DateError::unreadable(input)),
            Some(clock) => check_clock(input, clock)?,
            None => {}
        }
        Ok(Self(input.to_owned()))
    }

    /// Reads a date as people type it: ISO 8601, `yesterday`, `last friday`, `3 days
    /// ago`, `18 November 2021`, `18/11/2021`, with or without a clock time.
    ///
    /// Nothing is filled in that was not said: `November 2021` and `2 months ago` are
    /// months, and only a typed clock time makes minutes. `now` is the local time
    /// that relative words start from.
    ///
    /// # Errors
    ///
    /// [`DateError::Ambiguous`] when day and month may be swapped, [`DateError::NoYear`]
    /// when the year is missing, else as [`Date::parse`].
    pub fn read(input: &str, now: NaiveDateTime) -> Result<Self, DateError> {
        spoken::read(input.trim(), now.date())
    }

    /// Writes a day of the years 0000 to 9999.
    fn of_day(day: NaiveDate) -> Self {
        Self(day.format("%Y-%m-%d").to_string())
    }

    /// Gives the date as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the date of the same precision after this one: after a month the next month. None after the year 9999, and
    /// for a clock time with seconds or a zone.
    #[must_use]
    pub fn next(&self) -> Option<Self> {
        self.beside(true)
    }

    /// Gives the date of the same precision before this one, as [`Self::next`] gives the one after it.
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        self.beside(false)
    }

    fn beside(&self, later: bool) -> Option<Self> {
        let missing = "-01-01".get(self.0.len().saturating_sub(YEAR)..).unwrap_or_default();
        let first: Option<NaiveDate> = format!("{self}{missing}").parse().ok();
        let months = |count| {
            let months = Months::new(count);
            if later { first?.checked_add_months(months) } else { first?.checked_sub_months(months) }
        };
        let one = if later { 1 } else { -1 };
        let text = match self.0.len() {
            YEAR => months(12)?.format("%Y"),
            MONTH => months(1)?.format("%Y-%m"),
            DAY => first?.checked_add_signed(TimeDelta::days(one))?.format("%Y-%m-%d"),
            MINUTE => {
                let minute = NaiveDateTime::parse_from_str(&self.0, TO_THE_MINUTE).ok()?;
                minute.checked_add_signed(TimeDelta::minutes(one))?.format(TO_THE_MINUTE)
            }
            _ => return None,
        };
        Self::parse(&text.to_string()).ok()
    }

    /// Tells whether the date is a day without a clock time.
    #[must_use]
    pub fn is_exact_day(&self) -> bool {
        self.0.len() == DAY
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Reads at most as many numbers as there are widths, each of exactly its width in digits.
fn numbers(text: &str, separator: char, widths: &[usize]) -> Option<Vec<u32>> {
    let parts: Vec<_> = text.split(separator).collect();
    let fits = |(part, &width): (&&str, &usize)| {
        (part.len() == width && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
    };
    let numbers: Option<Vec<_>> = parts.iter().zip(widths).map(fits).collect();
    numbers.filter(|_| parts.len() <= widths.len())
}

fn calendar_day(typed: &str, year: u32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    calendar_month(typed, month)?;
    on_calendar(year, month, day).ok_or_else(|| {
        let name = written::month_name(month);
        DateError::impossible(typed, format!("{day} {name} {year:04}"))
    })
}

fn on_calendar(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn calendar_month(typed: &str, month: u32) -> Result<(), DateError> {
    match month {
        1..=12 => Ok(()),
        _ => Err(DateError::impossible(typed, format!("month {month}"))),
    }
}

/// Checks `HH:MM`, `HH:MM:SS` and a zone `Z` or `±HH:MM` (up to 14 hours) after them.
fn check_clock(typed: &str, clock: &str) -> Result<(), DateError> {
    let (time, zone) = match clock.find(['Z', '+', '-']) {
        Some(at) => clock.split_at(at),
        None => (clock, ""),
    };
    match numbers(time, ':', &[2, 2, 2]).as_deref() {
        Some([0..=23, 0..=59] | [0..=23, 0..=59, 0..=59]) => {}
        Some([_, _, ..]) => return Err(DateError::impossible(typed, format!("time {time}"))),
        _ => return Err(DateError::unreadable(typed)),
    }
    if matches!(zone, "" | "Z") {
        return Ok(());
    }
    match numbers(zone.trim_start_matches(['+', '-']), ':', &[2, 2]).as_deref() {
        Some([0..=13, 0..=59] | [14, 0]) if zone.len() == "+00:00".len() => Ok(()),
        Some([_, _]) => Err(DateError::impossible(typed, format!("time zone {zone}"))),
        _ => Err(DateError::unreadable(typed)),
    }
}

#[cfg(test)]
mod tests;
