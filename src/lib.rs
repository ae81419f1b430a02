//! gainsay: a local book of claims for people who check facts: who made each claim, who disputed it, in which words,
//! where and when, and where it stands.
//!
//! The rooms look down only: `commands → web → exports → answer → formats → model`, and
//! `commands, web, exports → store → model, text`.

pub mod answer;
pub mod commands;
pub mod error;
pub mod exports;
pub mod formats;
pub mod model;
pub mod store;
pub mod text;
pub mod web;
