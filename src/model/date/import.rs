//! Dates as files of other programs write them.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, NaiveDate};

use super::input::parse_input;
use super::iso::{Date, DateError, MINUTE, is_number};
use super::languages::in_english;
use crate::error::Error;

/// The order of day and month in `03/04/2021`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub enum DayOrder {
    /// The day, as in most of the world.
    #[serde(rename = "dmy")]
    DayFirst,
    /// The month, as in the United States.
    #[serde(rename = "mdy")]
    MonthFirst,
}

impl DayOrder {
    /// The words for the orders.
    pub const WORDS: [&str; 2] = ["dmy", "mdy"];

    /// Returns the word for the order.
    pub fn as_str(self) -> &'static str {
        Self::WORDS[usize::from(self == Self::MonthFirst)]
    }
}

impl std::str::FromStr for DayOrder {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self, Error> {
        match word.trim() {
            "dmy" => Ok(Self::DayFirst),
            "mdy" => Ok(Self::MonthFirst),
            other => Err(Error::usage(format!("no such order of dates: {other}")).hint("dates=dmy, or dates=mdy")),
        }
    }
}

/// How the dates of a column are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateForm {
    /// The order of day and month, if known.
    pub order: Option<DayOrder>,
    /// The present year. A year of two digits is never later; without it, such a year is not read.
    pub this_year: Option<i32>,
}

impl From<Option<DayOrder>> for DateForm {
    fn from(order: Option<DayOrder>) -> Self {
        Self { order, this_year: None }
    }
}

