//! Reads CSV and related tables.

pub(super) mod dialect;
mod records;
