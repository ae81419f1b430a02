//! The words of a claim, which come from the text or are put in.

use std::ops::Range;

use crate::attribution::{Mark, PartOfSpeech, TokenizedText};

/// A word or sign of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClaimWord {
    /// As it is written.
    pub(crate) text: String,
    /// In lower case.
    pub(crate) lower: String,
    /// Whether a space stands before it.
    pub(crate) space: bool,
    /// Whether it stands between quotation marks.
    pub(crate) is_quoted: bool,
    /// The token of the text; none if it was put in.
    pub(crate) token: Option<usize>,
}

impl ClaimWord {
    /// A word that is put in.
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.to_string(), lower: text.to_lowercase(), space: true, is_quoted: false, token: None }
    }

    /// The same place with other words.
    pub(crate) fn with(&self, text: &str) -> Self {
        Self { text: text.to_string(), lower: text.to_lowercase(), ..self.clone() }
    }

    pub(crate) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }

    pub(crate) fn is_word(&self) -> bool {
        self.lower.chars().any(char::is_alphanumeric)
    }

    pub(crate) fn ends_sentence(&self) -> bool {
        self.is(&[".", "!", "?", ";"])
    }
}

/// The words of the pieces of a content, without quotation marks; a stop between two pieces where the second begins a sentence.
pub(crate) fn words_of(text: &str, tokens: &TokenizedText, pieces: &[Range<usize>]) -> Vec<ClaimWord> {
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
pub(crate) fn rendered(words: &[ClaimWord]) -> String {
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

/// Whether a token is a verb with a tense.
pub(super) fn is_finite(tokens: &TokenizedText, word: &ClaimWord) -> bool {
    use PartOfSpeech::{Modal, VerbPast, VerbPresent, VerbThird};
    let tag = word.token.and_then(|at| tokens.tokens.get(at)).map(|token| token.tag);
    word.is(&["is", "are", "was", "were", "has", "have", "had", "'s", "'re", "'ve"])
        || matches!(tag, Some(Modal | VerbPast | VerbPresent | VerbThird))
        || (tag.is_none() && word.is(&["is", "are", "was", "were", "has"]))
}
