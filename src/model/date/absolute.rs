//! Dates in numbers and names of months: `18/11/2021`, `18 Nov 2021`, `November 2021`.

use chrono::{Datelike, NaiveDate};

use super::iso::{DATE_SEPARATORS, Date, DateError, calendar_day, calendar_month, is_number, month_name, on_calendar};
use crate::text::MONTHS;

/// Parses lower-case words that name a month, or a date in numbers. `today` is only used for an example in an error.
pub(super) fn absolute(typed: &str, words: &[&str], today: NaiveDate) -> Result<Date, DateError> {
    if let [word] = *words {
        let parts: Vec<_> = word.split(DATE_SEPARATORS).collect();
        if parts.len() > 1 && parts.iter().any(|part| month(part).is_some()) {
            return absolute(typed, &parts, today);
        }
        if parts.len() > 1 && parts.iter().all(|part| is_number(part)) {
            return numeric(typed, word, &parts);
        }
    }
    let read = match *words {
        [d, m, y] if month(m).is_some() => (month(m), Some(day(d)), Some(y)),
        [m, d, y] => (month(m), Some(day(d)), Some(y)),
        [m, y] if is_year(y) => (month(m), None, Some(y)),
        [m, d] if month(m).is_some() => (month(m), Some(day(d)), None),
        [d, m] => (month(m), Some(day(d)), None),
        [m] => (month(m), None, None),
        _ => (None, None, None),
    };
    let unreadable = || DateError::unreadable(typed);
    match read {
        (Some(month), None, Some(year)) => Ok(Date(format!("{year}-{month:02}"))),
        (Some(month), Some(Some(day)), Some(year)) if is_year(year) => {
            let year = year.parse().map_err(|_| unreadable())?;
            calendar_day(typed, year, month, day).map(Date::of_day)
        }
        (Some(month), Some(Some(day)), None) => Err(without_year(typed, month, Some(day), today)),
        (Some(month), None, None) => Err(without_year(typed, month, None, today)),
        _ => Err(unreadable()),
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && is_number(word)
}

/// Returns the number of a month by its lower-case name, or by its first three letters or more.
fn month(word: &str) -> Option<u32> {
    let mut names = (1..).zip(MONTHS.map(str::to_lowercase));
    let found = names.find(|(_, name)| word.len() >= 3 && name.starts_with(word));
    found.map(|(number, _)| number)
}

/// Parses a day of the month: `18`, `18th`, `1st`.
fn day(word: &str) -> Option<u32> {
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    Some(bare).filter(|bare| bare.len() <= 2 && is_number(bare))?.parse().ok()
}

/// Parses a date in numbers with one kind of separator and a year of four digits.
fn numeric(typed: &str, word: &str, parts: &[&str]) -> Result<Date, DateError> {
    let unreadable = || DateError::unreadable(typed);
    let mut separators = word.chars().filter(|c| DATE_SEPARATORS.contains(c));
    let first = separators.next();
    if separators.any(|c| Some(c) != first) {
        return Err(unreadable());
    }
    let values: Result<Vec<u32>, _> = parts.iter().map(|part| part.parse()).collect();
    let values = values.map_err(|_| unreadable())?;
    let widths: Vec<_> = parts.iter().map(|part| part.len()).collect();
    match (&widths[..], &values[..]) {
        ([4, 1 | 2, 1 | 2], &[year, month, day]) => calendar_day(typed, year, month, day).map(Date::of_day),
        ([1 | 2, 1 | 2, 4], &[one, other, year]) => either_way(typed, one, other, year),
        ([1 | 2, 4], &[month, year]) | ([4, 1 | 2], &[year, month]) => {
            calendar_month(typed, month)?;
            Ok(Date(format!("{year:04}-{month:02}")))
        }
        _ => Err(unreadable()),
    }
}

/// Parses two numbers as day and month, if only one order is possible.
fn either_way(typed: &str, one: u32, other: u32, year: u32) -> Result<Date, DateError> {
    let day_first = on_calendar(year, other, one);
    let month_first = on_calendar(year, one, other);
    match (day_first, month_first) {
        (Some(a), Some(b)) if a != b => {
            Err(DateError::Ambiguous { typed: typed.to_owned(), readings: [a, b].map(Date::of_day) })
        }
        (Some(date), _) | (_, Some(date)) => Ok(Date::of_day(date)),
        (None, None) if other <= 12 => calendar_day(typed, year, other, one).map(Date::of_day),
        (None, None) => calendar_day(typed, year, one, other).map(Date::of_day),
    }
}

/// Returns the error for a missing year, or for a day that no year has.
fn without_year(typed: &str, month: u32, day: Option<u32>, today: NaiveDate) -> DateError {
    let this_year = today.year();
    // 29 February is not in every year; eight years always hold one.
    let mut years = (this_year - 8..=this_year).rev();
    let example = years.find_map(|year| NaiveDate::from_ymd_opt(year, month, day.unwrap_or(1)));
    let Some(example) = example else {
        let what = format!("{} {}", day.unwrap_or_default(), month_name(month));
        return DateError::impossible(typed, what);
    };
    let form = if day.is_some() { "%Y-%m-%d" } else { "%Y-%m" };
    DateError::NoYear { typed: typed.to_owned(), example: example.format(form).to_string() }
}
