//! Reads `ClaimReview` of schema.org, and answers of the Google Fact Check Tools API.

mod agents;
mod api_answers;
mod context;
mod lines;
mod node;
mod reviews;
mod verdict;
mod works;

pub(super) use node::PAGE_KEY;
pub(super) use reviews::pieces;
