//! The rows of a table into pieces: what the columns mean is settled with the first rows.

use super::claims::{Claims, order};
use super::fields::plain;
use super::mapping::Mapping;
use super::own::Own;
use super::table::Row;
use super::{Ask, Each, Event};
use crate::error::{Error, Result};
use crate::model::piece::{Fault, Piece, Raw};

/// So many rows are looked at before any is read: they tell in which order dates are written.
const FIRST: usize = 500;
/// The column that a file of rejected rows has more than the one it came from.
pub const REASON: &str = "rejected_because";

/// Reads rows as they come.
pub(super) struct Rows<'a> {
    ask: &'a Ask,
    /// The sheet they stand in.
    sheet: Option<String>,
    first: Vec<Row>,
    read: Option<Read>,
    /// Whether the file has a table of verdicts besides.
    pub(super) with_verdict: bool,
    /// Only the rows of a turn are taken.
    pub(super) turn: Option<usize>,
}

struct Read {
    own: Option<Own>,
    claims: Option<Claims>,
    width: usize,
}

impl<'a> Rows<'a> {
    /// Rows of which none has come yet.
    pub(super) fn new(ask: &'a Ask, sheet: Option<&str>) -> Self {
        let sheet = sheet.map(str::to_string);
        Self { ask, sheet, first: Vec::new(), read: None, with_verdict: true, turn: None }
    }

    /// Takes the next row.
    pub(super) fn row(&mut self, row: Row, each: Each) -> Result<()> {
        if self.read.is_some() {
            return self.take(row, each);
        }
        self.first.push(row);
        if self.first.len() < FIRST { Ok(()) } else { self.begin(each) }
    }

    /// Takes what is left.
    pub(super) fn end(&mut self, each: Each) -> Result<()> {
        if self.read.is_none() { self.begin(each) } else { Ok(()) }
    }

    fn begin(&mut self, each: Each) -> Result<()> {
        let mut first = std::mem::take(&mut self.first);
        first.retain(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
        let Some(head) = first.first() else {
            return Err(
                Error::usage("the table is empty").hint("the first row has the headings, each other row a claim")
            );
        };
        let liar = if self.ask.map.is_none() { Mapping::liar(&head.cells) } else { None };
        let headed = liar.is_none() && !self.ask.no_header;
        let mut headings = if headed { first.remove(0).cells } else { numbered(&first) };
        let width = headings.iter().position(|heading| heading == REASON).unwrap_or(headings.len());
        headings.truncate(width);
        let own = if self.ask.map.is_none() { Own::of(&headings) } else { None };
        let own = own.map(|own| own.with_verdict(self.with_verdict).guarded(self.sheet.is_none()));
        let mapping = match liar {
            Some(liar) => Some(liar),
            None if own.is_some() => Mapping::of(&headings, None).ok(),
            None => Some(Mapping::of(&headings, self.ask.map.as_deref())?),
        };
        let said = own.as_ref().map(|own| own.in_words().to_string()).or(mapping.as_ref().map(Mapping::in_words));
        let at = self.sheet.as_ref().map(|sheet| format!("sheet {sheet}: ")).unwrap_or_default();
        if self.turn.is_none() {
            each(Event::Said(format!("{at}{}", said.unwrap_or_default())))?;
        }
        let as_file = mapping.as_ref().map(Mapping::as_file).unwrap_or_default();
        each(Event::Headings { cells: headings, mapping: as_file })?;
        let claims =
            mapping.map(|mapping| Claims { orders: orders(&mapping, &first), guarded: self.sheet.is_none(), mapping });
        self.read = Some(Read { own, claims, width });
        first.into_iter().try_for_each(|row| self.take(row, each))
    }

    fn take(&self, mut row: Row, each: Each) -> Result<()> {
        let Some(read) = &self.read else { return Ok(()) };
        row.cells.truncate(read.width.max(1));
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        if let (Some(own), Some(turn)) = (&read.own, self.turn)
            && !own.is_of_turn(&row.cells, turn)
        {
            return Ok(());
        }
        let place = match &self.sheet {
            Some(sheet) => format!("row {} of sheet {sheet}", row.line),
            None => format!("line {}", row.line),
        };
        if let Some(error) = row.fault {
            let raw = Raw::Cells(row.cells);
            return each(Event::Piece(Piece { place, lines: Err(Fault::from(error)), raw, notes: Vec::new() }));
        }
        if let Some(lines) = read.own.as_ref().and_then(|own| own.lines(&row.cells)) {
            return each(Event::Piece(Piece { place, lines, raw: Raw::Cells(row.cells), notes: row.notes }));
        }
        let Some(mut piece) = read.claims.as_ref().and_then(|claims| claims.piece(place, row.cells)) else {
            return Ok(());
        };
        piece.notes.append(&mut row.notes);
        each(Event::Piece(piece))
    }
}

fn numbered(rows: &[Row]) -> Vec<String> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    (1..=width).map(|at| at.to_string()).collect()
}

/// Whether days come before months, for every column of dates.
fn orders(mapping: &Mapping, first: &[Row]) -> Vec<Option<crate::model::date::DayOrder>> {
    let dates = ["said_on", "published_on", "decided_on"];
    let is_date = |at: usize| dates.iter().any(|name| mapping.of_field(name).contains(&at));
    let cells = |at: usize| first.iter().filter_map(move |row| row.cells.get(at)).map(|cell| cell.trim());
    let of = |at: usize| if is_date(at) { order(cells(at).filter(|cell| !plain(cell).is_empty())) } else { None };
    (0..mapping.headings.len()).map(of).collect()
}
