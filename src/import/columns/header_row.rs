//! Where the headings of a table stand, and which of its rows are none of claims.

use super::fields::{is_known, plain};
use super::mapping::Mapping;
use super::table::Row;
use super::{Ask, REASON};

/// What is longer, in bytes, is no label of totals.
const LABEL: usize = 30;
/// So many rows may stand above the headings: a title, a date, an empty line, a legend.
const ABOVE: usize = 20;

/// Which of the first rows has the headings. That is the first, unless it names no claim, or is a title that stands alone;
/// then the next that names a claim and something else.
pub(super) fn row(first: &[Row], ask: &Ask) -> usize {
    let names = |row: &Row| Mapping::of(&named(&row.cells), ask.map.as_deref()).is_ok();
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let known = |row: &Row| row.cells.iter().filter(|cell| is_known(cell)).count();
    if first.first().is_some_and(|row| names(row) && filled(row) > 1) {
        return 0;
    }
    first.iter().take(ABOVE).position(|row| names(row) && (known(row) > 1 || ask.map.is_some())).unwrap_or(0)
}

/// Headings on one line each, the second of two that are the same with a number.
pub(super) fn named(cells: &[String]) -> Vec<String> {
    let mut named: Vec<String> = Vec::with_capacity(cells.len());
    for (at, cell) in cells.iter().enumerate() {
        let bare = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let times = cells[..at].iter().filter(|known| plain(known) == plain(&bare)).count();
        named.push(match bare.as_str() {
            "" | REASON => bare,
            _ if times > 0 => format!("{bare} ({})", times + 1),
            _ => bare,
        });
    }
    named
}

/// Gives a name to every column that has cells and no heading.
pub(super) fn name_the_rest(headings: &mut Vec<String>, rows: &[Row], widest: usize) {
    let has_cells = |at: usize| rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.trim().is_empty()));
    headings.resize(headings.len().max(widest), String::new());
    for (at, heading) in headings.iter_mut().enumerate().filter(|(at, heading)| heading.is_empty() && has_cells(*at)) {
        *heading = format!("column {}", at + 1);
    }
}

/// Why a row is none of claims: it has totals, repeats the headings, or says how the columns are to be filled.
pub(super) fn aside(cells: &[String], headings: &[String], is_first: bool) -> Option<&'static str> {
    let same = |(cell, heading): &(&String, &String)| {
        !heading.is_empty() && cell.split_whitespace().eq(heading.split_whitespace())
    };
    if cells.iter().zip(headings).filter(same).nth(1).is_some() {
        return Some("repeats the headings");
    }
    let mut filled = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).peekable();
    if filled.peek().is_some_and(|cell| is_total(cell)) && filled.clone().skip(1).all(is_number) {
        return Some("has totals");
    }
    let explains = |cell: &str| {
        let bracketed = cell.starts_with(['(', '[']) && cell.ends_with([')', ']']);
        bracketed
            || (cell.len() > 1
                && cell.chars().all(|c| matches!(c, 'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | '/' | '.' | '-')))
    };
    (is_first && filled.all(explains)).then_some("says how the columns are to be filled")
}

fn is_total(cell: &str) -> bool {
    const TOTALS: &[&str] = &[
        "total",
        "totals",
        "subtotal",
        "sub total",
        "grand total",
        "sum",
        "count",
        "average",
        "gesamt",
        "summe",
        "insgesamt",
        "total general",
        "somme",
        "suma",
        "soma",
        "totale",
        "somma",
        "totaal",
        "anzahl",
        "nombre",
        "media",
        "mean",
    ];
    if cell.len() > LABEL {
        return false;
    }
    let plain = plain(cell);
    TOTALS.contains(&plain.as_str()) || (plain.starts_with("total ") && plain.split(' ').count() <= 3)
}

fn is_number(cell: &str) -> bool {
    let digits = cell.bytes().any(|byte| byte.is_ascii_digit());
    digits
        && cell
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '%' | '-' | '+' | '/'))
}
