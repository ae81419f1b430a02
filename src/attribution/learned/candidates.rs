//! Tokens that may be cues.

use std::ops::Range;

use super::chain::{CUE, Labelled};

/// Minimum chance of each token of a candidate that is not on the best path.
const MIN_CHANCE: f32 = 0.08;

/// A cue from this chance on counts as one beside which others are read.
const LIKELY: f32 = 0.3;

/// Tokens that may be a cue.
#[derive(Debug, Clone, PartialEq)]
pub struct CueCandidate {
    /// The tokens.
    pub tokens: Range<usize>,
    /// The greatest chance of one of them.
    pub chance: f32,
    /// Whether the best path has it.
    pub is_on_best_path: bool,
}

impl CueCandidate {
    /// Whether it is likely enough to be read as a cue beside others.
    pub(super) fn is_likely(&self) -> bool {
        self.chance > LIKELY
    }
}

/// The candidates of a paragraph, in order: the cues of the best path, and other tokens that may be one.
pub fn cue_candidates(labelled: &Labelled, paragraph: &Range<usize>) -> Vec<CueCandidate> {
    let chance = |at: usize| labelled.chance(at, CUE);
    let candidate = |tokens: Range<usize>, is_on_best_path: bool| {
        let greatest = tokens.clone().map(chance).fold(0.0, f32::max);
        CueCandidate { tokens, chance: greatest, is_on_best_path }
    };
    let labels = labelled.labels.get(paragraph.clone()).unwrap_or_default();
    let best = Labelled { labels: labels.to_vec(), chances: Vec::new() }.pieces(CUE);
    let best: Vec<_> =
        best.into_iter().map(|piece| paragraph.start + piece.start..paragraph.start + piece.end).collect();
    let is_used = |at: usize| best.iter().any(|piece| piece.contains(&at));
    let mut found: Vec<_> = best.iter().map(|piece| candidate(piece.clone(), true)).collect();
    let mut at = paragraph.start;
    while at < paragraph.end {
        if is_used(at) || chance(at) < MIN_CHANCE {
            at += 1;
            continue;
        }
        let goes_on = |at: &usize| {
            !is_used(*at) && chance(*at) >= MIN_CHANCE && labelled.start_chance(*at, CUE) < 0.5 * chance(*at)
        };
        let end = (at + 1..paragraph.end).take_while(goes_on).last().map_or(at + 1, |last| last + 1);
        found.push(candidate(at..end, false));
        at = end;
    }
    found.sort_by_key(|candidate| candidate.tokens.start);
    found
}
