//! The rows of a table into pieces: what the columns mean is settled with the first rows.

use super::claim_rows::order;
use super::fields::{REASON_COLUMN, plain};
use super::gainsay_tables::GainsayTable;
use super::header_row;
use super::infer_columns::infer_mapping;
use super::mapping::Mapping;
use super::other_rows::aside;
use super::row_fields::ClaimRows;
use crate::error::{Error, Result};
use crate::import::event::{EventSink, ReadEvent, ReadOptions};
use crate::import::table_row::TableRow;
use crate::model::import::item::{Fault, ImportItem, RawItem};
use crate::model::import::report::ImportedTable;

/// So many rows are looked at before any is read: they tell in which order dates are written.
const FIRST: usize = 500;
/// Fewer are, where they are as long as this together.
const FIRST_BYTES: usize = 4 << 20;
/// Reads rows as they come.
pub(in crate::import) struct TableReader<'a> {
    ask: &'a ReadOptions,
    /// The sheet they stand in.
    sheet: Option<String>,
    first: Vec<TableRow>,
    /// How long these are.
    bytes: usize,
    read: Option<TableLayout>,
    /// Whether the file has a table of verdicts besides.
    pub(in crate::import) with_verdict: bool,
    /// Only the rows of a turn are taken.
    pub(in crate::import) turn: Option<usize>,
    /// Whether no row of claims has come yet.
    at_first: bool,
}

struct TableLayout {
    own: Option<GainsayTable>,
    claims: Option<ClaimRows>,
    width: usize,
    /// Whether the reason why a row was rejected stands behind its cells.
    reason: bool,
}

impl<'a> TableReader<'a> {
    /// A reader to which no row has come yet.
    pub(in crate::import) fn new(ask: &'a ReadOptions, sheet: Option<&str>) -> Self {
        let sheet = sheet.map(str::to_string);
        Self { ask, sheet, first: Vec::new(), bytes: 0, read: None, with_verdict: true, turn: None, at_first: true }
    }

    /// Takes the next row.
    pub(in crate::import) fn row(&mut self, row: TableRow, each: EventSink) -> Result<()> {
        if self.read.is_some() {
            return self.take(row, each);
        }
        self.bytes += row.cells.iter().map(String::len).sum::<usize>();
        self.first.push(row);
        if self.first.len() < FIRST && self.bytes < FIRST_BYTES { Ok(()) } else { self.begin(each) }
    }

    /// Takes what is left.
    pub(in crate::import) fn end(&mut self, each: EventSink) -> Result<()> {
        if self.read.is_none() { self.begin(each) } else { Ok(()) }
    }

