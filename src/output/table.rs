//! For people: tables with one record a line, and pages, as wide as the terminal. Nothing that a terminal would obey gets
//! through.

use std::borrow::Cow;
use std::io::Write;

use comfy_table::{Attribute, Cell as Shown, Color, ContentArrangement, LineStyle, TableStyle};
use unicode_width::UnicodeWidthStr;

use super::{Records, Terminal};
use crate::error::Result;
use crate::model::display::Block;
use crate::model::records::{Cell, Cells, Head};
use crate::text::passage::{BEGIN, END, each_part};
use crate::text::safe::{cut, one_line};

const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));
/// So many records are laid out together; each further lot keeps at least the widths of the one before.
const LOT: usize = 1000;
/// No column is made narrower than this to fit a terminal.
const NARROWEST: usize = 6;

/// Writes a table, a lot of records at a time.
pub struct Table<'a> {
    terminal: Terminal,
    shown: Vec<usize>,
    headings: Vec<String>,
    widths: Vec<usize>,
    lot: Vec<Vec<String>>,
    begun: bool,
    out: &'a mut dyn Write,
}

impl<'a> Table<'a> {
    /// A table that has no row yet.
    pub fn new(heads: &[Head], terminal: &Terminal, out: &'a mut dyn Write) -> Self {
        let shown: Vec<_> = (0..heads.len()).filter(|at| heads[*at].heading.is_some()).collect();
        let headings: Vec<_> = shown.iter().map(|at| heads[*at].heading.unwrap_or_default().to_string()).collect();
        let widths = headings.iter().map(|heading| heading.width()).collect();
        Self { terminal: *terminal, shown, headings, widths, lot: Vec::new(), begun: false, out }
    }

    fn write_lot(&mut self) -> Result<()> {
        if self.lot.is_empty() {
            return Ok(());
        }
        for row in &self.lot {
            for (width, cell) in self.widths.iter_mut().zip(row) {
                *width = cell.width().max(*width);
            }
        }
        // A column that says nothing in any row is left out.
        let filled: Vec<usize> =
            (0..self.headings.len()).filter(|at| self.lot.iter().any(|row| !row[*at].is_empty())).collect();
        let natural: Vec<usize> = filled.iter().map(|at| self.widths[*at]).collect();
        let widths = match self.terminal.width {
            Some(terminal) => fit(natural, usize::from(terminal)),
            None => natural,
        };
        let mut table = comfy_table::Table::new();
        table.load_style(STYLE).set_content_arrangement(ContentArrangement::Disabled);
        if self.terminal.colour {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        if !self.begun {
            let heading = |(at, width): (&usize, &usize)| {
                Shown::new(padded(&cut(&self.headings[*at], *width), *width)).add_attribute(Attribute::Bold)
            };
            table.set_header(filled.iter().zip(&widths).map(heading));
        }
        for row in &self.lot {
            table.add_row(filled.iter().zip(&widths).map(|(at, width)| self.cell(*at, &row[*at], *width)));
        }
        let last = filled.len().saturating_sub(1);
        for (at, column) in table.column_iter_mut().enumerate() {
            column.set_padding((0, if at < last { 2 } else { 0 }));
        }
        for line in table.lines() {
            writeln!(self.out, "{}", bold(line.trim_end()))?;
        }
        self.begun = true;
        self.lot.clear();
        Ok(())
    }

    fn cell(&self, at: usize, text: &str, width: usize) -> Shown {
        let mut text = cut(&from_mark(text, width), width).into_owned();
        if text.rfind(BEGIN) > text.rfind(END) {
            text.push(END);
        }
        let text = text.as_str();
        let cell = Shown::new(padded(text, width));
        match self.headings[at].as_str() {
            "status" => match colour_of(text) {
                Some(colour) => cell.fg(colour),
                None => cell,
            },
            _ => cell,
        }
    }
}

impl Records for Table<'_> {
    fn row(&mut self, cells: Cells<'_, '_>) -> Result<()> {
        let cells: Vec<_> = cells.collect();
        let text = |at: &usize| match &cells[*at] {
            Cell::Marked(text) if self.terminal.colour => each_part(text, |part| one_line(part).into_owned()),
            other => one_line(&other.plain()).into_owned(),
        };
        self.lot.push(self.shown.iter().map(text).collect());
        if self.lot.len() == LOT { self.write_lot() } else { Ok(()) }
    }

