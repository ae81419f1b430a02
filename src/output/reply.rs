//! The reply of a command, and the only place that chooses the format in which it is written.

use std::io::Write;

use super::format::Format;
use super::record_writer::RecordWriter;
use super::terminal::{Safe, Terminal};
use super::{csv, json, markdown, table};
use crate::error::{Error, Result, Sentence};
use crate::model::display::{Block, Display};
use crate::model::records::{Cells, Head, Record};
use crate::text::safe::for_terminal;
use crate::text::suggest::did_you_mean;

/// The reply of a command: a body for standard output, and notes for standard error.
pub struct Reply {
    before: Vec<String>,
    body: Body,
    notes: Vec<Sentence>,
    error: Option<Error>,
    /// Whether it only says what was done.
    is_confirmation: bool,
}

/// Passes records to a callback one by one, so that a long list takes no more memory than a short one.
pub type Stream<'a> = Box<dyn FnOnce(&mut dyn FnMut(Cells<'_, '_>) -> Result<()>) -> Result<()> + 'a>;

/// Writes the body itself, and returns the number of records written.
type BodyWriter = Box<dyn FnOnce(&mut dyn Write) -> Result<usize>>;

enum Body {
    /// `chosen` are the positions of the columns that are written, if not all are.
    Records {
        heads: Vec<Head>,
        stream: Stream<'static>,
        if_empty: String,
        blocks: Option<Vec<Block>>,
        chosen: Option<Vec<usize>>,
    },
    Page(Display),
    Text(String),
    /// A manual page for `man`, and the same as plain text.
    Manual {
        roff: String,
        plain: String,
    },
    Writer {
        write: BodyWriter,
        if_empty: Option<String>,
    },
}

impl Reply {
    fn new(body: Body) -> Self {
        Self { before: Vec::new(), body, notes: Vec::new(), error: None, is_confirmation: false }
    }

    /// A reply of streamed records. `if_empty` is the note written when there are none.
    pub fn records<R: Record>(
        if_empty: &str,
        run: impl FnOnce(&mut dyn FnMut(R) -> Result<()>) -> Result<()> + 'static,
    ) -> Self {
        let stream: Stream = Box::new(move |each| run(&mut |record: R| each(&mut record.each_cell())));
        Self::new(Body::Records {
            heads: R::heads(),
            stream,
            if_empty: if_empty.to_string(),
            blocks: None,
            chosen: None,
        })
    }

    /// A reply of one page.
    pub fn page(page: Display) -> Self {
        Self::new(Body::Page(page))
    }

