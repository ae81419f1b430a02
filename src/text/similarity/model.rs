//! How features become a score, which ranks the claims of a text, and a chance.

use super::features::{CHANCE_FEATURES, Features};

/// Minimum chance of a claim that is shown. A wrong claim costs the reader a line; a missing one costs a check that is done twice. So
/// four wrong lines for a right one are accepted.
pub const SHOWN: f64 = 0.2;
/// Minimum chance of a claim that is offered in place of a new one, or that a text is taken to repeat. A needless question
/// costs about as much as a missing one: two claims that are the same can be joined later.
pub const ASKED: f64 = 0.5;

/// Fitted weights. `examples/fit` writes them.
pub struct MatchModel {
    /// The weight of each feature in the score.
    pub weights: Features,
    /// The weights of the chance: constant, of the score, of its lead, of its distance behind the best, and of
    /// [`CHANCE_FEATURES`].
    pub chance: [f64; 4 + CHANCE_FEATURES.len()],
    /// The score that the next claim is taken to have at least: the first of a book of two claims has no great lead.
    pub next: f32,
}

/// A claim among those that were compared with a text.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Its score.
    pub score: f32,
    /// The difference to the next score if it is the best, else 0.
    pub lead: f32,
    /// The difference to the best score.
    pub behind: f32,
}

impl MatchModel {
    /// Returns the score of a claim; higher is better.
    pub fn score(&self, features: &Features) -> f32 {
        features.iter().zip(self.weights).map(|(feature, weight)| feature * weight).sum()
    }

    /// Returns where a claim stands that is compared alone: others that are alike say nothing about it.
    pub fn alone(&self, score: f32) -> Standing {
        Standing { score, lead: (score - self.next).max(0.0), behind: 0.0 }
    }

    /// Returns where each claim stands. Their scores come best first.
    pub fn standings(&self, scores: &[f32]) -> Vec<Standing> {
        let best = scores.first().copied().unwrap_or_default();
        let next = scores.get(1).copied().unwrap_or(self.next).max(self.next);
        let lead = |at: usize| if at == 0 { (best - next).max(0.0) } else { 0.0 };
        scores
            .iter()
            .enumerate()
            .map(|(at, score)| Standing { score: *score, lead: lead(at), behind: best - score })
            .collect()
    }

    /// Returns the chance, from 0 to 1, that the text repeats or contradicts the claim.
    pub fn chance(&self, features: &Features, standing: Standing) -> f64 {
        let Standing { score, lead, behind } = standing;
        let numbers = [1.0, f64::from(score), f64::from(lead), f64::from(behind)];
        let all = numbers.into_iter().chain(CHANCE_FEATURES.iter().map(|at| f64::from(features[*at])));
        let sum: f64 = all.zip(self.chance).map(|(number, weight)| number * weight).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}
