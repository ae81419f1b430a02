//! What differs between a text and a claim that is about the same matter: amounts, dates, units, names, and whether one says the
//! opposite of the other. Words of the languages in `words`. What is found is shown to people, who
//! decide.

mod amounts;
mod compare;
mod found;
mod names;
mod negation;
mod opposites;
mod sentence;
mod word_lists;

pub use self::compare::{differences, is_opposite};
pub use self::found::{DifferenceKind, TextDifference};

#[cfg(test)]
mod tests;
