//! The weights of the features, and what a score means. Written by `examples/fit.rs`; not to be changed by hand.

use super::Features;

const WEIGHTS: Features = [
    7.630,  // rank by words (BM25), against the best of the list
    -5.314, // text: words
    0.210,  // text: weight of the words found
    3.804,  // text: the rarest word found
    4.134,  // text: 4-grams
    0.159,  // all wordings: 4-grams
    3.271,  // both: 4-grams
    0.936,  // text: pairs of words
    0.280,  // text: weight of the pairs found
    0.958,  // text: words near each other
    0.214,  // text: names
    0.375,  // text: weight of the names found
    0.118,  // text: quantities that agree
    2.554,  // how many quantities agree
    0.065,  // claim: quantities that agree
    -0.595, // claim: quantities that do not
    0.144,  // both have quantities, and those of the claim do not agree
    0.577,  // quantities conflict
    0.736,  // claim: words
    2.851,  // claim: 4-grams
    -0.362, // claim and text: 4-grams
    -4.445, // claim: pairs of words
    -6.419, // claim: words near each other
    0.345,  // claim: names found
    -0.238, // claim: names not found
    1.919,  // claim: the longest run of words
    -0.020, // claim: how much it says
    0.595,  // best: words
    5.896,  // best: 4-grams
    -0.128, // best and text: 4-grams
    1.350,  // best: pairs of words
    1.530,  // best: words near each other
    0.606,  // best: names found
    0.432,  // best: names not found
    -3.302, // best: the longest run of words
    -0.795, // best: how much it says
];
const CHANCE: [f32; 3] = [-11.068, 0.734, 0.575];

/// How well a claim fits, to rank by; higher is better.
pub fn score(features: &Features) -> f32 {
    features.iter().zip(WEIGHTS).map(|(feature, weight)| feature * weight).sum()
}

/// The chance that the text repeats or contradicts the claim, from its score and from how far it is ahead of the best
/// other claim (behind, where it is negative).
pub fn chance(score: f32, ahead: f32) -> f32 {
    let [constant, of_score, of_lead] = CHANCE;
    1.0 / (1.0 + (-(constant + of_score * score + of_lead * ahead.clamp(-3.0, 3.0))).exp())
}
