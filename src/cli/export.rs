//! `gainsay export`: claims or statements into a file, or to standard output.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::attachment_files::write_attachments;
use super::filter::with_notes;
use super::output_file::{first_is_file, refuse_book};
use super::session::{Run, Session};
use crate::actions::FilterArgs;
use crate::error::{Error, Result};
use crate::export::{attachments_of, reviews, workbook, write};
use crate::model::{Filter, Sort};
use crate::output::csv;
use crate::output::{Format, Reply};
use crate::store::{Store, write_atomically};
use crate::text::counted;

/// Export claims as CSV, XLSX, JSON, JSON Lines, Markdown or ClaimReview
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay export disputed.csv is:disputed\n  gainsay export book.jsonl",
    after_help = "The ending of FILE decides the format, unless --format does. CSV has one row for each claim; several names in a cell are joined with \"; \". With --statements it has one row for each statement. gainsay import reads both. JSON Lines, JSON and XLSX hold the whole record, and gainsay import reads them without loss. A .jsonld file holds the claims with a published verdict as ClaimReview. Without FILE, or with -, the export goes to standard output, as CSV unless --format says otherwise."
)]
pub struct Export {
    /// The file, which must not exist yet; - is standard output
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,

    /// One row for each statement instead of each claim
    #[arg(long)]
    statements: bool,

    /// Leave texts in CSV as they are, even those that a spreadsheet would run as a formula
    #[arg(long)]
    raw: bool,

    /// CSV that Excel opens correctly: with a byte order mark and CRLF
    #[arg(long)]
    excel: bool,

    /// The character between the cells of CSV: , ; | or tab
    #[arg(long, value_name = "SIGN", default_value = ",", hide_default_value = true)]
    delimiter: String,

    /// The claims with a published verdict as ClaimReview of schema.org (JSON-LD)
    #[arg(long, conflicts_with = "statements")]
    claimreview: bool,

    /// ClaimReview in script tags, for a web page
    #[arg(long, requires = "claimreview")]
    html: bool,

    /// Write the files that are kept beside the documents into this folder too
    #[arg(long, value_name = "FOLDER")]
    attachments: Option<PathBuf>,

    /// Overwrite the file
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    flags: FilterArgs,
}

/// What an export writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ExportKind {
    Records(Format),
    Workbook,
    Reviews { html: bool },
}

impl Run for Export {
    fn run(self, session: &Session) -> Result<Reply> {
        first_is_file(self.file.as_deref(), "export")?;
        let kind = self.kind(session)?;
        self.refuse_idle(kind)?;
        let store = session.open()?;
        store.tell_names_apart(false);
        let (filter, mut notes) = with_notes(self.flags.filter(&store, session.time_of(&store), Sort::Id)?);
        if let Some(folder) = &self.attachments {
            let written = write_attachments(&store, &attachments_of(&store, &filter)?, folder, true)?;
            notes.push(format!("wrote {} to {}", counted(written.len(), "attachment"), folder.display()));
        }
        let statements = self.statements;
        if let ExportKind::Reviews { html } = kind {
            return self.reviews(session, &store, &filter, html, notes);
        }
        let write = move |out: &mut dyn Write| match kind {
            ExportKind::Records(format) => write(&store, &filter, statements, format, out),
            _ => workbook::write(&store, &filter, out),
        };
        match self.file.filter(|file| file != Path::new("-")) {
            None => Ok(Reply::from_writer(write).notes(notes)),
            Some(file) => {
                refuse_book(&file, &session.path()?)?;
                let count = write_atomically(&file, self.force, write)?;
                let what = if statements { "statement" } else { "claim" };
                Ok(Reply::text("").notes(notes).note(format!("wrote {} to {}", counted(count, what), file.display())))
            }
        }
    }
}

impl Export {
    /// Writes reviews; a note says of every other claim why it is left out.
    fn reviews(
        &self,
        session: &Session,
        store: &Store,
        filter: &Filter,
        html: bool,
        notes: Vec<String>,
    ) -> Result<Reply> {
        let mut left = Vec::new();
        let mut write = |out: &mut dyn Write| reviews::write(store, filter, html, out, &mut |why| left.push(why));
        match self.file.as_ref().filter(|file| *file != Path::new("-")) {
            None => {
                let mut bytes = Vec::new();
                write(&mut bytes)?;
                let text = String::from_utf8_lossy(&bytes).into_owned();
                Ok(Reply::text(text).notes(notes).notes(left))
            }
            Some(file) => {
                refuse_book(file, &session.path()?)?;
                let count = write_atomically(file, self.force, write)?;
                let done = format!("wrote {} to {}", counted(count, "review"), file.display());
                Ok(Reply::text("").notes(notes).note(done).notes(left))
            }
        }
    }

    fn kind(&self, session: &Session) -> Result<ExportKind> {
        let ending = self.file.as_deref().and_then(Path::extension).and_then(OsStr::to_str);
        let ending = ending.map(str::to_ascii_lowercase);
        if self.claimreview || (session.format.is_none() && ending.as_deref() == Some("jsonld")) {
            return Ok(ExportKind::Reviews { html: self.html });
        }
        let format = match (session.format, ending.as_deref()) {
            (Some(format), _) => format,
            (None, Some("xlsx")) => return Ok(ExportKind::Workbook),
            (None, Some("tsv")) => Format::Csv(csv::Style { delimiter: b'\t', ..self.style()? }),
            (None, Some(ending)) => Format::of(ending).ok_or_else(|| {
                Error::usage(format!("no format is known by the ending .{ending}"))
                    .hint("name the file .csv, .xlsx, .json, .jsonl, .jsonld or .md, or say --format")
            })?,
            (None, None) => Format::Csv(self.style()?),
        };
        match format {
            Format::Csv(style) if style.delimiter == b',' => Ok(ExportKind::Records(Format::Csv(self.style()?))),
            Format::Jsonl if self.statements => {
                Err(in_it("JSON Lines has the statements nested in their claims already"))
            }
            other => Ok(ExportKind::Records(other)),
        }
    }

    /// Refuses flags that have no effect in a format.
    fn refuse_idle(&self, kind: ExportKind) -> Result<()> {
        let csv = matches!(kind, ExportKind::Records(Format::Csv(_)));
        let flags = [("--raw", self.raw), ("--excel", self.excel), ("--delimiter", self.delimiter != ",")];
        if let Some((flag, _)) = flags.into_iter().find(|(_, given)| *given && !csv) {
            return Err(Error::usage(format!("{flag} says how CSV is written, and this is not CSV"))
                .hint(format!("leave out {flag}, or name the file .csv")));
        }
        match kind {
            ExportKind::Workbook if self.statements => Err(in_it("a workbook has a sheet of the statements already")),
            ExportKind::Reviews { .. } if self.statements => {
                Err(Error::usage("ClaimReview is of claims, not of statements").hint("leave out --statements"))
            }
            _ => Ok(()),
        }
    }

    fn style(&self) -> Result<csv::Style> {
        let delimiter = crate::actions::delimiter(&self.delimiter)?;
        Ok(csv::Style { raw: self.raw, excel: self.excel, delimiter })
    }
}

fn in_it(sentence: &str) -> Error {
    Error::usage(sentence).hint("leave out --statements")
}
