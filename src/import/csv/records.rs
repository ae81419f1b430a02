//! Splits CSV into rows and cells. Rows know their line, and an open quotation mark spoils one row only.
//!
//! The `csv` crate cannot do this. It ends a quoted cell at the first quotation mark and appends the rest (`"Big" lie`
//! becomes `Big lie`). After a mark that is left open it reads the rest of the file as one cell, and it cannot go back
//! to the line after the mark.

use std::io::BufRead;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2};

use crate::error::{Error, Result};

/// Maximum length of a row, in bytes. A quotation mark that is left open has to end somewhere.
const LONGEST: usize = 16 << 20;

/// The cells of one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct CsvRecord {
    /// The line on which it begins, from 1.
    pub(in crate::import) line: u64,
    /// The cells.
    pub(in crate::import) cells: Vec<String>,
    /// The line of a quotation mark that is never closed. The row ends on that line, and its marks are text.
    pub(in crate::import) open_quote_line: Option<u64>,
    /// Whether a quoted cell contains quotation marks that are not doubled.
    pub(in crate::import) has_stray_quotes: bool,
    /// Number of lines within its cells that look like rows.
    pub(in crate::import) rows_in_cells: usize,
}

/// Reads rows as RFC 4180 describes them, and as people write them. Lines end in LF, CRLF or CR. Empty lines are
/// skipped. A quotation mark within a quoted cell need not be doubled.
///
/// A cell over several lines ends at a mark before a delimiter or line end. If the next mark after its first line
/// stands elsewhere, or there is none, the cell was opened by mistake: the row has an `open_quote_line`, and reading
/// continues on the next line, so that no other row is lost. No line is read more than twice: a line that leaves a cell
/// open has an odd number of marks, and the next such line closes the cell or shows the mistake.
pub(in crate::import) struct CsvRecords<R> {
    from: R,
    delimiter: u8,
    quoting: bool,
    /// The lines of the row, and lines after it that were read with it by mistake.
    buffer: Vec<u8>,
    /// Where in `buffer` the row and its next line begin.
    row: usize,
    at: usize,
    /// The number of the next line.
    line: u64,
    /// The number of cells in the first row.
    width: Option<usize>,
}

impl<R: BufRead> CsvRecords<R> {
    /// Makes a reader of UTF-8 text.
    pub(in crate::import) fn of(from: R, delimiter: u8, quoting: bool) -> Self {
        Self { from, delimiter, quoting, buffer: Vec::new(), row: 0, at: 0, line: 1, width: None }
    }

    /// Returns the next row, or nothing at the end.
    ///
    /// # Errors
    /// Errors if the text cannot be read or a row is longer than 16 MiB.
    pub(in crate::import) fn next(&mut self) -> Result<Option<CsvRecord>> {
        self.forget();
        let mut line = loop {
            self.row = self.at;
            let Some(line) = self.next_line()? else { return Ok(None) };
            if !self.buffer[line.clone()].iter().all(|byte| matches!(byte, b'\n' | b'\r')) {
                break line;
            }
        };
        let mut row = PartialRow { delimiter: self.delimiter, quoting: self.quoting, ..PartialRow::default() };
        row.record.line = self.line - 1;
        row.like = self.width.map_or(0, |width| width - 1);
        loop {
            let next = match row.line(&self.buffer[line.clone()], self.line - 1, line.start - self.row) {
                LineState::Done => break,
                LineState::Open if self.at - self.row <= LONGEST => self.next_line()?,
                LineState::Open | LineState::OpenedByMistake => None,
            };
            match next {
                Some(next) => line = next,
                None => return Ok(Some(self.left_open(row))),
            }
        }
        self.width.get_or_insert(row.record.cells.len());
        row.record.rows_in_cells = if row.has_rows_in_cells() { row.inner } else { 0 };
        Ok(Some(row.record))
    }

    /// Drops the lines that are done.
    fn forget(&mut self) {
        if self.at == self.buffer.len() || (self.at > 1 << 20 && self.at * 2 > self.buffer.len()) {
            self.buffer.drain(..self.at);
            self.at = 0;
        }
    }

    /// Ends a row on the line where a mark was left open. The lines after it are read again.
    fn left_open(&mut self, mut row: PartialRow) -> CsvRecord {
        let end = self.row + row.opened.end;
        let line = without_ending(&self.buffer[self.row + row.opened.start..end]);
        for cell in line.split(|byte| *byte == self.delimiter) {
            row.push(cell.to_vec());
        }
        (self.at, self.line) = (end, row.opened_on + 1);
        CsvRecord { open_quote_line: Some(row.opened_on), has_stray_quotes: false, ..row.record }
    }

    /// Returns the range of the next line in `buffer`, line end included.
    fn next_line(&mut self) -> Result<Option<Range<usize>>> {
        let from = self.at;
        if from == self.buffer.len() && !read_line(&mut self.from, &mut self.buffer)? {
            return Ok(None);
        }
        let rest = &self.buffer[from..];
        let end = memchr2(b'\n', b'\r', rest).map_or(rest.len(), |at| at + ending(&rest[at..]));
        self.at = from + end;
        self.line += 1;
        Ok(Some(from..self.at))
    }
}

