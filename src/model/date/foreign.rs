//! Dates as files of other programs have them.

use chrono::{DateTime, Datelike};

use super::{Date, DateError, MINUTE, spoken};
use crate::text::MONTHS;

/// Which comes first in `03/04/2021`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// The day, as in most of the world.
    DayFirst,
    /// The month, as in the United States.
    MonthFirst,
}

/// Months in other languages by their beginnings, where these are not English ones.
const ELSEWHERE: &[(&str, u32)] = &[
    ("janv", 1),
    ("ener", 1),
    ("genn", 1),
    ("fevr", 2),
    ("fever", 2),
    ("febbr", 2),
    ("marz", 3),
    ("mars", 3),
    ("maart", 3),
    ("avr", 4),
    ("abr", 4),
    ("mai", 5),
    ("mei", 5),
    ("magg", 5),
    ("mayo", 5),
    ("juin", 6),
    ("junh", 6),
    ("giug", 6),
    ("juil", 7),
    ("julh", 7),
    ("lugl", 7),
    ("aout", 8),
    ("agos", 8),
    ("sett", 9),
    ("setem", 9),
    ("okt", 10),
    ("outu", 10),
    ("otto", 10),
    ("octu", 10),
    ("novi", 11),
    ("nove", 11),
    ("dez", 12),
    ("dic", 12),
    ("dece", 12),
];

impl Date {
    /// Reads a date as files have it: ISO 8601, also with a space or as eight digits; `18/11/2021`, `18. November 2021`,
    /// `18 de noviembre de 2021`, RFC 2822. Midnight, as programs write a day, is the day; parts of seconds are cut.
    /// Words such as "yesterday" are no dates here.
    ///
    /// # Errors
    /// [`DateError::Ambiguous`] when day and month may be swapped and `order` does not say; else as [`Date::parse`].
    pub fn foreign(text: &str, order: Option<DayOrder>) -> Result<Self, DateError> {
        let text = text.trim();
        if let Some(date) = iso(text) {
            return Ok(date);
        }
        if let Ok(time) = DateTime::parse_from_rfc2822(text) {
            return Self::parse(&time.format("%Y-%m-%dT%H:%M:%S%:z").to_string());
        }
        if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self::parse(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]))
                .map_err(|_| DateError::unreadable(text));
        }
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return Err(DateError::unreadable(text));
        }
        // Any day will do: nothing that depends on it is taken.
        let anchor = chrono::NaiveDate::default();
        match spoken::read(&in_english(text), anchor) {
            Err(DateError::Ambiguous { readings: [day, month], .. }) if day == month => Ok(day),
            Err(DateError::Ambiguous { readings: [day, month], typed }) => match order {
                Some(DayOrder::DayFirst) => Ok(day),
                Some(DayOrder::MonthFirst) => Ok(month),
                None => Err(DateError::Ambiguous { typed, readings: [day, month] }),
            },
            Ok(date) if date.as_str().starts_with(&anchor.year().to_string()) || relative(text) => {
                Err(DateError::unreadable(text))
            }
            read => read,
        }
    }
}

/// ISO 8601, with a space for the T, parts of seconds, and midnight for a day.
fn iso(text: &str) -> Option<Date> {
    let (day, clock) = text.split_once(['T', ' ']).map_or((text, None), |(day, clock)| (day, Some(clock.trim())));
    let Some(clock) = clock else { return Date::parse(text).ok() };
    let (time, zone) = clock.find(['Z', '+', '-']).map_or((clock, ""), |at| clock.split_at(at));
    let time = time.split_once('.').map_or(time, |(whole, _)| whole).trim();
    let utc = matches!(zone, "" | "Z" | "+00:00" | "+0000" | "-00:00");
    if utc && matches!(time, "00:00" | "00:00:00") {
        return Date::parse(day).ok().filter(Date::is_exact_day);
    }
    let zone = match zone.len() {
        5 if zone.is_ascii() => format!("{}:{}", &zone[..3], &zone[3..]),
        _ => zone.to_string(),
    };
    Date::parse(&format!("{day}T{time}{zone}")).ok().filter(|date| date.as_str().len() >= MINUTE)
}

/// Whether words are of the kind that depends on the day on which they are said.
fn relative(text: &str) -> bool {
    let text = text.to_lowercase();
    ["ago", "day", "last", "now", "week", "in "].iter().any(|word| text.contains(word)) && !text.contains("day,")
}

/// A date with the names of months in English, and without what stands between its parts in other languages.
fn in_english(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let mut plain: Vec<String> = Vec::new();
    for word in words {
        let folded = crate::text::normalize::name_key(word);
        let known = ELSEWHERE.iter().find(|(begins, _)| folded.starts_with(begins));
        match known {
            _ if matches!(folded.as_str(), "de" | "del" | "of" | "the") => {}
            Some((_, month)) => plain.push(MONTHS[*month as usize - 1].to_string()),
            None => {
                let ordinal = word.strip_suffix('.').filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
                plain.push(ordinal.unwrap_or(word).trim_end_matches('.').to_string());
            }
        }
    }
    plain.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_files_are_read() {
        for (text, read) in [
            ("2021-11-18", "2021-11-18"),
            ("2021-11", "2021-11"),
            ("2020-10-07 20:05", "2020-10-07T20:05"),
            ("2022-11-04T00:00:00Z", "2022-11-04"),
            ("2022-11-04 00:00:00.000", "2022-11-04"),
            ("2022-11-11T21:01:41.123Z", "2022-11-11T21:01:41Z"),
            ("2022-11-11T21:01:41+0100", "2022-11-11T21:01:41+01:00"),
            ("20211118", "2021-11-18"),
            ("18/11/2021", "2021-11-18"),
            ("11/18/2021", "2021-11-18"),
            ("05/05/2021", "2021-05-05"),
            ("18.11.2021", "2021-11-18"),
            ("18. November 2021", "2021-11-18"),
            ("November 18, 2021", "2021-11-18"),
            ("18 de noviembre de 2021", "2021-11-18"),
            ("3 août 2021", "2021-08-03"),
            ("5. März 2021", "2021-03-05"),
            ("12 dic 2021", "2021-12-12"),
            ("Thu, 18 Nov 2021 09:30:00 +0000", "2021-11-18T09:30:00+00:00"),
        ] {
            assert_eq!(Date::foreign(text, None).map(|date| date.to_string()), Ok(read.to_string()), "{text}");
        }
    }

    #[test]
    fn what_may_be_two_days_needs_an_order() {
        assert!(matches!(Date::foreign("03/04/2021", None), Err(DateError::Ambiguous { .. })));
        let with = |order| Date::foreign("03/04/2021", Some(order)).unwrap().to_string();
        assert_eq!(
            (with(DayOrder::DayFirst).as_str(), with(DayOrder::MonthFirst).as_str()),
            ("2021-04-03", "2021-03-04")
        );
    }

    #[test]
    fn words_are_no_dates() {
        for text in ["yesterday", "3 days ago", "last friday", "", "soon", "31/02/2021", "18 November", "12"] {
            assert!(Date::foreign(text, None).is_err(), "{text}");
        }
    }
}
