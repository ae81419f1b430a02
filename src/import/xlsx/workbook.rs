//! XLSX, cell by cell: never a whole sheet, and no file that would explode.

use std::collections::HashMap;
use std::io::{BufReader, Read};

use calamine::{Reader, SheetVisible};
use zip::ZipArchive;

use super::sheet::{Workbook, links, merged, read, unreadable};
use crate::error::{Error, Result};
use crate::import::columns::gainsay_tables::GainsayTable;
use crate::import::columns::table_reader::TableReader;
use crate::import::columns::{header_row, infer_columns};
use crate::import::event::{self, EventSink, ReadEvent, ReadOptions};
use crate::import::source::SourceFile;
use crate::import::table_row::TableRow;
use crate::model::import::report::ImportedFile;

/// A part that unpacks to more than this, and to more than so many times its size, is made to explode: XML of real tables
/// unpacks to five or ten times.
const UNPACKED: u64 = 20 << 20;
const TIMES: u64 = 60;
/// So many rows tell whether a sheet has claims.
const HEAD: usize = 25;
/// The sheet that holds what was too long for a cell.
const CONTINUED: &str = "continued";
/// The turns in which the sheets of a book are read.
const TURNS: usize = 6;

/// Reads the pieces of a workbook: all tables of a book, or the one sheet that was asked for, or the first that has claims.
pub(in crate::import) fn pieces(source: &SourceFile, ask: &ReadOptions, each: EventSink) -> Result<()> {
    refuse_bomb(source)?;
    let mut workbook: Workbook =
        calamine::open_workbook_from_rs(BufReader::new(source.open()?)).map_err(|error| unreadable(&error))?;
    let names = workbook.sheet_names();
    each(ReadEvent::File(ImportedFile { sheets: names.clone(), ..event::file_of_kind("a workbook") }))?;
    if let Some(sheet) = &ask.sheet {
        let Some(name) = names.iter().find(|name| name.eq_ignore_ascii_case(sheet)) else {
            return Err(Error::not_found(format!("no such sheet: {sheet}"))
                .hint(format!("the sheets are: {}", names.join(", "))));
        };
        return claims(&mut workbook, name, ask, each);
    }
    let mut own = Vec::new();
    for name in &names {
        if let Some(table) = first_rows(&mut workbook, name, 1)?.first().and_then(|row| GainsayTable::of(&row.cells)) {
            own.push((name.clone(), table));
        }
    }
    if own.is_empty() {
        return first_claims(&mut workbook, &names, ask, each);
    }
    let said: Vec<_> = own.iter().map(|(name, _)| name.as_str()).collect();
    each(ReadEvent::Note(format!("a book in a workbook: {}", said.join(", "))))?;
    let continued = continued(&mut workbook, &names)?;
    let verdicts = names.iter().any(|name| name == "verdicts");
    for turn in 0..TURNS {
        for (name, _) in own.iter().filter(|(_, table)| table.turn().contains(&Some(turn))) {
            let mut rows = TableReader::new(ask, Some(name));
            rows.with_verdict = !verdicts;
            rows.turn = Some(turn);
            sheet_pieces(&mut workbook, name, rows, &continued, each)?;
        }
    }
    Ok(())
}

/// Reads the first sheet that has a column of claims, of those that are seen first; where none has, says what is wrong with
/// the first.
fn first_claims(workbook: &mut Workbook, names: &[String], ask: &ReadOptions, each: EventSink) -> Result<()> {
    let hidden: Vec<_> =
        workbook.sheets_metadata().iter().map(|sheet| sheet.visible != SheetVisible::Visible).collect();
    let mut ordered: Vec<_> = names.iter().zip(hidden).collect();
    ordered.sort_by_key(|(_, hidden)| *hidden);
    let (mut with_claims, mut without) = (Vec::new(), None);
    for (name, hidden) in ordered {
        let first = first_rows(workbook, name, HEAD)?;
        let Some(head) = first.get(header_row::row(&first, ask)) else { continue };
        match infer_columns::mapping_with_claim(&header_row::named(&head.cells), ask.map.as_deref()) {
            Ok(_) => with_claims.push((name, hidden)),
            Err(_) => without = without.or(Some(name)),
        }
    }
    let Some(((name, hidden), others)) = with_claims.split_first() else {
        return match without {
            // It is read for its columns, and for what is wrong with them.
            Some(name) => claims(workbook, name, ask, each).map_err(|error| error.at(format!("sheet {name}"))),
            None => Err(Error::usage("the workbook has no rows").hint("is it the right file?")),
        };
    };
    if *hidden {
        each(ReadEvent::Note(format!("sheet {name} is hidden in the workbook")))?;
    }
    claims(workbook, name, ask, each)?;
    if others.is_empty() {
        return Ok(());
    }
    let others: Vec<_> = others.iter().map(|(name, _)| name.as_str()).collect();
    each(ReadEvent::Note(format!("not read: sheet {} (--sheet NAME)", others.join(", sheet "))))
}

/// Reads a sheet of claims. A cell that is one over several rows holds for each of them.
fn claims(workbook: &mut Workbook, name: &str, ask: &ReadOptions, each: EventSink) -> Result<()> {
    let merged = merged(workbook, name)?;
    let mut links = links(workbook, name)?;
    let mut rows = TableReader::new(ask, Some(name));
    let mut over: HashMap<usize, (u64, String)> = HashMap::new();
    read(workbook, name, &mut |mut row| {
        over.retain(|_, (last, _)| *last >= row.line);
        for (column, (_, text)) in &over {
            row.cells.resize(row.cells.len().max(column + 1), String::new());
            if row.cells[*column].is_empty() {
                row.cells[*column].clone_from(text);
            }
        }
        for (column, cell) in row.cells.iter().enumerate().filter(|_| !merged.is_empty()) {
            if let Some(last) = merged.get(&(row.line, column)) {
                over.insert(column, (*last, cell.clone()));
            }
        }
        row.links = links.remove(&row.line).unwrap_or_default();
        rows.row(row, each)?;
        Ok(true)
    })?;
    rows.end(each)
}

/// Texts that were too long for their cells: sheet, row, column.
type Continued = HashMap<(String, u64, usize), String>;

fn sheet_pieces(
    workbook: &mut Workbook,
    name: &str,
    mut rows: TableReader,
    continued: &Continued,
    each: EventSink,
) -> Result<()> {
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

fn first_rows(workbook: &mut Workbook, name: &str, most: usize) -> Result<Vec<TableRow>> {
    let mut first = Vec::new();
    read(workbook, name, &mut |row| {
        if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
            first.push(row);
        }
        Ok(first.len() < most)
    })?;
    Ok(first)
}

/// Refuses an archive that is no workbook, or whose parts unpack to far more than those of any table do. What it says of
/// their sizes is not believed: they are unpacked, and counted, without being kept.
fn refuse_bomb(source: &SourceFile) -> Result<()> {
    let mut archive = ZipArchive::new(BufReader::new(source.open()?)).map_err(|error| unreadable(&error))?;
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
