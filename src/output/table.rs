//! Tables and pages for people, as wide as the terminal. Control characters never reach it.

use std::borrow::Cow;
use std::io::Write;

use unicode_width::UnicodeWidthStr;

use super::{RecordWriter, Terminal};
use crate::error::Result;
use crate::model::Status;
use crate::model::display::Block;
use crate::model::records::{Cell, Cells, Head};
use crate::text::passage::{BEGIN, END, each_part};
use crate::text::safe::{cut, one_line};

/// Number of records that are laid out together. Later records keep at least the widths of those before them.
const BATCH: usize = 1000;
/// Least width that a column is cut to, in terminal columns.
const MIN_WIDTH: usize = 6;
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
    widths: Vec<usize>,
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
        let widths = headings.iter().map(|heading| heading.width()).collect();
        Self { terminal: *terminal, shown, headings, is_status, widths, batch: Vec::new(), has_header: false, out }
    }

    fn write_batch(&mut self) -> Result<()> {
        let batch = std::mem::take(&mut self.batch);
        if batch.is_empty() {
            return Ok(());
        }
        for row in &batch {
            for (width, cell) in self.widths.iter_mut().zip(row) {
                *width = cell.width().max(*width);
            }
        }
        // A column that is empty in every row is left out.
        let filled: Vec<usize> =
            (0..self.headings.len()).filter(|at| batch.iter().any(|row| !row[*at].is_empty())).collect();
        let mut widths: Vec<usize> = filled.iter().map(|at| self.widths[*at]).collect();
        if let Some(terminal) = self.terminal.width {
            widths = fit(widths, usize::from(terminal));
        }
        if !self.has_header {
            self.has_header = true;
            let style = if self.terminal.colour { BOLD } else { "" };
            let heading = |(at, width): (&usize, &usize)| styled(&cut(&self.headings[*at], *width), *width, style);
            let line: Vec<_> = filled.iter().zip(&widths).map(heading).collect();
            writeln!(self.out, "{}", line.join("  ").trim_end())?;
            let total = widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1);
            writeln!(self.out, "{}", "─".repeat(total))?;
        }
        for row in &batch {
            let cells = filled.iter().zip(&widths).map(|(at, width)| self.cell(*at, &row[*at], *width));
            let line = cells.collect::<Vec<_>>().join("  ");
            writeln!(self.out, "{}", bold(line.trim_end()))?;
        }
        Ok(())
    }

    fn cell(&self, at: usize, text: &str, width: usize) -> String {
        let mut cell = cut(&from_mark(text, width), width).into_owned();
        if cell.rfind(BEGIN) > cell.rfind(END) {
            cell.push(END);
        }
        let style = if self.terminal.colour && self.is_status[at] { colour_of(text) } else { "" };
        styled(&cell, width, style)
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

/// Makes columns narrower until all fit with two spaces between them. The widest column holds what the table is about: it is
/// cut first, down to two fifths of the terminal, then the widest of the others, then all of them.
fn fit(mut widths: Vec<usize>, terminal: usize) -> Vec<usize> {
    let room = terminal.saturating_sub(2 * widths.len().saturating_sub(1));
    let over = |widths: &[usize]| widths.iter().sum::<usize>().saturating_sub(room);
    let Some(main) = (0..widths.len()).rev().max_by_key(|at| widths[*at]) else { return widths };
    let spare = widths[main].saturating_sub((room * 2 / 5).max(MIN_WIDTH));
    widths[main] -= over(&widths).min(spare);
    while over(&widths) > 0 {
        let give = |(at, width): &(usize, &mut usize)| if *at == main { **width / 2 } else { **width };
        match widths.iter_mut().enumerate().max_by_key(give) {
            Some((_, width)) if *width > MIN_WIDTH => *width -= 1,
            _ => break,
        }
    }
    widths
}

/// Pads a text to a width, in terminal columns.
fn padded(text: &str, width: usize) -> String {
    styled(text, width, "")
}

/// Pads a text to a width, and sets it in a style. Padding has no style, so that it can be trimmed at the end of a line.
fn styled(text: &str, width: usize, style: &str) -> String {
    let padding = " ".repeat(width.saturating_sub(text.width()));
    let reset = if style.is_empty() { "" } else { RESET };
    format!("{style}{text}{reset}{padding}")
}

/// Shortens the beginning of a text that is too wide for its column, so that the first marked word is visible.
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

/// Sets the words between the marks in bold.
fn bold(line: &str) -> Cow<'_, str> {
    if !line.contains([BEGIN, END]) {
        return line.into();
    }
    line.replace(BEGIN, BOLD).replace(END, NOT_BOLD).into()
}

/// The colour of a status, as an escape sequence.
fn colour_of(status: &str) -> &'static str {
    match status {
        "disputed" => "\x1b[31m",
        "attribution-disputed" | "document-disputed" => "\x1b[33m",
        "not-denied" => "\x1b[36m",
        "withdrawn" => "\x1b[35m",
        _ => "",
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
                let widest = fields.iter().map(|(name, _)| name.width()).max().unwrap_or_default();
                for (name, value) in fields {
                    let first = format!("  {}  ", padded(name, widest));
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
    fn the_widest_columns_give_way_first() {
        assert_eq!(fit(vec![2, 60, 20], 50), [2, 24, 20]);
        assert_eq!(fit(vec![2, 90, 30, 20], 86), [2, 32, 26, 20]);
        assert_eq!(fit(vec![2, 10], 80), [2, 10]);
        assert_eq!(fit(vec![30, 30], 0), [MIN_WIDTH, MIN_WIDTH]);
    }
}
