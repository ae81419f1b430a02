//! `gainsay import`: what a desk has in files, into the book.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::columns::Columns;
use super::rejected::RejectedFile;
use super::session::Session;
use crate::error::{Error, Result};
use crate::import::{self, ReadOptions, SourceFile};
use crate::model::import::report::{ImportCounts, ImportReport, Rejection};
use crate::output::Reply;
use crate::store::Writer;
use crate::store::exchange::{self, Rejected};
use crate::text::counted;
use crate::web::Handed;

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

/// So many rejected and odd pieces are told one by one; the file has all that are rejected.
const TOLD: usize = 20;
/// So many rejected pieces are remembered for programs and for the page.
const REJECTED: usize = 50;
/// So many odd pieces are remembered.
const ODD: usize = 1_000;
/// So much of what was taken for something else is told.
const TAKEN: usize = 50;

impl Import {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        let ask = self.columns.ask()?;
        self.columns.refuse_taken()?;
        let inputs = self.files.iter().map(|file| Input::of(session, file)).collect::<Result<Vec<_>>>()?;
        let done = RefCell::new(ImportReport::default());
        let work = |writer: &Writer| {
            done.replace(self.import(session, writer, &inputs, &ask)?);
            Ok(())
        };
        let answer = if self.dry_run { session.rehearse(work)? } else { session.record(|writer, _| work(writer))? };
        answered(answer, &done.into_inner())
    }

    fn import(&self, session: &Session, writer: &Writer, inputs: &[Input], ask: &ReadOptions) -> Result<ImportReport> {
        let mut done = ImportReport { dry_run: self.dry_run, ..ImportReport::default() };
        let mut rejections = Vec::new();
        let kept = RefCell::new(RejectedFile::none());
        let keeps = session.brought.is_some() || !(self.dry_run || self.strict);
        let mut reject = |piece: Rejected| {
            if keeps {
                kept.borrow_mut().write(&piece)?;
            }
            if rejections.len() < REJECTED {
                rejections.push(Rejection { place: piece.place, column: piece.column, reason: piece.reason });
            }
            Ok(())
        };
        let mut importer = writer.importer(self.on_duplicate.into(), &mut reject)?;
        for input in inputs {
            kept.borrow_mut().begin(&input.rejected);
            let source = SourceFile::of(input.path())?;
            let file = if inputs.len() > 1 { format!("{}, ", input.name) } else { String::new() };
            import::read_file(&source, ask, &mut |event| match event {
                import::ReadEvent::Item(mut piece) => {
                    piece.place.insert_str(0, &file);
                    session.worked(source.progress());
                    importer.take(piece)
                }
                other => {
                    if let import::ReadEvent::Table(table) = &other {
                        kept.borrow_mut().headings(table.headings());
                    }
                    heard(&mut done, session, &file, other);
                    Ok(())
                }
            })
            .map_err(|error| error.at(&input.name))?;
            importer.settle()?;
            done.rejected_files.extend(kept.borrow_mut().end()?);
        }
        let report = importer.finish()?;
        done.counts = report.counts;
        done.taken = report.taken.into_iter().take(TAKEN).collect();
        done.rejections = rejections;
        done.entry = (!self.dry_run && done.counts.added + done.counts.updated > 0).then(|| writer.entry());
        let table = done.files.iter().rev().find_map(|file| file.tables.last());
        if let (Some(file), Some(table)) = (&self.columns.save_mapping, table) {
            super::aside::write_aside(file, false, |out| Ok(out.write_all(table.mapping.as_bytes())?))?;
        }
        if self.strict && done.counts.rejected > 0 {
            return Err(strict(&done));
        }
        Ok(done)
    }
}

/// Keeps what comes out of a file beside its pieces; `file` is its name, where there are several.
fn heard(done: &mut ImportReport, session: &Session, file: &str, event: import::ReadEvent) {
    let said = match event {
        import::ReadEvent::Note(text) => text,
        import::ReadEvent::Warning(text) => {
            done.odd.push(format!("{file}{text}"));
            return done.odd.truncate(ODD);
        }
        import::ReadEvent::File(taken) => {
            let told = taken.told.clone();
            done.files.push(taken);
            told
        }
        import::ReadEvent::Table(table) => {
            let told = table.told.clone();
            // The sheets of a book are read in turns, each several times.
            if let Some(taken) = done.files.last_mut() {
                taken.tables.retain(|known| known.sheet != table.sheet);
                taken.tables.push(table);
            }
            told
        }
        import::ReadEvent::Item(_) => return,
    };
    session.tell_taken(&done.files);
    if !said.is_empty() {
        session.tell(&said);
        done.read_as.push(said);
    }
}

