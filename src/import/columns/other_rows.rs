//! Rows that are no claims: totals, repeated headings, and instructions.

use super::fields::{is_listed, plain};

/// Maximum length of a label of totals, in bytes.
const LABEL: usize = 30;

/// Returns why a row is no claim: it has totals, repeats the headings, or explains the columns.
pub(in crate::import) fn reason_to_skip(cells: &[String], headings: &[String], is_first: bool) -> Option<&'static str> {
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
    (is_first && filled.all(explains)).then_some("explains how to fill the columns")
}

fn is_total(cell: &str) -> bool {
    if cell.len() > LABEL {
        return false;
    }
    let plain = plain(cell);
    is_listed("total", &plain) || (plain.starts_with("total ") && plain.split(' ').count() <= 3)
}

fn is_number(cell: &str) -> bool {
    let digits = cell.bytes().any(|byte| byte.is_ascii_digit());
    digits
        && cell
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '%' | '-' | '+' | '/'))
}
