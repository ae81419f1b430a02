//! Dates in other languages, translated into English.

use std::sync::LazyLock;

use crate::text::MONTHS;
use crate::text::normalize::name_key;

/// The words of `languages.txt`.
#[derive(Default)]
struct DateWords {
    /// Beginnings of names of months, with the English name.
    months: Vec<(&'static str, &'static str)>,
    weekdays: Vec<&'static str>,
    fillers: Vec<&'static str>,
}

static WORDS: LazyLock<DateWords> = LazyLock::new(|| {
    let mut words = DateWords::default();
    for line in include_str!("languages.txt").lines() {
        let (class, rest) = line.split_once(' ').unwrap_or_default();
        match class {
            "weekday" => words.weekdays.extend(rest.split("; ")),
            "filler" => words.fillers.extend(rest.split("; ")),
            "month" => {
                let (number, names) = rest.split_once(' ').unwrap_or_default();
                let month = (1..).zip(MONTHS).find(|(month, _)| number.parse() == Ok(*month));
                words
                    .months
                    .extend(month.into_iter().flat_map(|(_, month)| names.split("; ").map(move |name| (name, month))));
            }
            _ => {}
        }
    }
    words
});

/// Translates the names of months in a date into English, and drops words without meaning.
pub(super) fn in_english(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let mut plain: Vec<String> = Vec::new();
    for word in words {
        let folded = name_key(word);
        let month = WORDS.months.iter().find(|(name, _)| folded.starts_with(name));
        match month {
            _ if folded.is_empty() || WORDS.fillers.contains(&folded.as_str()) => {}
            _ if plain.is_empty() && WORDS.weekdays.contains(&folded.as_str()) => {}
            Some((_, month)) => plain.push((*month).to_string()),
            None => plain.push(number(word)),
        }
    }
    plain.join(" ")
}

/// Returns a number without the signs that other languages add: `18.`, `1er`, `20h05`.
fn number(word: &str) -> String {
    let bare = word.trim_end_matches('.');
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let ordinal = ["er", "º", "ª", "o"].iter().find_map(|end| bare.strip_suffix(end)).filter(|rest| digits(rest));
    match bare.split_once('h') {
        Some((hour, minute)) if digits(hour) && digits(minute) => format!("{hour}:{minute}"),
        _ => ordinal.unwrap_or(bare).to_string(),
    }
}