impl Date {
    /// Parses a date as files write it: ISO 8601, also with a space or as eight digits; `18/11/2021`, `18.11.2021`, `18. November 2021`,
    /// `18 de noviembre de 2021`, `2021年11月18日`, `18-nov-21`, RFC 2822, JavaScript's, Twitter's, XML Schema's
    /// `2021-11-18Z`, `Date(2021,10,18)` of spreadsheets, seconds since 1970. Midnight, as programs write
    /// a day, is the day; parts of seconds are cut. Relative words such as "yesterday" are errors.
    ///
    /// # Errors
    /// [`DateError::Ambiguous`] if day and month can be swapped and their order is not known; else as [`Date::parse`].
    pub fn from_import(text: &str, form: impl Into<DateForm>) -> Result<Self, DateError> {
        let (text, DateForm { order, this_year }) = (text.trim(), form.into());
        if Self::is_zero(text) {
            return Err(DateError::unreadable(text));
        }
        let of_program = || zoned_day(text).or_else(|| of_script(text)).or_else(|| of_twitter(text));
        if let Some(date) = iso(text).or_else(|| since_1970(text)).or_else(|| parted(text)).or_else(of_program) {
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
        // Relative dates are found by this year, which no file means.
        let anchor = NaiveDate::from_ymd_opt(9_000, 7, 1).unwrap_or_default();
        let (text, zone) = before_zone(text);
        let text = this_year.map_or(text.into(), |year| with_full_year(text, year, order.is_some()));
        let text = &with_spaces(&text);
        let order = order.or(dotted(text).then_some(DayOrder::DayFirst));
        let english = in_english(text);
        let date = match parse_input(&english, anchor) {
            Err(DateError::Ambiguous { readings: [day, month], typed }) => match order {
                _ if day == month => day,
                Some(DayOrder::DayFirst) => day,
                Some(DayOrder::MonthFirst) => month,
                None => return Err(DateError::Ambiguous { typed, readings: [day, month] }),
            },
            Ok(date) if date.as_str().starts_with(&anchor.year().to_string()) || relative(&english) => {
                return Err(DateError::unreadable(text));
            }
            read => read?,
        };
        let is_exact = date.as_str().len() >= MINUTE && !date.is_vague();
        Ok(Self::parse(&format!("{date}{zone}")).ok().filter(|_| is_exact).unwrap_or(date))
    }

    /// Whether a text is a placeholder for a missing date: `0000-00-00`, `0001-01-01T00:00:00`,
    /// `-0001-11-30`.
    pub fn is_zero(text: &str) -> bool {
        let year = text.trim().trim_start_matches('-').split(['-', '/', '.', 'T', ' ']).next().unwrap_or_default();
        let digits = || text.bytes().filter(u8::is_ascii_digit);
        matches!(year, "0000" | "0001") || digits().count() > 0 && digits().all(|digit| digit == b'0')
    }
}

/// Whether a date is written with full stops, `05.03.2024`. Such dates have the day first (Unicode CLDR, date formats).
fn dotted(text: &str) -> bool {
    let parts: Vec<_> = text.split('.').map(str::trim).collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Parses seconds or milliseconds since 1970, of the years 2001 to 2286.
fn since_1970(text: &str) -> Option<Date> {
    let seconds = text.get(..10).filter(|_| matches!(text.len(), 10 | 13) && !text.starts_with('0'))?;
    let time = DateTime::from_timestamp(seconds.parse().ok()?, 0)?;
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| Date::parse(&time.format("%Y-%m-%dT%H:%M:%SZ").to_string()).ok()).flatten()
}

/// Parses year, month and day in this order, with other signs between them: `2021年11月18日`, `2021. 11. 18.`.
fn parted(text: &str) -> Option<Date> {
    let sign = |c: char| c.is_whitespace() || matches!(c, '年' | '月' | '日' | '년' | '월' | '일' | '.' | '/');
    let numbers: Vec<u32> =
        text.split(sign).filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [year @ 1000..=9999, month, day] = numbers[..] else { return None };
    Date::parse(&format!("{year}-{month:02}-{day:02}")).ok()
}

/// Parses a day with a time zone, as in XML Schema: `2021-11-18Z`, `2021-11-18+01:00`.
fn zoned_day(text: &str) -> Option<Date> {
    let (day, zone) = (text.get(..10)?, text.get(10..)?);
    (zone == "Z" || zone.len() == 6 && offset(zone).is_some()).then(|| Date::parse(day).ok()).flatten()
}

/// Parses a date as JavaScript constructs it, with months from 0: `Date(2021,10,18)`, `Date(2021,10,18,9,30,0)`.
fn of_script(text: &str) -> Option<Date> {
    let numbers = text.strip_prefix("new ").unwrap_or(text).strip_prefix("Date(")?.strip_suffix(')')?;
    let numbers: Vec<u32> = numbers.split(',').map(|number| number.trim().parse().ok()).collect::<Option<_>>()?;
    let [year, month, day, ref clock @ ..] = numbers[..] else { return None };
    let day = format!("{year:04}-{:02}-{day:02}", month.checked_add(1)?);
    match *clock {
        [hour, minute, ..] if clock.iter().any(|number| *number > 0) => {
            Date::parse(&format!("{day}T{hour:02}:{minute:02}")).ok()
        }
        _ => Date::parse(&day).ok(),
    }
}

/// Parses a date as Twitter writes it: `Thu Nov 18 09:30:00 +0000 2021`.
fn of_twitter(text: &str) -> Option<Date> {
    let time = DateTime::parse_from_str(text, "%a %b %d %H:%M:%S %z %Y").ok()?;
    Date::parse(&time.format("%Y-%m-%dT%H:%M:%S%:z").to_string()).ok()
}

/// Completes a year of two digits at the end of a date in numbers or with the name of a month: the last such year that
/// is not in the future. `21-11-18` may begin with the year, and is completed only where the order is known.
fn with_full_year(text: &str, this_year: i32, is_order_known: bool) -> Cow<'_, str> {
    let full = |year: &str| {
        let digits = year.trim_start_matches(['\'', '’']);
        let number: i32 = digits.parse().ok().filter(|_| is_number(digits) && digits.len() == 2)?;
        Some((this_year - (this_year - number).rem_euclid(100)).to_string())
    };
    let date =
        text.find(':').map_or(text, |clock| text[..clock].trim_end_matches(|c: char| c.is_ascii_digit())).trim_end();
    let date = date.trim_end_matches([',', '-', 'T']).trim_end();
    let parts: Vec<&str> = date.split([' ', '-', '/', '.', ',']).filter(|part| !part.is_empty()).collect();
    let is_short = |part: &&str| part.len() <= 2 && is_number(part);
    let may_begin_with_year = date.contains('-') && !is_order_known;
    let completes = match parts[..] {
        [day, month, _] if is_short(&day) && is_short(&month) => !may_begin_with_year,
        [.., _] if parts.len() > 3 => false,
        // Spreadsheets write a day without a year as 18-Nov, and a month as Nov-21.
        [month, _] => date.contains('-') && month.starts_with(char::is_alphabetic),
        [one, other, _] => {
            let is_name = |part: &str| part.starts_with(char::is_alphabetic);
            is_name(one) && is_short(&other) || is_short(&one) && is_name(other)
        }
        _ => false,
    };
    let last = parts.last().copied().unwrap_or_default();
    match full(last).filter(|_| completes) {
        Some(year) => format!("{}{year}{}", &date[..date.len() - last.len()], &text[date.len()..]).into(),
        None => text.into(),
    }
}

