//! What differs between two texts.

use std::fmt;

/// What kind of thing differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    /// An amount, a count, a share or a unit.
    Amount,
    /// A date or a period.
    Date,
    /// A person, an organisation or a place.
    Name,
    /// One says that it is not so.
    Negation,
    /// A word of one excludes a word of the other.
    Opposite,
}

/// Something that differs between a text and a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextDifference {
    /// What kind of thing differs.
    pub kind: DifferenceKind,
    /// What the text says, in its words or as a value.
    pub text: String,
    /// What the claim says there.
    pub claim: String,
}

impl TextDifference {
    /// Whether the text says the opposite of the claim.
    #[must_use]
    pub fn is_opposite(&self) -> bool {
        matches!(self.kind, DifferenceKind::Negation | DifferenceKind::Opposite)
    }
}

impl fmt::Display for TextDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, but here: {}", self.text, self.claim)
    }
}
