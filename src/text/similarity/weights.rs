//! The weights of the features, and what a score means. Written by `examples/fit.rs`; not to be changed by hand.

use super::Features;

const WEIGHTS: Features = [
    6.646,  // rank by words (BM25), against the best of the list
    0.264,  // text: weight of the words found
    3.990,  // text: the rarest word found
    1.584,  // text: 4-grams found
    0.802,  // all wordings: 4-grams found
    4.676,  // both: 4-grams, cosine
    0.060,  // text: names found
    0.419,  // text: weight of the names found
    2.097,  // text: quantities that agree
    0.111,  // claim: quantities that agree
    -0.520, // claim: quantities that do not agree
    0.664,  // claim: quantities conflict
    0.010,  // claim: names found
    0.053,  // claim: names not found
    -0.980, // claim: how much it says
    4.356,  // best: 4-grams found
    1.444,  // best: names found
];
const CHANCE: [f64; 3] = [-12.493, 0.875, 0.364];

/// How well a claim fits, to rank by; higher is better.
pub fn score(features: &Features) -> f32 {
    features.iter().zip(WEIGHTS).map(|(feature, weight)| feature * weight).sum()
}

/// The chance that the text repeats or contradicts the claim, from its score and from how far it is behind the best of all.
pub fn chance(score: f32, behind: f32) -> f64 {
    let [constant, of_score, of_distance] = CHANCE;
    1.0 / (1.0 + (of_distance * f64::from(behind) - constant - of_score * f64::from(score)).exp())
}