/// Returns a line without its end.
fn without_ending(line: &[u8]) -> &[u8] {
    let end = line.iter().rev().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    &line[..line.len() - end]
}

/// Returns the length of a line end. CRLF is one.
fn ending(bytes: &[u8]) -> usize {
    if bytes.starts_with(b"\r\n") { 2 } else { 1 }
}

/// Appends the next line with its line end. Returns false at the end of the text.
fn read_line(from: &mut impl BufRead, buffer: &mut Vec<u8>) -> Result<bool> {
    let start = buffer.len();
    loop {
        let bytes = from.fill_buf()?;
        if bytes.is_empty() {
            return Ok(buffer.len() > start);
        }
        let Some(at) = memchr2(b'\n', b'\r', bytes) else {
            let read = bytes.len();
            buffer.extend_from_slice(bytes);
            from.consume(read);
            if buffer.len() - start > LONGEST {
                return Err(Error::usage("a row is longer than 16 MiB").hint("is this a table?"));
            }
            continue;
        };
        let returned = bytes[at] == b'\r';
        buffer.extend_from_slice(&bytes[..=at]);
        from.consume(at + 1);
        if returned && from.fill_buf()?.first() == Some(&b'\n') {
            buffer.push(b'\n');
            from.consume(1);
        }
        return Ok(true);
    }
}

/// The state of a row after one of its lines.
enum LineState {
    Done,
    /// A quoted cell continues on the next line.
    Open,
    /// The mark that should close a cell stands within text: the cell was opened by mistake.
    OpenedByMistake,
}

/// A row, while its lines are read.
#[derive(Default)]
struct PartialRow {
    delimiter: u8,
    quoting: bool,
    record: CsvRecord,
    /// The quoted cell that is being read.
    cell: Vec<u8>,
    /// Whether a quoted cell continues from the line before.
    inside: bool,
    /// Where in the row the last quoted cell begins, where its first line ends, and the number of that line.
    opened: Range<usize>,
    opened_on: u64,
    /// `like` is the number of delimiters that make a line look like a row. `inner` counts whole lines within cells,
    /// and `alike` those that look like rows.
    like: usize,
    inner: usize,
    alike: usize,
}

/// How a quoted cell ends on a line.
enum QuotedPart {
    /// It ends before the delimiter or line end at this position.
    Closed(usize),
    /// It does not end on this line. `stray` tells whether a mark on the line is not doubled.
    Open {
        stray: bool,
    },
    OpenedByMistake,
}

impl PartialRow {
    /// Reads the next line. `offset` is its place in the row.
    fn line(&mut self, line: &[u8], number: u64, offset: usize) -> LineState {
        let (end, mut at) = (without_ending(line).len(), 0);
        loop {
            let quoted = if self.inside {
                Some(self.quoted(line, 0..end, true))
            } else if let Some(mark) = self.mark(&line[at..end]) {
                (self.opened, self.opened_on) = (offset + at..offset + line.len(), number);
                Some(self.quoted(line, at + mark + 1..end, false))
            } else {
                None
            };
            let mut cell = std::mem::take(&mut self.cell);
            at = match quoted {
                Some(QuotedPart::Closed(next)) => next,
                Some(QuotedPart::Open { stray: false }) => {
                    self.cell = cell;
                    return self.goes_on(&line[..end]);
                }
                Some(QuotedPart::OpenedByMistake) => return LineState::OpenedByMistake,
                Some(QuotedPart::Open { stray: true }) | None => {
                    let next = memchr(self.delimiter, &line[at..end]).map_or(end, |length| at + length);
                    cell = line[at..next].to_vec();
                    next
                }
            };
            self.inside = false;
            self.push(cell);
            if at == end {
                return LineState::Done;
            }
            at += 1;
        }
    }

    /// Returns the place of the mark that opens a cell, if the cell is quoted.
    fn mark(&self, rest: &[u8]) -> Option<usize> {
        let mark = rest.iter().position(|byte| *byte != b' ' || self.delimiter == b' ')?;
        (self.quoting && rest[mark] == b'"').then_some(mark)
    }

    /// Reads on in a quoted cell.
    fn quoted(&mut self, line: &[u8], part: Range<usize>, over_lines: bool) -> QuotedPart {
        let (mut from, end, mut stray) = (part.start, part.end, false);
        while let Some(mark) = memchr(b'"', &line[from..end]).map(|at| from + at) {
            self.cell.extend_from_slice(&line[from..mark]);
            let behind = &line[mark + 1..end];
            from = mark + 1;
            if behind.first() == Some(&b'"') {
                from += 1;
            } else {
                let spaces = behind.iter().take_while(|byte| **byte == b' ' && self.delimiter != b' ').count();
                if behind.get(spaces).is_none_or(|byte| *byte == self.delimiter) {
                    self.record.has_stray_quotes |= stray;
                    return QuotedPart::Closed(from + spaces);
                }
                if over_lines {
                    return QuotedPart::OpenedByMistake;
                }
                stray = true;
            }
            self.cell.push(b'"');
        }
        self.cell.extend_from_slice(&line[from..]);
        QuotedPart::Open { stray }
    }

