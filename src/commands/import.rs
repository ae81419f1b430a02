//! `gainsay import`: what a desk has in files, into the book.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::json;

use super::columns::Columns;
use super::rejected::RejectedFile;
use super::session::Session;
use crate::answer::Answer;
use crate::error::{Error, Result};
use crate::formats::read::{self, Ask, Source};
use crate::store::exchange::{self, Counts, Rejected, Report};
use crate::text::counted;

/// Import claims from a spreadsheet, ClaimReview, a web page or a book
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay import tracker.csv --map claim=Statement,made_by=Person --dry-run\n  gainsay import book.jsonl",
    after_help = "What a file is, is known by its content: JSON Lines or JSON of gainsay, CSV, TSV, XLSX, ClaimReview as JSON-LD or in a page, an answer of the Fact Check Tools API, the columns of ClaimsKG and LIAR. Which column means what is guessed from its heading and said first; gainsay help columns lists what can be mapped.\nWhat is there already, by uid, ref, address of the review, or words, is not added again. What cannot be read goes to FILE.rejected.csv (or .jsonl), to be mended and imported again."
)]
pub struct Import {
    /// The files, in one entry of the history; - is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Do everything, say what came of it, and keep nothing
    #[arg(long, short = 'n')]
    dry_run: bool,

    /// What is done with a claim that is there already
    #[arg(long, value_enum, default_value_t, value_name = "WHAT")]
    on_duplicate: OnDuplicate,

    /// Import nothing if anything is rejected
    #[arg(long)]
    strict: bool,

    #[command(flatten)]
    columns: Columns,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum OnDuplicate {
    /// It stays as it is; what is new about it is added
    #[default]
    Skip,
    /// It becomes what the file says
    Update,
    /// It is rejected
    Error,
}

impl From<OnDuplicate> for exchange::OnDuplicate {
    fn from(on_duplicate: OnDuplicate) -> Self {
        match on_duplicate {
            OnDuplicate::Skip => Self::Skip,
            OnDuplicate::Update => Self::Update,
            OnDuplicate::Error => Self::Error,
        }
    }
}

/// What an import has done, gathered while it runs.
#[derive(Default)]
struct Done {
    report: Report,
    said: Vec<String>,
    odd: Vec<String>,
    rejected: Vec<Rejected>,
    files: Vec<PathBuf>,
}

/// So many rejected and odd pieces are told one by one; the file has all that are rejected.
const TOLD: usize = 20;
/// So many odd pieces are remembered.
const ODD: usize = 1_000;

impl Import {
    pub(super) fn run(self, session: &Session) -> Result<Answer> {
        let ask = self.columns.ask()?;
        self.columns.refuse_taken()?;
        let inputs = self.files.iter().map(|file| Input::of(file)).collect::<Result<Vec<_>>>()?;
        let done = RefCell::new(Done::default());
        let work = |writer: &crate::store::Writer| {
            done.replace(self.import(session, writer, &inputs, &ask)?);
            Ok(())
        };
        let answer = if self.dry_run { session.rehearse(work)? } else { session.record(|writer, _| work(writer))? };
        self.answer(answer, done.into_inner())
    }

    fn import(&self, session: &Session, writer: &crate::store::Writer, inputs: &[Input], ask: &Ask) -> Result<Done> {
        let (mut said, mut odd) = (Vec::new(), Vec::new());
        let mut rejected = Vec::new();
        let mut files = Vec::new();
        let kept = RefCell::new(RejectedFile::none());
        let mut reject = |piece: Rejected| {
            if !self.dry_run && !self.strict {
                kept.borrow_mut().write(&piece)?;
            }
            if rejected.len() < TOLD {
                rejected.push(piece);
            }
            Ok(())
        };
        let mut importer = writer.importer(self.on_duplicate.into(), &mut reject)?;
        let mut mapping = None;
        for input in inputs {
            kept.borrow_mut().begin(&input.rejected);
            let source = Source::of(input.path())?;
            read::pieces(&source, ask, &mut |event| match event {
                read::Event::Said(text) => {
                    session.tell(&text);
                    said.push(text);
                    Ok(())
                }
                read::Event::Headings { cells, mapping: taken } => {
                    mapping = Some(taken);
                    kept.borrow_mut().headings(cells);
                    Ok(())
                }
                read::Event::Odd(text) => {
                    let file = if inputs.len() > 1 { format!("{}, ", input.name) } else { String::new() };
                    odd.push(format!("{file}{text}"));
                    odd.truncate(ODD);
                    Ok(())
                }
                read::Event::Piece(mut piece) => {
                    if inputs.len() > 1 {
                        piece.place = format!("{}, {}", input.name, piece.place);
                    }
                    session.worked(source.progress());
                    importer.take(piece)
                }
            })
            .map_err(|error| error.at(&input.name))?;
            importer.settle()?;
            files.extend(kept.borrow_mut().end()?);
        }
        let report = importer.finish()?;
        if let (Some(file), Some(mapping)) = (&self.columns.save_mapping, mapping) {
            super::aside::write_aside(file, false, |out| Ok(out.write_all(mapping.as_bytes())?))?;
        }
        if self.strict && report.counts.rejected > 0 {
            return Err(strict(&report.counts, &rejected));
        }
        Ok(Done { report, said, odd, rejected, files })
    }

