//! The claims in what is said: sentences without a speaker, worded affirmatively.

mod affirm;
mod openings;
mod parts;
mod persons;
mod words;

use std::ops::Range;

pub(super) use persons::ClaimSpeaker;
pub(super) use words::ClaimWord;

use self::affirm::{affirmed, unjudged};
use self::openings::{as_sentence, without_opening};
use self::parts::parts;
use self::persons::with_persons;
use self::words::{rendered, words_of};
use super::stance::StanceObject;
use crate::attribution::TokenizedText;

/// A claim in words, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ClaimText {
    /// The claim as a sentence, without its full stop.
    pub(super) text: String,
    /// The tokens of the text from its first to its last word.
    pub(super) tokens: Range<usize>,
    /// Whether it is the reason that is given for a denial: the speaker asserts it.
    pub(super) is_reason: bool,
}

/// Returns the claims in the pieces of a content.
pub(super) fn claims(text: &str, tokens: &TokenizedText, pieces: &[Range<usize>], object: StanceObject, speaker: &ClaimSpeaker) -> Vec<ClaimText> {
    let words = without_opening(words_of(text, tokens, pieces));
    let mut all = Vec::new();
    for (at, part) in parts(tokens, words, object).into_iter().enumerate() {
        let part = without_opening(part);
        let places: Vec<usize> = part.iter().filter_map(|word| word.token).collect();
        let (Some(first), Some(last)) = (places.iter().min(), places.iter().max()) else { continue };
        let is_reason = at > 0 && object != StanceObject::Content;
        let worded = match object {
            _ if is_reason => part,
            StanceObject::Opposite => affirmed(part),
            StanceObject::Judged => unjudged(part),
            StanceObject::Content => part,
        };
        let sentence = rendered(&as_sentence(tokens, with_persons(tokens, worded, speaker), speaker));
        if sentence.chars().any(char::is_alphanumeric) {
            all.push(ClaimText { text: sentence, tokens: *first..*last + 1, is_reason });
        }
    }
    all
}

#[cfg(test)]
mod tests;
