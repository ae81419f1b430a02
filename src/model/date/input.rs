//! Dates as people type them. Nothing is filled in that was not said.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use interim::{Interval, parse_duration};

use super::written::{absolute, is_number};
use super::{Date, DateError};

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Mon),
    ("Tuesday", Weekday::Tue),
    ("Wednesday", Weekday::Wed),
    ("Thursday", Weekday::Thu),
    ("Friday", Weekday::Fri),
    ("Saturday", Weekday::Sat),
    ("Sunday", Weekday::Sun),
];

const COUNTS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Words that say nothing about the date: `on the 18th of November at 9:30`.
const FILLERS: [&str; 4] = ["on", "the", "of", "at"];

/// Reads a date relative to today.
pub(super) fn read(typed: &str, today: NaiveDate) -> Result<Date, DateError> {
    match Date::parse(&typed.to_uppercase()) {
        Err(DateError::Unreadable { .. }) => {}
        Err(DateError::Impossible { what, .. }) => return Err(DateError::impossible(typed, what)),
        other => return other,
    }
    let mut words = words(typed);
    let clock = take_clock(&mut words);
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    let said = read_words(typed, &words, today);
    let Some(clock) = clock else {
        return said;
    };
    match said {
        Ok(date) => at_clock(typed, &date, &clock),
        Err(DateError::Ambiguous { readings, .. }) => {
            let [one, other] = readings.map(|date| at_clock(typed, &date, &clock));
            Err(DateError::Ambiguous { typed: typed.to_owned(), readings: [one?, other?] })
        }
        Err(error) => Err(error),
    }
}

/// Gives the words in lower-case, without fillers and commas.
fn words(typed: &str) -> Vec<String> {
    let lower = typed.to_lowercase().replace(',', " ");
    let mut words: Vec<String> = Vec::new();
    for word in lower.split_whitespace() {
        let bare = word.trim_end_matches('.');
        match words.last_mut() {
            _ if FILLERS.contains(&bare) => {}
            Some(last) if matches!(bare, "am" | "pm") && last.starts_with(|c: char| c.is_ascii_digit()) => {
                last.push_str(bare);
            }
            _ => words.push(bare.to_owned()),
        }
    }
    words
}

/// Takes the first clock time out of the words, as `HH:MM` and what else was written.
fn take_clock(words: &mut Vec<String>) -> Option<String> {
    let mut numbered = words.iter().enumerate();
    let (at, clock) = numbered.find_map(|(at, word)| Some((at, clock(word)?)))?;
    words.remove(at);
    Some(clock)
}

/// Reads `9:30`, `09:30:15`, `09:30z`, `9:30pm` or `9pm`.
fn clock(word: &str) -> Option<String> {
    let halves = [("am", 0), ("pm", 12)];
    let half = halves.iter().find_map(|(name, hours)| Some((word.strip_suffix(name)?, hours)));
    let (time, offset) = half.map_or((word, None), |(time, hours)| (time, Some(hours)));
    let (hour, rest) = match time.split_once(':') {
        Some((hour, minutes)) => (hour, minutes.to_uppercase()),
        None if offset.is_some() => (time, "00".to_owned()),
        None => return None,
    };
    let number: u32 = hour.parse().ok().filter(|_| is_number(hour))?;
    let hour = match offset {
        Some(offset) if (1..=12).contains(&number) => number % 12 + offset,
        Some(_) => return None,
        None => number,
    };
    Some(format!("{hour:02}:{rest}"))
}

/// Adds a clock time to a day.
fn at_clock(typed: &str, date: &Date, clock: &str) -> Result<Date, DateError> {
    if !date.is_exact_day() {
        return Err(DateError::unreadable(typed));
    }
    Date::parse(&format!("{date}T{clock}")).map_err(|error| match error {
        DateError::Impossible { what, .. } => DateError::impossible(typed, what),
        _ => DateError::unreadable(typed),
    })
}

