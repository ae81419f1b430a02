//! The weights of the features, and what a score means. Written by `examples/fit.rs`; not to be changed by hand.

use super::Features;

const WEIGHTS: Features = [
    6.695,  // rank by words (BM25), against the best of the list
    0.000,  // text: words
    0.222,  // text: weight of the words found
    3.950,  // text: the rarest word found
    1.345,  // text: 4-grams
    0.680,  // all wordings: 4-grams
    4.184,  // both: 4-grams
    0.000,  // text: pairs of words
    0.000,  // text: weight of the pairs found
    0.000,  // text: words near each other
    0.207,  // text: names
    0.397,  // text: weight of the names found
    0.000,  // text: quantities that agree
    2.230,  // how many quantities agree
    0.054,  // claim: quantities that agree
    -0.517, // claim: quantities that do not
    0.105,  // both have quantities, and those of the claim do not agree
    0.610,  // quantities conflict
    0.000,  // claim: words
    0.000,  // claim: 4-grams
    0.000,  // claim and text: 4-grams
    0.000,  // claim: pairs of words
    0.000,  // claim: words near each other
    0.326,  // claim: names found
    -0.270, // claim: names not found
    0.000,  // claim: the longest run of words
    -1.057, // claim: how much it says
    0.000,  // best: words
    5.412,  // best: 4-grams
    0.000,  // best and text: 4-grams
    0.000,  // best: pairs of words
    0.000,  // best: words near each other
    0.860,  // best: names found
    0.578,  // best: names not found
    0.000,  // best: the longest run of words
    0.041,  // best: how much it says
];
const CHANCE: [f64; 2] = [-14.466, 1.037];

/// How well a claim fits, to rank by; higher is better.
pub fn score(features: &Features) -> f32 {
    features.iter().zip(WEIGHTS).map(|(feature, weight)| feature * weight).sum()
}

/// The chance that the text repeats or contradicts the claim, from its score.
pub fn chance(score: f32) -> f64 {
    let [constant, of_score] = CHANCE;
    1.0 / (1.0 + (-(constant + of_score * f64::from(score))).exp())
}