    fn end(mut self: Box<Self>) -> Result<()> {
        self.write_lot()
    }
}

/// Narrows columns until all fit beside each other with two spaces between: first the widest, which is what the table is
/// about, to two fifths of the room, then the widest of the others, then all.
fn fit(mut widths: Vec<usize>, terminal: usize) -> Vec<usize> {
    let room = terminal.saturating_sub(2 * widths.len().saturating_sub(1));
    let over = |widths: &[usize]| widths.iter().sum::<usize>().saturating_sub(room);
    let Some(main) = (0..widths.len()).rev().max_by_key(|at| widths[*at]) else { return widths };
    let spare = widths[main].saturating_sub((room * 2 / 5).max(NARROWEST));
    widths[main] -= over(&widths).min(spare);
    while over(&widths) > 0 {
        let give = |(at, width): &(usize, &mut usize)| if *at == main { **width / 2 } else { **width };
        match widths.iter_mut().enumerate().max_by_key(give) {
            Some((_, width)) if *width > NARROWEST => *width -= 1,
            _ => break,
        }
    }
    widths
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// A text that is too wide for its column, without so much of its beginning that the first mark is seen.
fn from_mark(text: &str, width: usize) -> Cow<'_, str> {
    match text.find(BEGIN).or_else(|| text.find("**")) {
        Some(mark) if text.width() > width && text[..mark].width() + width / 3 > width => {
            let words = text[..mark].char_indices().rev().filter(|(_, c)| *c == ' ').take(2);
            let start = words.last().map_or(mark, |(at, _)| at);
            format!("…{}", &text[start..]).into()
        }
        _ => text.into(),
    }
}

/// A line in which the words between the marks stand out.
fn bold(line: &str) -> Cow<'_, str> {
    if !line.contains([BEGIN, END]) {
        return line.into();
    }
    line.replace(BEGIN, "\x1b[1m").replace(END, "\x1b[22m").into()
}

fn colour_of(status: &str) -> Option<Color> {
    match status {
        "disputed" => Some(Color::Red),
        "attribution-disputed" | "document-disputed" => Some(Color::Yellow),
        "not-denied" => Some(Color::Cyan),
        "withdrawn" => Some(Color::Magenta),
        _ => None,
    }
}

/// Writes a page.
///
/// # Errors
/// Those of the output.
pub fn page(blocks: &[Block], terminal: &Terminal, out: &mut dyn Write) -> Result<()> {
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 && matches!(block, Block::Heading(_)) {
            writeln!(out)?;
        }
        match block {
            Block::Title(text) => {
                write_wrapped(text, "", "", true, terminal, out)?;
            }
            Block::Heading(text) => write_wrapped(text, "", "", true, terminal, out)?,
            Block::Text(text) => write_wrapped(&text.to_string(), "", "", false, terminal, out)?,
            Block::Item(text, under) => {
                write_wrapped(text, "  ", "    ", false, terminal, out)?;
                for line in under {
                    write_wrapped(line, "      ", "      ", false, terminal, out)?;
                }
            }
            Block::Fields(fields) => {
                let widest = fields.iter().map(|(name, _)| name.width()).max().unwrap_or_default();
                for (name, value) in fields {
                    let first = format!("  {}  ", padded(name, widest));
                    write_wrapped(value, &first, &" ".repeat(widest + 4), false, terminal, out)?;
                }
            }
            Block::Table(heads, rows) => {
                let mut table = Box::new(Table::new(heads, terminal, out));
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
    let (on, off) = if bold && terminal.colour { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
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
    fn the_widest_columns_give_way_first() {
        assert_eq!(fit(vec![2, 60, 20], 50), [2, 24, 20]);
        assert_eq!(fit(vec![2, 90, 30, 20], 86), [2, 32, 26, 20]);
        assert_eq!(fit(vec![2, 10], 80), [2, 10]);
        assert_eq!(fit(vec![30, 30], 0), [NARROWEST, NARROWEST]);
    }
}
