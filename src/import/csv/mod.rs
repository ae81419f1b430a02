//! Tables in text: CSV and its relatives.

pub(super) mod dialect;
mod records;
