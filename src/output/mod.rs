//! Bytes out and in. Knows records, pages and lines of the book, and no store.

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
    /// For people.
    Table,
    /// One JSON value.
    Json,
    /// One JSON value a line.
    Jsonl,
    /// RFC 4180.
    Csv(csv::Style),
    /// Markdown.
    Md,
}

impl Format {
    /// Every format as it is written.
    pub const WORDS: &'static [&'static str] = &["table", "json", "jsonl", "csv", "md"];

    /// The format written as `word`, or named by the ending of a file.
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

/// Writes records one by one.
pub trait Records {
    /// Writes a record.
    ///
    /// # Errors
    /// Those of the output.
    fn row(&mut self, cells: Cells<'_, '_>) -> Result<()>;

    /// Writes what is left.
    ///
    /// # Errors
    /// Those of the output.
    fn end(self: Box<Self>) -> Result<()>;
}

/// The version of the program, as a page names what it was made with.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A text without control characters and bidirectional overrides, for people to look at.
pub fn safe(text: &str) -> Cow<'_, str> {
    crate::text::safe::for_terminal(text)
}
