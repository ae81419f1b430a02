//! Lines of CSV into cells: which line a row begins on, and where a quotation mark was left open.

use std::io::BufRead;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2};

use crate::error::{Error, Result};

/// No row is longer: somewhere a mark that was left open has to end.
const LONGEST: usize = 16 << 20;

/// The cells of one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct CsvRecord {
    /// The line on which it begins, from 1.
    pub(in crate::import) line: u64,
    /// Its cells.
    pub(in crate::import) cells: Vec<String>,
    /// The line of a quotation mark that is never closed: the row ends there, and its marks are read as they are.
    pub(in crate::import) open: Option<u64>,
    /// Whether a quoted cell has marks in it that are not doubled.
    pub(in crate::import) loose: bool,
    /// So many lines within its cells look like rows of their own.
    pub(in crate::import) swallowed: usize,
}

/// Reads rows after RFC 4180, and what people make of it: lines may end in LF, CRLF or CR, empty ones are passed over, and a
/// mark within a quoted cell need not be doubled.
///
/// A cell that goes over several lines ends where a mark stands before a delimiter or the end of a line. If the first mark
/// behind its line stands elsewhere, or there is none, the cell was never meant to be open, and the row is given as `open`;
/// reading goes on with the line behind it, so that no other row is lost. No line is read more than twice: one that leaves a
/// cell open has an odd number of marks, and the next such line closes it or shows that it was never meant to be.
pub(in crate::import) struct CsvRecords<R> {
    from: R,
    delimiter: u8,
    quoting: bool,
    /// The lines of the row, and those that were read with it before it turned out to end earlier.
    held: Vec<u8>,
    /// Where in `held` the row and its next line begin.
    row: usize,
    at: usize,
    /// The number of the next line.
    line: u64,
    /// How many cells the first row has.
    width: Option<usize>,
}

impl<R: BufRead> CsvRecords<R> {
    /// Rows out of text in UTF-8.
    pub(in crate::import) fn of(from: R, delimiter: u8, quoting: bool) -> Self {
        Self { from, delimiter, quoting, held: Vec::new(), row: 0, at: 0, line: 1, width: None }
    }

    /// The next row; nothing at the end.
    ///
    /// # Errors
    /// What cannot be read, and a line of more than 16 MiB.
    pub(in crate::import) fn next(&mut self) -> Result<Option<CsvRecord>> {
        self.forget();
        let mut line = loop {
            self.row = self.at;
            let Some(line) = self.next_line()? else { return Ok(None) };
            if !self.held[line.clone()].iter().all(|byte| matches!(byte, b'\n' | b'\r')) {
                break line;
            }
        };
        let first = self.line - 1;
        let mut row = Partial { delimiter: self.delimiter, quoting: self.quoting, ..Partial::default() };
        row.like = self.width.map_or(0, |width| width - 1);
        loop {
            match row.line(&self.held[line.clone()], self.line - 1, line.start - self.row) {
                Step::Done => break,
                Step::Open if self.at - self.row <= LONGEST => match self.next_line()? {
                    Some(next) => line = next,
                    None => return Ok(Some(self.left_open(row, first))),
                },
                Step::Open | Step::Astray => return Ok(Some(self.left_open(row, first))),
            }
        }
        self.width.get_or_insert(row.cells.len());
        let swallowed = if row.swallows() { row.inner } else { 0 };
        Ok(Some(CsvRecord { line: first, cells: row.cells, open: None, loose: row.loose, swallowed }))
    }

    /// Forgets the lines that are behind.
    fn forget(&mut self) {
        if self.at == self.held.len() || (self.at > 1 << 20 && self.at * 2 > self.held.len()) {
            self.held.drain(..self.at);
            self.at = 0;
        }
    }

    /// The row that ends on the line where a mark was left open. The lines behind it are read anew.
    fn left_open(&mut self, mut row: Partial, first: u64) -> CsvRecord {
        let end = self.row + row.opened.end;
        row.bare(&self.held[self.row + row.opened.start..end]);
        (self.at, self.line) = (end, row.opened_on + 1);
        CsvRecord { line: first, cells: row.cells, open: Some(row.opened_on), loose: false, swallowed: 0 }
    }

