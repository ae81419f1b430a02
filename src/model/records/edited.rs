//! What somebody edits while others may.

/// What is watched, so that nobody overwrites what another one has just changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditedRecord {
    /// A claim, and all that is said of it.
    Claim(i64),
    /// A document.
    Document(i64),
    /// A speaker.
    Speaker(i64),
    /// A correction.
    Correction(i64),
    /// A saved filter.
    Saved(String),
}

impl std::fmt::Display for EditedRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Claim(id) => write!(f, "claim {id}"),
            Self::Document(id) => write!(f, "document {id}"),
            Self::Speaker(id) => write!(f, "speaker {id}"),
            Self::Correction(id) => write!(f, "correction {id}"),
            Self::Saved(name) => write!(f, "the saved filter @{name}"),
        }
    }
}
