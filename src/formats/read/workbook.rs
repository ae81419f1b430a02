//! XLSX, cell by cell: never a whole sheet, and no file that would explode.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use zip::ZipArchive;

use super::own::Own;
use super::rows::Rows;
use super::table::Row;
use super::{Ask, Each, Event};
use crate::error::{Error, Result};

type Workbook = Xlsx<BufReader<File>>;

/// A part that unpacks to more than this, and to more than so many times its size, is made to explode: XML of real tables
/// unpacks to five or ten times.
const UNPACKED: u64 = 20 << 20;
const TIMES: u64 = 60;
/// A cell that stands so many columns behind the last heading is not of a table.
const ASTRAY: usize = 1_000;
/// The sheet that holds what was too long for a cell.
const CONTINUED: &str = "continued";
/// The turns in which the sheets of a book are read.
const TURNS: usize = 6;

/// Reads the pieces of a workbook: all tables of a book, or the one sheet that was asked for, or the first that has claims.
pub(super) fn pieces(path: &Path, ask: &Ask, each: Each) -> Result<()> {
    refuse_bomb(path)?;
    let mut workbook: Workbook = calamine::open_workbook(path).map_err(|error| unreadable(&error))?;
    let names = workbook.sheet_names();
    if let Some(sheet) = &ask.sheet {
        let Some(name) = names.iter().find(|name| name.eq_ignore_ascii_case(sheet)) else {
            return Err(Error::not_found(format!("no such sheet: {sheet}"))
                .hint(format!("the sheets are: {}", names.join(", "))));
        };
        return sheet_pieces(&mut workbook, name, Rows::new(ask, Some(name)), &HashMap::new(), each);
    }
    let mut own = Vec::new();
    for name in &names {
        if let Some(table) = first_row(&mut workbook, name)?.as_deref().and_then(Own::of) {
            own.push((name.clone(), table));
        }
    }
    if own.is_empty() {
        return first_claims(&mut workbook, &names, ask, each);
    }
    let said: Vec<_> = own.iter().map(|(name, _)| name.as_str()).collect();
    each(Event::Said(format!("a book in a workbook: {}", said.join(", "))))?;
    let continued = continued(&mut workbook, &names)?;
    let verdicts = names.iter().any(|name| name == "verdicts");
    for turn in 0..TURNS {
        for (name, _) in own.iter().filter(|(_, table)| table.turn().contains(&Some(turn))) {
            let mut rows = Rows::new(ask, Some(name));
            rows.with_verdict = !verdicts;
            rows.turn = Some(turn);
            sheet_pieces(&mut workbook, name, rows, &continued, each)?;
        }
    }
    Ok(())
}

/// Reads the first sheet that has a column of claims; where none has, says what is wrong with the first.
fn first_claims(workbook: &mut Workbook, names: &[String], ask: &Ask, each: Each) -> Result<()> {
    let none = || Error::usage("the workbook has no rows").hint("is it the right file?");
    let mut wrong = None;
    for name in names {
        let Some(headings) = first_row(workbook, name)? else { continue };
        match super::mapping::Mapping::of(&headings, ask.map.as_deref()) {
            Ok(_) => return sheet_pieces(workbook, name, Rows::new(ask, Some(name)), &HashMap::new(), each),
            Err(error) => wrong = wrong.or(Some(error.at(format!("sheet {name}")))),
        }
    }
    Err(wrong.unwrap_or_else(none))
}

/// Texts that were too long for their cells: sheet, row, column.
type Continued = HashMap<(String, u64, usize), String>;

fn sheet_pieces(workbook: &mut Workbook, name: &str, mut rows: Rows, continued: &Continued, each: Each) -> Result<()> {
    read(workbook, name, &mut |mut row| {
        if !continued.is_empty() {
            for (column, cell) in row.cells.iter_mut().enumerate() {
                if let Some(rest) = continued.get(&(name.to_string(), row.line, column + 1)) {
                    cell.push_str(rest);
                }
            }
        }
        rows.row(row, each)?;
        Ok(true)
    })?;
    rows.end(each)
}

