//! Bytes out: tables, JSON, CSV and Markdown. Knows records and pages, and no store.

pub mod csv;
pub mod json;
pub mod markdown;
pub mod table;

use std::borrow::Cow;

use crate::error::Result;
use crate::model::record::Cell;

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
    Csv {
        /// Whether texts that a spreadsheet would run as a formula are left as they are.
        raw: bool,
    },
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
            "csv" => Some(Self::Csv { raw: false }),
            "md" | "markdown" => Some(Self::Md),
            _ => None,
        }
    }
}

/// What output goes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// How many columns it has; none where nothing is to be cut.
    pub width: Option<u16>,
    /// Whether it is one, and would obey control characters.
    pub obeys: bool,
    /// Whether it shows colours.
    pub colour: bool,
}

/// Writes records one by one.
pub trait Records {
    /// Writes a record.
    ///
    /// # Errors
    /// Those of the output.
    fn row(&mut self, cells: Vec<Cell>) -> Result<()>;

    /// Writes what is left.
    ///
    /// # Errors
    /// Those of the output.
    fn end(self: Box<Self>) -> Result<()>;
}

/// A text without control characters and bidirectional overrides, for people to look at.
pub fn safe(text: &str) -> Cow<'_, str> {
    crate::text::safe::for_terminal(text)
}

/// Writes lines without what a terminal would obey.
pub struct Safe<'a> {
    out: &'a mut dyn std::io::Write,
    line: Vec<u8>,
}

impl<'a> Safe<'a> {
    /// Lines of which none is written yet.
    pub fn new(out: &'a mut dyn std::io::Write) -> Self {
        Self { out, line: Vec::new() }
    }
}

impl std::io::Write for Safe<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        for byte in bytes {
            self.line.push(*byte);
            if *byte == b'\n' {
                self.flush()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let line = String::from_utf8_lossy(&self.line);
        self.out.write_all(safe(&line).as_bytes())?;
        self.line.clear();
        self.out.flush()
    }
}
