//! Reads JSON values one by one.

mod references;
mod value;
pub(super) mod values;
