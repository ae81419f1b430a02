//! The book as lines, out and in: every importer and exporter that is lossless goes through here.

mod nested;
mod read;
mod references;
mod write;

pub use read::{Report, Source};
