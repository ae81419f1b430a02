//! What a command says, and the one place that chooses the format in which it is said.

use std::io::Write;

use super::{Format, Records, Terminal, csv, json, markdown, table};
use crate::error::{Error, Message, Result};
use crate::model::page::{Block, Page};
use crate::model::record::{Cells, Head, Record};

/// What a command says: its body on standard output, its notes on standard error.
pub struct Answer {
    before: Vec<String>,
    body: Body,
    notes: Vec<Message>,
    end: Option<Error>,
}

/// Gives records one by one to whoever writes them, so that a list of any length takes no more memory than a short one.
pub type Stream<'a> = Box<dyn FnOnce(&mut dyn FnMut(Cells<'_, '_>) -> Result<()>) -> Result<()> + 'a>;

/// Writes itself, and says how many records that were.
type Written = Box<dyn FnOnce(&mut dyn Write) -> Result<usize>>;

enum Body {
    Records { heads: Vec<Head>, stream: Stream<'static>, none: String, people: Option<Vec<Block>> },
    Page(Page),
    Text(String),
    Written { write: Written, none: Option<String> },
}

impl Answer {
    /// Records, streamed; `none` is what is said where there are none.
    pub fn records<R: Record>(
        none: &str,
        run: impl FnOnce(&mut dyn FnMut(R) -> Result<()>) -> Result<()> + 'static,
    ) -> Self {
        let stream: Stream = Box::new(move |each| run(&mut |record: R| each(&mut record.each_cell())));
        Self {
            before: Vec::new(),
            body: Body::Records { heads: R::heads(), stream, none: none.to_string(), people: None },
            notes: Vec::new(),
            end: None,
        }
    }

    /// A page.
    pub fn page(page: Page) -> Self {
        Self { before: Vec::new(), body: Body::Page(page), notes: Vec::new(), end: None }
    }

    /// A text that is the same in every format.
    pub fn text(text: impl Into<String>) -> Self {
        Self { before: Vec::new(), body: Body::Text(text.into()), notes: Vec::new(), end: None }
    }

    /// Something that writes itself, and says how many records that were.
    pub fn written(write: impl FnOnce(&mut dyn Write) -> Result<usize> + 'static) -> Self {
        Self {
            before: Vec::new(),
            body: Body::Written { write: Box::new(write), none: None },
            notes: Vec::new(),
            end: None,
        }
    }

    /// Says this to people, instead of a table of the records: where what matters would not fit into columns.
    #[must_use]
    pub fn people_read(mut self, blocks: Vec<Block>) -> Self {
        if let Body::Records { people, .. } = &mut self.body {
            *people = Some(blocks);
        }
        self
    }

    /// Says this where what writes itself had no records.
    #[must_use]
    pub fn none(mut self, sentence: &str) -> Self {
        if let Body::Written { none, .. } = &mut self.body {
            *none = Some(sentence.to_string());
        }
        self
    }

    /// Says a sentence, and to programs a value, instead of the body; the notes stay.
    #[must_use]
    pub fn instead(self, sentence: String, value: serde_json::Value) -> Self {
        let page = Page { blocks: vec![Block::Text(sentence.into())], value, ..Page::default() };
        Self { before: Vec::new(), body: Body::Page(page), notes: self.notes, end: self.end }
    }

