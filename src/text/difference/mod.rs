//! What differs between a text and a claim that is about the same matter: amounts, dates, units, names, and whether one says the
//! opposite of the other. English words. What is found is shown to people, who decide.

mod amounts;
mod names;
mod negation;
mod opposites;
mod sentence;

use std::fmt;

use self::sentence::Sentence;

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
pub struct Difference {
    /// What kind of thing differs.
    pub kind: DifferenceKind,
    /// What the text says, in its words or as a value.
    pub text: String,
    /// What the claim says there.
    pub claim: String,
}

impl Difference {
    /// Whether the text says the opposite of the claim.
    #[must_use]
    pub fn is_opposite(&self) -> bool {
        matches!(self.kind, DifferenceKind::Negation | DifferenceKind::Opposite)
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, but here: {}", self.text, self.claim)
    }
}

/// Returns what differs between a text and a claim that is about the same matter. Nothing, if they have too few words in common.
#[must_use]
pub fn differences(text: &str, claim: &str) -> Vec<Difference> {
    let (mut one, mut other) = (Sentence::read(text), Sentence::read(claim));
    sentence::align(&mut one, &mut other);
    let mut found = amounts::differences(&one, &other);
    if one.is_about(&other) {
        found.extend(names::differences(&one, &other));
        found.extend(negation::differences(&mut one, &mut other));
    }
    found
}

/// Whether a text says the opposite of a claim. It is a guess, which leads to a question only.
#[must_use]
pub fn is_opposite(text: &str, claim: &str) -> bool {
    differences(text, claim).iter().any(Difference::is_opposite)
}

#[cfg(test)]
mod tests;
