//! The stance of an attribution, from the words that tell it and the words near them.

mod contents;
mod denials;
mod objects;
mod refusals;

use std::ops::Range;

use super::phrase::Phrase;
use crate::attribution::{Attribution, TokenizedText};
use crate::model::Stance;

/// What a stance is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StanceObject {
    /// What the content says: "denied that the bridge is closed".
    Content,
    /// The opposite of what the content says: "said that there are no talks".
    Opposite,
    /// What the content speaks of and judges: "said that the report was fake".
    Judged,
}

/// A stance, and what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StanceReading {
    pub(super) stance: Stance,
    pub(super) object: StanceObject,
}

impl StanceReading {
    fn of_content(stance: Stance) -> Self {
        Self { stance, object: StanceObject::Content }
    }
}

/// The words of an attribution that tell of its stance.
#[derive(Debug, Clone)]
pub(super) struct StanceWords {
    /// The words that tell that it is said.
    pub(super) cue: Phrase,
    /// The words right before them, back to a sign.
    pub(super) before: Phrase,
    /// The words right behind them, in the sentence.
    pub(super) after: Phrase,
    /// What is said.
    pub(super) content: Phrase,
    /// Whether it asks, by its last sign.
    pub(super) is_asked: bool,
}

/// Number of words behind a cue that are looked at.
const AFTER: usize = 12;

/// Number of words of a content that are looked at.
const CONTENT: usize = 70;

impl StanceWords {
    pub(super) fn of(text: &TokenizedText, found: &Attribution) -> Self {
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
    fn around(&self) -> Phrase {
        Phrase::join(&[&self.before.last(3), &self.cue, &self.after.first(5)])
    }

    /// The cue with the words behind it.
    fn onwards(&self) -> Phrase {
        Phrase::join(&[&self.cue, &self.after.first(7)])
    }

    /// Whether the cue is denied: "did not say".
    fn is_negated(&self) -> bool {
        const NOT: [&str; 4] = ["not", "never", "cannot", "neither"];
        let near = Phrase::join(&[&self.before.last(3), &self.cue]);
        near.has(&NOT) || near.words().any(|word| word.ends_with("n't"))
    }
}

/// Verbs with which somebody values a thing, and makes no claim.
const VALUING: [&str; 30] = [
    "prais*",
    "criticis*",
    "criticiz*",
    "condemn*",
    "welcom*",
    "thank*",
    "applaud*",
    "mock*",
    "ridicul*",
    "laud*",
    "denounc*",
    "slam*",
    "blast*",
    "hail*",
    "support*",
    "oppos*",
    "endors*",
    "urge*",
    "demand*",
    "call* for",
    "called for",
    "calling for",
    "calls for",
    "call on",
    "called on",
    "prefer*",
    "want*",
    "hope*",
    "hoping",
    "wish*",
];

/// Returns the stance of an attribution.
pub(super) fn stance_of(words: &StanceWords) -> StanceReading {
    refusals::refusal(words)
        .or_else(|| denials::told_denial(words))
        .or_else(|| denials::told_admission(words))
        .or_else(|| contents::denial_in_content(words))
        .or_else(|| questions(words))
        .unwrap_or_else(|| {
            let values =
                words.cue.has(&VALUING) || (words.is_negated() && !words.cue.is_empty()) || is_personal(&words.content);
            StanceReading::of_content(if values { Stance::Comments } else { Stance::Asserts })
        })
}

/// Whether somebody speaks of what he feels, knows or wants, without a figure.
fn is_personal(content: &Phrase) -> bool {
    const MINE: [&str; 22] = [
        "i have a",
        "i know",
        "i think",
        "i feel",
        "i believe",
        "i hope",
        "i want",
        "i love",
        "i understand",
        "i am",
        "i'm",
        "i would like",
        "i'd like",
        "we hope",
        "we want",
        "we believe",
        "we feel",
        "we love",
        "i wish",
        "we are proud",
        "i was so",
        "i just",
    ];
    content.begins(&MINE) && !content.words().any(|word| word.chars().any(|c| c.is_ascii_digit()))
}

fn questions(words: &StanceWords) -> Option<StanceReading> {
    const ASKED: [&str; 12] =
        ["if", "whether", "why", "how", "what", "who", "when", "where", "which", "about", "?", "whose"];
    let cue = &words.cue;
    let doubts = cue.has(&["doubt*", "wonder*", "query*", "querie*", "scepti*", "skepti*"])
        || Phrase::join(&[cue, &words.after.first(2)]).has(&["cast doubt", "casts doubt", "casting doubt"]);
    let passive = Phrase::join(&[&words.before, cue]).has(&["was", "were", "been", "being"]);
    let questions = cue.has(&["question*", "challeng*"]) && !passive;
    let asks = cue.has(&["ask", "asks", "asked", "asking", "inquir*", "enquir*"])
        && (words.is_asked || words.after.first(4).has(&ASKED) || words.content.first(3).has(&ASKED));
    let asks_plainly = words.is_asked && !words.cue.is_empty();
    if (doubts || questions) && words.is_negated() {
        return Some(StanceReading::of_content(Stance::Asserts));
    }
    let found = doubts || questions || asks || asks_plainly;
    found.then_some(StanceReading::of_content(Stance::Questions))
}

#[cfg(test)]
mod tests;
