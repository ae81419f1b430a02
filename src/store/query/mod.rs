//! Lists of claims, counts, and other questions that the record answers.

mod conditions;
mod counts;
pub(crate) mod list;
mod opponents;
mod repeats;
mod scorecard;
pub(crate) mod words;
