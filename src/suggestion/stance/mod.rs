//! The stance of an attribution, from the words that tell it and the words near them.

mod contents;
mod denials;
mod objects;
mod refusals;
mod words;

use super::phrase::Phrase;
use crate::model::Stance;

pub(super) use words::{StanceObject, StanceReading, StanceWords};

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
