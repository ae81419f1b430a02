//! Copies of a book that meet: merges, the conflicts that they leave, and how these are decided.

mod copies;
mod doors;
mod laws;
mod reliability;
