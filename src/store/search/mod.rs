//! Full-text search and matching of texts with claims.

pub(crate) mod find;
pub(crate) mod index;
pub(crate) mod index_check;
pub(crate) mod matching;
mod other_names;
mod quantities;
pub(crate) mod similar_claims;
