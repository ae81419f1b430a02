//! `gainsay export`: claims or statements into a file, or to standard output.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::aside::{first_is_file, refuse_book, write_aside};
use super::filter::FilterFlags;
use super::session::Session;
use crate::answer::{Answer, Format, Stream, Terminal, write_records};
use crate::error::{Error, Result};
use crate::model::Filter;
use crate::model::line::Line;
use crate::model::record::{Head, Record};
use crate::model::rows::ClaimRow;
use crate::model::sheet::StatementSheet;
use crate::store::Store;
use crate::text::counted;

/// Export claims as CSV, JSON, JSON Lines or Markdown
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay export disputed.csv is:disputed\n  gainsay export book.jsonl",
    after_help = "The ending of FILE says the format, or --format does. CSV has one row a claim, several names in a cell joined with \"; \"; with --statements one row a statement. JSON Lines is the whole record of each claim, which gainsay import reads back. Without FILE, or with -, it goes to standard output, as CSV unless --format says otherwise."
)]
pub struct Export {
    /// The file, which must not be there yet; - is standard output
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,

    /// One row a statement instead of one a claim
    #[arg(long)]
    statements: bool,

    /// Leave texts in CSV as they are, even those that a spreadsheet would run as a formula
    #[arg(long)]
    raw: bool,

    /// Overwrite the file
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    flags: FilterFlags,
}

impl Export {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        first_is_file(self.file.as_deref(), "export")?;
        let format = self.format(session)?;
        let store = session.open()?;
        let mut notes = Vec::new();
        let filter = self.flags.filter(session, &store, &mut notes)?;
        let statements = self.statements;
        let write = move |out: &mut dyn Write| write(store, filter, statements, format, out);
        match self.file.filter(|file| file != Path::new("-")) {
            None => Ok(Answer::written(write).notes(notes)),
            Some(file) => {
                refuse_book(&file, &session.path()?)?;
                let count = write_aside(&file, self.force, write)?;
                let what = if statements { "statement" } else { "claim" };
                Ok(Answer::text("").notes(notes).note(format!("wrote {} to {}", counted(count, what), file.display())))
            }
        }
    }

    fn format(&self, session: &Session) -> Result<Format> {
        let format = match (session.format, self.file.as_deref().and_then(Path::extension).and_then(OsStr::to_str)) {
            (Some(format), _) => format,
            (None, Some(ending)) => Format::of(ending).ok_or_else(|| {
                Error::usage(format!("no format is known by the ending .{ending}"))
                    .hint("name the file .csv, .json, .jsonl or .md, or say --format")
            })?,
            (None, None) => Format::Csv { raw: false },
        };
        match format {
            Format::Csv { .. } => Ok(Format::Csv { raw: self.raw }),
            Format::Jsonl if self.statements => {
                Err(Error::usage("JSON Lines has the statements nested in their claims already")
                    .hint("leave out --statements"))
            }
            other => Ok(other),
        }
    }
}

/// Writes the lines that JSON Lines would have as one array.
fn write_json(store: &Store, filter: &Filter, out: &mut dyn Write) -> Result<usize> {
    let (mut claims, mut begin) = (0, "[\n");
    store.lines(filter, &mut |line| {
        claims += usize::from(matches!(line, Line::Claim(_)));
        write!(out, "{begin}{}", line.text()?)?;
        begin = ",\n";
        Ok(())
    })?;
    writeln!(out, "{}", if begin == "[\n" { "[]" } else { "\n]" })?;
    Ok(claims)
}

/// Writes what a filter means in a format, and says how many records that were.
pub(super) fn write(
    store: Store,
    filter: Filter,
    statements: bool,
    format: Format,
    out: &mut dyn Write,
) -> Result<usize> {
    if format == Format::Json && !statements {
        return write_json(&store, &filter, out);
    }
    if format == Format::Jsonl {
        let mut claims = 0;
        store.lines(&filter, &mut |line| {
            claims += usize::from(matches!(line, Line::Claim(_)));
            Ok(writeln!(out, "{}", line.text()?)?)
        })?;
        return Ok(claims);
    }
    let terminal = Terminal::default();
    let (heads, stream): (Vec<Head>, Stream) = if statements {
        let run = move |each: &mut dyn FnMut(Vec<_>) -> Result<()>| {
            store.statements(&filter, &mut |row: StatementSheet| each(row.cells()))
        };
        (StatementSheet::heads(), Box::new(run))
    } else {
        let run = move |each: &mut dyn FnMut(Vec<_>) -> Result<()>| {
            store.claims(&filter, &mut |row: ClaimRow| each(row.cells()))
        };
        (ClaimRow::heads(), Box::new(run))
    };
    write_records(&heads, stream, format, &terminal, out)
}
