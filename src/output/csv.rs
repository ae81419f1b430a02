//! Writes CSV as RFC 4180 describes it, with a header row and in UTF-8.

use std::borrow::Cow;
use std::io::{BufWriter, Write};

use memchr::{memchr2, memchr3};

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
    out: BufWriter<&'a mut dyn Write>,
    /// Whether each column of the record is written to files.
    columns: Vec<bool>,
    style: Style,
}

impl<'a> Csv<'a> {
    /// Writes the header row.
    ///
    /// # Errors
    /// Errors of the output.
    pub fn new(heads: &[Head], style: Style, out: &'a mut dyn Write) -> Result<Self> {
        let columns = heads.iter().map(Head::in_files).collect();
        let mut csv = Self { out: BufWriter::new(out), columns, style };
        if style.excel {
            csv.out.write_all("\u{feff}".as_bytes())?;
        }
        let mut is_first = true;
        for head in heads.iter().filter(|head| head.in_files()) {
            csv.cell(head.name, false, std::mem::take(&mut is_first))?;
        }
        csv.end_row()?;
        Ok(csv)
    }

    /// Writes a cell, in quotation marks where it needs them or `quoted` says so.
    fn cell(&mut self, text: &str, quoted: bool, is_first: bool) -> Result<()> {
        let delimiter = self.style.delimiter;
        let special = |byte: u8| byte == delimiter || matches!(byte, b'"' | b'\r' | b'\n');
        if !is_first {
            self.out.write_all(&[delimiter])?;
        }
        // A line without a character is no row.
        let is_blank = text.is_empty() && is_first && self.columns.iter().filter(|in_files| **in_files).count() == 1;
        if quoted || is_blank || text.bytes().any(special) {
            write!(self.out, "\"{}\"", text.replace('"', "\"\""))?;
        } else {
            self.out.write_all(text.as_bytes())?;
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<()> {
        Ok(self.out.write_all(if self.style.excel { b"\r\n" } else { b"\n" })?)
    }
}

impl RecordWriter for Csv<'_> {
    fn row(&mut self, cells: Cells<'_, '_>) -> Result<()> {
        let mut is_first = true;
        for at in 0..self.columns.len() {
            let Some(cell) = cells.next().filter(|_| self.columns[at]) else { continue };
            let text = cell.plain();
            let is_text = !self.style.raw && matches!(cell, Cell::Text(_) | Cell::List(_));
            let text = if is_text { guarded(&text, false) } else { text };
            // A program that separates at several signs, as a spreadsheet may, still finds one cell.
            let quoted = is_text && matches!(text, Cow::Owned(_)) && inner_formulas(&text).next().is_some();
            self.cell(&text, quoted, std::mem::take(&mut is_first))?;
        }
        self.end_row()
    }

    fn end(mut self: Box<Self>) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

/// Guards a cell that was read from a file, unless it has a guard already.
pub fn guarded_once(cell: &str) -> Cow<'_, str> {
    guarded(cell, true)
}

/// Puts a `'` before a text that a spreadsheet would run as a formula, and before each part of it that would be one if the
/// spreadsheet took another sign for the delimiter. `once`: not where there is one already.
fn guarded(text: &str, once: bool) -> Cow<'_, str> {
    let first = Some(0).filter(|_| runs_as_formula(text));
    insert_or_remove(text, first.into_iter().chain(inner_formulas(text)), |part| {
        if once && part.starts_with('\'') { ("", part) } else { ("'", part) }
    })
}

/// Removes the guards that exports put before a text that a spreadsheet would run as a formula, and within it.
pub fn unguarded(cell: &str) -> Cow<'_, str> {
    let first = Some(0).filter(|_| cell.strip_prefix('\'').is_some_and(runs_as_formula));
    let inner = inner_formulas(cell).filter(|at| cell[*at..].starts_with('\''));
    let inner = inner.filter(|at| is_inner_formula(&cell[at + 1..]));
    insert_or_remove(cell, first.into_iter().chain(inner), |part| ("", &part[1..]))
}

/// Returns the text with `change` done to each part that begins at one of the places, which are in order.
fn insert_or_remove(
    text: &str,
    places: impl Iterator<Item = usize>,
    change: impl Fn(&str) -> (&str, &str),
) -> Cow<'_, str> {
    let (mut changed, mut written) = (String::new(), 0);
    for at in places {
        changed.push_str(&text[written..at]);
        let (before, rest) = change(&text[at..]);
        changed.push_str(before);
        written = text.len() - rest.len();
    }
    if changed.is_empty() && written == 0 { text.into() } else { (changed + &text[written..]).into() }
}

/// Whether some spreadsheet separates cells or rows at a byte.
fn is_separator(byte: u8) -> bool {
    matches!(byte, b',' | b';' | b'|' | b'\t' | b'\r' | b'\n')
}

/// Returns where parts of a text begin that run as a formula in a program that separates cells at another sign.
fn inner_formulas(text: &str) -> impl Iterator<Item = usize> {
    let searched = if may_hold_formula(text.as_bytes()) { text } else { "" };
    let after = searched.bytes().enumerate().filter(|(_, byte)| is_separator(*byte)).map(|(at, _)| at + 1);
    after.filter(|at| is_inner_formula(&text[*at..]))
}

/// Whether a text has both a separator and a sign with which formulas begin; 0xef is the first byte of their full-width forms. Most
/// texts have not, and finding that out takes little time.
fn may_hold_formula(text: &[u8]) -> bool {
    (memchr3(b'=', b'+', b'@', text).is_some() || memchr2(b'-', 0xef, text).is_some())
        && (memchr3(b',', b';', b'|', text).is_some() || memchr3(b'\t', b'\r', b'\n', text).is_some())
}

/// Whether a text after a separator begins with a formula, perhaps in quotation marks, or after a space.
fn is_inner_formula(rest: &str) -> bool {
    let Some(first) = rest.bytes().next() else { return false };
    if first.is_ascii_alphanumeric() {
        return false;
    }
    let part = rest.split(|c: char| u8::try_from(c).is_ok_and(is_separator)).next().unwrap_or_default();
    let bare = part.trim_start_matches(['\'', '"']);
    let is_number = bare.len() == part.len() && is_number(bare);
    (bare.starts_with(['+', '-', '@', '＋', '－', '＠']) && !is_number)
        || part.trim_start_matches(['\'', '"', ' ']).starts_with(['=', '＝'])
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

    #[test]
    fn parts_are_guarded_for_every_separator_and_restored() {
        for (text, with_guards) in [
            ("foo;=1+1", "foo;'=1+1"),
            ("=1;=2", "'=1;'=2"),
            ("a|+cmd", "a|'+cmd"),
            ("a\t@x", "a\t'@x"),
            ("a;\"=1", "a;'\"=1"),
            ("a; =1", "a;' =1"),
            ("a;'=1", "a;''=1"),
            ("a;-5", "a;-5"),
            ("a;'-5", "a;''-5"),
            ("a;'tis", "a;'tis"),
            ("a; b, c", "a; b, c"),
            ("é;＝1", "é;'＝1"),
        ] {
            assert_eq!(guarded(text, false), with_guards, "{text:?}");
            assert_eq!(unguarded(with_guards), text, "{text:?}");
        }
    }
}
