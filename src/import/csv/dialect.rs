//! The dialect of a CSV file: its delimiter and quoting.

use std::io::{BufRead, Read};

use super::records::{CsvRecord, CsvRecords};
use crate::error::{Error, Result};
use crate::import::encoding::TextEncoding;
use crate::import::event;
use crate::import::source::SourceFile;
use crate::import::table_row::TableRow;
use crate::model::import::report::ImportedFile;

/// How a table in a text file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) struct Dialect {
    /// The encoding.
    pub(in crate::import) text: TextEncoding,
    /// The delimiter between cells.
    pub(in crate::import) delimiter: u8,
    /// Whether quotation marks enclose cells.
    pub(in crate::import) quoting: bool,
    /// Whether quotation marks enclose each line with all its cells.
    pub(in crate::import) quoted_lines: bool,
}

/// Possible delimiters, the most likely first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Number of bytes by which the delimiter is found.
const SAMPLE: u64 = 256 << 10;
/// Number of rows by which the delimiter is found.
const ROWS: usize = 100;

impl Dialect {
    /// Finds the dialect of a file. `delimiter` and `no_quoting` go first.
    ///
    /// # Errors
    /// Errors if the file cannot be read.
    pub(in crate::import) fn of(
        source: &SourceFile,
        text: TextEncoding,
        delimiter: Option<u8>,
        no_quoting: bool,
    ) -> Result<Self> {
        let mut sample = Vec::new();
        text.reader(source)?.take(SAMPLE).read_to_end(&mut sample)?;
        let unquoted = if no_quoting { None } else { unquoted_lines(&sample) };
        if let Some(cells) = unquoted {
            let delimiter = delimiter.unwrap_or_else(|| delimiter_of(cells.as_bytes()));
            return Ok(Self { text, delimiter, quoting: true, quoted_lines: true });
        }
        let delimiter = delimiter.or_else(|| delimiter_line(&sample)).unwrap_or_else(|| delimiter_of(&sample));
        // Programs that write tabs often quote nothing. Then a quotation mark may stand anywhere.
        let quoting = !no_quoting && (delimiter != b'\t' || is_quoted(&mut text.reader(source)?)?);
        Ok(Self { text, delimiter, quoting, quoted_lines: false })
    }

    fn delimiter_in_words(&self, tab: &str) -> String {
        if self.delimiter == b'\t' { tab.to_string() } else { char::from(self.delimiter).to_string() }
    }

    /// Describes the dialect.
    fn in_words(&self) -> String {
        let delimiter = self.delimiter_in_words("tabs");
        let quoting = if self.quoting { "" } else { ", quotation marks as they are" };
        let damaged = if self.text.damaged { ", with some bytes that are not" } else { "" };
        let lines = if self.quoted_lines { ", each line in quotation marks" } else { "" };
        format!("a table in {}{damaged}, separated by {delimiter}{quoting}{lines}", self.text.name())
    }

    /// Describes the file for the report of the import.
    pub(in crate::import) fn imported_file(&self) -> ImportedFile {
        ImportedFile {
            description: self.in_words(),
            encoding: Some(self.text.name().to_string()),
            delimiter: Some(self.delimiter_in_words("tab")),
            quoted: self.quoting,
            ..event::file_of_kind("a table")
        }
    }

    /// Passes on the rows.
    ///
    /// # Errors
    /// Errors if the file cannot be read or a row is longer than 16 MiB, and errors of `each`.
    pub(in crate::import) fn rows(
        &self,
        source: &SourceFile,
        each: &mut dyn FnMut(TableRow) -> Result<()>,
    ) -> Result<()> {
        let mut records = CsvRecords::of(self.text.reader(source)?, self.delimiter, self.quoting);
        while let Some(mut record) = records.next()? {
            if self.quoted_lines && record.cells.len() == 1 && record.open_quote_line.is_none() {
                let inner = CsvRecords::of(record.cells[0].as_bytes(), self.delimiter, true).next()?;
                record = CsvRecord { line: record.line, ..inner.unwrap_or_default() };
            }
            if record.line == 1 && record.cells[0].starts_with("sep=") {
                continue;
            }
            let damaged = self.text.damaged && record.cells.iter().any(|cell| cell.contains('\u{fffd}'));
            let fault = damaged.then(|| Error::usage("some of its bytes are not in the encoding of the file"));
            let fault = fault
                .map(|error| error.hint("correct the row, and import it again"))
                .or(record.open_quote_line.map(left_open));
            let notes = notes(&record);
            each(TableRow { line: record.line, notes, cells: record.cells, fault, ..TableRow::default() })?;
        }
        Ok(())
    }
}

fn left_open(line: u64) -> Error {
    Error::usage(format!("the quotation mark opened in line {line} is not closed"))
        .hint("close it; or --no-quoting reads all marks as they are")
}

/// Returns warnings about how a row is written.
fn notes(record: &CsvRecord) -> Vec<String> {
    let mut notes = Vec::new();
    if record.has_stray_quotes {
        notes.push("quotation marks within a quoted cell are not doubled; they are read as text".to_string());
    }
    if record.rows_in_cells > 0 {
        let lines = record.rows_in_cells;
        notes.push(format!("a quoted cell holds {lines} lines that look like rows; is the quotation mark before it part of the text? (--no-quoting)"));
    }
    notes
}

