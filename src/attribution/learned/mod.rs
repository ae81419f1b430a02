//! The fitted part: a chain model labels the tokens of a paragraph, a second one tells for each cue what its content and source
//! are, and a third model tells the chance that the whole is right. `examples/fit_reading.rs` fits the weights.
//!
//! All lexical knowledge is in hashed features, so that the weights hold no word of the articles on which they were fitted.

pub mod acceptance;
pub mod candidates;
pub mod chain;
pub mod cue_features;
pub mod facts;
mod families;
pub mod features;
pub mod links;
pub mod model;
pub mod proposals;
pub mod table;
pub mod tagger;
pub mod token_features;
pub mod vocabulary;
