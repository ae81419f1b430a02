//! Which documents are listed.

use crate::model::vocabulary::DocumentKind;

/// Which documents are listed, in which order, and how many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentFilter {
    /// Words that the title, the address or the publisher has, each of them, without regard to case and accents.
    pub words: Vec<String>,
    /// The kind.
    pub kind: Option<DocumentKind>,
    /// The order.
    pub sort: DocumentSort,
    /// Maximum number of documents; `None` means all.
    pub limit: Option<u64>,
    /// Number of documents to skip at the start.
    pub offset: u64,
}

/// The order of a list of documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentSort {
    /// By number: the order in which they were recorded.
    #[default]
    Id,
    /// By title, without regard to case and accents.
    Title,
    /// Those that appeared last first.
    Published,
    /// Those with most statements first.
    Statements,
    /// Those with most claims first.
    Claims,
    /// Those with most disputed claims first.
    Disputes,
}

impl DocumentSort {
    /// The name of each order.
    pub const WORDS: &'static [&'static str] = &["id", "title", "published", "statements", "claims", "disputes"];

    /// Returns the order named `word`, one of [`Self::WORDS`].
    pub fn of(word: &str) -> Option<Self> {
        let place = Self::WORDS.iter().position(|known| *known == word)?;
        [Self::Id, Self::Title, Self::Published, Self::Statements, Self::Claims, Self::Disputes].get(place).copied()
    }
}
