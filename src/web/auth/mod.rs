//! Who may use the page.

pub(super) mod access;
pub(super) mod capture;
pub(super) mod client;
pub(super) mod identity;
pub(super) mod login;
pub(super) mod secret;
pub(super) mod sessions;
pub(super) mod visitor;
