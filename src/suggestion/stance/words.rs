//! A stance, and the words of an attribution that tell of it.

use std::ops::Range;

use crate::attribution::{Attribution, TokenizedText};
use crate::model::Stance;
use crate::suggestion::phrase::Phrase;

/// What a stance is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StanceObject {
    /// What the content says: "denied that the bridge is closed".
    Content,
    /// The opposite of what the content says: "said that there are no talks".
    Opposite,
    /// What the content speaks of and judges: "said that the report was fake".
    Judged,
}

/// A stance, and what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StanceReading {
    pub(crate) stance: Stance,
    pub(crate) object: StanceObject,
}

impl StanceReading {
    pub(super) fn of_content(stance: Stance) -> Self {
        Self { stance, object: StanceObject::Content }
    }
}

/// The words of an attribution that tell of its stance.
#[derive(Debug, Clone)]
pub(crate) struct StanceWords {
    /// The words that tell that it is said.
    pub(crate) cue: Phrase,
    /// The words right before them, back to a sign.
    pub(crate) before: Phrase,
    /// The words right behind them, in the sentence.
    pub(crate) after: Phrase,
    /// What is said.
    pub(crate) content: Phrase,
    /// Whether it asks, by its last sign.
    pub(crate) is_asked: bool,
}

/// Number of words behind a cue that are looked at.
const AFTER: usize = 12;

/// Number of words of a content that are looked at.
const CONTENT: usize = 70;

impl StanceWords {
    pub(crate) fn of(text: &TokenizedText, found: &Attribution) -> Self {
        let pieces: Vec<Range<usize>> = found.content.iter().map(|range| text.tokens_in(range)).collect();
        let content = Phrase::of_pieces(text, &pieces).first(CONTENT);
        let is_asked = pieces.iter().any(|piece| {
            let end = text.tokens.get(piece.clone()).unwrap_or_default().iter().rfind(|token| token.word != "\"");
            end.is_some_and(|token| token.word == "?")
                || text.tokens.get(piece.end).is_some_and(|next| next.word == "?")
        });
        let cue = found.cue.as_ref().map(|range| text.tokens_in(range)).filter(|cue| !cue.is_empty());
        let Some(cue) = cue else {
            let none = Phrase::default();
            return Self { cue: none.clone(), before: none.clone(), after: none, content, is_asked };
        };
        let sentence = text.sentence_of(cue.start);
        let is_sign = |at: &usize| text.tokens.get(*at).is_none_or(|token| !token.is_word());
        let start = (sentence.start..cue.start).rev().find(is_sign).map_or(sentence.start, |at| at + 1);
        Self {
            cue: Phrase::of(text, cue.clone()),
            before: Phrase::of(text, start..cue.start).last(5),
            after: Phrase::of(text, cue.end..sentence.end.max(cue.end)).first(AFTER),
            content,
            is_asked,
        }
    }

    /// The cue with the three words before it and the five words behind it.
    pub(super) fn around(&self) -> Phrase {
        Phrase::join(&[&self.before.last(3), &self.cue, &self.after.first(5)])
    }

    /// The cue with the words behind it.
    pub(super) fn onwards(&self) -> Phrase {
        Phrase::join(&[&self.cue, &self.after.first(7)])
    }

    /// Whether the cue is denied: "did not say".
    pub(super) fn is_negated(&self) -> bool {
        const NOT: [&str; 4] = ["not", "never", "cannot", "neither"];
        let near = Phrase::join(&[&self.before.last(3), &self.cue]);
        near.has(&NOT) || near.words().any(|word| word.ends_with("n't"))
    }
}
