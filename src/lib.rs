//! gainsay: a local book of claims for people who check facts: who made each claim, who disputed it, in which words,
//! where and when, and its status.
//!
//! Folders depend downwards only: `cli → web → actions → export → output → import → store → model → text → error`.

pub mod actions;
pub mod attribution;
pub mod cli;
pub mod error;
pub mod export;
pub mod import;
#[cfg(feature = "mirror")]
pub mod mirror;
pub mod model;
pub mod output;
pub mod store;
pub mod suggestion;
pub mod text;
pub mod web;
