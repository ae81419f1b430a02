//! The output formats.

use super::csv;

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
