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
    /// The texts of cells whose address was taken instead, by column.
    pub(super) labels: Vec<(usize, String)>,
}

/// Returns whether a cell holds an address, which may have no scheme, or begins with one.
pub(super) fn is_address(cell: &str) -> bool {
    let begins = |scheme: &str| cell.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    ["http://", "https://", "www.", "ftp://"].into_iter().any(begins) || is_host(cell)
}

/// Returns whether a cell is the name of a host, with or without a path: `echo.example/ferry`.
fn is_host(cell: &str) -> bool {
    let host = cell.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let is_label =
        |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let top = host.rsplit_once('.').map_or("", |(_, top)| top);
    top.len() >= 2
        && top.bytes().all(|byte| byte.is_ascii_lowercase())
        && !cell.contains(char::is_whitespace)
        && host.split('.').all(is_label)
}
