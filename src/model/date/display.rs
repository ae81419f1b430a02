//! Dates in words, their time spans, and their precision.

use chrono::{Months, NaiveDate, NaiveDateTime, TimeDelta};

use super::iso::{DAY, Date, MINUTE, MONTH, TO_THE_MINUTE, YEAR, month_name};

impl Date {
    /// Returns the date in words, as exact as it is known: `2021`, `November 2021`, `18 November 2021`, `18 November 2021, 09:30`.
    #[must_use]
    pub fn in_words(&self) -> String {
        if self.is_vague() {
            return self.vague_in_words();
        }
        let number = |from: usize, to: usize| self.0.get(from..to).and_then(|digits| digits.parse().ok()).unwrap_or(0);
        let year = &self.0[..YEAR];
        let month = || month_name(number(YEAR + 1, MONTH));
        match self.0.split_once('T') {
            Some((day, clock)) => format!("{}, {clock}", Self(day.to_string()).in_words()),
            None if self.0.len() == DAY => format!("{} {} {year}", number(MONTH + 1, DAY), month()),
            None if self.0.len() == MONTH => format!("{} {year}", month()),
            None => year.to_string(),
        }
    }

    /// Returns the first minute of the date and the first minute after it. Time zones are ignored. Where a vague date has no
    /// beginning or no end, the other one stands in.
    #[must_use]
    pub fn span(&self) -> (NaiveDateTime, NaiveDateTime) {
        if self.is_vague() {
            return match self.ends() {
                (Some(first), Some(last)) => (first.span().0, last.span().1),
                (first, last) => first.or(last).map(|one| one.span()).unwrap_or_default(),
            };
        }
        let missing = "-01-01".get(self.0.len().saturating_sub(YEAR)..).unwrap_or_default();
        let written = self.0.get(..DAY).unwrap_or(&self.0);
        let first = format!("{written}{missing}")
            .parse::<NaiveDate>()
            .unwrap_or_default()
            .and_time(NaiveDateTime::default().time());
        let minute = self.0.get(..MINUTE).and_then(|text| NaiveDateTime::parse_from_str(text, TO_THE_MINUTE).ok());
        let end = match (minute, self.0.len()) {
            (Some(minute), _) => return (minute, minute + TimeDelta::minutes(1)),
            (_, YEAR) => first + Months::new(12),
            (_, MONTH) => first + Months::new(1),
            _ => first + TimeDelta::days(1),
        };
        (first, end)
    }

    /// Returns the date cut to a precision. A date that is less exact or vague stays as it is.
    #[must_use]
    pub fn no_finer_than(&self, of: Precision) -> Self {
        if self.is_vague() {
            return self.clone();
        }
        let length = match of {
            Precision::Day => DAY,
            Precision::Month => MONTH,
            Precision::Year => YEAR,
        };
        Self(self.0.get(..length).unwrap_or(&self.0).to_string())
    }
}

/// The maximum precision of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_told_as_exact_as_it_is_known() {
        for (written, told, from, to) in [
            ("2021", "2021", "2021-01-01T00:00", "2022-01-01T00:00"),
            ("9999", "9999", "9999-01-01T00:00", "+10000-01-01T00:00"),
            ("2021-12", "December 2021", "2021-12-01T00:00", "2022-01-01T00:00"),
            ("2020-02-29", "29 February 2020", "2020-02-29T00:00", "2020-03-01T00:00"),
            ("2021-11-08T23:59", "8 November 2021, 23:59", "2021-11-08T23:59", "2021-11-09T00:00"),
            ("2021-11-18T09:30:15Z", "18 November 2021, 09:30:15Z", "2021-11-18T09:30", "2021-11-18T09:31"),
        ] {
            let date = Date::parse(written).unwrap();
            let shown = |time: NaiveDateTime| time.format(TO_THE_MINUTE).to_string();
            let (first, end) = date.span();
            assert_eq!((date.in_words().as_str(), shown(first), shown(end)), (told, from.to_string(), to.to_string()));
        }
    }

    #[test]
    fn a_date_never_becomes_more_exact() {
        for (written, of, coarser) in [
            ("2021-11-18T09:30", Precision::Day, "2021-11-18"),
            ("2021-11-18", Precision::Month, "2021-11"),
            ("2021", Precision::Month, "2021"),
            ("2021-11", Precision::Year, "2021"),
        ] {
            assert_eq!(Date::parse(written).unwrap().no_finer_than(of).as_str(), coarser);
        }
    }
}
