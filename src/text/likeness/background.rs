//! How common words are in claims at large, so that a small book knows that "people" says less than "Tirana".

use std::collections::HashMap;

/// The most common stems of fact-checked claims in English, each with its rate: in how many of 10,000 claims it occurs.
/// Written by `examples/fit.rs`.
const STEMS: &str = include_str!("background.txt");
/// The rate that is taken for a stem which is not listed.
const UNLISTED: f32 = 0.3;
/// The background counts as much as a book of so many claims.
const CLAIMS: f32 = 10_000.0;

/// How rare words are: in a book, and in claims at large.
pub struct Background(HashMap<&'static str, f32>);

impl Default for Background {
    fn default() -> Self {
        let listed = STEMS.lines().filter_map(|line| line.split_once(' '));
        Self(listed.filter_map(|(stem, rate)| Some((stem, rate.parse().ok()?))).collect())
    }
}

impl Background {
    /// In how many of 10,000 claims a stem occurs.
    fn rate(&self, stem: &str) -> f32 {
        self.0.get(stem).copied().unwrap_or(UNLISTED)
    }

    /// Whether a stem is so common that it tells nothing: one in fifty claims has it.
    pub fn is_common(&self, stem: &str) -> bool {
        self.rate(stem) > 200.0
    }

    /// The weight of a stem of which nothing but this is known: the logarithm of its rarity.
    pub fn weight(&self, stem: &str) -> f32 {
        (CLAIMS / (self.rate(stem) + 0.5)).ln().max(0.05)
    }

    /// The weight of a stem that `found` of the `claims` of a book have.
    pub fn weight_in(&self, stem: &str, found: f32, claims: f32) -> f32 {
        ((claims + CLAIMS + 1.0) / (found + self.rate(stem) + 0.5)).ln().max(0.05)
    }
}
