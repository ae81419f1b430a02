//! Writes tables of records and pages as Markdown.

use std::io::Write;

use super::record_writer::RecordWriter;
use crate::error::Result;
use crate::model::Status;
use crate::model::display::Block;
use crate::model::records::{Cell, Cells, Head};
use crate::text::passage::{BEGIN, END, each_part};
use crate::text::safe::one_line;

/// Writes records as a table.
pub struct Markdown<'a> {
    /// The columns that people see, by their place in the record.
    shown: Vec<usize>,
    heads: Vec<Head>,
    out: &'a mut dyn Write,
    has_header: bool,
}

impl<'a> Markdown<'a> {
    /// Makes a table without rows.
    pub fn new(heads: &[Head], out: &'a mut dyn Write) -> Self {
        let shown = (0..heads.len()).filter(|at| heads[*at].heading.is_some()).collect();
        Self { shown, heads: heads.to_vec(), out, has_header: false }
    }

    fn write_row(&mut self, cells: &[impl AsRef<str>]) -> Result<()> {
        let cells: Vec<_> = cells.iter().map(AsRef::as_ref).collect();
        Ok(writeln!(self.out, "| {} |", cells.join(" | "))?)
    }
}

impl RecordWriter for Markdown<'_> {
    fn row(&mut self, cells: Cells<'_, '_>) -> Result<()> {
        if !self.has_header {
            self.has_header = true;
            let headings: Vec<_> = self.shown.iter().map(|at| self.heads[*at].heading.unwrap_or_default()).collect();
            self.write_row(&headings)?;
            self.write_row(&vec!["---"; headings.len()])?;
        }
        let cells: Vec<_> = cells.collect();
        let shown = self.shown.iter().map(|at| match &cells[*at] {
            Cell::Text(word) if self.heads[*at].is_status() => escape(Status::for_people(word)),
            Cell::Marked(text) => each_part(text, escape).replace([BEGIN, END], "**"),
            other => escape(&other.plain()),
        });
        self.write_row(&shown.collect::<Vec<_>>())
    }

    fn end(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}

/// Writes a page.
///
/// # Errors
/// Errors of the output.
pub fn page(blocks: &[Block], out: &mut dyn Write) -> Result<()> {
    for (at, block) in blocks.iter().enumerate() {
        let follows_item = at > 0 && matches!((&blocks[at - 1], block), (Block::Item(..), Block::Item(..)));
        if at > 0 && !follows_item {
            writeln!(out)?;
        }
        match block {
            Block::Title(text) => writeln!(out, "# {}", escape(text))?,
            Block::Heading(text) => writeln!(out, "## {}", escape(text))?,
            Block::Text(text) => writeln!(out, "{}", escape(&text.to_string()))?,
            Block::Item(text, under) => {
                writeln!(out, "- {}", escape(text))?;
                for line in under {
                    writeln!(out, "  {}  ", escape(line))?;
                }
            }
            Block::Fields(fields) => {
                for (name, value) in fields {
                    match escape(name.trim()) {
                        name if name.is_empty() => writeln!(out, "  {}", escape(value))?,
                        name => writeln!(out, "- **{name}**: {}", escape(value))?,
                    }
                }
            }
            Block::Table(heads, rows) => {
                let mut table = Box::new(Markdown::new(heads, out));
                for row in rows {
                    table.row(&mut row.iter().cloned())?;
                }
                table.end()?;
            }
        }
    }
    Ok(())
}

/// Escapes a text as one line of Markdown.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in one_line(text).chars() {
        if matches!(character, '\\' | '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '#') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
