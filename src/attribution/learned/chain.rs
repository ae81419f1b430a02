//! A linear-chain conditional random field: scores of labels, probabilities and the best path.

use std::ops::Range;

use super::super::token::{Mark, Token};
use super::super::tokenized::TokenizedText;
use super::table::WeightTable;

/// Maximum number of labels.
pub const MAX_LABELS: usize = 7;

/// A number for each label.
pub type LabelScores = [f32; MAX_LABELS];

/// The number of classes of edges, see [`edge_classes`].
pub const EDGE_CLASSES: usize = 31;

/// No part of an attribution.
pub const OTHER: usize = 0;
/// The first token of a piece of content; the next label is that of the others.
pub const CONTENT: usize = 1;
/// The first token of a source; the next label is that of the others.
pub const SOURCE: usize = 3;
/// The first token of a cue; the next label is that of the others.
pub const CUE: usize = 5;

/// Whether a label may follow another: the inside of a piece follows its beginning or its inside.
fn may_follow(before: usize, label: usize) -> bool {
    label % 2 == 1 || label == OTHER || before == label || before + 1 == label
}

/// The classes of the edges before the tokens of a range.
pub fn edge_classes(text: &TokenizedText, range: &Range<usize>) -> Vec<usize> {
    let tokens = text.tokens.get(range.clone()).unwrap_or_default();
    let before = std::iter::once(None).chain(tokens.iter().map(Some));
    tokens.iter().zip(before).map(|(token, before)| edge_class(before, token)).collect()
}

/// The class of the edge before a token, by the signs on both sides of it; 0 at the start.
fn edge_class(before: Option<&Token>, token: &Token) -> usize {
    let class = |token: &Token| match (token.mark, token.word.as_str()) {
        (Mark::Opens, _) => 1,
        (Mark::Closes, _) => 2,
        (_, ",") => 3,
        (_, "." | "?" | "!") => 4,
        (_, ":" | ";" | "--") => 5,
        _ => 0,
    };
    before.map_or(0, |before| 1 + class(before) * 5 + class(token) % 5)
}

/// The weights of a chain.
#[derive(Debug, Clone)]
pub struct Chain {
    labels: usize,
    table: WeightTable,
    /// The weight of an edge by class, label before and label.
    edges: Vec<[LabelScores; MAX_LABELS]>,
    /// The same, as factors.
    factors: Vec<[LabelScores; MAX_LABELS]>,
}

/// What a chain says of a sequence of tokens.
#[derive(Debug, Clone, Default)]
pub struct Labelled {
    /// The labels of the best path.
    pub labels: Vec<usize>,
    /// The chance of each label.
    pub chances: Vec<LabelScores>,
}

impl Labelled {
    /// The chance that a token is part of a piece with this first label.
    pub fn chance(&self, at: usize, first: usize) -> f32 {
        self.chances.get(at).map_or(0.0, |chances| chances.get(first..=first + 1).unwrap_or_default().iter().sum())
    }

    /// The mean of that chance over a range; nought for an empty one.
    pub fn mean_chance(&self, range: Range<usize>, first: usize) -> f32 {
        let count = range.len().max(1) as f32;
        range.map(|at| self.chance(at, first)).sum::<f32>() / count
    }

    /// The chance that a piece with this first label begins at a token.
    pub fn start_chance(&self, at: usize, first: usize) -> f32 {
        self.chances.get(at).and_then(|chances| chances.get(first)).copied().unwrap_or_default()
    }

    /// The pieces with this first label, as ranges of the sequence.
    pub fn pieces(&self, first: usize) -> Vec<Range<usize>> {
        let mut pieces: Vec<Range<usize>> = Vec::new();
        for (at, label) in self.labels.iter().enumerate() {
            match pieces.last_mut() {
                Some(last) if *label == first + 1 && last.end == at => last.end += 1,
                _ if *label == first || *label == first + 1 => pieces.push(at..at + 1),
                _ => {}
            }
        }
        pieces
    }
}

impl Chain {
    /// The chain of a table with so many labels; its edges are by class, label before and label.
    pub fn new(labels: usize, table: WeightTable) -> Self {
        let labels = labels.clamp(1, MAX_LABELS);
        let mut edges = vec![[[0.0; MAX_LABELS]; MAX_LABELS]; EDGE_CLASSES];
        let slots = edges.iter_mut().flat_map(|class| class.iter_mut().take(labels));
        for (slot, weights) in slots.zip(table.edges().chunks(labels)) {
            slot.iter_mut().zip(weights).for_each(|(slot, weight)| *slot = *weight);
        }
        let factors = edges.iter().map(|class| class.map(|row| row.map(f32::exp))).collect();
        Self { labels, table, edges, factors }
    }

    /// Adds the weights of features to the scores of a token's labels.
    pub fn add(&self, keys: &[u32], scores: &mut LabelScores) {
        keys.iter().for_each(|key| self.table.add(*key, scores));
    }

    /// The best path and the chances, from the scores of each token's labels and the classes of the edges before them.
    pub fn label(&self, scores: &[LabelScores], classes: &[usize]) -> Labelled {
        Labelled { labels: self.best_path(scores, classes), chances: self.chances(scores, classes) }
    }

    fn edges_of(&self, class: usize) -> [LabelScores; MAX_LABELS] {
        self.edges.get(class).copied().unwrap_or_default()
    }

