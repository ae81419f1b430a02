//! What any importer reads from a file: pieces that are taken in wholly or not at all, as lines of the book.

use crate::error::Error;
use crate::model::records::Line;

/// A line of JSON Lines, a row of a table, a published review: what stands or falls together.
#[derive(Debug)]
pub struct ImportItem {
    /// Where it begins, as people find it: `line 3`, `row 5 of sheet claims`, `review 2`.
    pub place: String,
    /// What it says, in the order in which it is taken in; or what is wrong with it.
    pub lines: Result<Vec<Line>, Fault>,
    /// It as it stood in the file, so that it can be corrected and imported again.
    pub raw: RawItem,
}

/// Why a piece cannot be read.
#[derive(Debug)]
pub struct Fault {
    /// The heading of the column, or the key, that is at fault; none where it is the whole piece.
    pub column: Option<String>,
    /// The reason, with a hint where there is one.
    pub error: Error,
}

/// A piece as it stood in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawItem {
    /// The cells of a row.
    Cells(Vec<String>),
    /// A line of text, or a JSON value on one line.
    Text(String),
}

impl RawItem {
    /// How long it is.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Cells(cells) => cells.iter().map(String::len).sum(),
            Self::Text(text) => text.len(),
        }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self { column: None, error }
    }
}
