//! A moment of the history: an entry, or the end of a day or minute.

use chrono::NaiveDateTime;

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
}
