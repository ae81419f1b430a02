//! Dates and ranges of dates in a filter.

use chrono::NaiveDateTime;

use super::condition::DateRange;
use crate::error::{Error, Result};
use crate::model::date::Date;

/// Parses the dates of filters at a local time, and collects notes on what they were read as.
pub(super) struct DateReader {
    now: NaiveDateTime,
    /// Whether a weekday is the coming one.
    is_ahead: bool,
    pub(super) notes: Vec<String>,
}

impl DateReader {
    /// Returns a reader for which "yesterday" is the day before `now`.
    pub(super) fn new(now: NaiveDateTime) -> Self {
        Self { now, is_ahead: false, notes: Vec::new() }
    }

    /// Returns the day.
    pub(super) fn today(&self) -> String {
        self.now.date().to_string()
    }

    /// Parses a range of days on which something is due.
    pub(super) fn range_ahead(&mut self, value: &str) -> Result<DateRange> {
        self.is_ahead = true;
        let range = self.range(value);
        self.is_ahead = false;
        range
    }

    /// Parses a date, and adds a note if it was not written in ISO 8601.
    pub(super) fn date(&mut self, typed: &str) -> Result<Date> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Error::usage("a date is missing").hint("as in said:2021-11 or said:>=2021-11"));
        }
        let read = if self.is_ahead { Date::from_input_ahead } else { Date::from_input };
        let date = read(typed, self.now).map_err(|error| Error::usage(error.to_string()).hint(error.hint()))?;
        if date.as_str() != typed {
            self.notes.push(format!("{typed} is {date}"));
        }
        Ok(date)
    }

    /// Parses a date or a range: `2021-11`, `>2021-11`, `<=2021-11-18`, `2021..2022`, `2021..`, `..2021`.
    pub(super) fn range(&mut self, value: &str) -> Result<DateRange> {
        if let Ok(date) = Date::parse(value)
            && date.is_vague()
        {
            return DateRange::new(Some(date.clone()), Some(date));
        }
        if let Some((from, to)) = value.split_once("..") {
            if to.contains("..") || (from.trim().is_empty() && to.trim().is_empty()) {
                return Err(Error::usage(format!("not a range of dates: {value}"))
                    .hint("as in 2021-11..2021-12, 2021-11.. or ..2021-12"));
            }
            let mut end = |typed: &str| (!typed.trim().is_empty()).then(|| self.date(typed)).transpose();
            let (from, to) = (end(from)?, end(to)?);
            return DateRange::new(from, to);
        }
        let beside = |dates: &mut Self, typed: &str, later: bool| {
            let date = dates.date(typed)?;
            let beside = if later { date.next() } else { date.previous() };
            beside.map(Some).ok_or_else(|| {
                let sign = if later { '>' } else { '<' };
                Error::usage(format!("{sign} cannot be used with {date}"))
                    .hint(format!("{sign}= includes it; {sign} works with a year, month, day or minute"))
            })
        };
        if let Some(typed) = value.strip_prefix(">=") {
            DateRange::new(Some(self.date(typed)?), None)
        } else if let Some(typed) = value.strip_prefix("<=") {
            DateRange::new(None, Some(self.date(typed)?))
        } else if let Some(typed) = value.strip_prefix('>') {
            DateRange::new(beside(self, typed, true)?, None)
        } else if let Some(typed) = value.strip_prefix('<') {
            DateRange::new(None, beside(self, typed, false)?)
        } else {
            let date = self.date(value)?;
            DateRange::new(Some(date.clone()), Some(date))
        }
    }
}
