//! Finds the header row of a table, and names its columns.

use super::fields::{MAPPING_COLUMN, REASON_COLUMN, is_known, plain};
use super::infer_columns::mapping_with_claim;
use crate::import::event::ImportOptions;
use crate::import::table_row::TableRow;
use crate::text::single_spaced;

/// Number of rows that may stand above the header row: a title, a date, an empty line, a legend.
const ABOVE: usize = 20;

/// Returns the index of the header row. It is the first row, unless that row names no claim or is a title with one
/// cell. Else it is the next row that names a claim and another field.
pub(in crate::import) fn find(first: &[TableRow], options: &ImportOptions) -> usize {
    let names = |row: &TableRow| mapping_with_claim(&headings(&row.cells), options.map.as_deref()).is_ok();
    let filled = |row: &TableRow| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let known = |row: &TableRow| row.cells.iter().filter(|cell| is_known(cell)).count();
    let is_rejected = |row: &TableRow| row.cells.iter().any(|cell| cell == REASON_COLUMN);
    if first.first().is_some_and(|row| is_rejected(row) || names(row) && filled(row) > 1) {
        return 0;
    }
    let found = first.iter().take(ABOVE).position(|row| names(row) && (known(row) > 1 || options.map.is_some()));
    // Where the user names a heading that no row has, the row with the most known headings is meant.
    let likely = || {
        let rows = first.iter().take(ABOVE).enumerate();
        rows.filter(|(_, row)| known(row) > 1).max_by_key(|(at, row)| (known(row), usize::MAX - at)).map(|(at, _)| at)
    };
    found.or_else(likely).unwrap_or(0)
}

/// Returns the headings, each on one line. Repeated headings get a number.
pub(in crate::import) fn headings(cells: &[String]) -> Vec<String> {
    let mut named: Vec<String> = Vec::with_capacity(cells.len());
    for (at, cell) in cells.iter().enumerate() {
        let bare = single_spaced(cell);
        let times = cells[..at].iter().filter(|known| plain(known) == plain(&bare)).count();
        named.push(match bare.as_str() {
            "" | REASON_COLUMN => bare,
            _ if bare.starts_with(MAPPING_COLUMN) => cell.clone(),
            _ if times > 0 => format!("{bare} ({})", times + 1),
            _ => bare,
        });
    }
    named
}

/// Names every column that has cells and no heading.
pub(in crate::import) fn name_the_rest(headings: &mut Vec<String>, rows: &[TableRow], widest: usize) {
    let has_cells = |at: usize| rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.trim().is_empty()));
    headings.resize(headings.len().max(widest), String::new());
    for (at, heading) in headings.iter_mut().enumerate().filter(|(at, heading)| heading.is_empty() && has_cells(*at)) {
        *heading = format!("column {}", at + 1);
    }
}
