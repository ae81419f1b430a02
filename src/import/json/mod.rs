//! Reads JSON values one by one.

mod elements;
mod references;
pub(super) mod values;
