//! Which piece of content and which source belong to which cue.

use std::ops::Range;

use super::super::tokenized::TokenizedText;
use super::facts::Facts;
use super::features::{FeatureKeys, distance_bin, mix};
use super::table::WeightTable;

/// The pieces of a paragraph.
#[derive(Debug, Clone, Default)]
pub struct Pieces {
    /// Contents.
    pub contents: Vec<Range<usize>>,
    /// Sources.
    pub sources: Vec<Range<usize>>,
    /// Cues.
    pub cues: Vec<Range<usize>>,
}

/// What a piece may be to a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What is said.
    Content,
    /// Who says it.
    Source,
}

/// Maximum number of pieces on each side of another one that may belong to it.
const MAX_NEAR: usize = 8;

/// Tells how likely a piece belongs to a cue.
#[derive(Debug, Clone, Copy)]
pub struct Linker(WeightTable);

/// The number of tokens between a piece and a cue, and whether the piece is to the left.
fn gap(piece: &Range<usize>, cue: &Range<usize>) -> (bool, Range<usize>) {
    if piece.start < cue.start {
        (true, piece.end.min(cue.start)..cue.start)
    } else {
        (false, cue.end.min(piece.start)..piece.start)
    }
}

/// The indexes of the pieces, which are in order, that are near another one.
fn near(pieces: &[Range<usize>], piece: &Range<usize>) -> Range<usize> {
    let place = pieces.partition_point(|other| other.start < piece.start);
    place.saturating_sub(MAX_NEAR)..pieces.len().min(place + MAX_NEAR)
}

/// Writes the features of a piece and a cue.
pub fn write_link(
    text: &TokenizedText,
    facts: &Facts,
    pieces: &Pieces,
    pair: (&Range<usize>, &Range<usize>, Role),
    features: &mut FeatureKeys,
) {
    let (piece, cue, role) = pair;
    let (is_left, between) = gap(piece, cue);
    let distance = between.len();
    let within = |list: &[Range<usize>]| {
        let is_between = |one: &&Range<usize>| one.start >= between.start && one.end <= between.end && *one != piece;
        list.iter().filter(is_between).count().min(3) as u64
    };
    let [cues, sources, contents] = [&pieces.cues, &pieces.sources, &pieces.contents].map(|list| within(list));
    let list = if role == Role::Content { &pieces.contents } else { &pieces.sources };
    let gaps: Vec<_> = list.iter().map(|one| gap(one, cue)).filter(|(_, between)| between.len() < distance).collect();
    let rank = gaps.len().min(4) as u64;
    let side_rank = gaps.iter().filter(|(left, _)| *left == is_left).count().min(4) as u64;
    let is_nearer = |one: &&Range<usize>| *one != cue && gap(piece, one).1.len() < distance;
    let nearer = pieces.cues.iter().filter(is_nearer).count().min(3) as u64;
    let bits = facts.0.get(between.clone()).unwrap_or_default().iter().fold(0, |bits, facts| bits | facts.bits);
    let token = |at: usize| text.tokens.get(at);
    let quoted = |at: usize| u64::from(token(at).is_some_and(super::super::token::Token::is_quoted));
    let quote = quoted(piece.start) * 2 + quoted(piece.end.saturating_sub(1));
    let next = token(cue.end).map_or(0, |next| {
        u64::from(next.is_quoted()) + [",", ".", ":"].iter().position(|sign| next.word == *sign).map_or(0, |at| 2 << at)
    });
    let sentence = |at: usize| token(at).map_or(0, |token| token.sentence);
    let sentences = sentence(piece.start).abs_diff(sentence(cue.start)).min(3) as u64;
    let same = u64::from(sentences == 0);
    let side = u64::from(is_left) + if role == Role::Content { 0 } else { 2 };
    let distance = distance_bin(distance);
    let word = |at: usize| facts.get(at).word;
    let cue_word = word(cue.end.saturating_sub(1));
    features.start(1000);
    let values = [
        (0, 0),
        (1, same * 20 + distance),
        (2, cues * 16 + sources * 4 + contents),
        (3, bits),
        (4, rank * 5 + side_rank),
        (5, nearer * 2 + same),
        (6, quote * 2 + same),
        (7, cue_word),
        (8, word(cue.start)),
        (9, next * 5 + side_rank),
        (10, sentences * 4 + quote),
        (11, nearer * 5 + rank),
        (12, nearer * 16 + cues * 4 + contents),
        (13, word(piece.start)),
        (14, word(piece.end.saturating_sub(1))),
        (15, mix(0, pieces.cues.len().min(4) as u64 * 5 + list.len().min(4) as u64, rank)),
        (16, side_rank * 4 + cues),
        (17, mix(same, cue_word, cues)),
        (18, contents * 4 + sources),
        (19, mix(u64::from(between.is_empty()), cue_word, 0)),
        (20, mix(quote, next, rank)),
        (21, quote * 16 + sentences * 4 + cues),
    ];
    values.iter().for_each(|(kind, value)| features.add(side * 32 + kind, *value));
}

impl Linker {
    /// The linker of a table with one weight.
    pub fn new(table: WeightTable) -> Self {
        Self(table)
    }

    /// How much speaks for it that a piece belongs to a cue, as the logarithm of the odds.
    fn score(&self, features: &FeatureKeys) -> f32 {
        let mut score = [0.0];
        features.keys().iter().for_each(|key| self.0.add(*key, &mut score));
        score[0]
    }

    /// For each cue, the pieces that belong to it: each content to one cue, to each cue at most one source. `chances` are those of the
    /// cues.
    pub fn link(
        &self,
        text: &TokenizedText,
        facts: &Facts,
        pieces: &Pieces,
        chances: &[f32],
    ) -> Vec<Vec<Range<usize>>> {
        let mut features = FeatureKeys::default();
        let mut score = |piece: &Range<usize>, cue: &Range<usize>, role: Role| {
            write_link(text, facts, pieces, (piece, cue, role), &mut features);
            self.score(&features)
        };
        let mut linked = vec![Vec::new(); pieces.cues.len()];
        for content in &pieces.contents {
            let scores = near(&pieces.cues, content).filter_map(|at| {
                let chance = chances.get(at)?.max(f32::MIN_POSITIVE);
                Some((at, score(content, pieces.cues.get(at)?, Role::Content) + chance.ln()))
            });
            let best = scores.max_by(|one, other| one.1.total_cmp(&other.1));
            if let Some(list) = best.and_then(|(at, _)| linked.get_mut(at)) {
                list.push(content.clone());
            }
        }
        for (cue, list) in pieces.cues.iter().zip(&mut linked) {
            let sources = near(&pieces.sources, cue).filter_map(|at| pieces.sources.get(at));
            let scores = sources.map(|source| (source, score(source, cue, Role::Source)));
            let best = scores.max_by(|one, other| one.1.total_cmp(&other.1));
            list.extend(best.filter(|best| best.1 > -0.5).map(|best| best.0.clone()));
        }
        linked
    }
}
