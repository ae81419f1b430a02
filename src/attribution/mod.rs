//! Finds the attributions of a news text: who says what, and with which words that is told.

pub mod finding;
mod noun_phrase;
mod part_of_speech;
mod quotation_marks;
mod reading;
mod rule_cues;
mod rule_leftovers;
mod rules;
mod sentence_ends;
mod token;
mod tokenized;
mod verbs;
mod word_class;

pub use part_of_speech::PartOfSpeech;
pub use quotation_marks::Quotation;
pub use reading::{Attribution, Language, Quoted, Reading, find_attributions};
pub use token::{Mark, Token};
pub use tokenized::TokenizedText;