    /// A reply of a text that is the same in every format.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(Body::Text(text.into()))
    }

    /// A reply of a manual page. A terminal gets the plain text if `man` cannot show it.
    pub fn manual(roff: String, plain: String) -> Self {
        Self::new(Body::Manual { roff, plain })
    }

    /// Returns the manual page, if it is one.
    pub fn manual_page(&self) -> Option<&str> {
        if let Body::Manual { roff, .. } = &self.body { Some(roff) } else { None }
    }

    /// Marks the reply as one that only says what was done.
    #[must_use]
    pub fn confirming(mut self) -> Self {
        self.is_confirmation = true;
        self
    }

    /// Leaves out notes, and what only says what was done; programs still get that.
    #[must_use]
    pub fn quiet(mut self, format: Format) -> Self {
        self.before.clear();
        self.notes.clear();
        if self.is_confirmation && matches!(format, Format::Table | Format::Md) {
            self.body = Body::Text(String::new());
        }
        if let Body::Records { if_empty, .. } = &mut self.body {
            if_empty.clear();
        }
        self
    }

    /// A reply whose body is written by `write`, which returns the number of records it wrote.
    pub fn from_writer(write: impl FnOnce(&mut dyn Write) -> Result<usize> + 'static) -> Self {
        Self::new(Body::Writer { write: Box::new(write), if_empty: None })
    }

    /// Shows people these blocks instead of a table of the records, where the text would not fit into columns.
    #[must_use]
    pub fn with_blocks(mut self, new: Vec<Block>) -> Self {
        if let Body::Records { blocks, .. } = &mut self.body {
            *blocks = Some(new);
        }
        self
    }

    /// Writes only these columns of the records, in this order. They have the names of files.
    ///
    /// # Errors
    /// A name that is no column.
    pub fn with_columns(mut self, names: &[String]) -> Result<Self> {
        if let Body::Records { heads, chosen, .. } = &mut self.body {
            *chosen = Some(columns_named(heads, names)?);
        }
        Ok(self)
    }

    /// Sets the note that is written when the body's writer wrote no record.
    #[must_use]
    pub fn if_empty(mut self, note: &str) -> Self {
        if let Body::Writer { if_empty, .. } = &mut self.body {
            *if_empty = Some(note.to_string());
        }
        self
    }

    /// Replaces the body by a sentence, and for programs by a value. The notes after it stay.
    #[must_use]
    pub fn replace_body(self, sentence: String, value: serde_json::Value) -> Self {
        let page = Display { blocks: vec![Block::Text(sentence.into())], value, ..Display::default() };
        Self {
            notes: self.notes,
            error: self.error,
            is_confirmation: self.is_confirmation,
            ..Self::new(Body::Page(page))
        }
    }

    /// Adds a note, written after the body.
    #[must_use]
    pub fn note(mut self, note: impl Into<Sentence>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Sets the notes that are written before the body.
    #[must_use]
    pub fn notes_before(mut self, notes: Vec<String>) -> Self {
        self.before = notes;
        self
    }

    /// Returns an error from [`Self::write`] after everything is written.
    #[must_use]
    pub fn with_error(mut self, error: Error) -> Self {
        self.error = Some(error);
        self
    }

    /// Adds notes, written after the body.
    #[must_use]
    pub fn notes<W: Into<Sentence>>(mut self, notes: impl IntoIterator<Item = W>) -> Self {
        self.notes.extend(notes.into_iter().map(Into::into));
        self
    }

    /// Returns its sentences, notes included, and its value for programs. A list has no sentences but its notes.
    pub fn into_parts(self) -> (Vec<Sentence>, serde_json::Value) {
        let mut sentences: Vec<_> = self.before.into_iter().map(Sentence::from).collect();
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

    /// Writes the body to `out` and the notes to `err`.
    ///
    /// # Errors
    /// Errors of the store while records are read, errors of the output, and the error set by [`Self::with_error`].
    pub fn write(self, format: Format, terminal: &Terminal, out: &mut dyn Write, err: &mut dyn Write) -> Result<()> {
        for note in self.before {
            writeln!(err, "{}", for_terminal(&note))?;
        }
        // Tables and pages are made safe cell by cell, and have colours of their own.
        let raw = matches!(
            (&self.body, format),
            (Body::Text(_) | Body::Manual { .. } | Body::Writer { .. }, _) | (_, Format::Csv(_))
        );
        let mut safe;
        let out: &mut dyn Write = if raw && terminal.obeys {
            safe = Safe::new(out);
            &mut safe
        } else {
            out
        };
        match self.body {
            Body::Text(text) => out.write_all(text.as_bytes())?,
            Body::Manual { plain, .. } if terminal.obeys => out.write_all(plain.as_bytes())?,
            Body::Manual { roff, .. } => out.write_all(roff.as_bytes())?,
            Body::Writer { write, if_empty } => {
                if write(out)? == 0
                    && let Some(note) = if_empty
                {
                    writeln!(err, "{note}")?;
                }
            }
            Body::Page(page) => write_page(page, format, terminal, out)?,
            Body::Records { blocks: Some(blocks), .. } if format == Format::Table => {
                table::page(&blocks, terminal, out)?;
            }
            Body::Records { heads, stream, if_empty, chosen, .. } => {
                let (heads, stream) = match chosen {
                    Some(chosen) => only(&heads, stream, chosen),
                    None => (heads, stream),
                };
                if write_records(&heads, stream, format, terminal, out)? == 0 && !if_empty.is_empty() {
                    writeln!(err, "{if_empty}")?;
                }
            }
        }
        out.flush()?;
        for note in self.notes {
            writeln!(err, "{}", for_terminal(&note.to_string()))?;
        }
        self.error.map_or(Ok(()), Err)
    }
}

/// Returns the positions of the columns with these names: those of files. Case, spaces and hyphens do not matter.
fn columns_named(heads: &[Head], names: &[String]) -> Result<Vec<usize>> {
    let place = |typed: &String| {
        let name = typed.trim().to_lowercase().replace([' ', '-'], "_");
        heads.iter().position(|head| head.name == name).ok_or_else(|| {
            let known = || heads.iter().map(|head| head.name).filter(|name| !name.is_empty());
            let hint = match did_you_mean(&name, known()) {
                Some(meant) => format!("did you mean {meant}?"),
                None => format!("one of: {}", known().collect::<Vec<_>>().join(", ")),
            };
            Error::usage(format!("no such column: {typed}")).hint(hint)
        })
    };
    names.iter().map(place).collect()
}

/// Returns the heads and the stream of some columns, in the order of their positions.
fn only(heads: &[Head], stream: Stream<'static>, chosen: Vec<usize>) -> (Vec<Head>, Stream<'static>) {
    let shown =
        |place: &usize| Head { heading: Some(heads[*place].heading.unwrap_or(heads[*place].name)), ..heads[*place] };
    let heads = chosen.iter().map(shown).collect();
    let stream: Stream = Box::new(move |each| {
        stream(&mut |cells| {
            let all: Vec<_> = cells.collect();
            each(&mut chosen.iter().map(|place| all[*place].clone()))
        })
    });
    (heads, stream)
}

/// Writes records in a format, and returns their number.
///
/// # Errors
/// Errors of the store while records are read, and of the output.
pub fn write_records(
    heads: &[Head],
    stream: Stream<'_>,
    format: Format,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> Result<usize> {
    let mut writer: Box<dyn RecordWriter + '_> = match format {
        Format::Table => Box::new(table::TextTable::new(heads, terminal, out)),
        Format::Json => Box::new(json::JsonRecords::new(heads, true, out)),
        Format::Jsonl => Box::new(json::JsonRecords::new(heads, false, out)),
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

fn write_page(page: Display, format: Format, terminal: &Terminal, out: &mut dyn Write) -> Result<()> {
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
                RecordWriter::row(&mut csv, &mut row.into_iter())?;
            }
            RecordWriter::end(Box::new(csv))
        }
    }
}

/// Writes an error and its hint.
///
/// # Errors
/// Errors of the output.
pub fn write_error(error: &Error, err: &mut dyn Write) -> std::io::Result<()> {
    writeln!(err, "error: {}", for_terminal(&error.to_string()))?;
    match error.hint_text() {
        Some(hint) => writeln!(err, "hint: {}", for_terminal(&hint)),
        None => Ok(()),
    }
}