/// Replaces the signs between the parts of a date with the name of a month: `18-févr.-2021` is `18 févr. 2021`.
fn with_spaces(text: &str) -> Cow<'_, str> {
    let (date, rest) = text.split_at(text.find(' ').unwrap_or(text.len()));
    let is_named = date.contains(char::is_alphabetic) && date.contains(|c: char| c.is_ascii_digit());
    let parts = date.split(['-', '/']).count();
    if is_named && (2..=3).contains(&parts) { (date.replace(['-', '/'], " ") + rest).into() } else { text.into() }
}

/// Parses the offset of a time zone: `-5`, `+0530`, `+05:30`.
fn offset(text: &str) -> Option<String> {
    let sign = text.chars().next().filter(|sign| matches!(sign, '+' | '-'))?;
    let digits: String =
        text[1..].chars().take_while(|c| c.is_ascii_digit() || *c == ':').filter(|c| *c != ':').collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "00"),
        3 | 4 => digits.split_at(digits.len() - 2),
        _ => return None,
    };
    Some(format!("{sign}{hours:0>2}:{minutes}"))
}

/// Splits a text before the name of a time zone after a clock time, such as `GMT+0100 (CET)`. Returns the zone if it is an offset.
fn before_zone(text: &str) -> (&str, String) {
    const ZONES: [&str; 11] = [" GMT", " UTC", " (", " CET", " CEST", " EST", " EDT", " PST", " PDT", " IST", " BST"];
    let clock = text.find(':').unwrap_or(text.len());
    let Some(at) = ZONES.iter().filter_map(|zone| text[clock..].find(zone)).min() else { return (text, String::new()) };
    let (before, zone) = text.split_at(clock + at);
    let zone = match zone.get(4..).and_then(offset) {
        Some(offset) => offset,
        None if zone.starts_with(" GMT") || zone.starts_with(" UTC") => "Z".to_string(),
        None => String::new(),
    };
    (before.trim_end_matches([',', '-', ' ']), zone)
}

