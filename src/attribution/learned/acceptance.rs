//! The chance that a proposed attribution is right.

use std::ops::Range;

use super::super::tokenized::TokenizedText;
use super::candidates::CueCandidate;
use super::chain::{CONTENT, Labelled, SOURCE};
use super::facts::Facts;
use super::features::{FeatureKeys, chance_bin, distance_bin};
use super::table::WeightTable;

/// Tells the chance from features.
#[derive(Debug, Clone, Copy)]
pub struct Acceptance(WeightTable);

impl Acceptance {
    /// The model of a table with one weight.
    pub fn new(table: WeightTable) -> Self {
        Self(table)
    }

    /// The chance, 0 to 1.
    pub fn score(&self, keys: &[u32]) -> f32 {
        let mut sum = [0.0];
        keys.iter().for_each(|key| self.0.add(*key, &mut sum));
        1.0 / (1.0 + (-sum[0]).exp())
    }
}

/// What the second chain says of a cue.
pub(super) struct Decoded<'a> {
    /// The labels of the window.
    pub(super) own: &'a Labelled,
    /// The tokens that were labelled.
    pub(super) window: &'a Range<usize>,
    /// The content.
    pub(super) content: &'a [Range<usize>],
    /// The source.
    pub(super) source: Option<&'a Range<usize>>,
    /// Whether the source is not on the best path.
    pub(super) is_unsure: bool,
}

/// A chance in twelfths.
fn twelfths(chance: f32) -> u64 {
    (1..=12u8).map(|one| u64::from(chance * 12.0 >= f32::from(one))).sum()
}

impl Decoded<'_> {
    /// The mean chance of the content's tokens.
    fn content_chance(&self, labelled: &Labelled, offset: usize) -> f32 {
        let tokens = self.content.iter().cloned().flatten();
        let count = self.content.iter().map(Range::len).sum::<usize>().max(1) as f32;
        tokens.map(|at| labelled.chance(at - offset, CONTENT)).sum::<f32>() / count
    }

    /// The chance that the first piece of content begins and ends where it does.
    fn edge_chance(&self) -> f32 {
        let Some(piece) = self.content.first() else { return 0.0 };
        let start = self.own.start_chance(piece.start - self.window.start, CONTENT);
        let goes_on = if piece.end < self.window.end {
            self.own.start_chance(piece.end - self.window.start, CONTENT + 1)
        } else {
            0.0
        };
        start * (1.0 - goes_on)
    }

    /// Writes the features. With the candidate come the number of likely cues in its paragraph, and of pieces linked to it.
    pub(super) fn write(
        &self,
        text: &TokenizedText,
        facts: &Facts,
        labelled: &Labelled,
        (candidate, cues, linked): (&CueCandidate, usize, usize),
        features: &mut FeatureKeys,
    ) {
        let cue = &candidate.tokens;
        let last = facts.get(cue.end.saturating_sub(1));
        let before = cue.start.checked_sub(1).map_or(99, |at| facts.get(at).tag);
        let chance = twelfths(candidate.chance);
        let own = self.content_chance(self.own, self.window.start);
        let first = self.content_chance(labelled, 0);
        let edge = chance_bin(self.edge_chance());
        let source = self.source.map_or(0.0, |source| {
            self.own.mean_chance(source.start - self.window.start..source.end - self.window.start, SOURCE)
        });
        let length = distance_bin(self.content.iter().map(Range::len).sum());
        let quoted = |at: usize| facts.get(at).quote >> 2;
        let start = self.content.first().map_or(0, |piece| piece.start);
        let end = self.content.last().map_or(0, |piece| piece.end.saturating_sub(1));
        let quote = quoted(start) * 2 + quoted(end);
        let follows = self.content.iter().any(|piece| piece.start == cue.end);
        let leads = self.content.iter().any(|piece| piece.end <= cue.start && piece.end + 1 >= cue.start);
        let beside = u64::from(follows) + 2 * u64::from(leads);
        let source_kind = u64::from(self.source.is_none()) + 2 * u64::from(self.is_unsure);
        let is_first = text.tokens.get(cue.start).is_some_and(|token| token.paragraph == 0);
        features.start(700);
        for (one, other) in [
            (0, 0),
            (chance, 0),
            (chance_bin(own), edge),
            (chance_bin(first), chance / 2),
            (last.word, 0),
            (length, quote),
            (chance_bin(source), 0),
            (cue.len().min(4) as u64, chance / 2),
            (beside, quote),
            (u64::from(candidate.is_on_best_path), chance / 2),
            (last.tag, chance / 3),
            (quoted(cue.start), quote),
            (twelfths(own), 0),
            (twelfths(first), 0),
            (u64::from(is_first), chance / 3),
            (self.content.len().min(3) as u64, quote),
            (length, chance_bin(own)),
            (last.rule, chance / 2),
            (last.cue_bin, chance / 2),
            (facts.get(start).tag, beside),
            (edge, chance / 3),
            (cues.min(4) as u64, chance / 3),
            (before, chance / 3),
            (source_kind, chance / 3),
            (linked.min(3) as u64, chance / 3),
            (last.family, chance / 3),
            (last.base, 0),
            (last.family, beside),
        ] {
            features.add(one, other);
        }
    }
}
