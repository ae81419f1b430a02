//! Finds the attributions of a news text: who says what, and with which words that is told.

pub mod finding;
mod foreign;
mod language;
pub mod learned;
mod leftovers;
mod non_answers;
mod noun_phrase;
mod part_of_speech;
mod quotation_marks;
mod reading;
mod rule_cues;
mod rule_leftovers;
mod rules;
mod selection;
mod sentence_ends;
mod token;
mod tokenized;
mod transcript;
mod verbs;
mod word_class;

pub use language::Language;
pub use part_of_speech::PartOfSpeech;
pub use quotation_marks::Quotation;
pub use reading::{Attribution, Quoted, Reading, facts_of, find_attributions, in_bytes, read_with};
pub use token::{Mark, Token};
pub use tokenized::TokenizedText;
