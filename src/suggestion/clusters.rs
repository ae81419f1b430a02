//! Whether two claims of one text are the same claim, told by different people.

use std::collections::BTreeMap;

use crate::text::quantity::{compare, quantities};
use crate::text::similarity::TextAnalyzer;
use crate::text::similarity::background::{is_common, weight};

/// Share of the shorter claim's words, by weight, from which on two claims of a text are one.
const SAME: f32 = 0.6;

/// The same, where one of two is a denial: what is denied in an article has mostly been told in it.
const DENIED: f32 = 0.42;

/// Minimum weight of the words that two claims share: two or three words that are not common.
const LEAST: f32 = 9.0;

/// A claim prepared for comparing.
#[derive(Debug, Clone)]
pub(super) struct ClaimWords {
    stems: BTreeMap<String, f32>,
    total: f32,
    text: String,
}

impl ClaimWords {
    pub(super) fn of(analyzer: &TextAnalyzer, text: &str) -> Self {
        let list = analyzer.stems_of([text]);
        let stems: BTreeMap<String, f32> = list.iter().filter(|stem| !is_common(stem)).map(|stem| (stem.to_string(), weight(stem))).collect();
        let total = stems.values().sum();
        Self { stems, total, text: text.to_string() }
    }

    /// Whether two claims are the same. `denies` says whether one is told by a denial, or by one who will not deny it.
    pub(super) fn is_same(&self, other: &Self, denies: bool) -> bool {
        let shared: f32 = self.stems.iter().filter(|(stem, _)| other.stems.contains_key(*stem)).map(|(_, weight)| weight).sum();
        let share = shared / self.total.min(other.total).max(0.1);
        share >= if denies { DENIED } else { SAME } && shared >= LEAST && !self.conflicts(other)
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

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn matrix() {
        let analyzer = TextAnalyzer::default();
        let file = std::fs::read_to_string("/tmp/claims.txt").unwrap();
        let all: Vec<_> = file.lines().map(|line| ClaimWords::of(&analyzer, line)).collect();
        for (i, a) in all.iter().enumerate() {
            println!("{i} {} {:?}", a.text, a.stems);
            for (j, b) in all.iter().enumerate().take(i) {
                let shared: Vec<_> = a.stems.iter().filter(|(s, _)| b.stems.contains_key(*s)).collect();
                let w: f32 = shared.iter().map(|x| *x.1).sum();
                let share = w / a.total.min(b.total);
                if share > 0.15 { println!("   {j}: {w:.1} {share:.2} max {:.2} {:?}", w / a.total.max(b.total), shared.iter().map(|x| x.0).collect::<Vec<_>>()); }
            }
        }
    }
}
