//! Pure functions on texts: normal forms, words, sentences, quotes, similarity, quantities, and safe output.

pub mod address;
pub mod collective;
pub mod denial;
pub mod difference;
mod english;
pub mod html;
pub mod language;
pub mod meaning;
pub mod names_alike;
pub mod nearest;
pub mod new_version;
pub mod normalize;
pub mod passage;
pub mod quantity;
pub mod quotes;
pub mod safe;
pub mod segments;
pub mod sentences;
pub mod similarity;
pub mod suggest;
pub mod words;

/// The English names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Quotes a word or file name for a shell, if needed.
pub fn quoted(word: &str) -> String {
    shlex::try_quote(word).map_or_else(|_| word.to_string(), std::borrow::Cow::into_owned)
}

/// Returns a text on one line, with one space for each run of white space.
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a count with its noun: "1 claim", "2 claims".
pub fn counted<N: Copy + std::fmt::Display + PartialEq + From<u8>>(count: N, one: &str) -> String {
    if count == N::from(1) { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// Returns a number with separators between the thousands: 12,345.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}
