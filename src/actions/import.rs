//! `gainsay import`: reads files into the book.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser as _};
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::{ActionContext, UploadedFile, no_local_files, refuse_unreadable};
use super::import_reply;
use super::outcome::{Detail, Outcome};
use super::rejected_file::RejectedFile;
use super::table_args::TableArgs;
use crate::error::Result;
use crate::import::{self, ImportOptions, SourceFile};
use crate::model::Right;
use crate::model::import::preview::PreviewedClaim;
use crate::model::import::report::{ImportReport, Rejection};
use crate::output::Reply;
use crate::store::exchange::{OnDuplicate, Rejected};
use crate::store::{Store, Writer, temporary_file};

/// Import claims from a spreadsheet, ClaimReview, a web page or a book
#[derive(Args, Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[command(
    before_help = "  gainsay import tracker.csv --map claim=Statement,made_by=Person --dry-run\n  gainsay import book.jsonl",
    after_help = "The content of a file decides what it is: JSON Lines or JSON of gainsay, CSV, TSV, XLSX, ClaimReview as JSON-LD or in a page, an answer of the Fact Check Tools API, or the columns of ClaimsKG and LIAR. The meaning of each column is inferred from its heading and printed first; gainsay help columns lists the fields.\nWhat the book has already, by uid, ref, address of the review, or words, is not added again. What cannot be read goes to FILE.rejected.csv (or .jsonl), to be corrected and imported again."
)]
pub struct Import {
    /// The files, in one entry of the history; - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// Do everything, print the result, and write nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,

    /// What to do with a claim that the book has already
    #[arg(long, value_name = "WHAT", default_value = "skip", value_parser = on_duplicate())]
    pub on_duplicate: OnDuplicate,

    /// Import nothing if anything is rejected
    #[arg(long)]
    pub strict: bool,

    /// How tables are read.
    #[command(flatten)]
    #[serde(flatten)]
    pub table: TableArgs,
}

fn on_duplicate() -> impl clap::builder::TypedValueParser<Value = OnDuplicate> {
    let choices = [
        ("skip", "It stays as it is; what is new about it is added"),
        ("update", "It becomes what the file says"),
        ("error", "It is rejected"),
    ];
    PossibleValuesParser::new(choices.map(|(word, help)| PossibleValue::new(word).help(help)))
        .map(|word| serde_json::from_value(word.into()).unwrap_or_default())
}

/// Maximum number of rejected items in the report.
const MAX_REJECTIONS: usize = 50;
/// Maximum number of warnings in the report.
const MAX_WARNINGS: usize = 1_000;
/// Number of claims that a dry run shows as they would be recorded.
const MAX_PREVIEW: usize = 3;
/// Maximum number of words in the report that were not understood.
const MAX_UNREAD: usize = 200;
/// Maximum number of notes on names that were understood as others.
const MAX_NOTES: usize = 50;

impl Action for Import {
    const COMMAND: &'static str = "import";
    const NEEDS: Right = Right::Edit;
    const STARTS_BOOK: bool = true;

    fn perform(&self, store: &Store, context: &ActionContext) -> Result<Outcome> {
        let imported = self.import_with(context, |work| {
            let stamp = self.stamp(context)?;
            if self.dry_run { store.dry_run(&stamp, work) } else { store.record(&stamp, work) }
        })?;
        Ok(Outcome { detail: Detail::Import(Box::new(imported)), ..Outcome::default() })
    }
}

impl Import {
    /// Does a dry run if there is no book yet.
    ///
    /// # Errors
    /// As [`Action::perform`].
    pub fn rehearse_in_new_book(&self, context: &ActionContext) -> Result<Reply> {
        let imported = self.import_with(context, |work| Store::dry_run_new(&self.stamp(context)?, work))?;
        import_reply::reply(&imported)
    }

    fn import_with(
        &self,
        context: &ActionContext,
        transact: impl FnOnce(&dyn Fn(&Writer) -> Result<ImportReport>) -> Result<ImportReport>,
    ) -> Result<ImportReport> {
        let options = self.table.options(context)?;
        self.table.refuse_existing(context)?;
        let inputs = self.files.iter().map(|file| Input::of(context, file)).collect::<Result<Vec<_>>>()?;
        transact(&|writer| self.import(context, writer, &inputs, &options))
    }

    fn import(
        &self,
        context: &ActionContext,
        writer: &Writer,
        inputs: &[Input],
        options: &ImportOptions,
    ) -> Result<ImportReport> {
        let _announced = writer.announce_import();
        let mut done = ImportReport { dry_run: self.dry_run, ..ImportReport::default() };
        let mut rejections = Vec::new();
        let rejected_file = RefCell::new(RejectedFile::none());
        let has_file = context.upload.is_some() || !(self.dry_run || self.strict);
        let mut reject = |piece: Rejected| {
            if has_file {
                rejected_file.borrow_mut().write(&piece)?;
            }
            if rejections.len() < MAX_REJECTIONS {
                rejections.push(Rejection { place: piece.place, column: piece.column, reason: piece.reason });
            }
            Ok(())
        };
        let mut importer = writer.importer(self.on_duplicate, &mut reject)?;
        for input in inputs {
            rejected_file.borrow_mut().begin(&input.rejected);
            let source = SourceFile::of(input.path())?;
            let file = if inputs.len() > 1 { format!("{}, ", input.name) } else { String::new() };
            import::read_file(&source, options, &mut |event| match event {
                import::ReadEvent::Item(mut piece) => {
                    piece.place.insert_str(0, &file);
                    context.progress.advance(source.progress());
                    if self.dry_run && done.preview.len() < MAX_PREVIEW {
                        let lines = piece.lines.as_deref().unwrap_or_default();
                        done.preview.extend(PreviewedClaim::of(&piece.place, lines));
                    }
                    importer.take(piece)
                }
                other => {
                    if let import::ReadEvent::Table(table) = &other {
                        rejected_file.borrow_mut().table(table);
                    }
                    note_event(&mut done, context, &file, other);
                    Ok(())
                }
            })
            .map_err(|error| error.at(&input.name))?;
            importer.settle()?;
            done.rejected_files.extend(rejected_file.borrow_mut().end()?);
        }
        let report = importer.finish()?;
        done.counts = report.counts;
        done.taken = report.taken.into_iter().take(MAX_NOTES).collect();
        done.rejections = rejections;
        done.on_duplicate = self.on_duplicate.as_str().to_string();
        done.entry = (!self.dry_run && done.counts.added + done.counts.updated > 0).then(|| writer.entry());
        let table = done.files.iter().rev().find_map(|file| file.tables.last());
        if let Some(table) = table {
            self.table.save_mapping(&table.mapping)?;
        }
        if self.strict && done.counts.rejected > 0 {
            return Err(import_reply::strict_error(&done));
        }
        Ok(done)
    }
}

