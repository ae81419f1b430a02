//! Lists of claims, counts, and other questions that the record answers.

mod conditions;
pub(crate) mod list;
mod opponents;
mod repeats;
pub(crate) mod words;
