//! Fits a linear-chain conditional random field.

use fastrand::Rng;
use gainsay::attribution::learned::chain::EDGE_CLASSES;

use super::descent::{KeyCounts, KeyMap, Rates, Weights};
use super::pack::{Row, pack_table};

/// A smaller gradient does not change a weight.
const MIN_GRADIENT: f32 = 1e-4;

/// Labelled tokens.
pub(crate) struct Sequence {
    /// The numbers of the features of all tokens.
    features: Vec<u32>,
    /// Where those of each token end.
    ends: Vec<u32>,
    classes: Vec<usize>,
    labels: Vec<usize>,
}

/// Collects sequences whose features are known by key, in two passes: count, then add.
pub(crate) struct SequenceBuilder {
    keys: Vec<u32>,
    numbers: KeyMap<u32>,
    pub(crate) sequences: Vec<Sequence>,
}

impl SequenceBuilder {
    pub(crate) fn new(counts: KeyCounts, min: u32) -> Self {
        let (keys, numbers) = counts.numbered(min);
        Self { keys, numbers, sequences: Vec::new() }
    }

    pub(crate) fn begin(&mut self, classes: Vec<usize>, labels: Vec<usize>) {
        self.sequences.push(Sequence { features: Vec::new(), ends: Vec::new(), classes, labels });
    }

    pub(crate) fn add_token(&mut self, keys: &[u32]) {
        let sequence = self.sequences.last_mut().unwrap();
        sequence.features.extend(keys.iter().filter_map(|key| self.numbers.get(key)));
        sequence.ends.push(sequence.features.len() as u32);
    }
}

/// A chain in the making.
struct ChainFit {
    labels: usize,
    nodes: Weights,
    edges: Weights,
}

/// Numbers by label, of each token.
type Lattice = Vec<Vec<f64>>;

/// Fits a chain with so many labels and returns its table.
pub(crate) fn fit_chain(builder: SequenceBuilder, labels: usize, epochs: usize, l1: f32) -> Vec<u8> {
    let SequenceBuilder { keys, sequences, .. } = builder;
    let rates = Rates { alpha: 0.05, l1, l2: 0.0 };
    let nodes = Weights::new(keys.len() * labels, rates);
    let edges = Weights::new(EDGE_CLASSES * labels * labels, Rates { l1: 0.0, ..rates });
    let mut fit = ChainFit { labels, nodes, edges };
    let mut order: Vec<usize> = (0..sequences.len()).collect();
    let mut random = Rng::with_seed(12_345);
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let quarter = (order.len() / 4).max(1);
        for (done, at) in order.iter().enumerate() {
            fit.step(&sequences[*at]);
            if epoch >= 1 && done % quarter == quarter - 1 {
                fit.nodes.count();
                fit.edges.count();
            }
        }
    }
    let nodes = fit.nodes.mean();
    let rows: Vec<Row> = keys.iter().zip(nodes.chunks(labels)).map(|(key, row)| (*key, row.to_vec())).collect();
    let rows: Vec<Row> = rows.into_iter().filter(|row| row.1.iter().any(|weight| *weight != 0.0)).collect();
    eprintln!("  {} sequences, {} features, {} rows", sequences.len(), keys.len(), rows.len());
    pack_table(labels, 13, &fit.edges.mean(), rows)
}

impl ChainFit {
    fn edge(&self, class: usize, before: usize, label: usize) -> usize {
        (class * self.labels + before) * self.labels + label
    }

    /// The factors of each token's labels, the greatest of which is one.
    fn factors(&self, sequence: &Sequence) -> Lattice {
        let mut start = 0;
        let mut factors = Vec::with_capacity(sequence.ends.len());
        for end in &sequence.ends {
            let mut scores = vec![0.0f32; self.labels];
            for feature in &sequence.features[start..*end as usize] {
                let row = &self.nodes.now[*feature as usize * self.labels..][..self.labels];
                scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight);
            }
            let greatest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            factors.push(scores.iter().map(|score| f64::from(score - greatest).exp()).collect());
            start = *end as usize;
        }
        factors
    }

    /// One step down the gradient of a sequence's likelihood.
    fn step(&mut self, sequence: &Sequence) {
        let count = sequence.ends.len();
        if count == 0 {
            return;
        }
        let labels = self.labels;
        let factors = self.factors(sequence);
        let edges: Vec<f64> = self.edges.now.iter().map(|edge| f64::from(*edge).exp()).collect();
        let (mut forward, mut scales): (Lattice, Vec<f64>) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for at in 0..count {
            let class = sequence.classes[at];
            let arrives = |label: usize| match at {
                0 => edges[self.edge(class, 0, label)],
                _ => (0..labels).map(|before| forward[at - 1][before] * edges[self.edge(class, before, label)]).sum(),
            };
            let mut here: Vec<f64> = (0..labels).map(|label| arrives(label) * factors[at][label]).collect();
            let sum = here.iter().sum::<f64>().max(1e-300);
            here.iter_mut().for_each(|one| *one /= sum);
            forward.push(here);
            scales.push(sum);
        }
        let mut backward: Lattice = vec![vec![1.0; labels]; count];
        for at in (0..count - 1).rev() {
            let class = sequence.classes[at + 1];
            for before in 0..labels {
                let leaves = |label: usize| {
                    edges[self.edge(class, before, label)] * factors[at + 1][label] * backward[at + 1][label]
                };
                backward[at][before] = (0..labels).map(leaves).sum::<f64>() / scales[at + 1];
            }
        }
        let mut gradients = vec![0.0f32; edges.len()];
        for at in 0..count {
            let class = sequence.classes[at];
            let label = sequence.labels[at];
            if at == 0 {
                gradients[self.edge(class, 0, label)] -= 1.0;
                for label in 0..labels {
                    gradients[self.edge(class, 0, label)] += (forward[0][label] * backward[0][label]) as f32;
                }
                continue;
            }
            gradients[self.edge(class, sequence.labels[at - 1], label)] -= 1.0;
            for label in 0..labels {
                let leaves = factors[at][label] * backward[at][label] / scales[at];
                for (before, arrives) in forward[at - 1].iter().enumerate() {
                    let edge = self.edge(class, before, label);
                    gradients[edge] += (arrives * edges[edge] * leaves) as f32;
                }
            }
        }
        self.step_nodes(sequence, &forward, &backward);
        for (at, gradient) in gradients.into_iter().enumerate().filter(|(_, gradient)| gradient.abs() > 1e-6) {
            self.edges.step(at, gradient);
        }
    }

    fn step_nodes(&mut self, sequence: &Sequence, forward: &Lattice, backward: &Lattice) {
        let mut start = 0;
        for (at, end) in sequence.ends.iter().enumerate() {
            let features = start..*end as usize;
            start = features.end;
            let products: Vec<f64> = forward[at].iter().zip(&backward[at]).map(|(one, other)| one * other).collect();
            let sum: f64 = products.iter().sum();
            let mut gradients: Vec<f32> = products.iter().map(|product| (product / sum) as f32).collect();
            gradients[sequence.labels[at]] -= 1.0;
            if gradients.iter().all(|gradient| gradient.abs() < 1e-3) {
                continue;
            }
            for feature in &sequence.features[features] {
                for (label, gradient) in gradients.iter().enumerate().filter(|(_, one)| one.abs() > MIN_GRADIENT) {
                    self.nodes.step(*feature as usize * self.labels + label, *gradient);
                }
            }
        }
    }
}