    /// The place of the next line in what is held, with the signs that end it.
    fn next_line(&mut self) -> Result<Option<Range<usize>>> {
        let from = self.at;
        if from == self.held.len() && !read_line(&mut self.from, &mut self.held)? {
            return Ok(None);
        }
        let rest = &self.held[from..];
        let end = memchr2(b'\n', b'\r', rest).map_or(rest.len(), |at| at + ending(&rest[at..]));
        self.at = from + end;
        self.line += 1;
        Ok(Some(from..self.at))
    }
}

/// How many signs end a line: CRLF is one end.
fn ending(bytes: &[u8]) -> usize {
    if bytes.starts_with(b"\r\n") { 2 } else { 1 }
}

/// Adds the next line to what is held, with the signs that end it; false at the end.
fn read_line(from: &mut impl BufRead, held: &mut Vec<u8>) -> Result<bool> {
    let start = held.len();
    loop {
        let bytes = from.fill_buf()?;
        if bytes.is_empty() {
            return Ok(held.len() > start);
        }
        let Some(at) = memchr2(b'\n', b'\r', bytes) else {
            let read = bytes.len();
            held.extend_from_slice(bytes);
            from.consume(read);
            if held.len() - start > LONGEST {
                return Err(Error::usage("a row is longer than 16 MiB").hint("is this a table?"));
            }
            continue;
        };
        let returned = bytes[at] == b'\r';
        held.extend_from_slice(&bytes[..=at]);
        from.consume(at + 1);
        if returned && from.fill_buf()?.first() == Some(&b'\n') {
            held.push(b'\n');
            from.consume(1);
        }
        return Ok(true);
    }
}

/// What is known of a row after one of its lines.
enum Step {
    Done,
    /// A quoted cell goes on.
    Open,
    /// The mark that would close a cell which goes over lines stands where none can.
    Astray,
}

/// A row while its lines come in.
#[derive(Default)]
struct Partial {
    delimiter: u8,
    quoting: bool,
    cells: Vec<String>,
    cell: Vec<u8>,
    /// Whether a quoted cell goes on from the line before.
    inside: bool,
    /// Where in the row the last quoted cell begins, where its first line ends, and the number of that line.
    opened: Range<usize>,
    opened_on: u64,
    loose: bool,
    /// So many delimiters make a line look like a row; how many whole lines stand in cells, and how many look like rows.
    like: usize,
    inner: usize,
    alike: usize,
}

/// How the part of a quoted cell that is on a line ends.
enum Quoted {
    /// Before a delimiter or the end of the line.
    Closed(usize),
    /// Not on this line; whether some mark on it is not doubled.
    Open {
        stray: bool,
    },
    Astray,
}

impl Partial {
    /// Takes the next line, which has a number and stands somewhere in the row.
    fn line(&mut self, line: &[u8], number: u64, offset: usize) -> Step {
        let end = line.len() - line.iter().rev().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let mut at = 0;
        loop {
            let quoted = if self.inside {
                Some(self.quoted(line, 0..end, true))
            } else if let Some(mark) = self.mark(&line[at..end]) {
                (self.opened, self.opened_on) = (offset + at..offset + line.len(), number);
                Some(self.quoted(line, at + mark + 1..end, false))
            } else {
                None
            };
            at = match quoted {
                Some(Quoted::Closed(next)) => next,
                Some(Quoted::Open { stray: false }) => return self.goes_on(&line[..end]),
                Some(Quoted::Astray) => return Step::Astray,
                Some(Quoted::Open { stray: true }) | None => self.unquoted(line, at..end),
            };
            self.inside = false;
            self.push();
            if at == end {
                return Step::Done;
            }
            at += 1;
        }
    }

    /// Where the mark stands that a cell begins with, if it does.
    fn mark(&self, rest: &[u8]) -> Option<usize> {
        let mark = rest.iter().position(|byte| *byte != b' ' || self.delimiter == b' ')?;
        (self.quoting && rest[mark] == b'"').then_some(mark)
    }