    fn factors_of(&self, class: Option<&usize>) -> [LabelScores; MAX_LABELS] {
        class.and_then(|class| self.factors.get(*class)).copied().unwrap_or_default()
    }

    /// The forward-backward algorithm, each token's numbers scaled to a sum of one.
    fn chances(&self, scores: &[LabelScores], classes: &[usize]) -> Vec<LabelScores> {
        let labels = self.labels;
        let factors: Vec<LabelScores> = scores.iter().map(|scores| exponentials(scores, labels)).collect();
        let mut forward: Vec<LabelScores> = Vec::with_capacity(factors.len());
        for (at, node) in factors.iter().enumerate() {
            let edge = self.factors_of(classes.get(at));
            let mut here = [0.0; MAX_LABELS];
            match forward.last() {
                None => here = edge[0],
                Some(before) => {
                    for (before, row) in before.iter().zip(&edge).take(labels) {
                        here.iter_mut().zip(row).for_each(|(here, edge)| *here += before * edge);
                    }
                }
            }
            here.iter_mut().zip(node).for_each(|(here, node)| *here *= node);
            forward.push(normalized(here, labels));
        }
        let mut backward = [1.0; MAX_LABELS];
        let mut chances = vec![[0.0; MAX_LABELS]; factors.len()];
        for at in (0..factors.len()).rev() {
            if let (Some(next), Some(edge)) = (factors.get(at + 1), classes.get(at + 1)) {
                let edge = self.factors_of(Some(edge));
                let mut weighted = backward;
                weighted.iter_mut().zip(next).for_each(|(weighted, node)| *weighted *= node);
                for (here, row) in backward.iter_mut().zip(&edge).take(labels) {
                    *here = row.iter().zip(&weighted).take(labels).map(|(edge, weighted)| edge * weighted).sum();
                }
                backward = normalized(backward, labels);
            }
            if let (Some(slot), Some(forward)) = (chances.get_mut(at), forward.get(at)) {
                let mut product = *forward;
                product.iter_mut().zip(&backward).for_each(|(product, backward)| *product *= backward);
                *slot = normalized(product, labels);
            }
        }
        chances
    }

    /// The Viterbi algorithm, along paths whose pieces begin with their first label.
    fn best_path(&self, scores: &[LabelScores], classes: &[usize]) -> Vec<usize> {
        let mut best = [f32::NEG_INFINITY; MAX_LABELS];
        let mut from: Vec<[usize; MAX_LABELS]> = Vec::with_capacity(scores.len());
        for (at, node) in scores.iter().enumerate() {
            let edges = self.edges_of(classes.get(at).copied().unwrap_or_default());
            let mut here = [f32::NEG_INFINITY; MAX_LABELS];
            let mut origins = [OTHER; MAX_LABELS];
            for (label, score) in node.iter().enumerate().take(self.labels) {
                if at == 0 {
                    here[label] = if may_follow(OTHER, label) { score + edges[0][label] } else { f32::NEG_INFINITY };
                    continue;
                }
                for (before, row) in edges.iter().enumerate().take(self.labels) {
                    let total = best[before] + row[label] + score;
                    if may_follow(before, label) && total > here[label] {
                        here[label] = total;
                        origins[label] = before;
                    }
                }
            }
            best = here;
            from.push(origins);
        }
        let last = best.iter().enumerate().max_by(|one, other| one.1.total_cmp(other.1));
        let mut label = last.map_or(OTHER, |last| last.0);
        let mut path = vec![OTHER; scores.len()];
        for (slot, origins) in path.iter_mut().zip(&from).rev() {
            *slot = label;
            label = origins.get(label).copied().unwrap_or_default();
        }
        path
    }
}

/// The exponentials of scores, the greatest of which becomes one.
fn exponentials(scores: &LabelScores, labels: usize) -> LabelScores {
    let greatest = scores.iter().take(labels).copied().fold(f32::NEG_INFINITY, f32::max);
    let mut factors = [0.0; MAX_LABELS];
    factors.iter_mut().zip(scores).take(labels).for_each(|(factor, score)| *factor = (score - greatest).exp());
    factors
}

/// Numbers scaled to a sum of one.
fn normalized(mut numbers: LabelScores, labels: usize) -> LabelScores {
    let sum: f32 = numbers.iter().take(labels).sum::<f32>().max(f32::MIN_POSITIVE);
    numbers.iter_mut().for_each(|number| *number /= sum);
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_begin_with_their_first_label() {
        let labelled = |labels: &[usize]| Labelled { labels: labels.to_vec(), chances: Vec::new() };
        let table: [(&[usize], Vec<Range<usize>>); 4] = [
            (&[0, 1, 2, 2, 1], vec![1..4, 4..5]),
            (&[1, 2, 1, 2], vec![0..2, 2..4]),
            (&[2, 2, 3, 1], vec![0..2, 3..4]),
            (&[], vec![]),
        ];
        for (labels, expected) in table {
            assert_eq!(labelled(labels).pieces(CONTENT), expected, "{labels:?}");
        }
    }

    #[test]
    fn a_chain_without_weights_finds_nothing() {
        let chain = Chain::new(5, WeightTable::new(&[]));
        let found = chain.label(&[[0.0; MAX_LABELS]; 3], &[0, 1, 1]);
        assert_eq!(found.chances.len(), 3);
        assert!((found.chances[1][..5].iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert!(found.chances[1][5..].iter().all(|chance| *chance == 0.0));
    }
}
