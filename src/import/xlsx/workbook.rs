//! Reads workbooks cell by cell. A sheet is never held as a whole.

use std::collections::HashMap;
use std::io::{BufReader, Read};

use calamine::{Reader, SheetVisible};
use zip::ZipArchive;

use super::sheet::{Workbook, links, merged, read, unreadable};
use crate::error::{Error, Result};
use crate::import::columns::gainsay_tables::GainsayTable;
use crate::import::columns::table_reader::TableReader;
use crate::import::columns::{header_row, infer_columns};
use crate::import::event::{self, EventSink, ImportOptions, ReadEvent};
use crate::import::source::SourceFile;
use crate::import::table_row::TableRow;
use crate::model::import::report::ImportedFile;

/// Size up to which every part of the archive is read, in bytes unpacked. A larger part that unpacks to more than `TIMES` its
/// size is refused.
const UNPACKED: u64 = 20 << 20;
/// Maximum ratio of the sizes of a large part, unpacked and packed. XML of real tables has a ratio of five or ten.
const TIMES: u64 = 60;
/// Number of rows by which a sheet with claims is recognised.
const HEAD: usize = 25;
/// The sheet with the rest of texts that are too long for a cell.
const CONTINUED: &str = "continued";
/// Number of passes in which the sheets of a book are read.
const PASSES: usize = 7;

/// Passes on the pieces of a workbook: all tables of a book, or the chosen sheet, or the first sheet with claims.
pub(in crate::import) fn pieces(source: &SourceFile, options: &ImportOptions, sink: EventSink) -> Result<()> {
    refuse_bomb(source)?;
    let mut workbook: Workbook =
        calamine::open_workbook_from_rs(BufReader::new(source.open()?)).map_err(|error| unreadable(&error))?;
    let names = workbook.sheet_names();
    sink(ReadEvent::File(ImportedFile { sheets: names.clone(), ..event::file_of_kind("a workbook") }))?;
    if let Some(sheet) = &options.sheet {
        let Some(name) = names.iter().find(|name| name.eq_ignore_ascii_case(sheet)) else {
            return Err(Error::not_found(format!("no such sheet: {sheet}"))
                .hint(format!("the sheets are: {}", names.join(", "))));
        };
        return claims(&mut workbook, name, options, sink);
    }
    let mut own = Vec::new();
    for name in &names {
        if let Some(table) = first_rows(&mut workbook, name, 1)?.first().and_then(|row| GainsayTable::of(&row.cells)) {
            own.push((name.clone(), table));
        }
    }
    if own.is_empty() {
        return first_claims(&mut workbook, &names, options, sink);
    }
    let tables: Vec<_> = own.iter().map(|(name, _)| name.as_str()).collect();
    sink(ReadEvent::Note(format!("a book in a workbook: {}", tables.join(", "))))?;
    let continued = continued(&mut workbook, &names)?;
    let verdicts = names.iter().any(|name| name == "verdicts");
    for pass in 0..PASSES {
        for (name, _) in own.iter().filter(|(_, table)| table.pass().contains(&Some(pass))) {
            let mut rows = TableReader::new(options, Some(name));
            rows.with_verdict = !verdicts;
            rows.pass = Some(pass);
            sheet_pieces(&mut workbook, name, rows, &continued, sink)?;
        }
    }
    Ok(())
}

/// Reads the first sheet with a column of claims; hidden sheets come last. If no sheet has one, reports what is wrong
/// with the first.
fn first_claims(workbook: &mut Workbook, names: &[String], options: &ImportOptions, sink: EventSink) -> Result<()> {
    let hidden: Vec<_> =
        workbook.sheets_metadata().iter().map(|sheet| sheet.visible != SheetVisible::Visible).collect();
    let mut ordered: Vec<_> = names.iter().zip(hidden).collect();
    ordered.sort_by_key(|(_, hidden)| *hidden);
    let (mut with_claims, mut without) = (Vec::new(), None);
    for (name, hidden) in ordered {
        let first = first_rows(workbook, name, HEAD)?;
        let Some(head) = first.get(header_row::find(&first, options)) else { continue };
        match infer_columns::mapping_with_claim(&header_row::headings(&head.cells), options.map.as_deref()) {
            Ok(_) => with_claims.push((name, hidden)),
            Err(_) => without = without.or(Some(name)),
        }
    }
    let Some(((name, hidden), others)) = with_claims.split_first() else {
        return match without {
            // The sheet is read for its columns and its error.
            Some(name) => claims(workbook, name, options, sink).map_err(|error| error.at(format!("sheet {name}"))),
            None => Err(Error::usage("the workbook has no rows").hint("is it the right file?")),
        };
    };
    if *hidden {
        sink(ReadEvent::Note(format!("sheet {name} is hidden in the workbook")))?;
    }
    claims(workbook, name, options, sink)?;
    if others.is_empty() {
        return Ok(());
    }
    let others: Vec<_> = others.iter().map(|(name, _)| name.as_str()).collect();
    sink(ReadEvent::Note(format!("not read: sheet {} (--sheet NAME)", others.join(", sheet "))))
}

/// Reads a sheet of claims. A cell that is merged over several rows counts for each of them.
fn claims(workbook: &mut Workbook, name: &str, options: &ImportOptions, sink: EventSink) -> Result<()> {
    let merged = merged(workbook, name)?;
    let mut links = links(workbook, name)?;
    let mut rows = TableReader::new(options, Some(name));
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
        row.links.extend(links.remove(&row.line).unwrap_or_default());
        rows.row(row, sink)?;
        Ok(true)
    })?;
    rows.end(sink)
}

/// The rest of texts that are too long for their cells, by sheet, row and column.
type Continued = HashMap<(String, u64, usize), String>;

fn sheet_pieces(
    workbook: &mut Workbook,
    name: &str,
    mut rows: TableReader,
    continued: &Continued,
    sink: EventSink,
) -> Result<()> {
    read(workbook, name, &mut |mut row| {
        if !continued.is_empty() {
            for (column, cell) in row.cells.iter_mut().enumerate() {
                if let Some(rest) = continued.get(&(name.to_string(), row.line, column + 1)) {
                    cell.push_str(rest);
                }
            }
        }
        rows.row(row, sink)?;
        Ok(true)
    })?;
    rows.end(sink)
}

/// Returns the texts of the sheet with continued cells.
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

/// Returns the first rows of a sheet that have cells, at most `most`.
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

/// Errors if the archive is no workbook, or if its parts unpack to far more than those of any table. The sizes that it
/// states are not trusted: the parts are unpacked and counted, but not stored.
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
            return Err(Error::refused("the workbook unpacks to far more data than a table has")
                .hint("open it in a spreadsheet, if you trust it, and save the table as CSV"));
        }
    }
    Ok(())
}
