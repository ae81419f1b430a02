//! Which speakers are listed.

use crate::model::vocabulary::SpeakerKind;

/// Which speakers are listed, in which order, and how many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpeakerFilter {
    /// Words that the name or an alias has, each of them, without regard to case and accents.
    pub words: Vec<String>,
    /// The kind.
    pub kind: Option<SpeakerKind>,
    /// The order.
    pub sort: SpeakerSort,
    /// Maximum number of speakers; `None` means all.
    pub limit: Option<u64>,
    /// Number of speakers to skip at the start.
    pub offset: u64,
}

/// The order of a list of speakers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpeakerSort {
    /// By name, without regard to case and accents.
    #[default]
    Name,
    /// By number: the order in which they were recorded.
    Id,
    /// Those with most statements first.
    Statements,
    /// Those who make most claims first.
    Claims,
    /// Those who dispute most claims first.
    Disputes,
    /// Those who said something last first.
    LastSaid,
}

impl SpeakerSort {
    /// The name of each order.
    pub const WORDS: &'static [&'static str] = &["name", "id", "statements", "claims", "disputes", "last-said"];

    /// Returns the order named `word`, one of [`Self::WORDS`].
    pub fn of(word: &str) -> Option<Self> {
        let place = Self::WORDS.iter().position(|known| *known == word)?;
        [Self::Name, Self::Id, Self::Statements, Self::Claims, Self::Disputes, Self::LastSaid].get(place).copied()
    }
}
