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
use self::words::{is_finite, rendered, words_of};
use super::stance::StanceObject;
use crate::attribution::TokenizedText;

/// A claim in words, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ClaimText {
    /// The claim as a sentence, without its full stop.
    pub(super) text: String,
    /// The tokens of the text from its first to its last word.
    pub(super) tokens: Range<usize>,
    /// Whether it has a verb with a tense, as a sentence has.
    pub(super) is_sentence: bool,
}

/// Returns the words of each claim in the pieces of a content.
pub(super) fn claim_parts(
    text: &str,
    tokens: &TokenizedText,
    pieces: &[Range<usize>],
    object: StanceObject,
) -> Vec<Vec<ClaimWord>> {
    let words = without_opening(words_of(text, tokens, pieces));
    parts(tokens, words, object).into_iter().map(without_opening).filter(|part| !part.is_empty()).collect()
}

/// Returns a part as a claim.
pub(super) fn worded(
    tokens: &TokenizedText,
    part: Vec<ClaimWord>,
    object: StanceObject,
    speaker: &ClaimSpeaker,
) -> Option<ClaimText> {
    let places: Vec<usize> = part.iter().filter_map(|word| word.token).collect();
    let (first, last) = (places.iter().min()?, places.iter().max()?);
    let changed = match object {
        StanceObject::Opposite => affirmed(part),
        StanceObject::Judged => unjudged(part),
        StanceObject::Content => part,
    };
    let all = as_sentence(tokens, with_persons(tokens, &changed, speaker), speaker);
    let is_sentence =
        all.iter().any(|word| is_finite(tokens, word)) && all.first().is_some_and(|word| word.lower != "to");
    let sentence = rendered(&all);
    let has_words = sentence.chars().any(char::is_alphanumeric);
    has_words.then_some(ClaimText { text: sentence, tokens: *first..*last + 1, is_sentence })
}

#[cfg(test)]
mod tests;