fn continued(workbook: &mut Workbook, names: &[String]) -> Result<Continued> {
    let mut continued = Continued::new();
    if names.iter().any(|name| name == CONTINUED) {
        read(workbook, CONTINUED, &mut |row| {
            if let [sheet, line, column, text] = &row.cells[..]
                && let (Ok(line), Ok(column)) = (line.parse(), column.parse())
            {
                continued.entry((sheet.clone(), line, column)).or_default().push_str(text);
            }
            Ok(true)
        })?;
    }
    Ok(continued)
}

fn first_row(workbook: &mut Workbook, name: &str) -> Result<Option<Vec<String>>> {
    let mut first = None;
    read(workbook, name, &mut |row| {
        first = Some(row.cells);
        Ok(false)
    })?;
    Ok(first)
}

/// Reads the rows of a sheet that have cells, as long as `each` wants more.
fn read(workbook: &mut Workbook, name: &str, each: &mut dyn FnMut(Row) -> Result<bool>) -> Result<()> {
    let mut cells = match workbook.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(unreadable(&error).at(format!("sheet {name}"))),
    };
    let mut width = None;
    let mut row = Row::default();
    while let Some(cell) = cells.next_cell().map_err(|error| unreadable(&error))? {
        let (line, column) = cell.get_position();
        let (line, column) = (u64::from(line) + 1, column as usize);
        if column > width.unwrap_or(0) + ASTRAY {
            return Err(Error::refused(format!(
                "sheet {name} has a cell in row {line}, column {}, far from its table",
                column + 1
            ))
            .hint("copy the table into a new sheet and save that"));
        }
        let text = text_of(cell.get_value());
        if line != row.line && row.line > 0 {
            width.get_or_insert(row.cells.len());
            let done = std::mem::replace(&mut row, Row { line, ..Row::default() });
            if !each(done)? {
                return Ok(());
            }
        }
        row.line = line;
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

fn text_of(value: &DataRef) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::SharedString(text) => (*text).to_string(),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTime(time) => match time.as_datetime() {
            Some(moment) if time.is_datetime() && time.as_f64().fract() == 0.0 => moment.format("%Y-%m-%d").to_string(),
            Some(moment) if time.is_datetime() => minute(moment),
            _ => time.as_f64().to_string(),
        },
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A time of day, which a workbook keeps as a fraction of the day: rounded to the second.
fn minute(moment: chrono::NaiveDateTime) -> String {
    use chrono::{DurationRound as _, Timelike as _};
    let whole = moment.duration_round(chrono::TimeDelta::seconds(1)).unwrap_or(moment);
    let form = if whole.second() == 0 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
    whole.format(form).to_string()
}

/// Refuses an archive that is no workbook, or whose parts unpack to far more than those of any table do. What it says of
/// their sizes is not believed: they are unpacked, and counted, without being kept.
fn refuse_bomb(path: &Path) -> Result<()> {
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(|error| unreadable(&error))?;
    if !archive.file_names().any(|name| name.is_ok_and(|name| name.eq_ignore_ascii_case("xl/workbook.xml"))) {
        return Err(Error::usage("this is an archive, and no XLSX workbook")
            .hint("unpack it, or save the table as XLSX or CSV"));
    }
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| unreadable(&error))?;
        let most = UNPACKED.max(part.compressed_size().saturating_mul(TIMES));
        let unpacked = std::io::copy(&mut part.take(most + 1), &mut std::io::sink());
        if unpacked.map_err(|error| unreadable(&error))? > most {
            return Err(Error::refused(
                "the workbook unpacks to far more than it holds: it is made to fill the memory",
            )
            .hint("open it in a spreadsheet, if you trust it, and save the table as CSV"));
        }
    }
    Ok(())
}

fn unreadable(error: &dyn std::fmt::Display) -> Error {
    Error::usage(format!("the workbook cannot be read: {error}")).hint("open it in a spreadsheet and save it anew")
}
