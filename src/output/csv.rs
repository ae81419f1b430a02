//! Writes CSV as RFC 4180 describes it, with a header row and in UTF-8.

use std::borrow::Cow;
use std::io::Write;

use super::record_writer::RecordWriter;
use crate::error::Result;
use crate::model::records::{Cell, Cells, Head};

/// How CSV is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Leaves texts as they are that a spreadsheet would run as a formula.
    pub raw: bool,
    /// Begins with a byte order mark and ends lines with CRLF, so that Excel reads UTF-8. Else lines end with LF.
    pub excel: bool,
    /// The delimiter between cells.
    pub delimiter: u8,
}

impl Default for Style {
    fn default() -> Self {
        Self { raw: false, excel: false, delimiter: b',' }
    }
}

/// Writes CSV.
pub struct Csv<'a> {
    writer: csv::Writer<&'a mut dyn Write>,
    /// Whether each column of the record is written to files.
    columns: Vec<bool>,
    raw: bool,
}

impl<'a> Csv<'a> {
    /// Writes the header row.
    ///
    /// # Errors
    /// Errors of the output.
    pub fn new(heads: &[Head], style: Style, out: &'a mut dyn Write) -> Result<Self> {
        if style.excel {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let ends = if style.excel { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().delimiter(style.delimiter).terminator(ends).from_writer(out);
        writer.write_record(heads.iter().filter(|head| head.in_files()).map(|head| head.name))?;
        Ok(Self { writer, columns: heads.iter().map(Head::in_files).collect(), raw: style.raw })
    }
}

impl RecordWriter for Csv<'_> {
    fn row(&mut self, cells: Cells<'_, '_>) -> Result<()> {
        for cell in self.columns.iter().filter_map(|in_files| cells.next().filter(|_| *in_files)) {
            let text = cell.plain();
            let guarded = !self.raw && matches!(cell, Cell::Text(_) | Cell::List(_)) && runs_as_formula(&text);
            if guarded {
                self.writer.write_field(format!("'{text}"))?;
            } else {
                self.writer.write_field(text.as_bytes())?;
            }
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    fn end(mut self: Box<Self>) -> Result<()> {
        Ok(self.writer.flush()?)
    }
}

/// Guards a cell that was read from a file, unless it has a guard already.
pub fn guarded_once(cell: &str) -> Cow<'_, str> {
    if runs_as_formula(cell) && !cell.starts_with('\'') { format!("'{cell}").into() } else { cell.into() }
}

/// Returns whether a spreadsheet would run a cell as a formula: it begins with `= + - @`, their full-width forms, a tab or a
/// line break (OWASP, "CSV Injection"), and is not a plain number. A cell with guards before such a text counts too, so that
/// removing one guard always restores the text.
pub(crate) fn runs_as_formula(text: &str) -> bool {
    if text.bytes().next().is_none_or(|first| first.is_ascii_alphanumeric()) {
        return false;
    }
    let bare = text.trim_start_matches('\'');
    let begins = bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    begins && !(bare.len() == text.len() && is_number(bare))
}

/// Removes the guard that exports put before a text that a spreadsheet would run as a formula.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if runs_as_formula(text) => text,
        _ => cell,
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && all(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for (text, guarded) in [
            ("=1+1", true),
            ("+1", false),
            ("-5.2", false),
            ("+44 20 7946", true),
            ("-", true),
            ("@x", true),
            ("\tx", true),
            ("\r=x", true),
            ("'=x", true),
            ("'x", false),
            ("a=b", false),
            ("", false),
        ] {
            assert_eq!(runs_as_formula(text), guarded, "{text:?}");
        }
    }
}
