//! What the attributions of a text mean: who takes which stance on which claim.

mod claims;
mod clusters;
mod days;
mod draft;
mod drafts;
mod names;
mod nested;
mod occasions;
mod own_claims;
mod phrase;
mod quotes;
mod roles;
mod speakers;
mod stance;
mod suggest;
mod topics;
mod word_lists;

pub use suggest::suggest;

#[cfg(test)]
mod tests;
