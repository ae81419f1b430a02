//! Dates as people type them. Nothing is filled in that was not typed.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

use super::absolute::absolute;
use super::iso::{Date, DateError, is_number};
use super::relative::{relative, weekday, weekday_name};
use super::vague::vague_words;

/// Words without meaning for the date: `on the 18th of November at 9:30`.
const FILLERS: [&str; 4] = ["on", "the", "of", "at"];

impl Date {
    /// Parses a date as people type it: ISO 8601, `yesterday`, `last friday`, `3 days
    /// ago`, `18 November 2021`, `18/11/2021`, with or without a clock time; `about 1990`, `spring 2023`.
    ///
    /// Nothing is filled in that was not typed: `November 2021` and `2 months ago` are
    /// months, and only a typed clock time gives minutes. Relative words start from `now`, a local time.
    ///
    /// # Errors
    ///
    /// [`DateError::Ambiguous`] if day and month can be swapped, [`DateError::NoYear`]
    /// if the year is missing, else as [`Date::parse`].
    pub fn from_input(input: &str, now: NaiveDateTime) -> Result<Self, DateError> {
        parse_input(input.trim(), now.date())
    }
}

/// Parses a date relative to today.
pub(super) fn parse_input(typed: &str, today: NaiveDate) -> Result<Date, DateError> {
    match Date::parse(&typed.to_uppercase()) {
        Err(DateError::Unreadable { .. }) => {}
        Err(DateError::Impossible { what, .. }) => return Err(DateError::impossible(typed, what)),
        other => return other,
    }
    let mut words = words(typed);
    let clock = take_clock(&mut words);
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    if clock.is_none()
        && let Some(vague) = vague_words(&words, |words| parse_input(&words.join(" "), today))
    {
        return vague;
    }
    let parsed = read_words(typed, &words, today);
    let Some(clock) = clock else {
        return parsed;
    };
    match parsed {
        Ok(date) => at_clock(typed, &date, &clock),
        Err(DateError::Ambiguous { readings, .. }) => {
            let [one, other] = readings.map(|date| at_clock(typed, &date, &clock));
            Err(DateError::Ambiguous { typed: typed.to_owned(), readings: [one?, other?] })
        }
        Err(error) => Err(error),
    }
}

/// Returns the words in lower case, without fillers and commas.
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

/// Removes the first clock time from the words, and returns it as `HH:MM` with what follows.
fn take_clock(words: &mut Vec<String>) -> Option<String> {
    let mut numbered = words.iter().enumerate();
    let (at, clock) = numbered.find_map(|(at, word)| Some((at, clock(word)?)))?;
    words.remove(at);
    Some(clock)
}

/// Parses `9:30`, `09:30:15`, `09:30z`, `9:30pm` or `9pm`.
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
        // chrono has more years than a date can be written with.
        Some(text) => Date::parse(&text).map_err(|_| DateError::unreadable(typed)),
        None => absolute(typed, words, today),
    }
}

/// Checks that a day is the weekday that was typed with it.
fn on_weekday(typed: &str, wanted: Weekday, date: Date) -> Result<Date, DateError> {
    match date.as_str().parse::<NaiveDate>() {
        Ok(day) if day.weekday() == wanted => Ok(date),
        Ok(day) => {
            let what = format!("{} {}", weekday_name(wanted), day.format("%-d %B %Y"));
            Err(DateError::impossible(typed, what))
        }
        Err(_) => Err(DateError::unreadable(typed)),
    }
}

#[cfg(test)]
mod tests;
