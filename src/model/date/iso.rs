//! The date type, and its standard form: ISO 8601.

use std::cmp::Ordering;
use std::fmt;

use chrono::{Months, NaiveDate, NaiveDateTime, TimeDelta};

use crate::text::MONTHS;

/// A date of the years 0000 to 9999 with the precision that is known: `2021`, `2021-11`,
/// `2021-11-18`, `2021-11-18T09:30`, or with seconds and a zone as they were written; or a vague date such as `199X`.
///
/// Dates are ordered by the text of the first date that may be meant: a year comes before the months in it, and what has no
/// beginning comes first. Time zones are ignored.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Date(pub(super) String);

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        if !self.is_vague() && !other.is_vague() {
            return self.0.cmp(&other.0);
        }
        let first = |date: &Self| date.ends().0.map(|first| first.0).unwrap_or_default();
        (first(self), &self.0).cmp(&(first(other), &other.0))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Characters between the numbers of a date.
pub(super) const DATE_SEPARATORS: [char; 3] = ['/', '.', '-'];

/// Number of characters of a date of each precision.
pub(super) const YEAR: usize = "2021".len();
pub(super) const MONTH: usize = "2021-11".len();
pub(super) const DAY: usize = "2021-11-18".len();
pub(super) const MINUTE: usize = "2021-11-18T09:30".len();
pub(super) const TO_THE_MINUTE: &str = "%Y-%m-%dT%H:%M";

/// Why a text is not a date. Messages have no capital and no full stop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// The text is in no known format.
    #[error("cannot read \"{typed}\" as a date")]
    Unreadable {
        /// The text as typed.
        typed: String,
    },
    /// The format is right, but the calendar or the clock has no such value.
    #[error("there is no {what}: {typed}")]
    Impossible {
        /// The text as typed.
        typed: String,
        /// What does not exist, such as `30 February 2021`.
        what: String,
    },
    /// Day and month can be swapped.
    #[error("{typed} may be {} or {}", readings[0], readings[1])]
    Ambiguous {
        /// The text as typed.
        typed: String,
        /// The reading with the day first, then the one with the month first.
        readings: [Date; 2],
    },
    /// The year is missing.
    #[error("\"{typed}\" does not say which year")]
    NoYear {
        /// The text as typed.
        typed: String,
        /// The same date in the current year, such as `2021-11-18`.
        example: String,
    },
}

impl DateError {
    /// Returns what to write instead, without capital and full stop.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Ambiguous { readings, .. } => {
                format!("write it as {} or {}", readings[0], readings[1])
            }
            Self::NoYear { example, .. } => format!("add the year, as in {example}"),
            Self::Unreadable { typed } if has_short_year(typed) => {
                "write the year with four digits, as in 2021-11-18".to_owned()
            }
            Self::Unreadable { .. } | Self::Impossible { .. } => {
                "dates are written 2021, 2021-11, 2021-11-18 or 2021-11-18T09:30; \
                 \"yesterday\" and \"last friday\" work too"
                    .to_owned()
            }
        }
    }

    pub(super) fn unreadable(typed: &str) -> Self {
        Self::Unreadable { typed: typed.to_owned() }
    }

    pub(super) fn impossible(typed: &str, what: impl Into<String>) -> Self {
        Self::Impossible { typed: typed.to_owned(), what: what.into() }
    }
}

impl Date {
    /// Parses a date in ISO 8601 or a vague date, with nothing around it.
    ///
    /// # Errors
    ///
    /// [`DateError::Unreadable`] if it is in another format,
    /// [`DateError::Impossible`] if the calendar has no such date.
    pub fn parse(input: &str) -> Result<Self, DateError> {
        if let Some(vague) = Self::parse_vague(input) {
            return vague;
        }
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

    /// Returns a day of the years 0 to 9999.
    pub fn of_day(day: NaiveDate) -> Self {
        Self(day.format("%Y-%m-%d").to_string())
    }

    /// Returns a minute of those years.
    pub fn of_minute(time: NaiveDateTime) -> Self {
        Self(time.format(TO_THE_MINUTE).to_string())
    }

    /// Returns the date as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the next date of the same precision: after a month the next month. Returns `None` after the year 9999 and for a
    /// clock time with seconds or a zone. The next date of a vague one is that of the last date that may be meant.
    #[must_use]
    pub fn next(&self) -> Option<Self> {
        self.ends().1?.neighbour(true)
    }

    /// Returns the previous date of the same precision, with the exceptions of [`Self::next`].
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        self.ends().0?.neighbour(false)
    }

    fn neighbour(&self, later: bool) -> Option<Self> {
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

    /// Whether the date is a day without a clock time.
    #[must_use]
    pub fn is_exact_day(&self) -> bool {
        self.0.len() == DAY && !self.is_vague()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Parses numbers of exactly the given widths; the last ones can be missing.
fn numbers(text: &str, separator: char, widths: &[usize]) -> Option<Vec<u32>> {
    let parts: Vec<_> = text.split(separator).collect();
    let fits = |(part, &width): (&&str, &usize)| {
        (part.len() == width && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
    };
    let numbers: Option<Vec<_>> = parts.iter().zip(widths).map(fits).collect();
    numbers.filter(|_| parts.len() <= widths.len())
}

pub(super) fn calendar_day(typed: &str, year: u32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    calendar_month(typed, month)?;
    on_calendar(year, month, day).ok_or_else(|| {
        let name = month_name(month);
        DateError::impossible(typed, format!("{day} {name} {year:04}"))
    })
}

pub(super) fn on_calendar(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

pub(super) fn calendar_month(typed: &str, month: u32) -> Result<(), DateError> {
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

/// Whether a date in numbers has a year of two digits, as in `4.1.24`.
pub(super) fn has_short_year(typed: &str) -> bool {
    let parts: Vec<_> = typed.split(DATE_SEPARATORS).collect();
    let short = |part: &&str| part.len() <= 2 && is_number(part);
    parts.len() == 3 && parts.iter().all(short)
}

/// Returns the English name of a month from 1 to 12.
pub(super) fn month_name(month: u32) -> &'static str {
    let mut numbered = (1..).zip(MONTHS);
    let found = numbered.find(|&(number, _)| number == month);
    found.map_or("month", |(_, name)| name)
}

/// Whether a word consists of ASCII digits.
pub(super) fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests;
