//! Tables and pages for people, as wide as the terminal. Control characters never reach it.

use std::borrow::Cow;
use std::io::Write;

use super::record_writer::RecordWriter;
use super::terminal::Terminal;
use crate::error::Result;
use crate::model::Status;
use crate::model::display::Block;
use crate::model::records::{Cell, Cells, Head};
use crate::text::passage::{BEGIN, END, each_part};
use crate::text::safe::{cut, one_line, width};
use comfy_table::{
    Attribute, Cell as TableCell, Color, ColumnConstraint, ContentArrangement, LineStyle, Row, TableStyle, Width,
};

/// Number of records that are laid out together. Later records keep at least the widths of those before them.
const BATCH: usize = 1000;
/// A rule below the header, and nothing between columns but spaces.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));
/// Spaces between two columns.
const GAP: u16 = 2;
/// Starts bold text.
const BOLD: &str = "\x1b[1m";
/// Ends bold text, and keeps the colour.
const NOT_BOLD: &str = "\x1b[22m";
/// Ends all styles.
const RESET: &str = "\x1b[0m";

/// Writes a table, a batch of records at a time.
pub struct TextTable<'a> {
    terminal: Terminal,
    /// The columns that people see, by their place in the record.
    shown: Vec<usize>,
    headings: Vec<String>,
    /// Which of the shown columns hold a status.
    is_status: Vec<bool>,
    /// Width that each column needs for the records so far.
    widths: Vec<u16>,
    batch: Vec<Vec<String>>,
    has_header: bool,
    out: &'a mut dyn Write,
}

impl<'a> TextTable<'a> {
    /// Makes a table without rows.
    pub fn new(heads: &[Head], terminal: &Terminal, out: &'a mut dyn Write) -> Self {
        let shown: Vec<_> = (0..heads.len()).filter(|at| heads[*at].heading.is_some()).collect();
        let headings: Vec<_> = shown.iter().map(|at| heads[*at].heading.unwrap_or_default().to_string()).collect();
        let is_status = shown.iter().map(|at| heads[*at].is_status()).collect();
        let widths = headings.iter().map(|heading| columns_of(heading)).collect();
        Self { terminal: *terminal, shown, headings, is_status, widths, batch: Vec::new(), has_header: false, out }
    }

    fn write_batch(&mut self) -> Result<()> {
        let batch = std::mem::take(&mut self.batch);
        if batch.is_empty() {
            return Ok(());
        }
        for row in &batch {
            for (widest, cell) in self.widths.iter_mut().zip(row) {
                *widest = columns_of(cell).max(*widest);
            }
        }
        // A column that is empty in every row is left out.
        let filled: Vec<usize> =
            (0..self.headings.len()).filter(|at| batch.iter().any(|row| !row[*at].is_empty())).collect();
        let natural: Vec<u16> = filled.iter().map(|at| self.widths[*at]).collect();
        let widths = self.terminal.width.map_or(natural.clone(), |terminal| arrange(&natural, terminal));

        let mut table = comfy_table::Table::new();
        table.force_no_tty();
        if self.terminal.colour {
            table.enforce_styling().style_text_only();
        }
        if !self.has_header {
            self.has_header = true;
            let heading = |(at, width): (&usize, &u16)| {
                TableCell::new(cut(&self.headings[*at], usize::from(*width))).add_attribute(Attribute::Bold)
            };
            table.set_header(filled.iter().zip(&widths).map(heading));
        }
        for row in &batch {
            table.add_row(filled.iter().zip(&widths).map(|(at, width)| self.cell(*at, &row[*at], *width)));
        }
        set_style(&mut table);
        for (column, width) in table.column_iter_mut().zip(widths) {
            let width = width.saturating_add(column.padding_width());
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        }
        for line in table.lines() {
            writeln!(self.out, "{}", bold(line.trim_end()))?;
        }
        Ok(())
    }

    /// Returns a cell of one line. It is cut before the crate sees it: the crate would first wrap the whole text, which takes three
    /// times as long for a list of 100,000 claims, cut only ends, and lose the mark at the end of a match.
    fn cell(&self, at: usize, text: &str, width: u16) -> TableCell {
        let mut shown = Cow::from(text);
        if self.terminal.width.is_some() {
            let width = usize::from(width);
            shown = cut(&from_mark(text, width), width).into_owned().into();
            if shown.rfind(BEGIN) > shown.rfind(END) {
                shown.to_mut().push(END);
            }
        }
        let cell = TableCell::new(shown);
        match colour_of(text).filter(|_| self.is_status[at]) {
            Some(colour) => cell.fg(colour),
            None => cell,
        }
    }
}

