//! JSON values.

mod references;
mod value;
pub(super) mod values;
