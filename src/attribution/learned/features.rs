//! Features as hashes.

/// Mixes a kind and two values into a hash.
pub(super) fn mix(kind: u64, first: u64, second: u64) -> u64 {
    let hash = (kind.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ first).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 29) ^ second.wrapping_mul(0x94d0_49bb_1331_11eb)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}

/// The hash of a word (FNV-1a).
pub(super) fn hash_of(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The features of one token, as 32-bit hashes. Each feature has a number of its own, by the order in which it is added.
#[derive(Debug, Default)]
pub struct FeatureKeys {
    keys: Vec<u32>,
    number: u64,
}

impl FeatureKeys {
    /// Removes all features and starts numbering from here.
    pub(super) fn start(&mut self, number: u64) {
        self.keys.clear();
        self.number = number;
    }

    /// Goes on numbering from here.
    pub(super) fn continue_from(&mut self, number: u64) {
        self.number = number;
    }

    /// Adds a feature of two values.
    pub(super) fn add(&mut self, first: u64, second: u64) {
        self.number += 1;
        // The upper half of a product is the better mixed one.
        let [.., a, b, c, d] = mix(self.number, first, second).to_be_bytes();
        self.keys.push(u32::from_be_bytes([a, b, c, d]));
    }

    /// The hashes.
    pub fn keys(&self) -> &[u32] {
        &self.keys
    }
}

/// A distance in tokens, coarser the farther.
pub(super) fn distance_bin(distance: usize) -> u64 {
    match distance {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 3,
        4 => 4,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        _ => 9,
    }
}

/// A chance, finer near nought and one.
pub(super) fn chance_bin(chance: f32) -> u64 {
    let limits = [0.02, 0.1, 0.25, 0.5, 0.75, 0.93];
    limits.iter().map(|limit| u64::from(chance >= *limit)).sum()
}
