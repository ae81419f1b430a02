//! Everything that looks at the words themselves: comparing, finding, suggesting, printing.

pub mod crowd;
pub mod html;
pub mod likeness;
pub mod nearest;
pub mod normalize;
pub mod numbers;
pub mod passage;
pub mod pieces;
pub mod quotes;
pub mod safe;
pub mod sentences;
pub mod similar;
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

/// So many of something: "1 claim", "2 claims".
pub fn counted<N: Copy + std::fmt::Display + PartialEq + From<u8>>(count: N, one: &str) -> String {
    if count == N::from(1) { format!("1 {one}") } else { format!("{count} {one}s") }
}
