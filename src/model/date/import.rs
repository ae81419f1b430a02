//! Dates as files of other programs write them.

use chrono::{DateTime, Datelike, NaiveDate};

use super::input::parse_input;
use super::iso::{Date, DateError, MINUTE};
use super::languages::in_english;

/// The order of day and month in `03/04/2021`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// The day, as in most of the world.
    DayFirst,
    /// The month, as in the United States.
    MonthFirst,
}

impl Date {
    /// Parses a date as files write it: ISO 8601, also with a space or as eight digits; `18/11/2021`, `18.11.2021`, `18. November 2021`,
    /// `18 de noviembre de 2021`, `2021年11月18日`, RFC 2822, JavaScript's, seconds since 1970. Midnight, as programs write
    /// a day, is the day; parts of seconds are cut. Relative words such as "yesterday" are errors.
    ///
    /// # Errors
    /// [`DateError::Ambiguous`] if day and month can be swapped and `order` is `None`; else as [`Date::parse`].
    pub fn from_import(text: &str, order: Option<DayOrder>) -> Result<Self, DateError> {
        let text = text.trim();
        if Self::is_zero(text) {
            return Err(DateError::unreadable(text));
        }
        if let Some(date) = iso(text).or_else(|| since_1970(text)).or_else(|| parted(text)) {
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
        let order = order.or(dotted(text).then_some(DayOrder::DayFirst));
        match parse_input(&in_english(text), anchor) {
            Err(DateError::Ambiguous { readings: [day, month], .. }) if day == month => Ok(day),
            Err(DateError::Ambiguous { readings: [day, month], typed }) => match order {
                Some(DayOrder::DayFirst) => Ok(day),
                Some(DayOrder::MonthFirst) => Ok(month),
                None => Err(DateError::Ambiguous { typed, readings: [day, month] }),
            },
            Ok(date) if date.as_str().starts_with(&anchor.year().to_string()) || relative(text) => {
                Err(DateError::unreadable(text))
            }
            Ok(date) if date.as_str().len() >= MINUTE => Ok(Self::parse(&format!("{date}{zone}")).unwrap_or(date)),
            read => read,
        }
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

/// Splits a text before the name of a time zone after a clock time, such as `GMT+0100 (CET)`. Returns the zone if it is an offset.
fn before_zone(text: &str) -> (&str, String) {
    const ZONES: [&str; 11] = [" GMT", " UTC", " (", " CET", " CEST", " EST", " EDT", " PST", " PDT", " IST", " BST"];
    let clock = text.find(':').unwrap_or(text.len());
    let Some(at) = ZONES.iter().filter_map(|zone| text[clock..].find(zone)).min() else { return (text, String::new()) };
    let (before, zone) = text.split_at(clock + at);
    let offset = zone.get(4..9).filter(|offset| offset.is_ascii() && offset.starts_with(['+', '-']));
    let zone = match offset {
        Some(offset) => format!("{}:{}", &offset[..3], &offset[3..]),
        None if zone.starts_with(" GMT") || zone.starts_with(" UTC") => "Z".to_string(),
        None => String::new(),
    };
    (before.trim_end_matches([',', '-', ' ']), zone)
}

/// Parses ISO 8601, also with a space instead of the T. Fractions of seconds are cut; midnight in UTC means the day.
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
