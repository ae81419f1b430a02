//! Reads the rows of a table. The first rows decide what the columns mean.

use std::cell::RefCell;

use super::cells::clean;
use super::claim_rows::day_order;
use super::fields::{MAPPING_COLUMN, MAPPING_SIGN, REASON_COLUMN, plain};
use super::gainsay_tables::GainsayTable;
use super::header_row;
use super::infer_columns::infer_mapping;
use super::mapping::Mapping;
use super::other_rows::reason_to_skip;
use super::row_fields::ClaimRows;
use crate::error::{Error, Result};
use crate::import::event::{EventSink, ImportOptions, ReadEvent, parse_mapping};
use crate::import::table_row::TableRow;
use crate::model::date::{DateForm, DayOrder};
use crate::model::import::item::{Fault, ImportItem, RawItem};
use crate::model::import::report::ImportedTable;

/// Number of first rows by which columns and the order of dates are decided.
const FIRST: usize = 500;
/// Fewer rows are used if their cells have more bytes together.
const FIRST_BYTES: usize = 4 << 20;

/// Reads the rows of a table, one after the other.
pub(in crate::import) struct TableReader<'a> {
    options: &'a ImportOptions,
    /// The sheet of a workbook.
    sheet: Option<String>,
    /// What a row is called in places.
    pub(in crate::import) unit: &'static str,
    first: Vec<TableRow>,
    /// Length of the first rows, in bytes.
    bytes: usize,
    layout: Option<TableLayout>,
    /// Whether verdicts are read from the rows of claims.
    pub(in crate::import) with_verdict: bool,
    /// The pass of a sheet; only its rows are read.
    pub(in crate::import) pass: Option<usize>,
    /// Whether no row of claims was read yet.
    at_first: bool,
}

struct TableLayout {
    gainsay: Option<GainsayTable>,
    claims: Option<ClaimRows>,
    width: usize,
    /// Whether the reason for a rejection follows the cells.
    reason: bool,
}

impl<'a> TableReader<'a> {
    /// Makes a reader that has read no row.
    pub(in crate::import) fn new(options: &'a ImportOptions, sheet: Option<&str>) -> Self {
        let sheet = sheet.map(str::to_string);
        Self {
            options,
            sheet,
            unit: "line",
            first: Vec::new(),
            bytes: 0,
            layout: None,
            with_verdict: true,
            pass: None,
            at_first: true,
        }
    }

    /// Reads the next row.
    pub(in crate::import) fn row(&mut self, row: TableRow, sink: EventSink) -> Result<()> {
        if self.layout.is_some() {
            return self.read_row(row, sink);
        }
        self.bytes += row.cells.iter().map(String::len).sum::<usize>();
        self.first.push(row);
        if self.first.len() < FIRST && self.bytes < FIRST_BYTES { Ok(()) } else { self.decide_columns(sink) }
    }

    /// Reads the rows that still wait, at the end of the table.
    pub(in crate::import) fn end(&mut self, sink: EventSink) -> Result<()> {
        if self.layout.is_none() { self.decide_columns(sink) } else { Ok(()) }
    }

