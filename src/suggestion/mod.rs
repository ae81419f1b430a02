//! What the attributions of a text mean: who takes which stance on which claim.

mod claims;
mod names;
mod phrase;
mod roles;
mod speakers;
mod stance;
mod word_lists;
