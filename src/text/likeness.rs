//! How alike a text is to a recorded claim: one number for each way in which they may agree, and from these, with weights
//! fitted on real pairs (`examples/fit.rs`), a rank and the chance that the text repeats the claim.

mod asked;
mod background;
mod read;
mod weights;

pub use asked::{Asked, Likeness};
pub use background::Background;
pub use read::{Glance, Reader, Text};
pub use weights::{chance, score};

/// What each number of [`Features`] measures, from 0 (nothing) to about 1.
///
/// `text` is the share of the asked text that is found in all wordings of the claim together, `claim` the agreement with the
/// text of the claim, `best` that with the wording which agrees best. Words are weighted by how rare they are.
pub const FEATURES: [&str; 36] = [
    "rank by words (BM25), against the best of the list",
    "text: words",
    "text: weight of the words found",
    "text: the rarest word found",
    "text: 4-grams",
    "all wordings: 4-grams",
    "both: 4-grams",
    "text: pairs of words",
    "text: weight of the pairs found",
    "text: words near each other",
    "text: names",
    "text: weight of the names found",
    "text: quantities that agree",
    "how many quantities agree",
    "claim: quantities that agree",
    "claim: quantities that do not",
    "both have quantities, and those of the claim do not agree",
    "quantities conflict",
    "claim: words",
    "claim: 4-grams",
    "claim and text: 4-grams",
    "claim: pairs of words",
    "claim: words near each other",
    "claim: names found",
    "claim: names not found",
    "claim: the longest run of words",
    "claim: how much it says",
    "best: words",
    "best: 4-grams",
    "best and text: 4-grams",
    "best: pairs of words",
    "best: words near each other",
    "best: names found",
    "best: names not found",
    "best: the longest run of words",
    "best: how much it says",
];

/// One number for each of [`FEATURES`]. To add one, add it there, at its place in `asked.rs`, and fit the weights anew.
pub type Features = [f32; FEATURES.len()];
