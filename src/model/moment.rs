//! A moment of the history: an entry, or the end of a day or minute.

use chrono::{Local, NaiveDateTime, TimeZone as _};

use super::filter::DateRange;
use super::{Date, DateError};
use crate::error::{Error, Result};

/// A moment of the history, at which a book is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// After this entry.
    Entry(i64),
    /// At the end of this minute, in UTC: `2021-11-18T09:30`.
    Minute(String),
}

impl Moment {
    /// Reads a moment as it was typed: the number of an entry, or a date. A date means its end: that of the day, month or year.
    ///
    /// # Errors
    /// Neither of the two.
    pub fn read(typed: &str, now: NaiveDateTime) -> Result<Self> {
        let typed = typed.trim();
        let digits = typed.strip_prefix('#').unwrap_or(typed);
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            let number = digits.parse().ok().filter(|number| *number > 0);
            return number.map(Self::Entry).ok_or_else(|| no_moment(typed));
        }
        let date = Date::from_input(typed, now)
            .map_err(|error: DateError| Error::usage(error.to_string()).hint(error.hint()).about("at"))?;
        let range = DateRange::new(None, Some(date))?.in_utc();
        range.to().map(|to| Self::Minute(to.to_string())).ok_or_else(|| no_moment(typed))
    }

    /// Returns the local time of the moment, by which "today" and "overdue" are understood: the end of the day that was named, or the
    /// minute in which the entry was recorded. It is never later than now. `recorded_at` is the time of its last entry, in UTC.
    pub fn local_time(&self, recorded_at: &str, now: NaiveDateTime) -> NaiveDateTime {
        let minute = match self {
            Self::Entry(_) => recorded_at,
            Self::Minute(minute) => minute,
        };
        let utc = minute.get(..16).and_then(|minute| NaiveDateTime::parse_from_str(minute, "%Y-%m-%dT%H:%M").ok());
        utc.map_or(now, |utc| Local.from_utc_datetime(&utc).naive_local()).min(now)
    }
}

fn no_moment(typed: &str) -> Error {
    Error::usage(format!("not a moment of the history: {typed}"))
        .hint("write a day, as in 2021-11-18, or the number of an entry that gainsay log shows")
        .about("at")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_an_entry_and_a_date_means_its_end() {
        let now = NaiveDateTime::default();
        for (typed, entry) in [("41", 41), ("#1", 1), ("2021", 2021)] {
            assert_eq!(Moment::read(typed, now).unwrap(), Moment::Entry(entry), "{typed}");
        }
        // Which minute it is in UTC depends on the time zone.
        for typed in ["2021-11-18", "2021-11-18T09:30", "2021-11", "yesterday"] {
            assert!(matches!(Moment::read(typed, now).unwrap(), Moment::Minute(_)), "{typed}");
        }
        for typed in ["", "0", "#", "-3", "2021-13-01", "some day"] {
            assert!(Moment::read(typed, now).is_err(), "{typed}");
        }
    }

    #[test]
    fn the_day_of_a_moment_is_the_day_that_was_named_or_that_of_the_entry() {
        let now: NaiveDateTime = "2021-11-20T12:00:00".parse().unwrap();
        let day = |typed: &str, recorded_at: &str| {
            Moment::read(typed, now).unwrap().local_time(recorded_at, now).date().to_string()
        };
        // At noon in UTC, most of the world has the same day.
        for (typed, expected) in
            [("2021-11-18", "2021-11-18"), ("3", "2021-11-16"), ("yesterday", "2021-11-19"), ("2021-12", "2021-11-20")]
        {
            assert_eq!(day(typed, "2021-11-16T12:00:00Z"), expected, "{typed}");
        }
    }
}
