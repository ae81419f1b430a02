//! What words mean, as vectors: words of like meaning have vectors of like direction, and so have the sums of the words of two
//! sentences that say the same. English only. The table, `data/meaning/english.vectors`, is made by `tools/piece_vectors.py`; it is
//! read in place, so it costs a program nothing that compares no texts.

mod table;
mod vector;

pub use table::word_vector;
pub use vector::{TextMeaning, WordVector};

/// Number of dimensions of a vector.
pub const DIMENSIONS: usize = 64;

#[cfg(test)]
mod tests;
