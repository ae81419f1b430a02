//! What is done with a file that waits: the command is given to the desk, and what it says is kept beside the file.

use std::fs;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;

use super::choice::{ImportOptions, meanings, table};
use super::waiting::{DownloadFile, Upload, UploadState};
use super::{PATH, column_name};
use crate::error::{Error, Result};
use crate::import::{FIELDS, NO_CLAIM, ONE_COLUMN};
use crate::model::import::report::{ImportReport, ImportedFile};
use crate::store::Store;
use crate::web::desk::{Handed, Order};
use crate::web::http::request::{FormError, HttpRequest, Query};
use crate::web::http::response::HttpResponse;
use crate::web::message::Message;
use crate::web::pages;
use crate::web::routes::AppState;

/// Looks for the first time what would come of a file. One that cannot be read at all is dropped.
///
/// # Errors
/// Those of the book.
pub(super) fn look(shared: &AppState, asked: HttpRequest, upload: &Upload, store: &Store) -> Result<HttpResponse> {
    let Err(error) = order(shared, upload, &ImportOptions::default(), false) else {
        return Ok(HttpResponse::moved(address(upload)));
    };
    if error.is_final() {
        return Err(error);
    }
    let is_readable = |taken: &ImportedFile| !taken.tables.is_empty() || taken.sheets.len() > 1;
    if upload.state().taken.as_ref().is_some_and(is_readable) {
        return refused(asked, upload, &error, store);
    }
    shared.waiting.leave(&upload.number);
    let (field, text) = match upload.name.as_str() {
        "-" => ("text", fs::read_to_string(upload.path()).unwrap_or_default()),
        _ => ("file", String::new()),
    };
    super::refused(shared, asked, (&bare(&error, upload), &error), field, &text)
}

/// Tries a choice, or imports what was shown.
///
/// # Errors
/// Those of the book.
pub(super) fn choose(
    shared: &AppState,
    asked: HttpRequest,
    upload: &Upload,
    typed: &Query,
    store: &Store,
) -> Result<HttpResponse> {
    if upload.state().is_over() {
        return Ok(HttpResponse::moved(address(upload)));
    }
    let mut choice = match ImportOptions::of(typed) {
        Ok(choice) => choice,
        Err(error) => return refused(asked, upload, &error, store),
    };
    let wants = typed.one("do") == Some("import");
    if typed.one("do") == Some("keep") {
        choice.keep_all();
    }
    let shown = {
        let mut state = upload.state();
        let shown = state.done.is_some() && state.wrong.is_none() && choice == state.choice;
        if choice.reading != state.choice.reading {
            // They may be other columns.
            choice.columns.clear();
            state.guess.clear();
        }
        shown
    };
    match order(shared, upload, &choice, wants && shown) {
        Ok(()) if wants && !shown => {
            let said = "this is what would come of what you chose now; nothing is written yet";
            Ok(shared.moved_saying(&address(upload), "", &[said.into()]))
        }
        Ok(()) => Ok(HttpResponse::moved(address(upload))),
        Err(error) if error.is_final() => Err(error),
        Err(error) => {
            upload.state().choice = choice;
            refused(asked, upload, &error, store)
        }
    }
}

/// The file of what was rejected.
///
/// # Errors
/// A file of which nothing was rejected; those of the disk.
pub(super) fn rejected(upload: &Upload) -> Result<HttpResponse> {
    let opened = upload
        .state()
        .rejected
        .as_ref()
        .map(|aside| Ok::<_, Error>((aside.path.clone(), fs::File::open(&aside.path)?)));
    let Some((path, mut file)) = opened.transpose()? else {
        return Err(Error::not_found("nothing of that file was rejected").hint("go back to it"));
    };
    let is_table = path.extension().is_some_and(|ending| ending == "csv");
    let kind = if is_table { "text/csv; charset=utf-8" } else { "application/jsonl; charset=utf-8" };
    let reply = HttpResponse::of(kind, |out| Ok(std::io::copy(&mut file, out).map(|_| ())?))?;
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(reply.named(name))
}

