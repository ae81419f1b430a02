//! Who may use the page.

pub(super) mod access;
