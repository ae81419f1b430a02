//! The claims that a filter means, written in a format: what `gainsay export` gives and what the page does.

pub mod workbook;

use std::io::Write;

use crate::answer::{Format, Stream, Terminal, write_records};
use crate::error::Result;
use crate::model::Filter;
use crate::model::line::Line;
use crate::model::record::{Cell, Head, Record};
use crate::model::rows::ClaimRow;
use crate::model::sheet::StatementSheet;
use crate::store::Store;

/// Writes what a filter means in a format, and says how many records that were.
///
/// # Errors
/// Those of the book and of the output.
pub fn write(store: &Store, filter: &Filter, statements: bool, format: Format, out: &mut dyn Write) -> Result<usize> {
    if format == Format::Json && !statements {
        return write_json(store, filter, out);
    }
    if format == Format::Jsonl {
        let mut claims = 0;
        store.lines(filter, &mut |line| {
            claims += usize::from(matches!(line, Line::Claim(_)));
            Ok(writeln!(out, "{}", line.text()?)?)
        })?;
        return Ok(claims);
    }
    if !statements {
        return list(store, filter, format, out);
    }
    let stream: Stream = Box::new(|each| store.statements(filter, &mut |row| each(row.cells())));
    let heads: Vec<Head> = StatementSheet::heads();
    write_records(&heads, stream, format, &Terminal::default(), out)
}

/// Writes the claims that a filter means as a list of them has them, and says how many they are.
///
/// # Errors
/// Those of the book and of the output.
pub fn list(store: &Store, filter: &Filter, format: Format, out: &mut dyn Write) -> Result<usize> {
    // For a million rows it matters not to make cells that nobody writes.
    let (heads, cells): (_, fn(&ClaimRow) -> Vec<Cell<'_>>) = match format {
        Format::Table | Format::Md => (ClaimRow::heads(), ClaimRow::cells),
        Format::Csv(_) | Format::Json | Format::Jsonl => (ClaimRow::file_heads(), ClaimRow::file_cells),
    };
    let stream: Stream = Box::new(|each| store.claims(filter, &mut |row| each(cells(&row))));
    write_records(&heads, stream, format, &Terminal::default(), out)
}

/// Writes the lines that JSON Lines would have as one array.
fn write_json(store: &Store, filter: &Filter, out: &mut dyn Write) -> Result<usize> {
    let (mut claims, mut begin) = (0, "[\n");
    store.lines(filter, &mut |line| {
        claims += usize::from(matches!(line, Line::Claim(_)));
        write!(out, "{begin}{}", line.text()?)?;
        begin = ",\n";
        Ok(())
    })?;
    writeln!(out, "{}", if begin == "[\n" { "[]" } else { "\n]" })?;
    Ok(claims)
}