/// Gives the command, and keeps what it says. Whoever does this has the turn; others may look at the file meanwhile.
fn order(shared: &AppState, upload: &Upload, choice: &ImportOptions, imports: bool) -> Result<()> {
    let folder = upload.beside()?;
    let told: Arc<Mutex<Vec<ImportedFile>>> = Arc::default();
    let handed = Handed {
        name: upload.name.clone(),
        path: upload.path(),
        folder: folder.path().to_path_buf(),
        taken: Arc::clone(&told),
    };
    let words = {
        let state = upload.state();
        choice.words(&upload.name, state.taken.as_ref(), &state.guess, imports)
    };
    let says_columns = words.iter().any(|word| word.starts_with("--map="));
    let answer = (shared.desk)(&Order { words, file: Some(handed), ..Order::default() });
    let taken = told.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let mut state = upload.state();
    if let Some(taken) = taken.filter(|taken| !taken.tables.is_empty() || state.taken.is_none() || answer.is_ok()) {
        if !says_columns {
            state.guess = meanings(&taken);
        }
        state.choice = ImportOptions { columns: meanings(&taken), ..choice.clone() };
        state.taken = Some(taken);
    }
    let (_, value) = answer?.into_parts();
    let done: ImportReport = serde_json::from_value(value)?;
    state.wrong = None;
    state.rejected = done.rejected_files.first().map(|path| DownloadFile { path: path.clone(), _folder: folder });
    state.done = Some(done);
    drop(state);
    if imports {
        fs::remove_file(upload.path())?;
    }
    Ok(())
}

/// The page of a file, saying why what was chosen was not taken.
fn refused(mut asked: HttpRequest, upload: &Upload, error: &Error, store: &Store) -> Result<HttpResponse> {
    let mut state = upload.state();
    state.done = None;
    let wrong = wrong(error, &bare(error, upload), &state);
    state.wrong = Some(wrong.clone());
    asked.refuse(wrong);
    Ok(pages::import::file(&asked, upload, &state, store)?.with(StatusCode::UNPROCESSABLE_ENTITY))
}

/// What is wrong, without the name of the file before it.
fn bare(error: &Error, upload: &Upload) -> String {
    let said = error.to_string();
    let name = if upload.name == "-" { "standard input" } else { &upload.name };
    said.strip_prefix(&format!("{name}: ")).map_or(said.clone(), str::to_string)
}

/// What is wrong, in the words of the page, and at which of its fields.
fn wrong(error: &Error, said: &str, state: &UploadState) -> FormError {
    let columns = state.taken.as_ref().and_then(table).map_or(&[][..], |table| &table.columns);
    let first = state.choice.twice().or_else(|| columns.iter().position(|column| !column.heading.trim().is_empty()));
    let field_of = FIELDS.iter().find(|field| said.starts_with(&format!("{} {ONE_COLUMN}", field.name)));
    let said =
        &field_of.map_or_else(|| said.to_string(), |field| said.replacen(field.name, &field.name.replace('_', " "), 1));
    let (field, hint) = match () {
        () if said.contains(NO_CLAIM) && first.is_some() => {
            ("columns", "choose “claim” for the column that does, and try again".to_string())
        }
        () if said.contains(ONE_COLUMN) => ("columns", Message::of(&error.advice()).plain()),
        () => {
            let hint = in_words_of_the_page(&Message::of(&error.advice()).plain());
            let at = ["encoding", "sheet", "delimiter"].into_iter().find(|field| said.contains(field));
            (at.unwrap_or("try"), hint)
        }
    };
    FormError {
        field,
        sentence: Message::text(&in_words_of_the_page(said)),
        hint: Message::text(&hint),
        at: first.filter(|_| field == "columns").map_or_else(|| field.to_string(), column_name),
        ..FormError::default()
    }
}

/// The flags of the command that is said to help, and what the page calls them.
const FLAGS: &[(&str, &str)] = &[
    ("--map note=* keeps them in the note", "choose “note” to keep them in the note"),
    ("--map says which", "choose which"),
    ("--delimiter ';', or --delimiter tab", "choose what stands between the cells"),
    ("--sheet NAME", "choose it under “How the file is read”"),
    ("--no-quoting", "“Quotation marks are characters like others”"),
    ("--encoding", "“Encoding”"),
    ("--no-header", "“The first row is no heading”"),
    ("leave out --strict", "untick “Import nothing if anything is rejected”"),
];

/// A text in which flags of the command are called what the page calls them.
pub(in crate::web) fn in_words_of_the_page(text: &str) -> String {
    FLAGS.iter().fold(text.to_string(), |text, (flag, words)| text.replace(flag, words))
}

fn address(upload: &Upload) -> String {
    format!("{PATH}/{}", upload.number)
}
