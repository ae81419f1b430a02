//! How alike a text is to a recorded claim: one number for each way in which they may agree, and from these, with weights
//! fitted on real pairs (`examples/fit.rs`), a rank and the chance that the text repeats the claim.

mod asked;
pub mod background;
mod read;
mod weights;

pub use asked::{Asked, Likeness};
pub use read::{Glance, Reader, Text};
pub use weights::{chance, score};

/// What each number of [`Features`] measures, from 0 (nothing) to about 1.
///
/// `text` is what of the asked text is found in all wordings of the claim together, `claim` what of the wording that is
/// compared, `best` what of the wording, or title, that agrees best. Words are weighted by how rare they are.
pub const FEATURES: [&str; 17] = [
    "rank by words (BM25), against the best of the list",
    "text: weight of the words found",
    "text: the rarest word found",
    "text: 4-grams found",
    "all wordings: 4-grams found",
    "both: 4-grams, cosine",
    "text: names found",
    "text: weight of the names found",
    "text: quantities that agree",
    "claim: quantities that agree",
    "claim: quantities that do not agree",
    "claim: quantities conflict",
    "claim: names found",
    "claim: names not found",
    "claim: how much it says",
    "best: 4-grams found",
    "best: names found",
];

/// The features, by place, that are no agreement, and may count against a claim.
pub const AGAINST: [usize; 4] = [10, 11, 13, 14];

/// One number for each of [`FEATURES`]. To add one, add it there, at its place in `asked.rs`, and fit the weights anew.
pub type Features = [f32; FEATURES.len()];
