//! Writes the claims that match a filter, for `gainsay export` and the page.

pub mod chart;
pub mod claimreview;
pub mod report;
pub mod workbook;
pub mod xlsx;

use std::io::Write;

use crate::error::Result;
use crate::model::Filter;
use crate::model::records::ClaimRow;
use crate::model::records::Line;
use crate::model::records::StatementSheet;
use crate::model::records::{Head, Record};
use crate::output::{Format, Stream, Terminal, write_records};
use crate::store::Store;

/// Writes the claims or statements that match a filter, and returns their number.
///
/// # Errors
/// Errors of the store and of the output.
pub fn write(store: &Store, filter: &Filter, statements: bool, format: Format, out: &mut dyn Write) -> Result<usize> {
    if format == Format::Json && !statements {
        return write_json(store, filter, out);
    }
    if format == Format::Jsonl {
        return write_lines(store, filter, out);
    }
    if !statements {
        return list(store, filter, format, out);
    }
    let stream: Stream = Box::new(|each| store.statements(filter, &mut |row| each(&mut row.each_cell())));
    let heads: Vec<Head> = StatementSheet::heads();
    write_records(&heads, stream, format, &Terminal::default(), out)
}

/// Writes the claims that match a filter, with the columns of `gainsay list`, and returns their number.
///
/// # Errors
/// Errors of the store and of the output.
pub fn list(store: &Store, filter: &Filter, format: Format, out: &mut dyn Write) -> Result<usize> {
    // For a million rows, making cells that nobody writes takes noticeable time.
    let shown = matches!(format, Format::Table | Format::Md);
    let heads = if shown { ClaimRow::heads() } else { ClaimRow::file_heads() };
    let stream: Stream = Box::new(|each| {
        store
            .claims(filter, &mut |row| if shown { each(&mut row.each_cell()) } else { each(&mut row.each_file_cell()) })
    });
    write_records(&heads, stream, format, &Terminal::default(), out)
}

fn write_lines(store: &Store, filter: &Filter, out: &mut dyn Write) -> Result<usize> {
    let (mut claims, mut text) = (0, Vec::new());
    store.lines(filter, &mut |line| {
        claims += usize::from(matches!(line, Line::Claim(_)));
        text.clear();
        line.write(&mut text)?;
        text.push(b'\n');
        Ok(out.write_all(&text)?)
    })?;
    Ok(claims)
}

/// Writes the lines of JSON Lines as one array.
fn write_json(store: &Store, filter: &Filter, out: &mut dyn Write) -> Result<usize> {
    let (mut claims, mut begin, mut text) = (0, "[\n", Vec::new());
    store.lines(filter, &mut |line| {
        claims += usize::from(matches!(line, Line::Claim(_)));
        text.clear();
        line.write(&mut text)?;
        write!(out, "{begin}")?;
        begin = ",\n";
        Ok(out.write_all(&text)?)
    })?;
    writeln!(out, "{}", if begin == "[\n" { "[]" } else { "\n]" })?;
    Ok(claims)
}
