//! Which words features may name, and how often each is a cue.

use super::super::token::Token;
use super::features::{hash_of, mix};
use super::table::WeightTable;

/// The key of a word in the table of the vocabulary.
pub fn word_key(word: &str) -> u32 {
    let [.., a, b, c, d] = mix(1, hash_of(word), 0).to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}

/// The words of the vocabulary. Every other word is known by its shape only.
#[derive(Debug, Clone, Copy)]
pub struct Vocabulary(WeightTable);

/// The bin of the share of a word's occurrences, outside quotation marks, that are in a cue.
pub fn cue_bin(share: f32) -> u8 {
    let limits = [0.02, 0.08, 0.2, 0.4, 0.65, 0.85];
    limits.iter().map(|limit| u8::from(share >= *limit)).sum()
}

/// What a token is to features.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WordIdentity {
    /// The word, or its shape.
    pub(super) id: u64,
    /// How often the word is in a cue, see [`cue_bin`].
    pub(super) cue_bin: u8,
}

impl Vocabulary {
    /// The vocabulary of a table, whose only weight is the bin of each word.
    pub fn new(table: WeightTable) -> Self {
        Self(table)
    }

    pub(super) fn identity(&self, token: &Token, shape: u64) -> WordIdentity {
        let key = word_key(&token.word);
        if !self.0.contains(key) {
            return WordIdentity { id: 0x5000_0000 + shape, cue_bin: 0 };
        }
        let mut bin = [0.0];
        self.0.add(key, &mut bin);
        let cue_bin = (0..=6).rev().find(|one| bin[0] > f32::from(*one) - 0.5).unwrap_or_default();
        WordIdentity { id: hash_of(&token.word), cue_bin }
    }
}

/// The shape of a token: capitals, digits, signs within; of a sign the sign itself.
pub(super) fn shape(token: &Token) -> u64 {
    let word = token.word.as_str();
    if !token.is_word() {
        return 1000 + hash_of(word) % 100_000;
    }
    let first = word.chars().next().unwrap_or_default();
    let prefix = match first {
        '@' => 1,
        '#' => 2,
        '$' | '£' | '€' => 3,
        _ => 0,
    };
    let is_single = word.chars().nth(1).is_none();
    let bits = [
        word.contains(|c: char| c.is_ascii_digit()),
        word.contains('-'),
        word.contains('.'),
        token.is_upper,
        token.is_capitalized,
        is_single,
    ];
    bits.iter().rev().fold(prefix, |shape, bit| (shape << 1) | u64::from(*bit))
}

/// The last characters of a word, if the word is at least two characters longer; else the shape. So no suffix is a word.
pub(super) fn suffix(word: &str, length: usize, shape: u64) -> u64 {
    let mut from_end = word.char_indices().rev();
    let start = length.checked_sub(1).and_then(|last| from_end.nth(last));
    match (start, from_end.nth(1)) {
        (Some((start, _)), Some(_)) => mix(2, hash_of(word.get(start..).unwrap_or_default()), 0),
        _ => shape,
    }
}
