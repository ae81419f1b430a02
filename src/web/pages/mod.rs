//! The pages: one file each, with a function from a request and the book to a response.

pub(super) mod attachment;
pub(super) mod claim;
pub(super) mod claims;
pub(super) mod contradictions;
pub(super) mod document;
pub(super) mod documents;
pub(super) mod duplicates;
pub(super) mod export;
pub(super) mod filters;
pub(super) mod history;
pub(super) mod layout;
pub(super) mod lines;
pub(super) mod new_claim;
pub(super) mod number;
mod pager;
pub(super) mod saved;
pub(super) mod search;
pub(super) mod similar;
pub(super) mod speaker;
pub(super) mod speakers;
pub(super) mod statement;
mod statement_view;
mod status_bar;
pub(super) mod suggestions;
