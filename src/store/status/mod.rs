//! The status of each claim: a copy of what the views of `schema.sql` compute, kept up to date by every entry.

pub(crate) mod affected;
pub(crate) mod status_cache;
pub(crate) mod vague_dates;
