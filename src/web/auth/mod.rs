//! Who may use the page.

pub(super) mod access;
pub(super) mod capture;
pub(super) mod client;
pub(super) mod login;
pub(super) mod secret;
