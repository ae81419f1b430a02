//! CSV and its relatives: what parts the cells, whether they are quoted, and the rows.

use std::io::{BufRead, Read};
use std::path::Path;

use super::encoding::Text;
use super::lines::LONGEST;
use crate::error::{Error, Result};

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    /// The encoding.
    pub(super) text: Text,
    /// What parts the cells.
    pub(super) delimiter: u8,
    /// Whether quotation marks hold a cell together.
    pub(super) quoting: bool,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The line on which it begins, or its number in a sheet, from 1.
    pub(super) line: u64,
    /// Its cells.
    pub(super) cells: Vec<String>,
    /// Whether some bytes of it could not be read.
    pub(super) damaged: bool,
}

/// What may part cells, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// So much of a file tells what parts its cells.
const SAMPLE: u64 = 256 << 10;
/// So many rows of it are looked at.
const ROWS: usize = 100;

impl Dialect {
    /// Finds out how a table is written, but for what was said.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub(super) fn of(path: &Path, text: Text, delimiter: Option<u8>, no_quoting: bool) -> Result<Self> {
        let mut sample = Vec::new();
        text.reader(path)?.take(SAMPLE).read_to_end(&mut sample)?;
        let delimiter = delimiter.or_else(|| told(&sample)).unwrap_or_else(|| delimiter_of(&sample));
        // Tables parted by tabs are often written by programs that quote nothing: then a mark may stand anywhere.
        let quoting = !no_quoting && (delimiter != b'\t' || is_quoted(&mut text.reader(path)?)?);
        Ok(Self { text, delimiter, quoting })
    }

    /// How it is written, in words.
    pub(super) fn in_words(&self) -> String {
        let delimiter = match self.delimiter {
            b'\t' => "tabs".to_string(),
            sign => char::from(sign).to_string(),
        };
        let quoting = if self.quoting { "" } else { ", quotation marks as they are" };
        let damaged = if self.text.damaged { ", with some bytes that are not" } else { "" };
        format!("a table in {}{damaged}, parted by {delimiter}{quoting}", self.text.name())
    }

    /// Reads the rows.
    ///
    /// # Errors
    /// A file that cannot be read, a row of more than 64 MiB; those of `each`.
    pub(super) fn rows(&self, path: &Path, each: &mut dyn FnMut(Row) -> Result<()>) -> Result<()> {
        let mut bytes = Bounded { from: self.text.reader(path)?, left: LONGEST };
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .quoting(self.quoting)
            .from_reader(&mut bytes);
        let mut record = csv::StringRecord::new();
        loop {
            reader.get_mut().left = LONGEST;
            if !reader.read_record(&mut record).map_err(plain)? {
                return Ok(());
            }
            let line = record.position().map_or(0, csv::Position::line);
            if line == 1 && record.get(0).is_some_and(|cell| cell.starts_with("sep=")) {
                continue;
            }
            let cells: Vec<_> = record.iter().map(str::to_string).collect();
            let damaged = self.text.damaged && cells.iter().any(|cell| cell.contains('\u{fffd}'));
            each(Row { line, cells, damaged })?;
        }
    }
}

/// Gives no more than so many bytes for a row.
struct Bounded<R> {
    from: R,
    left: usize,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let read = self.from.read(bytes)?;
        self.left = self.left.checked_sub(read).ok_or_else(|| std::io::Error::other("a row is longer than 64 MiB"))?;
        Ok(read)
    }
}

fn plain(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == std::io::ErrorKind::Other => {
            Error::usage(error).hint("is a quotation mark left open? --no-quoting reads them as they are")
        }
        csv::ErrorKind::Io(error) => error.into(),
        _ => Error::usage("a row cannot be read"),
    }
}

/// What the first line of a table says by itself, as Excel writes it: `sep=;`.
fn told(sample: &[u8]) -> Option<u8> {
    let rest = sample.strip_prefix(b"sep=")?;
    rest.first().copied().filter(|sign| sign.is_ascii_punctuation() || *sign == b'\t')
}

/// The sign that parts the most rows into the same number of cells, more than one.
fn delimiter_of(sample: &[u8]) -> u8 {
    let mut best = (0, 0, b',');
    for delimiter in DELIMITERS {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(sample);
        let widths: Vec<_> =
            reader.byte_records().take(ROWS).map_while(Result::ok).map(|record| record.len()).collect();
        let first = widths.first().copied().unwrap_or_default();
        let same = widths.iter().filter(|width| **width == first).count();
        let fits = if first > 1 { same * 100 / widths.len().max(1) } else { 0 };
        // A tenth more rows of one width say more than more cells.
        if (fits / 10, first) > (best.0, best.1) && fits > 0 {
            best = (fits / 10, first, delimiter);
        }
    }
    best.2
}

/// Whether quotation marks stand only where RFC 4180 has them: at the ends of cells, doubled within.
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

    fn read(bytes: &[u8]) -> (Dialect, Vec<Row>) {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        let text = super::super::encoding::detect(file.path(), None).unwrap();
        let dialect = Dialect::of(file.path(), text, None, false).unwrap();
        let mut rows = Vec::new();
        dialect
            .rows(file.path(), &mut |row| {
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
        ] {
            let (dialect, rows) = read(text.as_bytes());
            assert_eq!((dialect.delimiter, dialect.quoting), (delimiter, quoting), "{text:?}");
            assert_eq!(rows.last().unwrap().cells.last().unwrap(), last, "{text:?}");
        }
    }

    #[test]
    fn rows_know_their_line() {
        let (_, rows) = read(b"a,b\n\"x\ny\",1\nz,2\n");
        assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2, 4]);
    }
}
