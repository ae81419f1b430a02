//! Direct quotations in other languages, by rule.

mod grammar;
mod quotes;

pub(super) use quotes::find_foreign;
