//! Words of a text in lower case, in which patterns are looked up.

use crate::attribution::{Mark, TokenizedText};
use std::ops::Range;

/// Words in lower case with a space before and after each; quotation marks are left out, other signs are words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Phrase(String);

impl Phrase {
    /// The words of a range of tokens.
    pub(super) fn of(text: &TokenizedText, tokens: Range<usize>) -> Self {
        let tokens = text.tokens.get(tokens).unwrap_or_default();
        let words = tokens.iter().filter(|token| token.mark == Mark::None).map(|token| token.word.as_str());
        Self::from_words(words)
    }

    /// The words of several ranges of tokens, with a full stop between two of them.
    pub(super) fn of_pieces(text: &TokenizedText, pieces: &[Range<usize>]) -> Self {
        let mut all = String::from(" ");
        for piece in pieces {
            all += Self::of(text, piece.clone()).0.trim_start();
            if !all.ends_with(" . ") {
                all += ". ";
            }
        }
        Self(all)
    }

    pub(super) fn from_words<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut all = String::from(" ");
        for word in words {
            all += word;
            all.push(' ');
        }
        Self(all)
    }

    /// Several phrases, one after the other.
    pub(super) fn join(phrases: &[&Self]) -> Self {
        Self::from_words(phrases.iter().flat_map(|phrase| phrase.words()))
    }

    pub(super) fn words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split_whitespace()
    }

    /// The first words, at most a certain number.
    pub(super) fn first(&self, count: usize) -> Self {
        Self::from_words(self.words().take(count))
    }

    /// The last words, at most a certain number.
    pub(super) fn last(&self, count: usize) -> Self {
        let all: Vec<_> = self.words().collect();
        Self::from_words(all.iter().skip(all.len().saturating_sub(count)).copied())
    }

    /// Where a pattern begins: words with a space between two; `*` at its end stands for any letters.
    pub(super) fn find(&self, pattern: &str) -> Option<usize> {
        match pattern.strip_suffix('*') {
            Some(begin) => self.0.find(&format!(" {begin}")),
            None => self.0.find(&format!(" {pattern} ")),
        }
    }

    /// Whether it has one of the patterns.
    pub(super) fn has(&self, patterns: &[&str]) -> bool {
        patterns.iter().any(|pattern| self.find(pattern).is_some())
    }

    /// Whether it begins with one of the patterns.
    pub(super) fn begins(&self, patterns: &[&str]) -> bool {
        patterns.iter().any(|pattern| self.find(pattern) == Some(0))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}
