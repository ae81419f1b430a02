//! Lists of claims, counts, and other questions that the record answers.

pub(crate) mod completions;
mod conditions;
mod contradictions;
mod counts;
mod duplicates;
mod figures;
pub(crate) mod list;
pub(crate) mod names_like;
mod opponents;
mod repeats;
mod scorecard;
mod similar_documents;
mod similar_names;
pub(crate) mod words;
