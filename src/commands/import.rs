//! `gainsay import`: lines of claims into the book.

use std::cell::RefCell;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::session::Session;
use crate::answer::Answer;
use crate::error::{Error, Result};
use crate::store::exchange::{Report, Source};
use crate::text::counted;

/// Import a book, or a part of one, from JSON Lines
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay import book.jsonl\n  gainsay import - --skip-bad",
    after_help = "One claim a line with its statements, verdicts and evidence nested, as gainsay export book.jsonl writes it. What is\nthere already, by uid or ref, is not added again. One bad line and nothing is written, unless --skip-bad."
)]
pub struct Import {
    /// The file; - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Leave out lines that cannot be read, and report them
    #[arg(long)]
    skip_bad: bool,
}

impl Import {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        // Standard input is read to its end first: a slow one must not keep others from writing.
        let mut spooled = None;
        let name = if self.file == Path::new("-") {
            let mut file = tempfile::NamedTempFile::new()?;
            std::io::copy(&mut std::io::stdin().lock(), &mut file)?;
            spooled = Some(file);
            "standard input".to_string()
        } else {
            self.file.display().to_string()
        };
        let path = spooled.as_ref().map_or(self.file.as_path(), |file| file.path());
        let open = || -> std::io::Result<File> {
            if std::fs::metadata(path)?.is_dir() {
                return Err(std::io::ErrorKind::IsADirectory.into());
            }
            File::open(path)
        };
        import(session, &name, self.skip_bad, &open)
    }
}

/// Imports lines and says what that did.
fn import(session: &Session, name: &str, skip_bad: bool, open: &dyn Fn() -> std::io::Result<File>) -> Result<Answer> {
    let done = RefCell::new(Report::default());
    let answer = session.record(|writer, receipt| {
        let mut file = BufReader::new(open().map_err(|error| Error::from(error).at(name))?);
        let report = writer.import_lines(&mut Source { name: name.to_string(), lines: &mut file, skip_bad })?;
        for taken in report.taken.iter().take(50) {
            receipt.note(taken.clone());
        }
        for rejected in report.rejected.iter().take(50) {
            receipt.note(format!("left out {rejected}"));
        }
        done.replace(report);
        Ok(())
    })?;
    let report = done.into_inner();
    Ok(answer.instead(in_words(&report), json!({
        "lines": report.lines, "claims": report.claims, "already_there": report.known, "statements": report.statements,
        "verdicts": report.verdicts, "evidence": report.evidence, "documents": report.documents,
        "speakers": report.speakers, "saved": report.saved, "rejected": report.rejected,
    })))
}

fn in_words(report: &Report) -> String {
    let added: Vec<_> = [
        (report.claims, "claim"),
        (report.statements, "statement"),
        (report.verdicts, "verdict"),
        (report.evidence, "evidence item"),
        (report.documents, "document"),
        (report.speakers, "speaker"),
        (report.saved, "saved filter"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, one)| counted(count, one))
    .collect();
    let added = if added.is_empty() { "nothing new".to_string() } else { added.join(", ") };
    let mut text = format!("{} read: added {added}", counted(report.lines, "line"));
    if report.known > 0 {
        text.push_str(&format!("; already there: {}", counted(report.known, "claim")));
    }
    if !report.rejected.is_empty() {
        text.push_str(&format!("; left out: {}", counted(report.rejected.len(), "line")));
    }
    text
}
