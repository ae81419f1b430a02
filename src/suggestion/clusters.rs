//! Whether two claims of one text are the same claim, told by different people.

use std::collections::BTreeMap;

use crate::text::denial::is_denial;
use crate::text::quantity::{compare, quantities};
use crate::text::similarity::TextAnalyzer;
use crate::text::similarity::background::{is_common, weight};

/// Share of the shorter claim's words, by weight, from which on two claims of a text are one.
const SAME: f32 = 0.7;

/// The same, where one of two is an answer: what is denied in an article has mostly been told in it.
const ANSWERED: f32 = 0.38;

/// Minimum weight of a word that is rare.
const RARE: f32 = 5.4;

/// Minimum number of rare words that two claims share.
const LEAST: usize = 2;

/// Stems of words that news uses for each other.
const SYNONYMS: [&[&str]; 16] = [
    &["migrant", "immigr", "refuge"],
    &["talk", "discuss", "negoti"],
    &["deal", "agreement", "accord", "pact"],
    &["firm", "compani"],
    &["payment", "paid", "pay"],
    &["close", "shut", "closur"],
    &["job", "post", "redund"],
    &["lie", "mislead", "misl"],
    &["fire", "sack", "dismiss"],
    &["buy", "purchas", "takeov"],
    &["kill", "die", "death", "dead"],
    &["attack", "assault"],
    &["doubl", "twice"],
    &["cost", "price"],
    &["plan", "propos", "scheme"],
    &["resign", "quit"],
];

/// A claim prepared for comparing.
#[derive(Debug, Clone)]
pub(super) struct ClaimWords {
    stems: BTreeMap<String, f32>,
    total: f32,
    text: String,
}

impl ClaimWords {
    /// Prepares a claim. The name of its speaker does not count: all that somebody says of himself has it.
    pub(super) fn of(analyzer: &TextAnalyzer, text: &str, speaker: &str) -> Self {
        let names = analyzer.stems_of([speaker]);
        let list = analyzer.stems_of([text]);
        let stems = list
            .iter()
            .filter(|stem| !is_common(stem) && stem.len() > 2 && !names.iter().any(|name| name == *stem))
            .map(|stem| {
                let word = SYNONYMS.iter().find(|group| group.contains(&stem)).map_or(stem, |group| group[0]);
                (word.to_string(), weight(stem))
            });
        let stems: BTreeMap<String, f32> = stems.collect();
        let total = stems.values().sum();
        Self { stems, total, text: text.to_string() }
    }

    /// Whether two claims are the same. `is_answer` says whether one is told by somebody who answers: who denies it, say.
    pub(super) fn is_same(&self, other: &Self, is_answer: bool) -> bool {
        let shared: Vec<f32> =
            self.stems.iter().filter(|(stem, _)| other.has(stem)).map(|(_, weight)| *weight).collect();
        let share = shared.iter().sum::<f32>() / self.total.min(other.total).max(0.1);
        let rare = shared.iter().filter(|weight| **weight >= RARE).count();
        share >= if is_answer { ANSWERED } else { SAME } && rare >= LEAST && !self.conflicts(other)
    }

    /// Whether one says what the other one denies.
    pub(super) fn denies(&self, other: &Self) -> bool {
        is_denial(&self.text, &other.text)
    }

    /// Whether it has a stem, or one of the same beginning: "albania" and "albanian".
    fn has(&self, stem: &str) -> bool {
        self.stems.contains_key(stem)
            || (stem.len() >= 6
                && self
                    .stems
                    .keys()
                    .any(|own| own.len() >= 6 && (own.starts_with(stem) || stem.starts_with(own.as_str()))))
    }

    /// Whether both have amounts, and none agrees.
    fn conflicts(&self, other: &Self) -> bool {
        let (own, theirs) = (quantities(&self.text), quantities(&other.text));
        if own.is_empty() || theirs.is_empty() {
            return false;
        }
        compare(&own, &theirs).agree.is_empty()
    }
}