/// Returns the delimiter in the line `sep=;`, which Excel writes first.
fn delimiter_line(sample: &[u8]) -> Option<u8> {
    let rest = sample.strip_prefix(b"\"").unwrap_or(sample).strip_prefix(b"sep=")?;
    rest.first().copied().filter(|sign| sign.is_ascii_punctuation() || *sign == b'\t')
}

/// Returns the lines without the quotation marks around each, if every line of the sample is wholly in quotation marks,
/// and has several cells within them.
fn unquoted_lines(sample: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(sample);
    let text =
        if sample.len() as u64 == SAMPLE { text.rsplit_once('\n').map_or(&*text, |(whole, _)| whole) } else { &text };
    let bare = |line: &str| line.strip_prefix('"')?.strip_suffix('"').map(|inner| inner.replace("\"\"", "\0"));
    let lines =
        text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).map(bare).collect::<Option<Vec<_>>>()?;
    let is_cell = |line: &String| line.contains('"');
    let joined = lines.join("\n").replace('\0', "\"");
    let has_cells = lines.iter().all(|line| DELIMITERS.iter().any(|sign| line.as_bytes().contains(sign)));
    (lines.len() > 1 && has_cells && !lines.iter().any(is_cell)).then_some(joined)
}

/// Returns the delimiter with which most rows have the same number of cells, more than one.
fn delimiter_of(sample: &[u8]) -> u8 {
    let mut best = (0, 0, b',');
    for delimiter in DELIMITERS {
        let mut records = CsvRecords::of(sample, delimiter, true);
        let rows = std::iter::from_fn(|| records.next().ok().flatten()).take(ROWS);
        let widths: Vec<_> = rows.map(|row| row.cells.len()).collect();
        let first = widths.first().copied().unwrap_or_default();
        let same = widths.iter().filter(|width| **width == first).count();
        let fits = if first > 1 { same * 100 / widths.len().max(1) } else { 0 };
        // A tenth more rows of one width counts more than wider rows.
        if (fits / 10, first) > (best.0, best.1) && fits > 0 {
            best = (fits / 10, first, delimiter);
        }
    }
    best.2
}

/// Returns whether quotation marks stand only where RFC 4180 allows them: around cells, and doubled within.
fn is_quoted(text: &mut dyn BufRead) -> Result<bool> {
    let (mut before, mut inside, mut closed) = (b'\n', false, false);
    loop {
        let bytes = text.fill_buf()?;
        if bytes.is_empty() {
            return Ok(!inside || closed);
        }
        for byte in bytes.iter().copied() {
            let parts = matches!(byte, b'\t' | b'\n' | b'\r');
            match (inside, byte) {
                (true, b'"') => closed = !closed,
                (true, _) if closed && parts => (inside, closed) = (false, false),
                (true, _) if closed => return Ok(false),
                (false, b'"') if matches!(before, b'\t' | b'\n' | b'\r') => inside = true,
                (false, b'"') => return Ok(false),
                _ => {}
            }
            before = byte;
        }
        let read = bytes.len();
        text.consume(read);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Dialect, Vec<TableRow>) {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        let source = SourceFile::of(file.path()).unwrap();
        let text = crate::import::encoding::detect(&source, None).unwrap();
        let dialect = Dialect::of(&source, text, None, false).unwrap();
        let mut rows = Vec::new();
        dialect
            .rows(&source, &mut |row| {
                rows.push(row);
                Ok(())
            })
            .unwrap();
        (dialect, rows)
    }

    #[test]
    fn delimiters_and_quoting_are_found() {
        for (text, delimiter, quoting, last) in [
            ("a,b\r\n1,\"x, y\nz\"\r\n", b',', true, "x, y\nz"),
            ("a;b\n\"1,5\";2,5\n", b';', true, "2,5"),
            ("sep=;\na;b\n1;2\n", b';', true, "2"),
            ("a\tb\n1\t\"two\" and three\n", b'\t', false, "\"two\" and three"),
            ("a\tb\n1\t\"two\tand\"\n", b'\t', true, "two\tand"),
            ("claim\nIt rains\n", b',', true, "It rains"),
            ("a|b\n1|2\n", b'|', true, "2"),
            ("\"a,b\"\n\"1,\"\"two, and\"\"\"\n", b',', true, "two, and"),
            ("\"a;b\"\r\n\"1;2,5\"\r\n", b';', true, "2,5"),
            ("\"a,b\"\n\"c, d\",2\n", b',', true, "2"),
        ] {
            let (dialect, rows) = read(text.as_bytes());
            assert_eq!((dialect.delimiter, dialect.quoting), (delimiter, quoting), "{text:?}");
            assert_eq!(rows.last().unwrap().cells.last().unwrap(), last, "{text:?}");
        }
    }

    #[test]
    fn the_line_for_excel_is_no_row() {
        for text in ["\u{feff}sep=;\r\na;b\r\n1,5;2\r\n", "\"sep=;\"\na;b\n1,5;2\n", "sep=\t\na\tb\n1,5\t2\n"] {
            let (_, rows) = read(text.as_bytes());
            assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3], "{text:?}");
            assert_eq!(rows[1].cells, ["1,5", "2"], "{text:?}");
        }
    }
}
