//! The history: one entry for each command, the hash chain of the entries, undo and redo.

pub(crate) mod as_recorded;
pub(crate) mod author;
pub(crate) mod chain;
pub(crate) mod hash;
pub(crate) mod history;
pub(crate) mod patience;
pub(crate) mod tables;
pub(crate) mod undo;
pub(crate) mod writer;
