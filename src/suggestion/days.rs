//! The day on which something was said, from the words of the sentence and the day of publication.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate};

use crate::attribution::{Token, TokenizedText};
use crate::model::Date;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Returns the day that the words of a sentence tell, in tokens that are no part of what is said. Without a day of publication only
/// full dates are known.
pub(super) fn day_told(
    text: &TokenizedText,
    sentence: &Range<usize>,
    content: &[Range<usize>],
    published: Option<&Date>,
) -> Option<Date> {
    let is_told = |at: &usize| {
        !content.iter().any(|piece| piece.contains(at)) && !text.tokens.get(*at).is_none_or(Token::is_quoted)
    };
    let words: Vec<&str> = sentence
        .clone()
        .filter(is_told)
        .filter_map(|at| text.tokens.get(at))
        .map(|token| token.word.as_str())
        .collect();
    let published = published
        .filter(|day| day.is_exact_day())
        .and_then(|day| NaiveDate::parse_from_str(day.as_str().get(..10)?, "%Y-%m-%d").ok());
    (0..words.len()).find_map(|at| day_at(&words, at, published)).and_then(|day| Date::parse(&day).ok())
}

/// The day that the words at a place tell, as ISO 8601.
fn day_at(words: &[&str], at: usize, published: Option<NaiveDate>) -> Option<String> {
    let word = words[at];
    let before = |back: usize| at.checked_sub(back).map_or("", |at| words[at]);
    let behind = |on: usize| words.get(at + on).copied().unwrap_or_default();
    if let Some(month) = MONTHS.iter().position(|name| *name == word) {
        return in_month((u32::try_from(month).ok()? + 1, at), words, published);
    }
    let published = published?;
    let iso = |day: NaiveDate| Some(day.format("%Y-%m-%d").to_string());
    if let Some(weekday) = WEEKDAYS.iter().position(|name| *name == word) {
        // "last Thursday", "on Thursday", "Thursday morning", but not "next Thursday" or "every Thursday".
        if matches!(before(1), "next" | "every" | "until" | "before" | "by" | "from" | "this" | "coming") {
            return None;
        }
        let back = (published.weekday().num_days_from_monday() + 7 - u32::try_from(weekday).ok()?) % 7;
        let back = if before(1) == "last" && back == 0 { 7 } else { back };
        return iso(published.checked_sub_days(Days::new(back.into()))?);
    }
    match word {
        "yesterday" => iso(published.pred_opt()?),
        "today" | "tonight" => iso(published),
        "morning" | "afternoon" | "evening" if before(1) == "this" => iso(published),
        "night" if before(1) == "last" => iso(published.pred_opt()?),
        "week" if matches!(before(1), "last" | "this") => {
            let monday = published.checked_sub_days(Days::new(published.weekday().num_days_from_monday().into()))?;
            let (first, last) = match before(1) {
                "last" => (monday.checked_sub_days(Days::new(7))?, monday.pred_opt()?),
                _ => (monday, published),
            };
            let (first, last) = (iso(first)?, iso(last)?);
            Some(if first == last { first } else { format!("{first}/{last}") })
        }
        "month" if before(1) == "last" => {
            let first = published.with_day(1)?.pred_opt()?;
            Some(first.format("%Y-%m").to_string())
        }
        "year" if before(1) == "last" => Some(format!("{:04}", published.year() - 1)),
        _ if behind(1) == "ago" => None,
        _ => None,
    }
}

/// "18 November 2021", "on November 18", "in March".
fn in_month((month, at): (u32, usize), words: &[&str], published: Option<NaiveDate>) -> Option<String> {
    let number = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<i32>().ok();
    let before = at.checked_sub(1).map(|at| words[at]).unwrap_or_default();
    let behind = words.get(at + 1).copied().unwrap_or_default();
    let day = |word: &str| number(word).filter(|day| (1..=31).contains(day));
    let year = |word: &str| number(word).filter(|year| word.len() == 4 && (1800..2200).contains(year));
    let told_day = day(before).or_else(|| day(behind));
    // A year stands behind the month, or behind the day: "November 18, 2021".
    let told_year = (1..=3).find_map(|on| year(words.get(at + on).copied().unwrap_or_default()));
    if told_day.is_none() && told_year.is_none() && before != "in" {
        return None;
    }
    let latest = |published: NaiveDate| {
        let beyond = (month, told_day.unwrap_or(1)) > (published.month(), published.day().cast_signed());
        published.year() - i32::from(beyond)
    };
    let year = told_year.or_else(|| published.map(latest))?;
    Some(match told_day {
        Some(day) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("{year:04}-{month:02}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_from_the_day_of_publication() {
        let table = [
            ("Ana said on Thursday morning", Some("2021-11-18")),
            ("Ana said on Friday", Some("2021-11-12")),
            ("Ana said yesterday", Some("2021-11-17")),
            ("Ana said last Thursday", Some("2021-11-11")),
            ("Ana said last week", Some("2021-11-08/2021-11-14")),
            ("Ana said earlier this week", Some("2021-11-15/2021-11-18")),
            ("Ana said last night", Some("2021-11-17")),
            ("Ana said last month", Some("2021-10")),
            ("Ana said in December", Some("2020-12")),
            ("Ana said on 3 May", Some("2021-05-03")),
            ("Ana said on May 3, 2019", Some("2019-05-03")),
            ("Ana said she will speak next Thursday", None),
            ("Ana may say so", None),
            ("“On Monday”, Ana said", None),
        ];
        let published = Date::parse("2021-11-18").unwrap();
        for (line, expected) in table {
            let text = TokenizedText::new(line);
            let found = day_told(&text, &(0..text.tokens.len()), &[], Some(&published));
            assert_eq!(found.as_ref().map(Date::as_str), expected, "{line}");
        }
        let text = TokenizedText::new("Ana said on Thursday");
        assert_eq!(day_told(&text, &(0..4), &[], None), None);
    }
}
