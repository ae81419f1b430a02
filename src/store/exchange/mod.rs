//! The book as lines, out and in: every importer and exporter that is lossless goes through here.

mod duplicates;
mod importer;
mod nested;
mod read;
mod references;
mod sheet;
mod told;
mod write;

pub use importer::{Importer, OnDuplicate, Rejected, Report};
