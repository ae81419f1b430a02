//! Output formats: records and pages as tables, JSON, CSV and Markdown, and what a terminal may be sent. Knows no store.

pub mod csv;
pub mod html;
pub mod json;
pub mod markdown;
mod progress;
mod reply;
pub mod table;
mod terminal;

use std::borrow::Cow;

pub use progress::Progress;
pub use reply::{Reply, Stream, write_error, write_records};
pub use terminal::{Safe, Terminal};

use crate::error::Result;
use crate::model::records::Cells;

/// A format in which records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table for people.
    Table,
    /// One JSON value.
    Json,
    /// One JSON value per line.
    Jsonl,
    /// CSV (RFC 4180).
    Csv(csv::Style),
    /// Markdown.
    Md,
}

impl Format {
    /// The names of all formats.
    pub const WORDS: &'static [&'static str] = &["table", "json", "jsonl", "csv", "md"];

    /// Returns the format with a name, or with the ending of a file name.
    pub fn of(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "table" | "txt" => Some(Self::Table),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv(csv::Style::default())),
            "md" | "markdown" => Some(Self::Md),
            _ => None,
        }
    }
}

/// Writes records one by one in a format.
pub trait RecordWriter {
    /// Writes a record.
    ///
    /// # Errors
    /// Errors of the output.
    fn row(&mut self, cells: Cells<'_, '_>) -> Result<()>;

    /// Writes the end, after the last record.
    ///
    /// # Errors
    /// Errors of the output.
    fn end(self: Box<Self>) -> Result<()>;
}

/// The version of the program.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Returns a text without control characters and direction overrides, for a terminal.
pub fn safe(text: &str) -> Cow<'_, str> {
    crate::text::safe::for_terminal(text)
}
