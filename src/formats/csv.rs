//! CSV after RFC 4180: UTF-8, a header always, CRLF only inside quoted cells.

use std::borrow::Cow;
use std::io::Write;

use super::Records;
use crate::error::Result;
use crate::model::record::{Cell, Cells, Head};

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

/// So many bytes are written at once.
const BLOCK: usize = 1 << 16;

/// Writes CSV. Not with the `csv` crate: most cells are empty or plain, and these are only put behind each other here.
pub struct Csv<'a> {
    out: &'a mut dyn Write,
    /// What is not written yet.
    block: Vec<u8>,
    /// Whether files have the column.
    columns: Vec<bool>,
    style: Style,
}

impl<'a> Csv<'a> {
    /// Writes the header.
    ///
    /// # Errors
    /// Those of the output.
    pub fn new(heads: &[Head], style: Style, out: &'a mut dyn Write) -> Result<Self> {
        let columns = heads.iter().map(Head::in_files).collect();
        let mut csv = Self { out, block: Vec::with_capacity(BLOCK + BLOCK / 4), columns, style };
        if style.excel {
            csv.block.extend("\u{feff}".as_bytes());
        }
        csv.line(&mut heads.iter().map(|head| head.name.into()), true)?;
        Ok(csv)
    }

    fn line(&mut self, cells: Cells<'_, '_>, raw: bool) -> Result<()> {
        let (begin, mut first) = (self.block.len(), true);
        for cell in self.columns.iter().filter_map(|in_files| cells.next().filter(|_| *in_files)) {
            if !std::mem::take(&mut first) {
                self.block.push(self.style.delimiter);
            }
            match &cell {
                Cell::Nothing => {}
                Cell::Number(number) => write!(self.block, "{number}")?,
                cell @ (Cell::Text(_) | Cell::List(_)) => {
                    let text = cell.plain();
                    let guard = if !raw && runs_as_formula(&text) { "'" } else { "" };
                    put(guard, &text, self.style.delimiter, &mut self.block);
                }
                cell => put("", &cell.plain(), self.style.delimiter, &mut self.block),
            }
        }
        // A line with nothing in it would be no row.
        if self.block.len() == begin {
            self.block.extend(b"\"\"");
        }
        self.block.extend(if self.style.excel { "\r\n".as_bytes() } else { b"\n" });
        if self.block.len() >= BLOCK { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let written = self.out.write_all(&self.block);
        self.block.clear();
        Ok(written?)
    }
}

/// What was made before something failed is written all the same.
impl Drop for Csv<'_> {
    fn drop(&mut self) {
        self.flush().unwrap_or_default();
    }
}

/// Puts a cell behind others: in quotation marks where it has a sign that would part or end it, and those in it twice.
fn put(guard: &str, text: &str, delimiter: u8, block: &mut Vec<u8>) {
    // Without an early end, so that many bytes are looked at together: most texts are short and have none of these.
    let sign = |byte| byte == delimiter || matches!(byte, b'"' | b'\r' | b'\n');
    if !text.bytes().fold(false, |found, byte| found | sign(byte)) {
        block.extend(guard.as_bytes());
        block.extend(text.as_bytes());
        return;
    }
    block.push(b'"');
    block.extend(guard.as_bytes());
    for (at, part) in text.split('"').enumerate() {
        block.extend(if at > 0 { "\"\"".as_bytes() } else { b"" });
        block.extend(part.as_bytes());
    }
    block.push(b'"');
}

impl Records for Csv<'_> {
    fn row(&mut self, cells: Cells<'_, '_>) -> Result<()> {
        self.line(cells, self.style.raw)
    }

    fn end(mut self: Box<Self>) -> Result<()> {
        self.flush()?;
        Ok(self.out.flush()?)
    }
}

/// A cell as it stood in a file, with a guard before what a spreadsheet would run; one that has a guard has no second.
pub fn guarded_once(cell: &str) -> Cow<'_, str> {
    if runs_as_formula(cell) && !cell.starts_with('\'') { format!("'{cell}").into() } else { cell.into() }
}

/// Whether a spreadsheet would run a cell as a formula: it begins with `= + - @`, their full-width forms, a tab or a line
/// break (OWASP, "CSV Injection") and is not a plain number. A cell that begins with the guard itself and then would run
/// is guarded as well, so that taking one guard away always gives the text back.
pub(super) fn runs_as_formula(text: &str) -> bool {
    if text.bytes().next().is_none_or(|first| first.is_ascii_alphanumeric()) {
        return false;
    }
    let bare = text.trim_start_matches('\'');
    let begins = bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    begins && !(bare.len() == text.len() && is_number(bare))
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

    /// What is written is what the `csv` crate would write, to the byte.
    #[test]
    fn cells_are_quoted_as_rfc_4180_says() {
        let texts = ["", "plain", "a,b", "a;b", "say \"so\"", "\"", "two\nlines", "a\rb", "é, ü", "=1+1", "'"];
        for delimiter in *b",;\t|" {
            for (excel, ends) in [(false, csv::Terminator::Any(b'\n')), (true, csv::Terminator::CRLF)] {
                let mut peer = csv::WriterBuilder::new().delimiter(delimiter).terminator(ends).from_writer(Vec::new());
                let mut out = Vec::new();
                let heads = ["one", "two, three"].map(|name| Head { name, heading: None });
                let mut ours = Box::new(Csv::new(&heads, Style { raw: true, excel, delimiter }, &mut out).unwrap());
                peer.write_record(heads.map(|head| head.name)).unwrap();
                for (a, b) in texts.iter().flat_map(|a| texts.map(|b| (*a, b))) {
                    peer.write_record([a, b]).unwrap();
                    ours.row(&mut [a.into(), b.into()].into_iter()).unwrap();
                }
                ours.end().unwrap();
                let mark = if excel { "\u{feff}" } else { "" };
                let theirs = [mark.as_bytes(), &peer.into_inner().unwrap()].concat();
                assert_eq!(String::from_utf8(out).unwrap(), String::from_utf8(theirs).unwrap());
            }
        }
    }

    #[test]
    fn a_row_of_one_empty_cell_is_a_row() {
        let mut out = Vec::new();
        let mut ours = Box::new(Csv::new(&[Head { name: "a", heading: None }], Style::default(), &mut out).unwrap());
        ours.row(&mut [Cell::Nothing].into_iter()).unwrap();
        ours.end().unwrap();
        assert_eq!(out, b"a\n\"\"\n");
    }

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