fn answered(answer: Reply, done: &ImportReport) -> Result<Reply> {
    let counts = done.counts;
    let mut notes: Vec<String> = done.taken.iter().map(|taken| format!("note: {taken}")).collect();
    notes.extend(done.odd.iter().take(TOLD).map(|odd| format!("note: {odd}")));
    if done.odd.len() > TOLD {
        notes.push("note: there are more such rows".to_string());
    }
    let rejected = &done.rejections[..done.rejections.len().min(TOLD)];
    notes.extend(rejected.iter().map(|piece| format!("rejected {}", told(piece))));
    if counts.rejected > rejected.len() {
        notes.push(format!("rejected {} more", counts.rejected - rejected.len()));
    }
    for file in &done.rejected_files {
        notes.push(format!("wrote what was rejected to {}: mend it, then gainsay import {0}", file.display()));
    }
    if done.dry_run {
        notes.push("nothing was kept: this was a dry run".to_string());
    }
    Ok(answer.replace_body(in_words(&counts), serde_json::to_value(done)?).notes(notes))
}

/// What people call a file that has no name.
const STDIN: &str = "standard input";

/// A file to read, and its name for people. Standard input is read to its end first: a slow one must not keep others from
/// writing.
struct Input {
    name: String,
    file: PathBuf,
    spooled: Option<tempfile::NamedTempFile>,
    rejected: PathBuf,
}

impl Input {
    fn of(session: &Session, file: &Path) -> Result<Self> {
        if let Some(brought) = &session.brought {
            return Self::handed(brought.file.as_ref(), file);
        }
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
        Ok(Self { name: STDIN.to_string(), file, spooled: Some(spooled), rejected: "standard-input".into() })
    }

    /// The file that a page brings: it names no other.
    fn handed(handed: Option<&Handed>, file: &Path) -> Result<Self> {
        let Some(handed) = handed.filter(|handed| file == Path::new(&handed.name)) else {
            return Err(Error::refused("the page names no file of this machine").hint("choose the file on the page"));
        };
        let own = Path::new(&handed.name).file_name().filter(|name| *name != "-");
        let name = own.map_or(STDIN.to_string(), |name| name.to_string_lossy().into_owned());
        let rejected = handed.folder.join(own.unwrap_or("standard-input".as_ref()));
        Ok(Self { name, file: handed.path.clone(), spooled: None, rejected })
    }

    fn path(&self) -> &Path {
        self.spooled.as_ref().map_or(&self.file, |spooled| spooled.path())
    }
}

fn told(piece: &Rejection) -> String {
    match &piece.column {
        Some(column) => format!("{}, column {column}: {}", piece.place, piece.reason),
        None => format!("{}: {}", piece.place, piece.reason),
    }
}

fn strict(done: &ImportReport) -> Error {
    let (counts, rejected) = (done.counts, &done.rejections[..done.rejections.len().min(TOLD)]);
    let told = rejected.iter().map(told).collect::<Vec<_>>().join("\n");
    let more = counts.rejected - rejected.len();
    let more = if more > 0 { format!("\nand {more} more") } else { String::new() };
    Error::usage(format!("{told}{more}\n{} of {} cannot be read; nothing was written", counts.rejected, counts.read))
        .hint("mend the file and import it again, or leave out --strict")
}

fn in_words(counts: &ImportCounts) -> String {
    let added = counts.by_kind().map(|(count, one)| counted(count, one)).collect::<Vec<_>>().join(", ");
    let mut text = format!("{} read: ", counted(counts.read, "row"));
    text.push_str(&if added.is_empty() { "added nothing new".to_string() } else { format!("added {added}") });
    for (count, what) in [(counts.updated, "updated"), (counts.known, "already there"), (counts.rejected, "rejected")] {
        if count > 0 {
            text.push_str(&format!("; {what}: {count}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_the_file_read_that_it_brought_and_no_other() {
        let handed = |name: &str| Handed {
            name: name.to_string(),
            path: PathBuf::from("/private/1/file"),
            folder: PathBuf::from("/private/1"),
            taken: std::sync::Arc::default(),
        };
        for (name, file) in [("a.csv", "/etc/hosts"), ("a.csv", "-"), ("-", "a.csv"), ("a.csv", "b.csv")] {
            assert!(Input::handed(Some(&handed(name)), Path::new(file)).is_err(), "{name} and {file}");
        }
        assert!(Input::handed(None, Path::new("a.csv")).is_err());
        for (name, rejected) in
            [("a.csv", "a.csv"), ("-", "standard-input"), ("/etc/hosts", "hosts"), ("..", "standard-input")]
        {
            let input = Input::handed(Some(&handed(name)), Path::new(name)).unwrap();
            assert_eq!(input.path(), Path::new("/private/1/file"));
            assert_eq!(input.rejected, Path::new("/private/1").join(rejected));
        }
    }
}
