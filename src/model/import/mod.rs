//! What importers read and report.

pub mod item;
pub mod preview;
pub mod report;
