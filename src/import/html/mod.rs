//! `ClaimReview` in web pages.

mod items;
pub(super) mod page;
pub(super) mod script;
