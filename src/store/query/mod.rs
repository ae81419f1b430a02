//! Lists of claims, counts, and other questions that the record answers.

pub(crate) mod completions;
mod conditions;
mod counts;
pub(crate) mod list;
mod opponents;
mod repeats;
mod scorecard;
pub(crate) mod words;
