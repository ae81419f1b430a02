//! Similarity of a text and a recorded claim: one number for each way in which they can agree. With weights fitted on real pairs
//! (`examples/fit`) they give a rank, and the chance that the text repeats the claim.

mod analyze;
pub mod background;
mod canonical;
mod features;
mod model;
mod names;
mod query;
mod weights;

pub use analyze::{AnalyzedText, StemList, TextAnalyzer};
pub use features::{AGAINST, CHANCE_FEATURES, FEATURES, Features, MEANING};
pub use model::{ASKED, MatchModel, SHOWN, Standing};
pub use names::NameGroups;
pub use query::{QueryText, Similarity};