    fn begin(&mut self, each: EventSink) -> Result<()> {
        let mut first = std::mem::take(&mut self.first);
        first.retain(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
        let Some(head) = first.first() else {
            return Err(
                Error::usage("the table is empty").hint("the first row has the headings, each other row a claim")
            );
        };
        let liar = if self.ask.map.is_none() { Mapping::liar(&head.cells) } else { None };
        let bare = liar.is_some() || self.ask.no_header;
        let (mut headings, headings_in) = if bare {
            (numbered(&first), None)
        } else {
            self.head(&mut first, each).map(|(line, head)| (head, Some(line)))?
        };
        let width = headings.iter().position(|heading| heading == REASON_COLUMN).unwrap_or(headings.len());
        let reason = headings.len() > width;
        headings.truncate(width);
        let own = if self.ask.map.is_none() { GainsayTable::of(&headings) } else { None };
        let own = own.map(|own| own.with_verdict(self.with_verdict).guarded(self.sheet.is_none()));
        if own.is_none() && !reason {
            header_row::name_the_rest(&mut headings, &first, self.widest(&first));
        }
        let is_liar = liar.is_some();
        let mut mapping = match liar {
            Some(liar) => liar,
            None => infer_mapping(&headings, self.ask.map.as_deref())?,
        };
        if own.is_none() {
            mapping.settle(&first);
        }
        let said = match &own {
            _ if self.turn.is_some() => None,
            Some(own) => Some(own.in_words().to_string()),
            None => mapping.has("claim").then(|| mapping.in_words()),
        };
        each(ReadEvent::Table(ImportedTable {
            told: said.map_or_else(String::new, |said| format!("{}{said}", self.at())),
            sheet: self.sheet.clone(),
            headings_in,
            is_known: own.is_some() || is_liar || mapping.is_known,
            columns: mapping.shown(&first),
            mapping: mapping.as_file(),
        }))?;
        // Below claims of a book somebody may have written new ones; no other table of a book has a column for them.
        let mapping = if own.is_some() && !mapping.has("claim") { None } else { Some(mapping) };
        if let Some(mapping) = &mapping {
            mapping.refuse_without_claim()?;
        }
        let width = headings.len();
        let claims = mapping.map(|mapping| ClaimRows {
            orders: orders(&mapping, &first),
            guarded: self.sheet.is_none(),
            mapping,
        });
        self.read = Some(TableLayout { own, claims, width, reason });
        first.into_iter().try_for_each(|row| self.take(row, each))
    }

    /// Takes the headings out of the first rows, with what stands above them.
    fn head(&self, first: &mut Vec<TableRow>, each: EventSink) -> Result<(u64, Vec<String>)> {
        let at = header_row::row(first, self.ask);
        let head = first.drain(..=at).next_back().unwrap_or_default();
        if let Some(fault) = head.fault {
            return Err(fault.at(format!("{}, in the headings", self.place(head.line))));
        }
        if at > 0 {
            each(ReadEvent::Note(format!(
                "the headings are in {}; what stands above them is left out",
                self.place(head.line)
            )))?;
        }
        Ok((head.line, header_row::named(&head.cells)))
    }

    /// How many columns the rows of a sheet have: what stands in CSV behind the last heading was pushed there by a
    /// delimiter that is not quoted.
    fn widest(&self, rows: &[TableRow]) -> usize {
        let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        if self.sheet.is_some() { widest } else { 0 }
    }

    fn at(&self) -> String {
        self.sheet.as_ref().map(|sheet| format!("sheet {sheet}: ")).unwrap_or_default()
    }

    fn place(&self, line: u64) -> String {
        match &self.sheet {
            Some(sheet) => format!("row {line} of sheet {sheet}"),
            None => format!("line {line}"),
        }
    }

    fn take(&mut self, mut row: TableRow, each: EventSink) -> Result<()> {
        let Some(read) = &self.read else { return Ok(()) };
        if read.own.is_none() {
            row.measure(read.width, read.reason, self.sheet.is_some());
        }
        if row.fault.is_none() {
            row.cells.truncate(read.width.max(1));
        }
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        if let (Some(own), Some(turn)) = (&read.own, self.turn)
            && !own.is_of_turn(&row.cells, turn)
        {
            return Ok(());
        }
        let place = self.place(row.line);
        if let Some(error) = row.fault {
            let raw = RawItem::Cells(row.cells);
            return each(ReadEvent::Item(ImportItem { place, lines: Err(Fault::from(error)), raw }));
        }
        for note in std::mem::take(&mut row.notes) {
            each(ReadEvent::Warning(format!("{place}: {note}")))?;
        }
        if let Some(lines) = read.own.as_ref().and_then(|own| own.lines(&row.cells)) {
            return each(ReadEvent::Item(ImportItem { place, lines, raw: RawItem::Cells(row.cells) }));
        }
        let Some(claims) = &read.claims else { return Ok(()) };
        if let Some(why) = aside(&row.cells, &claims.mapping.headings, std::mem::take(&mut self.at_first)) {
            return each(ReadEvent::Note(format!("{place} {why}, and is left out")));
        }
        claims.follow(&mut row);
        claims.piece(place, row.cells).map_or(Ok(()), |piece| each(ReadEvent::Item(piece)))
    }
}

impl TableRow {
    /// Says what is wrong with a row that has more cells than there are headings, or one where there are several. The reason that a file of rejected rows has
    /// behind them is none too many.
    fn measure(&mut self, width: usize, reason: bool, sheet: bool) {
        if self.cells.len() == 1 && width > 2 && !sheet && self.fault.is_none() {
            self.notes.push(format!("it has one cell, and there are {width} headings"));
        }
        let more = self.cells.iter().skip(width + usize::from(reason)).any(|cell| !cell.trim().is_empty());
        if !more || self.fault.is_some() {
            return;
        }
        let cells = self.cells.len();
        if sheet {
            self.notes.push("what stands in columns without a heading is left out".to_string());
        } else {
            let error = Error::usage(format!("it has {cells} cells, and there are {width} headings"));
            self.fault = Some(error.hint("put a text that has a delimiter in it into quotation marks"));
        }
    }
}

fn numbered(rows: &[TableRow]) -> Vec<String> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    (1..=width).map(|at| at.to_string()).collect()
}

/// Whether days come before months, for every column of dates.
fn orders(mapping: &Mapping, first: &[TableRow]) -> Vec<Option<crate::model::date::DayOrder>> {
    let dates = ["said_on", "published_on", "decided_on"];
    let is_date = |at: usize| dates.iter().any(|name| mapping.of_field(name).contains(&at));
    let cells = |at: usize| first.iter().filter_map(move |row| row.cells.get(at)).map(|cell| cell.trim());
    let of = |at: usize| if is_date(at) { order(cells(at).filter(|cell| !plain(cell).is_empty())) } else { None };
    (0..mapping.headings.len()).map(of).collect()
}