impl RecordWriter for TextTable<'_> {
    fn row(&mut self, cells: Cells<'_, '_>) -> Result<()> {
        let cells: Vec<_> = cells.collect();
        let text = |(at, is_status): (&usize, &bool)| match &cells[*at] {
            Cell::Marked(text) if self.terminal.colour => each_part(text, |part| one_line(part).into_owned()),
            Cell::Text(word) if *is_status => Status::for_people(word).to_string(),
            other => one_line(&other.plain()).into_owned(),
        };
        self.batch.push(self.shown.iter().zip(&self.is_status).map(text).collect());
        if self.batch.len() == BATCH { self.write_batch() } else { Ok(()) }
    }

    fn end(mut self: Box<Self>) -> Result<()> {
        self.write_batch()
    }
}

/// Returns the width of a text in terminal columns. The crate counts to 65,535, and wraps a text that is wider.
fn columns_of(text: &str) -> u16 {
    width(text).try_into().unwrap_or(u16::MAX)
}

/// Sets the style of a table whose rows are all there.
fn set_style(table: &mut comfy_table::Table) {
    table.load_style(STYLE);
    let last = table.column_count().saturating_sub(1);
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if at < last { GAP } else { 0 }));
    }
}

/// Arranges columns that need the given widths on a terminal, and returns the widths that they get. The widest column is what the
/// table is about: it gets at least two fifths of what the gaps leave.
fn arrange(natural: &[u16], terminal: u16) -> Vec<u16> {
    let Some(main) = (0..natural.len()).rev().max_by_key(|at| natural[*at]) else { return Vec::new() };
    let terminal = terminal.min(u16::MAX / 2); // the crate adds widths up
    let gaps = natural.len().saturating_sub(1) * usize::from(GAP);
    let least = usize::from(natural[main]).min(usize::from(terminal).saturating_sub(gaps) * 2 / 5);
    let least = u16::try_from(least).unwrap_or(u16::MAX);
    let widths = arrange_with(natural, terminal, None);
    if widths[main] >= least {
        return widths;
    }
    // A column with a lower boundary gets no more than that, so the first arrangement has none.
    arrange_with(natural, terminal, Some((main, least)))
}

/// Lets the crate arrange one row of full cells.
///
/// The crate arranges whole tables too, but then records of different batches would not stand below each other, long texts would
/// be wrapped several times only to be measured, and the width would be unknown where a text is cut around a match.
fn arrange_with(natural: &[u16], terminal: u16, least: Option<(usize, u16)>) -> Vec<u16> {
    let mut table = comfy_table::Table::new();
    table.force_no_tty().set_content_arrangement(ContentArrangement::Dynamic).set_width(terminal);
    let cells = natural.iter().map(|width| "─".repeat(usize::from(*width.min(&terminal)).max(1)));
    let mut row = Row::from(cells);
    row.max_height(1);
    table.add_row(row);
    set_style(&mut table);
    if let Some((at, width)) = least
        && let Some(column) = table.column_mut(at)
    {
        let width = width.saturating_add(column.padding_width());
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width)));
    }
    let line = table.lines().last().unwrap_or_default();
    line.split(' ').filter(|cell| !cell.is_empty()).map(columns_of).collect()
}

/// Shortens the beginning of a text that is too wide for its column, so that the first marked word is visible.
fn from_mark(text: &str, room: usize) -> Cow<'_, str> {
    match text.find(BEGIN).or_else(|| text.find("**")) {
        Some(mark) if width(text) > room && width(&text[..mark]) + room / 3 > room => {
            let words = text[..mark].char_indices().rev().filter(|(_, c)| *c == ' ').take(2);
            let start = words.last().map_or(mark, |(at, _)| at);
            format!("…{}", &text[start..]).into()
        }
        _ => text.into(),
    }
}

/// Sets the words between the marks in bold.
fn bold(line: &str) -> Cow<'_, str> {
    if !line.contains(BEGIN) {
        return line.into();
    }
    line.replace(BEGIN, BOLD).replace(END, NOT_BOLD).into()
}

/// The colour of a status.
fn colour_of(status: &str) -> Option<Color> {
    match status {
        "disputed" => Some(Color::DarkRed),
        "attribution-disputed" | "document-disputed" => Some(Color::DarkYellow),
        "not-denied" => Some(Color::DarkCyan),
        "withdrawn" => Some(Color::DarkMagenta),
        _ => None,
    }
}

