//! Where the headings of a table stand, and which of its rows are none of claims.

use super::fields::REASON_COLUMN;
use super::fields::{is_known, plain};
use super::infer_columns::mapping_with_claim;
use crate::import::event::ReadOptions;
use crate::import::table_row::TableRow;

/// So many rows may stand above the headings: a title, a date, an empty line, a legend.
const ABOVE: usize = 20;

/// Which of the first rows has the headings. That is the first, unless it names no claim, or is a title that stands alone;
/// then the next that names a claim and something else.
pub(in crate::import) fn row(first: &[TableRow], ask: &ReadOptions) -> usize {
    let names = |row: &TableRow| mapping_with_claim(&named(&row.cells), ask.map.as_deref()).is_ok();
    let filled = |row: &TableRow| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let known = |row: &TableRow| row.cells.iter().filter(|cell| is_known(cell)).count();
    if first.first().is_some_and(|row| names(row) && filled(row) > 1) {
        return 0;
    }
    first.iter().take(ABOVE).position(|row| names(row) && (known(row) > 1 || ask.map.is_some())).unwrap_or(0)
}

/// Headings on one line each, the second of two that are the same with a number.
pub(in crate::import) fn named(cells: &[String]) -> Vec<String> {
    let mut named: Vec<String> = Vec::with_capacity(cells.len());
    for (at, cell) in cells.iter().enumerate() {
        let bare = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let times = cells[..at].iter().filter(|known| plain(known) == plain(&bare)).count();
        named.push(match bare.as_str() {
            "" | REASON_COLUMN => bare,
            _ if times > 0 => format!("{bare} ({})", times + 1),
            _ => bare,
        });
    }
    named
}

/// Gives a name to every column that has cells and no heading.
pub(in crate::import) fn name_the_rest(headings: &mut Vec<String>, rows: &[TableRow], widest: usize) {
    let has_cells = |at: usize| rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.trim().is_empty()));
    headings.resize(headings.len().max(widest), String::new());
    for (at, heading) in headings.iter_mut().enumerate().filter(|(at, heading)| heading.is_empty() && has_cells(*at)) {
        *heading = format!("column {}", at + 1);
    }
}
