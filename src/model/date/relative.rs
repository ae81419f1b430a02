//! Dates relative to today: `yesterday`, `last friday`, `3 days ago`.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::iso::is_number;

/// The names of the weekdays.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Mon),
    ("Tuesday", Weekday::Tue),
    ("Wednesday", Weekday::Wed),
    ("Thursday", Weekday::Thu),
    ("Friday", Weekday::Fri),
    ("Saturday", Weekday::Sat),
    ("Sunday", Weekday::Sun),
];

/// Numbers in words, from 1.
const COUNTS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Parses words that count from today, as ISO 8601. The result can be beyond the year 9999 or before 0.
pub(super) fn relative(words: &[&str], today: NaiveDate) -> Option<String> {
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

/// Returns a weekday by its lower-case name, or by its first three letters or more.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let mut days = WEEKDAYS.iter().filter(|_| word.len() >= 3);
    let found = days.find(|(name, _)| name.to_lowercase().starts_with(word));
    found.map(|&(_, day)| day)
}

/// Returns the latest such weekday that is not after a day.
fn most_recent(wanted: Weekday, until: NaiveDate) -> Option<NaiveDate> {
    let back = until.weekday().days_since(wanted);
    until.checked_sub_days(Days::new(back.into()))
}

/// Parses `3 days ago`. Months and years ago are months and years, not days.
fn ago(count: &str, unit: &str, today: NaiveDate) -> Option<String> {
    let count = self::count(count)?;
    match unit.strip_suffix('s').unwrap_or(unit) {
        "day" => today.checked_sub_days(Days::new(count.into())).map(day),
        "week" => today.checked_sub_days(Days::new(7 * u64::from(count))).map(day),
        "month" => today.checked_sub_months(Months::new(count)).map(month),
        "year" => today.checked_sub_months(Months::new(count.checked_mul(12)?)).map(year),
        _ => None,
    }
}

/// Parses a number, in digits or words. More than four digits are more likely a mistake than a date.
pub(super) fn count(word: &str) -> Option<u32> {
    match COUNTS.iter().position(|name| *name == word) {
        Some(at) => Some(u32::try_from(at).ok()? + 1),
        None if matches!(word, "a" | "an") => Some(1),
        None => Some(word).filter(|word| word.len() <= 4 && is_number(word))?.parse().ok(),
    }
}

/// Returns the English name of a weekday.
pub(super) fn weekday_name(wanted: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(_, day)| *day == wanted).map_or("", |(name, _)| name)
}
