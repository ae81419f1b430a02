//! A row of a table, from a text file or a sheet.

use crate::error::Error;

/// A row of a table.
#[derive(Debug, Default)]
pub(super) struct TableRow {
    /// The line on which it begins, or its number in a sheet, from 1.
    pub(super) line: u64,
    /// The cells.
    pub(super) cells: Vec<String>,
    /// Why the row cannot be read.
    pub(super) fault: Option<Error>,
    /// Warnings about how it is written.
    pub(super) notes: Vec<String>,
    /// The addresses that its cells link to, by column.
    pub(super) links: Vec<(usize, String)>,
}

/// Returns whether a cell holds an address.
pub(super) fn is_address(cell: &str) -> bool {
    cell.starts_with("http://") || cell.starts_with("https://") || cell.starts_with("www.")
}
