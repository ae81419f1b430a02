//! Reading and writing records, one file a record; how claims are read many at a time.

mod addresses;
pub(super) mod anchors;
pub(super) mod appearances;
pub(super) mod batch;
pub(super) mod cache;
pub(super) mod claims;
pub(super) mod distinct_pairs;
mod document_aliases;
pub(super) mod documents;
mod entry_names;
pub(super) mod evidence;
mod joins;
mod listed;
pub(super) mod name_index;
pub(super) mod names;
mod namesakes;
mod relations;
pub(super) mod remove;
mod retracted;
pub(super) mod rows;
pub(super) mod saved;
pub(super) mod speakers;
pub(super) mod statements;
pub(super) mod summarize;
pub(super) mod uids;
pub(super) mod verdicts;
mod wordings;
