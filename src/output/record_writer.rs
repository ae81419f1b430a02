//! What every output format implements.

use crate::error::Result;
use crate::model::records::Cells;

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
