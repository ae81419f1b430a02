//! `gainsay report`: claims as one page to send or print.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::filter::with_notes;
use super::output_file::{first_is_file, refuse_book};
use super::session::{Run, Session};
use crate::actions::FilterArgs;
use crate::error::{Error, Result};
use crate::export::report::{header, write_claims};
use crate::model::results::report::ReportHeader;
use crate::model::{Condition, Predicate, Sort};
use crate::output::Reply;
use crate::store::write_atomically;
use crate::text::counted;

/// Write a report to send or print: one HTML page with who says what, and who disputes it
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay report disputed.html\n  gainsay report talks.html tag:talks --title \"The talks with Albania\"",
    after_help = "Without a filter, the report is about the disputed claims. The page needs no network and no other file; any browser shows and prints it. The notes of the desk are left out unless --notes is given. Without FILE, or with -, the report goes to standard output."
)]
pub struct WriteReport {
    /// The file, which must not exist yet; - is standard output
    #[arg(value_name = "FILE.html")]
    file: Option<PathBuf>,

    /// The title of the report [default: Disputed claims, or Claims if a filter is given]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// Include the notes of the desk
    #[arg(long)]
    notes: bool,

    /// Include every claim, if no filter is given
    #[arg(long)]
    all: bool,

    /// Overwrite the file
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    flags: FilterArgs,
}

impl Run for WriteReport {
    fn run(self, session: &Session) -> Result<Reply> {
        first_is_file(self.file.as_deref(), "report")?;
        self.refuse_format(session)?;
        let store = session.open()?;
        let (mut filter, notes) = with_notes(self.flags.filter(&store, session.time_of(&store), Sort::Id)?);
        let everything = filter.predicate == Predicate::default();
        if everything && !self.all {
            filter.predicate = Predicate::Is(Condition::Disputed);
        }
        let disputed = filter.predicate.requires(&Condition::Disputed);
        let header = ReportHeader { notes: self.notes, ..header(&store, &filter, self.title, &session.recorded_at) };
        let none = if disputed { "no claim that fits is disputed" } else { "no claim fits" };
        let write = move |out: &mut dyn Write| write_claims(&store, &filter, header, out);
        match self.file.filter(|file| file != Path::new("-")) {
            None => Ok(Reply::from_writer(write).if_empty(none).notes(notes)),
            Some(file) => {
                refuse_book(&file, &session.path()?)?;
                let count = write_atomically(&file, self.force, write)?;
                let done = match count {
                    0 => format!("{none}; wrote a report that says so to {}", file.display()),
                    count => format!("wrote a report of {} to {}", counted(count, "claim"), file.display()),
                };
                Ok(Reply::text("").notes(notes).note(done))
            }
        }
    }
}

impl WriteReport {
    /// Refuses a file name or a format other than HTML.
    fn refuse_format(&self, session: &Session) -> Result<()> {
        let file = self.file.as_deref();
        let ending = file.and_then(Path::extension).and_then(OsStr::to_str).unwrap_or("html");
        let other = !["html", "htm"].iter().any(|known| ending.eq_ignore_ascii_case(known));
        if other || session.format.is_some() {
            return Err(Error::usage("a report is a page of HTML").hint(
                "name the file .html, and print it from a browser for PDF; gainsay export writes other formats",
            ));
        }
        Ok(())
    }
}