    fn decide_columns(&mut self, sink: EventSink) -> Result<()> {
        let mut first = std::mem::take(&mut self.first);
        first.retain(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
        let Some(head) = first.first() else {
            return Err(
                Error::usage("the table is empty").hint("the first row has the headings, each other row a claim")
            );
        };
        let liar = if self.options.map.is_none() { Mapping::liar(&head.cells) } else { None };
        let bare = liar.is_some() || self.options.no_header;
        let (mut headings, headings_in) = if bare {
            (numbered(&first), None)
        } else {
            self.take_header(&mut first, sink).map(|(line, head)| (head, Some(line)))?
        };
        let options = &self.with_carried(&headings)?;
        let width = headings.iter().position(|heading| heading == REASON_COLUMN).unwrap_or(headings.len());
        let reason = headings.len() > width;
        headings.truncate(width);
        let mut gainsay = if self.options.map.is_none() { GainsayTable::of(&headings) } else { None };
        if let Some(table) = &mut gainsay {
            (table.with_verdict, table.guarded) = (self.with_verdict, self.sheet.is_none());
            table.learn_dates(&first, options);
        }
        if gainsay.is_none() && !reason {
            header_row::name_the_rest(&mut headings, &first, self.widest(&first));
        }
        let is_liar = liar.is_some();
        let mut mapping = match liar {
            Some(liar) => liar,
            None => infer_mapping(&headings, options.map.as_deref())?,
        };
        if gainsay.is_none() {
            first.iter_mut().for_each(clean);
            mapping.infer_by_cells(&first);
        }
        self.report_table(&first, &mapping, (gainsay.as_ref(), headings_in, is_liar), options, sink)?;
        // Somebody may have added new claims below the claims of a book. Other tables of a book have no column for
        // them.
        let mapping = if gainsay.is_some() && !mapping.has("claim") { None } else { Some(mapping) };
        if let Some(mapping) = &mapping {
            mapping.refuse_without_claim()?;
        }
        let width = headings.len();
        let claims = mapping.map(|mapping| ClaimRows {
            forms: forms(&mapping, &first, options),
            values: options.values.clone(),
            labels: RefCell::default(),
            guarded: self.sheet.is_none(),
            mapping,
        });
        self.layout = Some(TableLayout { gainsay, claims, width, reason });
        first.into_iter().try_for_each(|row| self.read_row(row, sink))
    }

    /// Passes on what was found out about the table: whether it is one of gainsay, the line of its headings, and whether it is
    /// LIAR.
    fn report_table(
        &self,
        first: &[TableRow],
        mapping: &Mapping,
        (gainsay, headings_in, is_liar): (Option<&GainsayTable>, Option<u64>, bool),
        options: &ImportOptions,
        sink: EventSink,
    ) -> Result<()> {
        let description = match gainsay {
            _ if self.pass.is_some() => None,
            Some(gainsay) => Some(gainsay.in_words().to_string()),
            None => mapping.has("claim").then(|| mapping.in_words()),
        };
        sink(ReadEvent::Table(ImportedTable {
            description: description.map_or_else(String::new, |text| format!("{}{text}", self.at())),
            sheet: self.sheet.clone(),
            headings_in,
            is_known: gainsay.is_some() || is_liar || mapping.is_known,
            columns: mapping.shown(first),
            mapping: mapping.to_mapping_file() + &options.mapping_lines(order_of_all(mapping, first, options)),
        }))
    }

    /// Returns the options, with what the headings of a file of rejected rows say of its columns.
    fn with_carried(&self, headings: &[String]) -> Result<ImportOptions> {
        let mut options = self.options.clone();
        if let Some(carried) = headings.iter().find_map(|heading| heading.strip_prefix(MAPPING_COLUMN)) {
            let (map, kept) = parse_mapping(&carried.replace(MAPPING_SIGN, "\n"))?;
            options.map = options.map.or(map);
            options.dates = options.dates.or(kept.dates);
            options.values.extend(kept.values);
        }
        Ok(options)
    }

    /// Takes the header row and everything above it out of the first rows.
    fn take_header(&self, first: &mut Vec<TableRow>, sink: EventSink) -> Result<(u64, Vec<String>)> {
        let at = header_row::find(first, self.options);
        let head = first.drain(..=at).next_back().unwrap_or_default();
        if let Some(fault) = head.fault {
            return Err(fault.at(format!("{}, in the headings", self.place(head.line))));
        }
        if at > 0 {
            sink(ReadEvent::Note(format!(
                "the headings are in {}; the rows above them are left out",
                self.place(head.line)
            )))?;
        }
        Ok((head.line, header_row::headings(&head.cells)))
    }

    /// Returns the width of the widest row of a sheet. In CSV, cells behind the last heading come from unquoted
    /// delimiters and do not count.
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
            None => format!("{} {line}", self.unit),
        }
    }

    fn read_row(&mut self, mut row: TableRow, sink: EventSink) -> Result<()> {
        let Some(layout) = &self.layout else { return Ok(()) };
        if layout.gainsay.is_none() {
            row.check_width(layout.width, layout.reason, self.sheet.is_some());
        }
        if row.fault.is_none() {
            row.cells.truncate(layout.width.max(1));
        }
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        if let (Some(gainsay), Some(pass)) = (&layout.gainsay, self.pass)
            && !gainsay.is_of_pass(&row.cells, pass)
        {
            return Ok(());
        }
        let place = self.place(row.line);
        if let Some(error) = row.fault {
            let raw = RawItem::Cells(row.cells);
            return sink(ReadEvent::Item(ImportItem { place, lines: Err(Fault::from(error)), raw }));
        }
        for note in std::mem::take(&mut row.notes) {
            sink(ReadEvent::Warning(format!("{place}: {note}")))?;
        }
        if let Some(lines) = layout.gainsay.as_ref().and_then(|gainsay| gainsay.lines(&row.cells)) {
            return sink(ReadEvent::Item(ImportItem { place, lines, raw: RawItem::Cells(row.cells) }));
        }
        let Some(claims) = &layout.claims else { return Ok(()) };
        if let Some(why) = reason_to_skip(&row.cells, &claims.mapping.headings, std::mem::take(&mut self.at_first)) {
            return sink(ReadEvent::Note(format!("{place} {why}, and is left out")));
        }
        clean(&mut row);
        claims.use_links(&mut row);
        let Some((piece, unread)) = claims.piece(place, row) else { return Ok(()) };
        unread.into_iter().try_for_each(|cell| sink(ReadEvent::Unread(cell)))?;
        sink(ReadEvent::Item(piece))
    }
}

