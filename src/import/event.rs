//! Options for reading a file, and the events that come out of it.

use crate::error::Result;
use crate::model::import::item::ImportItem;
use crate::model::import::report::{ImportedFile, ImportedTable};

/// Options for reading a file.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// What the columns mean, one `FIELD=HEADING` per line.
    pub map: Option<String>,
    /// The delimiter between cells.
    pub delimiter: Option<u8>,
    /// Whether quotation marks are ordinary characters.
    pub no_quoting: bool,
    /// Whether the first row is data, not headings.
    pub no_header: bool,
    /// The label of the encoding.
    pub encoding: Option<String>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
}

/// An event while a file is read.
pub enum ReadEvent {
    /// What the file is.
    File(ImportedFile),
    /// The columns of the rows that follow.
    Table(ImportedTable),
    /// A note about how the file is read.
    Note(String),
    /// A warning about the piece that follows, which was read as well as possible.
    Warning(String),
    /// A piece.
    Item(ImportItem),
}

/// Receives the events of a file.
pub type EventSink<'a> = &'a mut dyn FnMut(ReadEvent) -> Result<()>;

/// Describes a file of which only the kind is known.
pub(super) fn file_of_kind(kind: &str) -> ImportedFile {
    ImportedFile { kind: kind.to_string(), quoted: true, ..ImportedFile::default() }
}