fn read_words(typed: &str, words: &[&str], today: NaiveDate) -> Result<Date, DateError> {
    if let [name, rest @ ..] = words
        && let Some(wanted) = weekday(name)
        && !rest.is_empty()
    {
        return on_weekday(typed, wanted, absolute(typed, rest, today)?);
    }
    match relative(words, today) {
        // chrono reaches beyond the years that a date can be written in.
        Some(text) => Date::parse(&text).map_err(|_| DateError::unreadable(typed)),
        None => absolute(typed, words, today),
    }
}

/// Reads words that count from today.
fn relative(words: &[&str], today: NaiveDate) -> Option<String> {
    match *words {
        ["today" | "now"] => Some(day(today)),
        ["yesterday"] => today.pred_opt().map(day),
        ["tomorrow"] => today.succ_opt().map(day),
        ["last", "month"] => today.checked_sub_months(Months::new(1)).map(month),
        ["last", "year"] => today.checked_sub_months(Months::new(12)).map(year),
        ["last", name] => most_recent(weekday(name)?, today.pred_opt()?).map(day),
        [name] => most_recent(weekday(name)?, today).map(day),
        [count, unit, "ago"] => ago(count, unit, today),
        _ => None,
    }
}

fn day(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

fn month(date: NaiveDate) -> String {
    date.format("%Y-%m").to_string()
}

fn year(date: NaiveDate) -> String {
    date.format("%Y").to_string()
}

/// Reads the lower-case name of a weekday, or its first three letters or more.
fn weekday(word: &str) -> Option<Weekday> {
    let mut days = WEEKDAYS.iter().filter(|_| word.len() >= 3);
    let found = days.find(|(name, _)| name.to_lowercase().starts_with(word));
    found.map(|&(_, day)| day)
}

/// Gives the latest such weekday that is not after a day.
fn most_recent(wanted: Weekday, until: NaiveDate) -> Option<NaiveDate> {
    let back = until.weekday().days_since(wanted);
    until.checked_sub_days(Days::new(back.into()))
}

/// Checks that a day is the weekday that was typed with it.
fn on_weekday(typed: &str, wanted: Weekday, date: Date) -> Result<Date, DateError> {
    match date.as_str().parse::<NaiveDate>() {
        Ok(day) if day.weekday() == wanted => Ok(date),
        Ok(day) => {
            let named = WEEKDAYS.iter().find(|&&(_, day)| day == wanted);
            let name = named.map_or("such day", |&(name, _)| name);
            let what = format!("{name} {}", day.format("%-d %B %Y"));
            Err(DateError::impossible(typed, what))
        }
        Err(_) => Err(DateError::unreadable(typed)),
    }
}

/// Reads `3 days ago`; months and years ago are no more exact than that.
fn ago(count: &str, unit: &str, today: NaiveDate) -> Option<String> {
    let unit = unit.strip_suffix('s').unwrap_or(unit);
    // interim goes by the first letters, and would take "3 wednesdays ago" for weeks.
    if !matches!(unit, "day" | "week" | "month" | "year") {
        return None;
    }
    let count = match COUNTS.iter().position(|&name| name == count) {
        Some(at) => (at + 1).to_string(),
        None if matches!(count, "a" | "an") => "1".to_owned(),
        None => Some(count).filter(|c| is_number(c))?.to_owned(),
    };
    let back = |n: i32| n.checked_neg().and_then(|n| u32::try_from(n).ok());
    match parse_duration(&format!("{count} {unit} ago")).ok()? {
        Interval::Days(n) => today.checked_sub_days(Days::new(back(n)?.into())).map(day),
        Interval::Months(n) => {
            let date = today.checked_sub_months(Months::new(back(n)?))?;
            Some(if unit == "year" { year(date) } else { month(date) })
        }
        Interval::Seconds(_) => None,
    }
}

#[cfg(test)]
mod tests;