    fn answer(&self, answer: Answer, done: Done) -> Result<Answer> {
        let Done { report, said, odd, rejected, files } = done;
        let counts = report.counts;
        let mut notes: Vec<String> = report.taken.iter().take(50).map(|taken| format!("note: {taken}")).collect();
        notes.extend(odd.iter().take(TOLD).map(|odd| format!("note: {odd}")));
        if odd.len() > TOLD {
            notes.push("note: there are more such rows".to_string());
        }
        notes.extend(rejected.iter().map(|piece| format!("rejected {}", told(piece))));
        if counts.rejected > rejected.len() {
            notes.push(format!("rejected {} more", counts.rejected - rejected.len()));
        }
        for file in &files {
            notes.push(format!("wrote what was rejected to {}: mend it, then gainsay import {0}", file.display()));
        }
        if self.dry_run {
            notes.push("nothing was kept: this was a dry run".to_string());
        }
        let value = json!({
            "read": counts.read, "added": counts.added, "already_there": counts.known, "updated": counts.updated,
            "rejected": counts.rejected, "claims": counts.claims, "statements": counts.statements,
            "verdicts": counts.verdicts, "evidence": counts.evidence, "documents": counts.documents,
            "speakers": counts.speakers, "saved": counts.saved, "dry_run": self.dry_run, "read_as": said,
            "odd": odd,
            "rejections": rejected.iter().map(|piece| json!({
                "place": piece.place, "column": piece.column, "reason": piece.reason,
            })).collect::<Vec<_>>(),
            "rejected_files": files,
        });
        Ok(answer.instead(in_words(&counts), value).notes(notes))
    }
}

/// A file to read, and its name for people. Standard input is read to its end first: a slow one must not keep others from
/// writing.
struct Input {
    name: String,
    file: PathBuf,
    spooled: Option<tempfile::NamedTempFile>,
    rejected: PathBuf,
}

impl Input {
    fn of(file: &Path) -> Result<Self> {
        if file != Path::new("-") {
            if std::fs::metadata(file).map_err(|error| Error::from(error).at(file.display()))?.is_dir() {
                return Err(Error::usage(format!("{} is a folder", file.display())).hint("name a file in it"));
            }
            let (name, rejected) = (file.display().to_string(), file.to_path_buf());
            return Ok(Self { name, file: file.to_path_buf(), spooled: None, rejected });
        }
        let mut spooled = tempfile::NamedTempFile::new()?;
        std::io::copy(&mut std::io::stdin().lock(), &mut spooled)?;
        let file = spooled.path().to_path_buf();
        Ok(Self { name: "standard input".to_string(), file, spooled: Some(spooled), rejected: "standard-input".into() })
    }

    fn path(&self) -> &Path {
        self.spooled.as_ref().map_or(&self.file, |spooled| spooled.path())
    }
}

fn told(piece: &Rejected) -> String {
    match &piece.column {
        Some(column) => format!("{}, column {column}: {}", piece.place, piece.reason),
        None => format!("{}: {}", piece.place, piece.reason),
    }
}

fn strict(counts: &Counts, rejected: &[Rejected]) -> Error {
    let told = rejected.iter().map(told).collect::<Vec<_>>().join("\n");
    let more = counts.rejected - rejected.len();
    let more = if more > 0 { format!("\nand {more} more") } else { String::new() };
    Error::usage(format!("{told}{more}\n{} of {} cannot be read; nothing was written", counts.rejected, counts.read))
        .hint("mend the file and import it again, or leave out --strict")
}

fn in_words(counts: &Counts) -> String {
    let parts = |named: &[(usize, &str)]| {
        let parts: Vec<_> =
            named.iter().filter(|(count, _)| *count > 0).map(|(count, one)| counted(*count, one)).collect();
        parts.join(", ")
    };
    let added = parts(&[
        (counts.claims, "claim"),
        (counts.statements, "statement"),
        (counts.verdicts, "verdict"),
        (counts.evidence, "evidence item"),
        (counts.documents, "document"),
        (counts.speakers, "speaker"),
        (counts.saved, "saved filter"),
    ]);
    let mut text = format!("{} read: ", counted(counts.read, "row"));
    text.push_str(&if added.is_empty() { "added nothing new".to_string() } else { format!("added {added}") });
    for (count, what) in [(counts.updated, "updated"), (counts.known, "already there"), (counts.rejected, "rejected")] {
        if count > 0 {
            text.push_str(&format!("; {what}: {count}"));
        }
    }
    text
}
