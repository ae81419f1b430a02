//! Whether two claims of one text are the same claim, told by different people.

use std::collections::{BTreeMap, HashMap};

use crate::text::denial::is_denial;
use crate::text::quantity::{Quantity, compare, quantities};
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
    amounts: Vec<Quantity>,
    /// Whether it has a word of denial.
    is_negative: bool,
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
        Self { stems, total, amounts: quantities(text), is_negative: is_denial(text, "") }
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
        self.is_negative != other.is_negative
    }

    /// Whether it has a stem, or one of the same beginning: "albania" and "albanian".
    fn has(&self, stem: &str) -> bool {
        self.stems.contains_key(stem)
            || (stem.len() >= BEGINNING
                && self
                    .stems
                    .keys()
                    .any(|own| own.len() >= BEGINNING && (own.starts_with(stem) || stem.starts_with(own.as_str()))))
    }

    /// Whether both have amounts, and none agrees.
    fn conflicts(&self, other: &Self) -> bool {
        let some = !self.amounts.is_empty() && !other.amounts.is_empty();
        some && compare(&self.amounts, &other.amounts).agree.is_empty()
    }
}

/// The first bytes of a stem, by which [`ClaimWords::has`] may take it for another one.
const BEGINNING: usize = 6;

/// Claims that were told, by the beginnings of their stems: only those that share rare words are compared.
#[derive(Debug, Default)]
pub(super) struct ToldClaims(HashMap<Vec<u8>, Vec<usize>>);

impl ToldClaims {
    /// Adds a claim with a number that is higher than those before.
    pub(super) fn add(&mut self, number: usize, claim: &ClaimWords) {
        for stem in claim.stems.keys() {
            let numbers = self.0.entry(beginning(stem).to_vec()).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }

    /// Returns the numbers of the claims that may be the same as one, in order.
    pub(super) fn like(&self, claim: &ClaimWords) -> Vec<usize> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for (stem, _) in claim.stems.iter().filter(|(_, weight)| **weight >= RARE) {
            for number in self.0.get(beginning(stem)).into_iter().flatten() {
                *shared.entry(*number).or_default() += 1;
            }
        }
        shared.into_iter().filter(|(_, count)| *count >= LEAST).map(|(number, _)| number).collect()
    }
}

fn beginning(stem: &str) -> &[u8] {
    stem.as_bytes().get(..BEGINNING).unwrap_or(stem.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_compared_with_every_claim_that_is_the_same() {
        let texts = [
            "Albania will process migrants for £100,000 each",
            "The Albanian government processes immigrants from the Channel",
            "The harbour of Northport was sold to a brewery",
            "Northport sold its harbour to brewers in Ardal",
            "The brewery bought the harbour",
            "The ferry was late",
        ];
        let analyzer = TextAnalyzer::default();
        let claims: Vec<_> = texts.iter().map(|text| ClaimWords::of(&analyzer, text, "Ann Lee")).collect();
        let (mut told, mut same) = (ToldClaims::default(), 0);
        for (at, claim) in claims.iter().enumerate() {
            let like = told.like(claim);
            for other in (0..at).filter(|other| claim.is_same(&claims[*other], true)) {
                assert!(like.contains(&other), "{} ~ {}", texts[at], texts[other]);
                same += 1;
            }
            told.add(at, claim);
        }
        assert!(same > 0);
    }
}
