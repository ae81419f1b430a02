//! The book as lines, out and in: every importer and exporter that is lossless goes through here.

mod changed_rows;
mod claim_lines;
mod corrections;
mod desk;
mod duplicates;
mod importer;
mod joined;
mod known_claim;
mod nested;
mod outcome;
mod read;
mod references;
mod requests;
mod returned;
mod sheet;
mod write;

pub use changed_rows::{ChangedRows, HistoryEnd, Ids};
pub use importer::{Importer, Rejected};
pub use outcome::{ImportOutcome, OnDuplicate};
