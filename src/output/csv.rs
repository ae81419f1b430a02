//! CSV after RFC 4180: UTF-8, a header always, CRLF only inside quoted cells.

use std::borrow::Cow;
use std::io::Write;

use super::Records;
use crate::error::Result;
use crate::model::records::{Cell, Cells, Head};

/// How CSV is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether texts that a spreadsheet would run as a formula are left as they are.
    pub raw: bool,
    /// Whether it begins with a byte order mark and its lines end in CRLF, by which Excel knows UTF-8.
    pub excel: bool,
    /// What parts the cells.
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
    /// Whether files have the column.
    columns: Vec<bool>,
    raw: bool,
}

impl<'a> Csv<'a> {
    /// Writes the header.
    ///
    /// # Errors
    /// Those of the output.
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

impl Records for Csv<'_> {
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

/// A cell as it stood in a file, with a guard before what a spreadsheet would run; one that has a guard has no second.
pub fn guarded_once(cell: &str) -> Cow<'_, str> {
    if runs_as_formula(cell) && !cell.starts_with('\'') { format!("'{cell}").into() } else { cell.into() }
}

/// Whether a spreadsheet would run a cell as a formula: it begins with `= + - @`, their full-width forms, a tab or a line
/// break (OWASP, "CSV Injection") and is not a plain number. A cell that begins with the guard itself and then would run
/// is guarded as well, so that taking one guard away always gives the text back.
pub(crate) fn runs_as_formula(text: &str) -> bool {
    if text.bytes().next().is_none_or(|first| first.is_ascii_alphanumeric()) {
        return false;
    }
    let bare = text.trim_start_matches('\'');
    let begins = bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    begins && !(bare.len() == text.len() && is_number(bare))
}

/// A cell without the sign by which exports keep a spreadsheet from running it as a formula (OWASP, "CSV Injection").
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
