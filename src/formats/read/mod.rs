//! Bytes in: what a file is, and the pieces in it.

pub mod lines;

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use crate::error::Result;
use crate::model::piece::Piece;

/// What was asked about how a file is read.
#[derive(Clone, Debug, Default)]
pub struct Ask {
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
pub enum Event {
    /// How the file is read, in words.
    Said(String),
    /// The headings of the rows that follow, and the columns as they are taken, one `FIELD=HEADING` a line.
    Headings {
        /// The headings.
        cells: Vec<String>,
        /// The columns.
        mapping: String,
    },
    /// A piece.
    Piece(Piece),
}

/// Who is given what comes out of a file.
pub type Each<'a> = &'a mut dyn FnMut(Event) -> Result<()>;

/// Reads a file, whatever it is.
///
/// # Errors
/// A file that is none of those that are known, or cannot be read; those of `each`.
pub fn pieces(path: &Path, ask: &Ask, each: Each) -> Result<()> {
    let _ = ask;
    lines::pieces(&mut BufReader::new(File::open(path)?), &mut |piece| each(Event::Piece(piece)))
}
