//! What importers read and report.

pub mod item;
pub mod report;