    /// Adds something for the person at the terminal.
    #[must_use]
    pub fn note(mut self, note: impl Into<Message>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds what the person at the terminal should know first.
    #[must_use]
    pub fn before(mut self, notes: Vec<String>) -> Self {
        self.before = notes;
        self
    }

    /// Ends with an error, once all of it is said.
    #[must_use]
    pub fn but(mut self, error: Error) -> Self {
        self.end = Some(error);
        self
    }

    /// Adds notes for the person at the terminal.
    #[must_use]
    pub fn notes<W: Into<Message>>(mut self, notes: impl IntoIterator<Item = W>) -> Self {
        self.notes.extend(notes.into_iter().map(Into::into));
        self
    }

    /// What it says in sentences, its notes among them, and what programs read of it; a list has no sentences but those before it.
    pub fn told(self) -> (Vec<Message>, serde_json::Value) {
        let mut sentences: Vec<_> = self.before.into_iter().map(Message::from).collect();
        let mut value = serde_json::Value::Null;
        if let Body::Page(page) = self.body {
            sentences.extend(page.blocks.into_iter().filter_map(|block| match block {
                Block::Text(text) => Some(text),
                _ => None,
            }));
            value = page.value;
        }
        sentences.extend(self.notes);
        (sentences, value)
    }

    /// Says it.
    ///
    /// # Errors
    /// Those of the book while records are read, and of the output; and what it was to end with.
    pub fn say(self, format: Format, terminal: &Terminal, out: &mut dyn Write, err: &mut dyn Write) -> Result<()> {
        for note in self.before {
            writeln!(err, "{}", super::safe(&note))?;
        }
        // Tables and pages are made safe cell by cell, and have colours of their own.
        let raw = matches!((&self.body, format), (Body::Text(_) | Body::Written { .. }, _) | (_, Format::Csv(_)));
        let mut safe;
        let out: &mut dyn Write = if raw && terminal.obeys {
            safe = super::Safe::new(out);
            &mut safe
        } else {
            out
        };
        match self.body {
            Body::Text(text) => out.write_all(text.as_bytes())?,
            Body::Written { write, none } => {
                if write(out)? == 0
                    && let Some(none) = none
                {
                    writeln!(err, "{none}")?;
                }
            }
            Body::Page(page) => say_page(page, format, terminal, out)?,
            Body::Records { people: Some(blocks), .. } if format == Format::Table => {
                table::page(&blocks, terminal, out)?;
            }
            Body::Records { heads, stream, none, .. } => {
                if write_records(&heads, stream, format, terminal, out)? == 0 {
                    writeln!(err, "{none}")?;
                }
            }
        }
        out.flush()?;
        for note in self.notes {
            writeln!(err, "{}", super::safe(&note.to_string()))?;
        }
        self.end.map_or(Ok(()), Err)
    }
}

/// Writes records in a format, and says how many.
///
/// # Errors
/// Those of the book while records are read, and of the output.
pub fn write_records(
    heads: &[Head],
    stream: Stream<'_>,
    format: Format,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> Result<usize> {
    let mut writer: Box<dyn Records + '_> = match format {
        Format::Table => Box::new(table::Table::new(heads, terminal, out)),
        Format::Json => Box::new(json::Array::new(heads, out)),
        Format::Jsonl => Box::new(json::Lines::new(heads, out)),
        Format::Csv(style) => Box::new(csv::Csv::new(heads, style, out)?),
        Format::Md => Box::new(markdown::Markdown::new(heads, out)),
    };
    let mut count = 0;
    stream(&mut |cells| {
        count += 1;
        writer.row(cells)
    })?;
    writer.end()?;
    Ok(count)
}

fn say_page(page: Page, format: Format, terminal: &Terminal, out: &mut dyn Write) -> Result<()> {
    match format {
        Format::Table => table::page(&page.blocks, terminal, out),
        Format::Md => markdown::page(&page.blocks, out),
        Format::Json => json::value(&page.value, true, out),
        Format::Jsonl => json::value(&page.value, false, out),
        Format::Csv(_) if page.heads.is_empty() => {
            Err(Error::usage("this answer has no rows for CSV").hint("--format json has all of it"))
        }
        Format::Csv(style) => {
            let mut csv = csv::Csv::new(&page.heads, style, out)?;
            for row in page.rows {
                Records::row(&mut csv, &mut row.into_iter())?;
            }
            Records::end(Box::new(csv))
        }
    }
}

/// Says what is wrong, and what to do about it.
///
/// # Errors
/// Those of the output.
pub fn say_error(error: &Error, err: &mut dyn Write) -> std::io::Result<()> {
    writeln!(err, "error: {}", super::safe(&error.to_string()))?;
    match error.hint_text() {
        Some(hint) => writeln!(err, "hint: {}", super::safe(&hint)),
        None => Ok(()),
    }
}
