//! What queries give that is not a record of its own: search hits, repeats, reports, the story of a claim.

pub mod annotated;
pub mod contradictions;
pub mod counts;
pub mod duplicates;
pub mod health;
pub mod history;
pub mod hits;
pub mod merged;
pub mod mine;
pub mod opponents;
pub mod quotes;
pub mod repeats;
pub mod report;
pub mod review;
pub mod scorecard;
pub mod sentence_check;
pub mod statement_block;
pub mod statement_words;
mod story;
mod story_page;
pub mod suggested_statement;

pub use story::Story;
