//! Compares a text with a claim.

use super::found::TextDifference;
use super::sentence::{self, ComparedText};
use super::word_lists::WordLists;
use super::{amounts, names, negation};

/// Returns what differs between a text and a claim that is about the same matter. Nothing, if they have too few words in common.
#[must_use]
pub fn differences(text: &str, claim: &str) -> Vec<TextDifference> {
    let lists = WordLists::of(&[text, claim]);
    let (mut one, mut other) = (ComparedText::read(text, lists), ComparedText::read(claim, lists));
    sentence::align(&mut one, &mut other);
    let mut found = amounts::differences(&one, &other);
    if one.is_about(&other) {
        if !lists.has_capital_nouns() {
            found.extend(names::differences(&one, &other));
        }
        found.extend(negation::differences(&mut one, &mut other));
    }
    found
}

/// Whether a text says the opposite of a claim. It is a guess, which leads to a question only.
#[must_use]
pub fn is_opposite(text: &str, claim: &str) -> bool {
    differences(text, claim).iter().any(TextDifference::is_opposite)
}
