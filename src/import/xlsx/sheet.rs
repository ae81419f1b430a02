//! Reads the rows of a sheet, with cells as a spreadsheet shows them.

use std::collections::{HashMap, HashSet};
use std::io::BufReader;

use calamine::{DataRef, ExcelDateTime, Xlsx, XlsxError, XlsxFormulaMetadata};
use chrono::{DurationRound as _, NaiveTime, TimeDelta, Timelike as _};
use rust_xlsxwriter::utility::column_number_to_name;

use crate::error::{Error, Result};
use crate::import::columns::cells::linked;
use crate::import::source::CountingReader;
use crate::import::table_row::TableRow;

/// An open workbook.
pub(in crate::import) type Workbook = Xlsx<BufReader<CountingReader>>;

/// Maximum number of columns between a cell and the widest row above it.
const MAX_GAP: usize = 1_000;
/// Length from which a text counts as long, in bytes.
const LONG: usize = 1_000;
/// Maximum length of repeated long texts in a sheet, in bytes together. A small file could fill the memory with them.
const REPEATED: usize = 64 << 20;
/// The number (2^53) from which a double cannot hold every whole number.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// Passes on the rows of a sheet that have cells, until `each` returns false.
///
/// # Errors
/// Errors if the sheet cannot be read or has a cell far from its table, and errors of `each`.
pub(in crate::import) fn read(
    workbook: &mut Workbook,
    name: &str,
    each: &mut dyn FnMut(TableRow) -> Result<bool>,
) -> Result<()> {
    let mut cells = match workbook.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(unreadable(&error).at(format!("sheet {name}"))),
    };
    let (mut seen, mut repeated) = (HashSet::new(), 0);
    let mut width = None;
    let mut row = TableRow::default();
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|error| unreadable(&error))? {
        let (line, column) = (u64::from(cell.pos.0) + 1, cell.pos.1 as usize);
        if column > width.unwrap_or(0) + MAX_GAP {
            return Err(Error::refused(format!(
                "sheet {name} has a cell in row {line}, column {}, far from its table",
                column + 1
            ))
            .hint("copy the table into a new sheet and save that"));
        }
        if line != row.line && row.line > 0 {
            width = width.max(Some(row.cells.len()));
            if !each(std::mem::take(&mut row))? {
                return Ok(());
            }
        }
        row.line = line;
        let mut text = text_of(&cell.value);
        if let Some(XlsxFormulaMetadata::Normal { formula }) = &cell.formula
            && let Some((address, label)) = linked(&format!("={formula}"))
        {
            row.links.push((column, address));
            if text.is_empty() {
                text = label;
            }
        }
        if let DataRef::SharedString(shared) = &cell.value
            && shared.len() > LONG
            && !seen.insert(shared.as_ptr())
        {
            repeated += shared.len();
            if repeated > REPEATED {
                return Err(Error::refused(format!("sheet {name} has the same long texts over and over"))
                    .hint("open it in a spreadsheet, if you trust it, and save the table as CSV"));
            }
        }
        if let Some(odd) = warning_of(&cell.value, cell.formula.is_some()) {
            row.notes.push(format!("column {}: {odd}", column_number_to_name(column.try_into().unwrap_or_default())));
        }
        if !text.is_empty() {
            row.cells.resize(column.max(row.cells.len()), String::new());
            row.cells.push(text);
        }
    }
    if row.line > 0 {
        each(row)?;
    }
    Ok(())
}

/// Returns cells that are merged over several rows: the first row and the column, and the last row.
///
/// # Errors
/// Errors if the sheet cannot be read.
pub(in crate::import) fn merged(workbook: &mut Workbook, name: &str) -> Result<HashMap<(u64, usize), u64>> {
    let merged = workbook.merge_cells_by_sheet_name(name).map_err(|error| unreadable(&error))?;
    let high = merged.into_iter().filter(|cell| cell.end.0 > cell.start.0);
    Ok(high.map(|cell| ((u64::from(cell.start.0) + 1, cell.start.1 as usize), u64::from(cell.end.0) + 1)).collect())
}

/// Returns the links of a sheet by row: the column and the address.
///
/// # Errors
/// Errors if the sheet cannot be read.
pub(in crate::import) fn links(workbook: &mut Workbook, name: &str) -> Result<HashMap<u64, Vec<(usize, String)>>> {
    let mut links: HashMap<u64, Vec<(usize, String)>> = HashMap::new();
    for link in workbook.hyperlinks_by_sheet_name(name).map_err(|error| unreadable(&error))? {
        if let Some(target) = link.target.filter(|target| target.starts_with("http")) {
            let anchor = link.location.map(|anchor| format!("#{anchor}")).unwrap_or_default();
            let (line, column) = (u64::from(link.range.start.0) + 1, link.range.start.1 as usize);
            links.entry(line).or_default().push((column, target + &anchor));
        }
    }
    Ok(links)
}

/// Returns the error for a workbook that cannot be read.
pub(in crate::import) fn unreadable(error: &dyn std::fmt::Display) -> Error {
    Error::usage(format!("the workbook cannot be read: {error}")).hint("open it in a spreadsheet and save it anew")
}

/// Returns a cell as text. An error of a formula is empty.
fn text_of(value: &DataRef) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => shown(*number),
        DataRef::SharedString(text) => (*text).to_string(),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTime(time) => moment(time),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// Returns a warning for a cell whose text is incomplete.
fn warning_of(value: &DataRef, formula: bool) -> Option<String> {
    match value {
        DataRef::Error(error) => Some(format!("the formula gave {error}")),
        DataRef::Empty if formula => {
            Some("a formula has no result yet; open the file in a spreadsheet and save it".to_string())
        }
        DataRef::Float(number) if number.abs() >= WHOLE => {
            Some("a number of more than 15 digits is not exact; format such a column as text".to_string())
        }
        _ => None,
    }
}

/// Returns a number with the 15 digits that a spreadsheet shows, so that 0.1 + 0.2 is 0.3. Larger numbers are shown as
/// rounded.
fn shown(number: f64) -> String {
    let digits = format!("{number:.14e}");
    match digits.split_once('e') {
        Some((digits, power)) if number.abs() >= WHOLE => {
            format!("{}E+{power}", digits.trim_end_matches('0').trim_end_matches('.'))
        }
        _ => digits.parse().unwrap_or(number).to_string(),
    }
}

/// Returns a date, a time, both, or a duration.
fn moment(time: &ExcelDateTime) -> String {
    let days = time.as_f64();
    let second = TimeDelta::seconds(1);
    if !time.is_datetime() {
        let seconds = (days * 86_400.0).round();
        let (hours, minutes) = ((seconds / 3600.0).floor(), (seconds / 60.0).floor() % 60.0);
        return format!("{hours}:{minutes:02}:{:02}", seconds % 60.0);
    }
    let Some(moment) = time.as_datetime() else { return shown(days) };
    let whole = moment.duration_round(second).unwrap_or(moment);
    let form = if whole.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
    match whole.time() {
        _ if (0.0..1.0).contains(&days) => whole.format(form).to_string(),
        NaiveTime::MIN => whole.format("%Y-%m-%d").to_string(),
        _ => whole.format(&format!("%Y-%m-%dT{form}")).to_string(),
    }
}

#[cfg(test)]
mod tests;