    /// Reads on in a quoted cell.
    fn quoted(&mut self, line: &[u8], part: Range<usize>, over_lines: bool) -> Quoted {
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
                    self.loose |= stray;
                    return Quoted::Closed(from + spaces);
                }
                if over_lines {
                    return Quoted::Astray;
                }
                stray = true;
            }
            self.cell.push(b'"');
        }
        self.cell.extend_from_slice(&line[from..]);
        Quoted::Open { stray }
    }

    /// Reads a cell up to the next delimiter, its marks as they are.
    fn unquoted(&mut self, line: &[u8], part: Range<usize>) -> usize {
        let next = memchr(self.delimiter, &line[part.clone()]).map_or(part.end, |at| part.start + at);
        self.cell.clear();
        self.cell.extend_from_slice(&line[part.start..next]);
        next
    }

    /// A line ends within a quoted cell.
    fn goes_on(&mut self, line: &[u8]) -> Step {
        if self.inside {
            self.inner += 1;
            self.alike += usize::from(memchr_iter(self.delimiter, line).count() == self.like);
        }
        self.inside = true;
        Step::Open
    }

    /// Whether nearly all lines within its cells look like rows. One comma a line is no sign of them.
    fn swallows(&self) -> bool {
        let enough = if self.like > 1 { 2 } else { 5 };
        self.like > 0 && self.inner >= enough && self.alike * 10 >= self.inner * 8
    }

    /// Takes a line as cells that are not quoted.
    fn bare(&mut self, line: &[u8]) {
        let end = line.len() - line.iter().rev().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let delimiter = self.delimiter;
        for cell in line[..end].split(|byte| *byte == delimiter) {
            self.cell.clear();
            self.cell.extend_from_slice(cell);
            self.push();
        }
    }

    fn push(&mut self) {
        let cell = String::from_utf8(std::mem::take(&mut self.cell));
        self.cells.push(cell.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()));
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
    fn cells_are_parted_and_lines_counted() {
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
            assert!(read.iter().all(|row| row.open.is_none() && !row.loose && row.swallowed == 0), "{text:?}");
        }
    }

    #[test]
    fn a_mark_left_open_ends_its_row_only() {
        for text in
            ["a,b\nx,\"open, so\ny,1\nz,\"2, 3\"\n", "a,b\nx,\"open, so\ny,1\nz,2", "a,b\nx,\"open, so\ny,1\n\"z\",2\n"]
        {
            let rows = read(text);
            assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2, 3, 4], "{text:?}");
            assert_eq!(rows.iter().map(|row| row.open).collect::<Vec<_>>(), [None, Some(2), None, None], "{text:?}");
            assert_eq!(rows[1].cells, ["x", "\"open", " so"], "{text:?}");
        }
        let rows = read("a,b\n\"x\ny\",\"open\nz,1\n");
        assert_eq!((rows[1].line, rows[1].open, rows[1].cells.len()), (2, Some(3), 2));
        assert_eq!((rows[2].line, rows[2].cells[0].as_str()), (4, "z"));
    }

    #[test]
    fn what_looks_wrong_is_told() {
        assert!(read("\"He said \"no\" to it\",Ann\n")[0].loose);
        let rows = read("a,b,c\nx,\"y,1\nz,2,3\nz,2,3\nq,\"\n");
        assert_eq!((rows.len(), rows[1].swallowed), (2, 2));
        assert_eq!(read("a,b\nx,\"y\none, two\nthree, four\"\n")[1].swallowed, 0);
    }

    #[test]
    fn marks_left_open_cost_no_more_than_twice_the_lines() {
        for line in [",\"b\n", ",\"\"\"b\n", "\"\n", "a,\"b\nc\n", "a,\"\"\nc,\"\n"] {
            let rows = read(&line.repeat(50_000));
            assert!(rows.len() >= 25_000, "{line:?}");
        }
        let rows = read(&format!("a,\"b\n{}", "c,\"\"\n".repeat(50_000)));
        assert_eq!((rows.len(), rows[0].open), (50_001, Some(1)));
    }
}
