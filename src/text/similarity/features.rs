//! The features of similarity.

/// The meaning of each number of [`Features`], from 0 (nothing) to about 1.
///
/// `text` is the share of the query text that is found in all wordings of the claim together, `claim` the share of the wording
/// that is compared, `best` the share of the wording, or title, that agrees best. Words are weighted by their rarity.
pub const FEATURES: [&str; 19] = [
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
    "best: meaning, cosine",
    "text: meaning of the words found",
];

/// The indices of the features that are not agreement. Their weights can be negative.
pub const AGAINST: [usize; 4] = [10, 11, 13, 14];

/// The features that count once more for the chance: a score that ranks the claims of one text says less about another text.
pub const CHANCE_FEATURES: [usize; 2] = [1, 2];

/// The first of the features that come of the meaning of words. They are 0 where the text is not in English.
pub const MEANING: usize = 17;

/// One number for each of [`FEATURES`]. To add one, add it to both there and in `query.rs`, and fit the weights again.
pub type Features = [f32; FEATURES.len()];
