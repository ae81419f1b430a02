//! Everything that looks at the words themselves: comparing, finding, suggesting, printing.

pub mod collective;
pub mod html;
pub mod similarity;
pub mod nearest;
pub mod normalize;
pub mod quantity;
pub mod passage;
pub mod segments;
pub mod quotes;
pub mod safe;
pub mod sentences;
pub mod suggest;
pub mod words;

/// The months in English.
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

/// A word, or the name of a file, as it must be typed in a shell.
pub fn quoted(word: &str) -> String {
    shlex::try_quote(word).map_or_else(|_| word.to_string(), std::borrow::Cow::into_owned)
}

/// So many of something: "1 claim", "2 claims".
pub fn counted<N: Copy + std::fmt::Display + PartialEq + From<u8>>(count: N, one: &str) -> String {
    if count == N::from(1) { format!("1 {one}") } else { format!("{count} {one}s") }
}