    /// Ends a line within a quoted cell.
    fn goes_on(&mut self, line: &[u8]) -> LineState {
        if self.inside {
            self.inner += 1;
            self.alike += usize::from(memchr_iter(self.delimiter, line).count() == self.like);
        }
        self.inside = true;
        LineState::Open
    }

    /// Returns whether nearly all lines within its cells look like rows. For one delimiter per line, more lines are
    /// needed.
    fn has_rows_in_cells(&self) -> bool {
        let enough = if self.like > 1 { 2 } else { 5 };
        self.like > 0 && self.inner >= enough && self.alike * 10 >= self.inner * 8
    }

    fn push(&mut self, cell: Vec<u8>) {
        let cell = String::from_utf8(cell);
        self.record.cells.push(cell.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<CsvRecord> {
        let mut records = CsvRecords::of(std::io::BufReader::with_capacity(3, text.as_bytes()), b',', true);
        std::iter::from_fn(|| records.next().unwrap()).collect()
    }

    #[test]
    fn cells_are_split_and_lines_counted() {
        for (text, rows) in [
            ("a,b\nc,d", vec![(1, vec!["a", "b"]), (2, vec!["c", "d"])]),
            ("\n\r\na\n\n\nb\n", vec![(3, vec!["a"]), (6, vec!["b"])]),
            ("a,b\r\rc,\rd", vec![(1, vec!["a", "b"]), (3, vec!["c", ""]), (4, vec!["d"])]),
            ("\"a\r\nb\nc\",1\r\nd,2\r\n", vec![(1, vec!["a\r\nb\nc", "1"]), (4, vec!["d", "2"])]),
            ("\"a \"\"b\"\"\",\"\"\nc, \"d,e\" \n", vec![(1, vec!["a \"b\"", ""]), (2, vec!["c", "d,e"])]),
            ("a \"b\" c,5\" pipe\n", vec![(1, vec!["a \"b\" c", "5\" pipe"])]),
            ("\"Big\" lie,Ann\nx,y\n", vec![(1, vec!["\"Big\" lie", "Ann"]), (2, vec!["x", "y"])]),
            ("\"\n\n\",x\ny,z", vec![(1, vec!["\n\n", "x"]), (4, vec!["y", "z"])]),
        ] {
            let read = read(text);
            let cells: Vec<_> =
                read.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect();
            assert_eq!(cells, rows, "{text:?}");
            assert!(
                read.iter().all(|row| row.open_quote_line.is_none() && !row.has_stray_quotes && row.rows_in_cells == 0),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_mark_left_open_ends_its_row_only() {
        for text in
            ["a,b\nx,\"open, so\ny,1\nz,\"2, 3\"\n", "a,b\nx,\"open, so\ny,1\nz,2", "a,b\nx,\"open, so\ny,1\n\"z\",2\n"]
        {
            let rows = read(text);
            assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2, 3, 4], "{text:?}");
            assert_eq!(
                rows.iter().map(|row| row.open_quote_line).collect::<Vec<_>>(),
                [None, Some(2), None, None],
                "{text:?}"
            );
            assert_eq!(rows[1].cells, ["x", "\"open", " so"], "{text:?}");
        }
        let rows = read("a,b\n\"x\ny\",\"open\nz,1\n");
        assert_eq!((rows[1].line, rows[1].open_quote_line, rows[1].cells.len()), (2, Some(3), 2));
        assert_eq!((rows[2].line, rows[2].cells[0].as_str()), (4, "z"));
    }

    #[test]
    fn what_looks_wrong_is_reported() {
        assert!(read("\"He said \"no\" to it\",Ann\n")[0].has_stray_quotes);
        let rows = read("a,b,c\nx,\"y,1\nz,2,3\nz,2,3\nq,\"\n");
        assert_eq!((rows.len(), rows[1].rows_in_cells), (2, 2));
        assert_eq!(read("a,b\nx,\"y\none, two\nthree, four\"\n")[1].rows_in_cells, 0);
    }

    #[test]
    fn after_open_marks_no_line_is_read_more_than_twice() {
        for line in [",\"b\n", ",\"\"\"b\n", "\"\n", "a,\"b\nc\n", "a,\"\"\nc,\"\n"] {
            let rows = read(&line.repeat(50_000));
            assert!(rows.len() >= 25_000, "{line:?}");
        }
        let rows = read(&format!("a,\"b\n{}", "c,\"\"\n".repeat(50_000)));
        assert_eq!((rows.len(), rows[0].open_quote_line), (50_001, Some(1)));
    }
}
