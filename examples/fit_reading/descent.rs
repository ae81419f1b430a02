//! FTRL-proximal gradient descent (of 2013): online steps with a penalty that makes most weights nought.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A hash that is used as it is.
#[derive(Default, Clone, Copy)]
pub(crate) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// A map by key of a feature.
pub(crate) type KeyMap<V> = HashMap<u32, V, BuildHasherDefault<KeyHasher>>;

/// Counts how often each key occurs.
#[derive(Default)]
pub(crate) struct KeyCounts(KeyMap<u32>);

impl KeyCounts {
    pub(crate) fn add(&mut self, keys: &[u32]) {
        keys.iter().for_each(|key| *self.0.entry(*key).or_default() += 1);
    }

    /// The keys that occur at least so often, numbered in their order.
    pub(crate) fn numbered(self, min: u32) -> (Vec<u32>, KeyMap<u32>) {
        let mut keys: Vec<u32> = self.0.into_iter().filter(|(_, count)| *count >= min).map(|(key, _)| key).collect();
        keys.sort_unstable();
        let numbers = keys.iter().enumerate().map(|(at, key)| (*key, at as u32)).collect();
        (keys, numbers)
    }
}

/// How weights are fitted.
#[derive(Clone, Copy)]
pub(crate) struct Rates {
    /// The size of steps.
    pub(crate) alpha: f32,
    /// The penalty on the sum of weights.
    pub(crate) l1: f32,
    /// The penalty on the sum of their squares.
    pub(crate) l2: f32,
}

/// Weights in the making.
pub(crate) struct Weights {
    rates: Rates,
    /// The present weights.
    pub(crate) now: Vec<f32>,
    gradient: Vec<f32>,
    square: Vec<f32>,
    sum: Vec<f32>,
    sums: u32,
}

impl Weights {
    pub(crate) fn new(count: usize, rates: Rates) -> Self {
        let zeros = || vec![0.0; count];
        Self { rates, now: zeros(), gradient: zeros(), square: zeros(), sum: zeros(), sums: 0 }
    }

    /// A step of one weight.
    pub(crate) fn step(&mut self, at: usize, gradient: f32) {
        let Rates { alpha, l1, l2 } = self.rates;
        let square = self.square[at] + gradient * gradient;
        let (root, root_before) = (square.sqrt(), self.square[at].sqrt());
        let total = self.gradient[at] + gradient - (root - root_before) / alpha * self.now[at];
        (self.gradient[at], self.square[at]) = (total, square);
        let over = total.abs() - l1;
        self.now[at] = if over <= 0.0 { 0.0 } else { -total.signum() * over / ((1.0 + root) / alpha + l2) };
    }

    /// Counts the present weights into the mean.
    pub(crate) fn count(&mut self) {
        self.sum.iter_mut().zip(&self.now).for_each(|(sum, now)| *sum += now);
        self.sums += 1;
    }

    /// The mean of the weights that were counted, or the present ones.
    pub(crate) fn mean(self) -> Vec<f32> {
        let count = self.sums as f32;
        if self.sums == 0 { self.now } else { self.sum.into_iter().map(|sum| sum / count).collect() }
    }
}

/// A logistic model: the weight of each key, fitted on examples with their answers.
pub(crate) fn fit_logistic(
    examples: &[(Vec<u32>, bool)],
    min: u32,
    rates: Rates,
    epochs: usize,
) -> Vec<(u32, Vec<f32>)> {
    let mut counts = KeyCounts::default();
    examples.iter().for_each(|(keys, _)| counts.add(keys));
    let (keys, numbers) = counts.numbered(min);
    let mut weights = Weights::new(keys.len(), rates);
    let examples: Vec<(Vec<usize>, bool)> = examples
        .iter()
        .map(|(keys, answer)| {
            (keys.iter().filter_map(|key| numbers.get(key)).map(|at| *at as usize).collect(), *answer)
        })
        .collect();
    for _ in 0..epochs {
        for (features, answer) in &examples {
            let sum: f32 = features.iter().map(|at| weights.now[*at]).sum();
            let gradient = 1.0 / (1.0 + (-sum).exp()) - f32::from(u8::from(*answer));
            features.iter().for_each(|at| weights.step(*at, gradient));
        }
    }
    let rows = keys.into_iter().zip(weights.now).filter(|(_, weight)| *weight != 0.0);
    rows.map(|(key, weight)| (key, vec![weight])).collect()
}