/// Writes a page.
///
/// # Errors
/// Errors of the output.
pub fn page(blocks: &[Block], terminal: &Terminal, out: &mut dyn Write) -> Result<()> {
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 && matches!(block, Block::Heading(_)) {
            writeln!(out)?;
        }
        match block {
            Block::Title(text) | Block::Heading(text) => write_wrapped(text, "", "", true, terminal, out)?,
            Block::Text(text) => write_wrapped(&text.to_string(), "", "", false, terminal, out)?,
            Block::Item(text, under) => {
                write_wrapped(text, "  ", "    ", false, terminal, out)?;
                for line in under {
                    write_wrapped(line, "      ", "      ", false, terminal, out)?;
                }
            }
            Block::Fields(fields) => {
                let widest = fields.iter().map(|(name, _)| width(name)).max().unwrap_or_default();
                for (name, value) in fields {
                    let first = format!("  {name}{}  ", " ".repeat(widest - width(name)));
                    write_wrapped(value, &first, &" ".repeat(widest + 4), false, terminal, out)?;
                }
            }
            Block::Table(heads, rows) => {
                let mut table = Box::new(TextTable::new(heads, terminal, out));
                for row in rows {
                    table.row(&mut row.iter().cloned())?;
                }
                table.end()?;
            }
        }
    }
    Ok(())
}

fn write_wrapped(
    text: &str,
    first: &str,
    rest: &str,
    bold: bool,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> Result<()> {
    let text = one_line(text);
    let (on, off) = if bold && terminal.colour { (BOLD, RESET) } else { ("", "") };
    let Some(width) = terminal.width else { return Ok(writeln!(out, "{first}{on}{text}{off}")?) };
    let options = textwrap::Options::new(usize::from(width).max(20)).initial_indent(first).subsequent_indent(rest);
    for line in textwrap::wrap(&text, options) {
        writeln!(out, "{on}{line}{off}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_columns_share_what_narrow_columns_leave() {
        for (natural, terminal, widths) in [
            (&[2, 10][..], 80, &[2, 10][..]),
            (&[2, 90, 20], 50, &[2, 24, 20]),
            (&[2, 90, 80, 10], 86, &[2, 34, 34, 10]),
            (&[2, 90, 40, 30, 20], 80, &[2, 28, 14, 14, 14]),
            (&[60, 60], 0, &[1, 1]),
            (&[u16::MAX, u16::MAX, u16::MAX], u16::MAX, &[13105, 9829, 9829]),
        ] {
            assert_eq!(arrange(natural, terminal), widths, "{natural:?} on {terminal}");
        }
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let heads = ["id", "claim", "made by", "status", "disputed by"].map(|name| Head { name, heading: Some(name) });
        let long = "word ".repeat(2000);
        let texts = [
            "東京都民は毎日電車で通勤していると言われています。",
            "cafe\u{301} noir e\u{301}le\u{301}ve\u{301} ",
            "👩\u{200d}👩👍🏽 and more",
            &long,
        ];
        for colour in [false, true] {
            for width in [20, 60, 80, 120] {
                let terminal = Terminal { width: Some(width), obeys: false, colour };
                let mut out = Vec::new();
                let mut table = Box::new(TextTable::new(&heads, &terminal, &mut out));
                for text in texts {
                    let marked = format!("{text}{text}{BEGIN}match{END}{text}");
                    let repeated = text.repeat(3);
                    let cells = ["1", &marked, text, "disputed", &repeated].map(|text| Cell::Marked(text.into()));
                    table.row(&mut cells.into_iter()).unwrap();
                }
                table.end().unwrap();
                let codes = [BOLD, NOT_BOLD, RESET, "\x1b[38;5;1m", "\x1b[39m"];
                let plain = codes.iter().fold(String::from_utf8(out).unwrap(), |text, code| text.replace(code, ""));
                assert_eq!(plain.lines().count(), 2 + texts.len(), "{plain}");
                for line in plain.lines() {
                    assert!(super::width(line) <= usize::from(width), "{width}: {line}");
                    assert!(line.starts_with('1') == line.contains("match") || width == 20, "{width}: {line}");
                }
            }
        }
    }

    #[test]
    fn a_text_wider_than_the_crate_counts_is_written_whole() {
        let mut out = Vec::new();
        let mut table =
            Box::new(TextTable::new(&[Head { name: "text", heading: Some("text") }], &Terminal::default(), &mut out));
        table.row(&mut [Cell::Text("a".repeat(70_000).into())].into_iter()).unwrap();
        table.end().unwrap();
        assert_eq!(String::from_utf8(out).unwrap().matches('a').count(), 70_000);
    }
}
