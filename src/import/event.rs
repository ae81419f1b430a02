//! How a file is read, and what comes out of it.

use crate::error::Result;
use crate::model::import::item::ImportItem;
use crate::model::import::report::{ImportedFile, ImportedTable};

/// What was asked about how a file is read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Which columns mean what, one `FIELD=HEADING` a line.
    pub map: Option<String>,
    /// What stands between cells.
    pub delimiter: Option<u8>,
    /// Whether quotation marks are characters like others.
    pub no_quoting: bool,
    /// Whether the first row is no heading.
    pub no_header: bool,
    /// The label of the encoding.
    pub encoding: Option<String>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
}

/// What comes out of a file while it is read.
pub enum ReadEvent {
    /// What the file is.
    File(ImportedFile),
    /// The columns of the rows that follow.
    Table(ImportedTable),
    /// What else is to be said of how the file is read.
    Note(String),
    /// What is odd about the piece that follows, and was read as best it can be.
    Warning(String),
    /// A piece.
    Item(ImportItem),
}

/// Who is given what comes out of a file.
pub type EventSink<'a> = &'a mut dyn FnMut(ReadEvent) -> Result<()>;

/// What is of a kind, of which nothing more is known.
pub(super) fn file_of_kind(kind: &str) -> ImportedFile {
    ImportedFile { kind: kind.to_string(), quoted: true, ..ImportedFile::default() }
}
