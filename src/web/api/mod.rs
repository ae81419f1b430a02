//! The page for programs: the same as JSON.

pub(super) mod endpoints;
pub(super) mod openapi;
