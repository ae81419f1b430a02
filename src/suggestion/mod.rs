//! What the attributions of a text mean: who takes which stance on which claim.

mod phrase;
mod stance;
