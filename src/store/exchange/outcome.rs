//! What an import is asked to do with claims that the book has already, and what it did.

use crate::model::import::report::ImportCounts;

/// Maximum number of sentences kept in [`ImportOutcome::taken`].
const MAX_TAKEN: usize = 1_000;

/// What is done with a claim that the book has already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnDuplicate {
    /// It stays as it is; what is new about it is added.
    #[default]
    Skip,
    /// Its words, stage, note, ref and tags become those of the file, and a verdict that differs supersedes; what is new
    /// about it is added.
    Update,
    /// The piece is rejected.
    Error,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOutcome {
    /// In numbers.
    pub counts: ImportCounts,
    /// What was taken for something of the book that is not quite the same, in words; at most 1000 sentences.
    pub taken: Vec<String>,
}

impl OnDuplicate {
    /// Returns the word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Update => "update",
            Self::Error => "error",
        }
    }
}

impl ImportOutcome {
    /// Adds a sentence to `taken`, unless it is full.
    pub(super) fn take(&mut self, sentence: String) {
        if self.taken.len() < MAX_TAKEN {
            self.taken.push(sentence);
        }
    }
}
