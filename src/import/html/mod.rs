//! `ClaimReview` in web pages.

mod items;
pub(super) mod page;
mod script;
