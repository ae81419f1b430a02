//! Copies of a book that meet: merging one into another, and the conflicts that are left for people to decide.

mod book;
mod conflicts;
mod derived;
mod fields;
mod history;
mod keep;
mod keys;
pub(super) mod merging;
mod plan;
mod removed_rows;
mod rivals;
mod row_state;
mod rows;
pub(super) mod settle;
mod stored;
mod words;
