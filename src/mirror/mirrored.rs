//! What a run of the mirror did.

/// What a run did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mirrored {
    /// The last entry that was there before; 0 if the book was not there.
    pub before: i64,
    /// The last entry that is there now.
    pub entry: i64,
    /// Number of rows of the record, the history and the cache that were written.
    pub written: u64,
    /// Number of rows that were removed.
    pub removed: u64,
}
