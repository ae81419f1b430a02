//! The words of a claim, which come from the text or are put in.

use std::ops::Range;

use crate::attribution::{Mark, TokenizedText};

/// A word or sign of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::suggestion) struct ClaimWord {
    /// As it is written.
    pub(in crate::suggestion) text: String,
    /// In lower case.
    pub(in crate::suggestion) lower: String,
    /// Whether a space stands before it.
    pub(in crate::suggestion) space: bool,
    /// Whether it stands between quotation marks.
    pub(in crate::suggestion) is_quoted: bool,
    /// The token of the text; none if it was put in.
    pub(in crate::suggestion) token: Option<usize>,
}

impl ClaimWord {
    /// A word that is put in.
    pub(in crate::suggestion) fn new(text: &str) -> Self {
        Self { text: text.to_string(), lower: text.to_lowercase(), space: true, is_quoted: false, token: None }
    }

    /// The same place with other words.
    pub(in crate::suggestion) fn with(&self, text: &str) -> Self {
        Self { text: text.to_string(), lower: text.to_lowercase(), ..self.clone() }
    }

    pub(in crate::suggestion) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }

    pub(in crate::suggestion) fn is_word(&self) -> bool {
        self.lower.chars().any(char::is_alphanumeric)
    }

    pub(in crate::suggestion) fn ends_sentence(&self) -> bool {
        self.is(&[".", "!", "?", ";"])
    }
}

/// The words of the pieces of a content, without quotation marks; a stop between two pieces where the second begins a sentence.
pub(in crate::suggestion) fn words_of(text: &str, tokens: &TokenizedText, pieces: &[Range<usize>]) -> Vec<ClaimWord> {
    let mut words: Vec<ClaimWord> = Vec::new();
    for piece in pieces {
        let mut space = true;
        for at in piece.clone() {
            let Some(token) = tokens.tokens.get(at) else { continue };
            space |= token.follows_space;
            if token.mark != Mark::None {
                continue;
            }
            let is_first =
                at == piece.start || words.last().is_some_and(|last| last.token.is_some_and(|last| last < piece.start));
            if is_first && token.is_capitalized && words.last().is_some_and(|last| !last.ends_sentence()) {
                if words.last().is_some_and(|last| last.lower == ",") {
                    words.pop();
                }
                words.push(ClaimWord { space: false, ..ClaimWord::new(".") });
            }
            let written = text.get(token.range.clone()).unwrap_or_default();
            words.push(ClaimWord {
                text: written.to_string(),
                lower: token.word.clone(),
                space,
                is_quoted: token.is_quoted(),
                token: Some(at),
            });
            space = false;
        }
    }
    words
}

/// The words as a sentence: a capital at the beginning, no stop at the end.
pub(in crate::suggestion) fn rendered(words: &[ClaimWord]) -> String {
    let mut all = String::new();
    for word in words {
        if word.space && !all.is_empty() {
            all.push(' ');
        }
        all += &word.text;
    }
    let bare = all.trim().trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '–' | '—') || c.is_whitespace());
    let bare = bare.trim_end_matches(['.', ',', '!']).trim();
    let begin = bare.find(char::is_alphanumeric).unwrap_or_default();
    let (signs, rest) = bare.split_at(begin);
    let mut letters = rest.chars();
    let first = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
    format!("{signs}{}", first.unwrap_or_default())
}
