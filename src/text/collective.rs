//! Names of claimants that are not the name of one speaker: collectives ("Facebook posts"), lists of names, and placeholders
//! ("N/A").

mod claimants;
mod classify;
mod kinds;

pub use claimants::{Claimant, claimants};
pub use classify::{is_collective, is_placeholder, is_platform};
pub use kinds::kind_in_words;

#[cfg(test)]
mod tests;
