//! Writes the claims that match a filter, for `gainsay export` and the page.

pub mod annotated;
pub mod chart;
pub mod claimreview;
pub mod report;
pub mod reviews;
pub mod site;
pub mod workbook;
pub mod xlsx;

use std::io::Write;

use crate::error::Result;
use crate::model::Filter;
use crate::model::records::{AttachmentRow, ClaimRow, Head, Line, Record, StatementSheet};
use crate::output::{Format, Stream, Terminal, write_records};
use crate::store::Store;

/// Writes the claims or statements that match a filter, and returns their number.
///
/// # Errors
/// Errors of the store and of the output.
pub fn write(store: &Store, filter: &Filter, statements: bool, format: Format, out: &mut dyn Write) -> Result<usize> {
    if format == Format::Jsonl || format == Format::Json && !statements {
        return write_lines(store, filter, format == Format::Json, out);
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

/// Returns the files that are kept beside the documents of the claims that match a filter.
///
/// # Errors
/// Errors of the store.
pub fn attachments_of(store: &Store, filter: &Filter) -> Result<Vec<AttachmentRow>> {
    let mut ids = Vec::new();
    store.lines(filter, &mut |line| {
        if let Line::Document(document) = line {
            ids.extend(document.attachments.iter().filter_map(|file| file.id));
        }
        Ok(())
    })?;
    ids.into_iter().map(|id| store.attachment(id)).collect()
}

/// Writes lines of JSON Lines, or the same as one array.
fn write_lines(store: &Store, filter: &Filter, array: bool, out: &mut dyn Write) -> Result<usize> {
    let (mut claims, mut text) = (0, Vec::new());
    let mut before = if array { "[\n" } else { "" };
    store.lines(filter, &mut |line| {
        claims += usize::from(matches!(line, Line::Claim(_)));
        text.clear();
        text.extend_from_slice(before.as_bytes());
        line.write(&mut text)?;
        before = if array { ",\n" } else { "\n" };
        Ok(out.write_all(&text)?)
    })?;
    match before {
        "" => {}
        "[\n" => out.write_all(b"[]\n")?,
        ",\n" => out.write_all(b"\n]\n")?,
        _ => out.write_all(b"\n")?,
    }
    Ok(claims)
}
