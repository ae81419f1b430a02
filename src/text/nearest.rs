//! Finds the passage of a text that is most similar to a quote that does not occur in it, so that the user can correct the quote.

use std::collections::HashMap;
use std::ops::Range;

use strsim::normalized_levenshtein;
use unicode_normalization::UnicodeNormalization;

use super::normalize::{collapse, is_word_char, plain_mark};
use super::words::{TextWord, words};

/// Maximum number of characters of a passage that are compared and shown.
const LONGEST: usize = 200;

/// Maximum number of equally good windows that are compared letter by letter.
const CANDIDATES: usize = 48;

/// Maximum number of punctuation characters on either side of a passage, such as `%.”`.
const PUNCTUATION: usize = 3;

/// Returns the passage of the text that is most similar to a quote, with single spaces. It is about as long as the quote, and has
/// at most 200 characters and an ellipsis.
///
/// Returns `None` if no passage shares a third of the quote's words, weighted by length. The text is scanned once; only a few
/// passages are compared closely.
#[must_use]
pub fn nearest(text: &str, quote: &str) -> Option<String> {
    let quote_words = QuoteWords::of(quote);
    let words = quote_words.tokens(text);
    let starts = best_windows(&words, &quote_words);
    let passages = starts.into_iter().map(|start| {
        let end = (start + quote_words.length).min(words.len());
        passage(text, &words[start..end])
    });
    let target = comparable(quote);
    let scored = passages.map(|p| (normalized_levenshtein(&comparable(&p), &target), p));
    let (_, best) = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    Some(shorten(best))
}

/// A word of a text, and the id of the same word of the quote, if there is one.
struct WordSpan {
    bytes: Range<usize>,
    id: Option<usize>,
}

/// The distinct words of a quote, with their counts and weights.
#[derive(Default)]
struct QuoteWords {
    ids: HashMap<String, usize>,
    counts: Vec<usize>,
    weights: Vec<usize>,
    length: usize,
    weight: usize,
}

impl QuoteWords {
    fn of(quote: &str) -> Self {
        let mut quote_words = Self::default();
        for word in words(quote) {
            let weight = word.folded.chars().count();
            let next = quote_words.ids.len();
            let id = *quote_words.ids.entry(word.folded).or_insert(next);
            if id == next {
                quote_words.counts.push(0);
                quote_words.weights.push(weight);
            }
            quote_words.counts[id] += 1;
            quote_words.length += 1;
            quote_words.weight += weight;
        }
        quote_words
    }

    fn tokens(&self, text: &str) -> Vec<WordSpan> {
        let span = |word: TextWord| WordSpan { id: self.ids.get(&word.folded).copied(), bytes: word.range };
        words(text).into_iter().map(span).collect()
    }
}

/// Returns the starts of the windows that share most with the quote, or nothing if that is less than a third.
fn best_windows(words: &[WordSpan], quote_words: &QuoteWords) -> Vec<usize> {
    let mut have = vec![0; quote_words.counts.len()];
    let (mut shared, mut most) = (0, 0);
    let mut best = Vec::new();
    let last_start = words.len().saturating_sub(quote_words.length);
    for (end, word) in words.iter().enumerate() {
        if let Some(id) = word.id {
            have[id] += 1;
            shared += weight_if(have[id] <= quote_words.counts[id], quote_words.weights[id]);
        }
        let gone = end.checked_sub(quote_words.length).map(|left| &words[left]);
        if let Some(id) = gone.and_then(|word| word.id) {
            shared -= weight_if(have[id] <= quote_words.counts[id], quote_words.weights[id]);
            have[id] -= 1;
        }
        if shared > most {
            most = shared;
            best.clear();
        }
        if shared == most && best.len() < CANDIDATES {
            best.push((end + 1).saturating_sub(quote_words.length).min(last_start));
        }
    }
    if most == 0 || most * 3 < quote_words.weight {
        best.clear();
    }
    best
}

fn weight_if(counts: bool, weight: usize) -> usize {
    if counts { weight } else { 0 }
}

/// Returns the form for comparing passages letter by letter: lower-case, NFC, straight apostrophes.
fn comparable(text: &str) -> String {
    collapse(text).to_lowercase().nfc().map(plain_mark).take(LONGEST).collect()
}

/// Returns neighbouring words of a text with the punctuation around them.
fn passage(text: &str, words: &[WordSpan]) -> String {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return String::new();
    };
    let (before, after) = (&text[..first.bytes.start], &text[last.bytes.end..]);
    let start = first.bytes.start - length_of(before.chars().rev(), opens);
    let end = last.bytes.end + length_of(after.chars(), closes);
    collapse(&text[start..end])
}

/// Returns the length in bytes of the few characters next to a passage that belong to it.
fn length_of(chars: impl Iterator<Item = char>, belongs: fn(char) -> bool) -> usize {
    let attached = chars.take(PUNCTUATION).take_while(|&c| belongs(c));
    attached.map(char::len_utf8).sum()
}

fn is_mark(c: char) -> bool {
    matches!(plain_mark(c), '\'' | '"')
}

/// Whether a character right before a word belongs to it.
fn opens(c: char) -> bool {
    is_mark(c) || "([{¿¡（〈《【$€£¥#@+-−".contains(c)
}

/// Whether a character right after a word belongs to it.
fn closes(c: char) -> bool {
    is_mark(c) || !(c.is_whitespace() || is_word_char(c) || opens(c))
}

/// Cuts a long passage after a whole word, and adds an ellipsis.
fn shorten(passage: String) -> String {
    let Some((limit, _)) = passage.char_indices().nth(LONGEST) else {
        return passage;
    };
    let ends = words(&passage).into_iter().map(|word| word.range.end);
    let end = ends.take_while(|&end| end <= limit).last();
    format!("{}…", &passage[..end.unwrap_or(limit)])
}

#[cfg(test)]
mod tests;