/// Adds an event other than an item to the report. `file` is the name of the file if there are several.
fn note_event(done: &mut ImportReport, context: &ActionContext, file: &str, event: import::ReadEvent) {
    let message = match event {
        import::ReadEvent::Note(text) => text,
        import::ReadEvent::Warning(text) => {
            done.odd.push(format!("{file}{text}"));
            return done.odd.truncate(MAX_WARNINGS);
        }
        import::ReadEvent::Unread(cell) => {
            if let Some(known) = done.unread.iter_mut().find(|known| known.is_like(&cell)) {
                known.count += 1;
                known.is_ambiguous |= cell.is_ambiguous;
            } else if done.unread.len() < MAX_UNREAD {
                done.unread.push(cell);
            }
            return;
        }
        import::ReadEvent::File(file) => {
            let description = file.description.clone();
            done.files.push(file);
            description
        }
        import::ReadEvent::Table(table) => {
            let description = table.description.clone();
            // The sheets of a book are read in turns, each several times.
            if let Some(file) = done.files.last_mut() {
                file.tables.retain(|known| known.sheet != table.sheet);
                file.tables.push(table);
            }
            description
        }
        import::ReadEvent::Item(_) => return,
    };
    if let Some(upload) = &context.upload {
        upload.recognized.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&done.files);
    }
    if !message.is_empty() {
        context.progress.message(&message);
        done.read_as.push(message);
    }
}

/// The name of standard input in messages.
const STDIN: &str = "standard input";

/// A file to read, and its name in messages. Standard input is read to its end first, so that slow input does not block other
/// writers.
struct Input {
    name: String,
    file: PathBuf,
    spooled: Option<tempfile::NamedTempFile>,
    rejected: PathBuf,
}

impl Input {
    fn of(context: &ActionContext, file: &Path) -> Result<Self> {
        if context.upload.is_some() || !context.local_files {
            return Self::uploaded(context.upload.as_ref(), file);
        }
        if file != Path::new("-") {
            refuse_unreadable(file)?;
            let (name, rejected) = (file.display().to_string(), file.to_path_buf());
            return Ok(Self { name, file: file.to_path_buf(), spooled: None, rejected });
        }
        let mut spooled = temporary_file(&std::env::temp_dir(), "")?;
        std::io::copy(&mut std::io::stdin().lock(), &mut spooled)?;
        let file = spooled.path().to_path_buf();
        Ok(Self { name: STDIN.to_string(), file, spooled: Some(spooled), rejected: "standard-input".into() })
    }

    /// Returns the uploaded file; a page can name no other.
    fn uploaded(upload: Option<&UploadedFile>, file: &Path) -> Result<Self> {
        let Some(upload) = upload.filter(|upload| file == Path::new(&upload.name)) else {
            return Err(no_local_files());
        };
        let own = Path::new(&upload.name).file_name().filter(|name| *name != "-");
        let name = own.map_or(STDIN.to_string(), |name| name.to_string_lossy().into_owned());
        let rejected = upload.folder.join(own.unwrap_or("standard-input".as_ref()));
        Ok(Self { name, file: upload.path.clone(), spooled: None, rejected })
    }

    fn path(&self) -> &Path {
        self.spooled.as_ref().map_or(&self.file, |spooled| spooled.path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reads_the_uploaded_file_and_no_other() {
        let uploaded = |name: &str| UploadedFile {
            name: name.to_string(),
            path: PathBuf::from("/private/1/file"),
            folder: PathBuf::from("/private/1"),
            recognized: std::sync::Arc::default(),
        };
        for (name, file) in [("a.csv", "/etc/hosts"), ("a.csv", "-"), ("-", "a.csv"), ("a.csv", "b.csv")] {
            assert!(Input::uploaded(Some(&uploaded(name)), Path::new(file)).is_err(), "{name} and {file}");
        }
        assert!(Input::uploaded(None, Path::new("a.csv")).is_err());
        for (name, rejected) in
            [("a.csv", "a.csv"), ("-", "standard-input"), ("/etc/hosts", "hosts"), ("..", "standard-input")]
        {
            let input = Input::uploaded(Some(&uploaded(name)), Path::new(name)).unwrap();
            assert_eq!(input.path(), Path::new("/private/1/file"));
            assert_eq!(input.rejected, Path::new("/private/1").join(rejected));
        }
    }
}