impl TableRow {
    /// Reports a row with more cells than headings, or with one cell where there are several headings. In a file of
    /// rejected rows, the reason may follow the last heading.
    fn check_width(&mut self, width: usize, reason: bool, sheet: bool) {
        if self.cells.len() == 1 && width > 2 && !sheet && self.fault.is_none() {
            self.notes.push(format!("it has one cell, and there are {width} headings"));
        }
        let more = self.cells.iter().skip(width + usize::from(reason)).any(|cell| !cell.trim().is_empty());
        if !more || self.fault.is_some() {
            return;
        }
        let cells = self.cells.len();
        if sheet {
            self.notes.push("cells in columns without a heading are left out".to_string());
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

/// Returns the order of day and month that the user says, or that all columns of dates have whose order is proven.
fn order_of_all(mapping: &Mapping, first: &[TableRow], options: &ImportOptions) -> Option<DayOrder> {
    let mut orders = forms(mapping, first, options).into_iter().filter_map(|form| form.order);
    let one = orders.next();
    options.dates.or_else(|| one.filter(|one| orders.all(|other| other == *one)))
}

/// Returns, for every column, how its dates are written. What the cells prove goes before what the user says.
fn forms(mapping: &Mapping, first: &[TableRow], options: &ImportOptions) -> Vec<DateForm> {
    let this_year = options.this_year;
    let dates = ["said_on", "published_on", "decided_on"];
    let is_date = |at: usize| dates.iter().any(|name| mapping.of_field(name).contains(&at));
    let cells = |at: usize| first.iter().filter_map(move |row| row.cells.get(at)).map(|cell| cell.trim());
    let proven = |at: usize| day_order(cells(at).filter(|cell| !plain(cell).is_empty()), this_year);
    let of = |at: usize| if is_date(at) { proven(at).or(options.dates) } else { None };
    (0..mapping.headings.len()).map(|at| DateForm { order: of(at), this_year }).collect()
}
