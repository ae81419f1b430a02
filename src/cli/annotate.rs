//! `gainsay annotate`: a text with a numbered note for each claim, to send or print.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::output_file::refuse_book;
use super::session::{Run, Session};
use crate::actions::DocumentSentences;
use crate::error::{Error, Result};
use crate::export::annotated::{write_docx, write_markdown, write_page};
use crate::model::results::annotated::AnnotatedText;
use crate::output::{Format, Reply};
use crate::store::write_atomically;
use crate::text::counted;

/// Write a text with a numbered note for each claim: sources, evidence, who checked it and when
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay annotate 3 draft.docx\n  gainsay annotate 3 draft.html --notes",
    after_help = "The ending of the file says what it is: .html is one page that needs no network and no other file, .docx has footnotes for a word processor, .md is Markdown. Without FILE, or with -, the page goes to standard output, or Markdown with --format md. The notes of the desk are left out unless --notes is given."
)]
pub struct Annotate {
    /// The document, with a stored text: its number, address or title
    #[arg(value_name = "DOCUMENT")]
    document: String,

    /// The file, which must not exist yet; - is standard output
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,

    /// Include the notes of the desk
    #[arg(long)]
    notes: bool,

    /// Overwrite the file
    #[arg(long)]
    force: bool,
}

/// Writes a text with its notes.
type AnnotatedWriter = fn(&AnnotatedText, &mut dyn Write) -> Result<()>;

impl Run for Annotate {
    fn run(self, session: &Session) -> Result<Reply> {
        let file = self.file.filter(|file| file != Path::new("-"));
        let write = writer(file.as_deref(), session.format)?;
        let store = session.open()?;
        let id = store.document_id(&self.document)?;
        let text = store
            .in_snapshot(|| DocumentSentences::of(&store, id)?.annotated(&store, self.notes, &session.recorded_at))?;
        let notes = text.notes.len();
        let Some(file) = file else {
            return Ok(Reply::from_writer(move |out| write(&text, out).map(|()| notes.max(1))));
        };
        refuse_book(&file, &session.path()?)?;
        write_atomically(&file, self.force, |out| write(&text, out))?;
        Ok(Reply::text("").note(format!("wrote {} with {} to {}", text.title, counted(notes, "note"), file.display())))
    }
}

/// Returns what writes a file of this name, or standard output in a format.
fn writer(file: Option<&Path>, format: Option<Format>) -> Result<AnnotatedWriter> {
    let wrong = |what: String| Error::usage(what).hint("name the file .html, .docx or .md");
    if file.is_some() && format.is_some() {
        return Err(wrong("the ending of the file says what it is, not --format".to_string()));
    }
    let Some(file) = file else {
        return match format {
            None => Ok(write_page),
            Some(Format::Md) => Ok(write_markdown),
            Some(_) => Err(wrong("an annotated text is a page, Markdown or DOCX".to_string())),
        };
    };
    match file.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase).as_deref() {
        Some("html" | "htm") => Ok(write_page),
        Some("docx") => Ok(write_docx),
        Some("md" | "markdown") => Ok(write_markdown),
        _ => Err(wrong(format!("what {} is to be is not clear", file.display()))),
    }
}