/// Parses ISO 8601, also with a space instead of the T. Fractions of seconds are cut; midnight in UTC means the day.
fn iso(text: &str) -> Option<Date> {
    let (day, clock) = text.split_once(['T', ' ']).map_or((text, None), |(day, clock)| (day, Some(clock.trim())));
    // A cell such as 2023-24 is a year of two calendar years rather than a winter.
    let Some(clock) = clock else { return Date::parse(text).ok().filter(|date| !date.is_vague()) };
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

/// Whether a text has words of relative dates.
fn relative(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.any(|word| matches!(word, "ago" | "today" | "yesterday" | "tomorrow" | "last" | "now" | "week" | "in"))
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
            ("2021-11-18T20:05:00+00:00", "2021-11-18T20:05:00+00:00"),
            ("1637222700", "2021-11-18T08:05:00Z"),
            ("1637222700123", "2021-11-18T08:05:00Z"),
            ("Thu Nov 18 2021 09:30:00 GMT+0100 (CET)", "2021-11-18T09:30:00+01:00"),
            ("2021-11-18 09:30:00 UTC", "2021-11-18T09:30:00Z"),
            ("18/11/2021 - 20:05", "2021-11-18T20:05"),
            ("Mié, 18/11/2021 - 20:05", "2021-11-18T20:05"),
            ("jeudi 18 novembre 2021 à 20h05", "2021-11-18T20:05"),
            ("1er août 2021", "2021-08-01"),
            ("18 de agosto de 2021", "2021-08-18"),
            ("18 agosto 1970", "1970-08-18"),
            ("Thursday 18 November 2021", "2021-11-18"),
            ("18 maja 2021", "2021-05-18"),
            ("5 de março de 2021", "2021-03-05"),
            ("05.03.2021", "2021-03-05"),
            ("18 Kasım 2021", "2021-11-18"),
            ("18 ноября 2021 г.", "2021-11-18"),
            ("2021年11月18日", "2021-11-18"),
            ("2021. 11. 18.", "2021-11-18"),
            ("2021/11/18", "2021-11-18"),
            ("Nov 18, 2021 8:05 PM", "2021-11-18T20:05"),
        ] {
            assert_eq!(Date::from_import(text, None).map(|date| date.to_string()), Ok(read.to_string()), "{text}");
        }
    }

    #[test]
    fn dates_of_spreadsheets_and_programs_are_read() {
        let form = DateForm { order: Some(DayOrder::MonthFirst), this_year: Some(2026) };
        for (text, read) in [
            ("3/13/21", "2021-03-13"),
            ("4/3/21", "2021-04-03"),
            ("4/3/27", "1927-04-03"),
            ("12-31-99 9:30 PM", "1999-12-31T21:30"),
            ("4-Mar-21", "2021-03-04"),
            ("4-mrt-21", "2021-03-04"),
            ("18-févr.-21", "2021-02-18"),
            ("18-ago-2021", "2021-08-18"),
            ("18 set 2021", "2021-09-18"),
            ("Mar 4, '21", "2021-03-04"),
            ("4. Mrz 21", "2021-03-04"),
            ("Feb-20", "2020-02"),
            ("dic-20", "2020-12"),
            ("2021-03-04Z", "2021-03-04"),
            ("2021-03-04+01:00", "2021-03-04"),
            ("Date(2024,1,16)", "2024-02-16"),
            ("Date(2024,11,31,23,5,0)", "2024-12-31T23:05"),
            ("Wed Oct 10 20:19:24 +0000 2018", "2018-10-10T20:19:24+00:00"),
            ("2021/03/04 11:30:00 PM GMT-5", "2021-03-04T23:30:00-05:00"),
            ("3/4/2021 11:30:15 PM GMT+5:30", "2021-03-04T23:30:15+05:30"),
        ] {
            assert_eq!(Date::from_import(text, form).map(|date| date.to_string()), Ok(read.to_string()), "{text}");
        }
        let unordered = DateForm { order: None, ..form };
        for text in ["21-03-04", "4/3/21", "20-Feb", "Date(2024,12,1)", "Sep 21", "3 days ago", "21"] {
            assert!(Date::from_import(text, unordered).is_err(), "{text}");
        }
        assert!(Date::from_import("3/13/21", None).is_err(), "the present year is not known");
    }

    #[test]
    fn what_may_be_two_days_needs_an_order() {
        assert!(matches!(Date::from_import("03/04/2021", None), Err(DateError::Ambiguous { .. })));
        let with = |order| Date::from_import("03/04/2021", Some(order)).unwrap().to_string();
        assert_eq!(
            (with(DayOrder::DayFirst).as_str(), with(DayOrder::MonthFirst).as_str()),
            ("2021-04-03", "2021-03-04")
        );
    }

    #[test]
    fn words_are_no_dates() {
        for text in [
            "yesterday",
            "3 days ago",
            "last friday",
            "",
            "soon",
            "31/02/2021",
            "18 November",
            "12",
            "0000-00-00",
            "0001-01-01T00:00:00",
            "18 listopada 2021",
        ] {
            assert!(Date::from_import(text, None).is_err(), "{text}");
        }
    }
}
