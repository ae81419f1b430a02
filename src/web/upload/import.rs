//! Imports an uploaded file, or does a dry run, and stores the result with the file.

use std::fs;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;

use super::options::{UploadOptions, column_name, meanings, table};
use super::page::{file_page, rejected_page};
use super::pending::{DownloadFile, PendingUploads, Upload, UploadState};
use super::wording::page_words;
use crate::actions::{Action as _, ActionContext, Detail, UploadedFile};
use crate::error::{Error, Result};
use crate::import::{FIELDS, NO_CLAIM, ONE_COLUMN};
use crate::model::import::report::ImportedFile;
use crate::output::Progress;
use crate::store::Store;
use crate::web::auth::visitor::Visitor;
use crate::web::http::{AppState, FormError, HttpRequest, HttpResponse, Message, Query};
use crate::web::links::message;

/// Does the first dry run of a file. A file that cannot be read at all is removed.
///
/// # Errors
/// Errors of the book.
pub(super) fn preview(
    app: &AppState,
    pending: &PendingUploads,
    request: HttpRequest,
    upload: &Upload,
    store: &Store,
) -> Result<HttpResponse> {
    let Err(error) = import((app, &request.visitor), upload, &UploadOptions::default(), false, store) else {
        return Ok(HttpResponse::redirect(&upload.address()));
    };
    if error.is_final() {
        return Err(error);
    }
    let is_readable = |file: &ImportedFile| !file.tables.is_empty() || file.sheets.len() > 1;
    if upload.state().file.as_ref().is_some_and(is_readable) {
        return refused(request, upload, &error, store);
    }
    pending.remove(&upload.number);
    let (field, text) = match upload.name.as_str() {
        "-" => ("text", fs::read_to_string(upload.path()).unwrap_or_default()),
        _ => ("file", String::new()),
    };
    rejected_page(&pending.all(), request, (&without_name(&error, upload), &error), field, &text)
}

/// Tries the chosen options, or imports the file.
///
/// # Errors
/// Errors of the book.
pub(super) fn choose(
    app: &AppState,
    request: HttpRequest,
    upload: &Upload,
    typed: &Query,
    store: &Store,
) -> Result<HttpResponse> {
    if upload.state().is_over() {
        return Ok(HttpResponse::redirect(&upload.address()));
    }
    let mut choice = match UploadOptions::of(typed) {
        Ok(choice) => choice,
        Err(error) => return refused(request, upload, &error, store),
    };
    let wants = typed.value("do") == Some("import");
    if typed.value("do") == Some("keep") {
        choice.keep_all();
    }
    let shown = {
        let mut state = upload.state();
        let shown = state.done.is_some() && state.wrong.is_none() && choice == state.choice;
        if choice.import.table != state.choice.import.table {
            // They may be other columns.
            choice.columns.clear();
            state.guess.clear();
        }
        shown
    };
    match import((app, &request.visitor), upload, &choice, wants && shown, store) {
        Ok(()) if wants && !shown => {
            let text = "this is the result of your new choices; nothing is written yet";
            Ok(app.redirect_with(&upload.address(), "", vec![Message::text(text)]))
        }
        Ok(()) => Ok(HttpResponse::redirect(&upload.address())),
        Err(error) if error.is_final() => Err(error),
        Err(error) => {
            upload.state().choice = choice;
            refused(request, upload, &error, store)
        }
    }
}

/// Returns the file of the rejected rows.
///
/// # Errors
/// Nothing was rejected; errors of the disk.
pub(super) fn rejected_file(upload: &Upload) -> Result<HttpResponse> {
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
    let reply = HttpResponse::write(kind, |out| Ok(std::io::copy(&mut file, out).map(|_| ())?))?;
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(reply.with_file_name(&name))
}

/// Imports the file, or does a dry run, and stores the result. The caller has the turn; other requests can show the file meanwhile.
fn import(
    (app, visitor): (&AppState, &Visitor),
    upload: &Upload,
    choice: &UploadOptions,
    imports: bool,
    store: &Store,
) -> Result<()> {
    let folder = upload.beside()?;
    let recognized: Arc<Mutex<Vec<ImportedFile>>> = Arc::default();
    let uploaded = UploadedFile {
        name: upload.name.clone(),
        path: upload.path(),
        folder: folder.path().to_path_buf(),
        recognized: Arc::clone(&recognized),
    };
    let action = {
        let state = upload.state();
        choice.action(&upload.name, state.file.as_ref(), &state.guess, imports)
    };
    let says_columns = action.table.map.is_some();
    let progress = Progress::default();
    let outcome = action.perform(store, &ActionContext { upload: Some(uploaded), ..app.context(visitor, &progress) });
    let file = recognized.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let mut state = upload.state();
    if let Some(file) = file.filter(|file| !file.tables.is_empty() || state.file.is_none() || outcome.is_ok()) {
        if !says_columns {
            state.guess = meanings(&file);
        }
        state.choice = UploadOptions { columns: meanings(&file), ..choice.clone() };
        state.file = Some(file);
    }
    let Detail::Import(done) = outcome?.detail else { return Ok(()) };
    state.wrong = None;
    state.rejected = done.rejected_files.first().map(|path| DownloadFile { path: path.clone(), _folder: folder });
    state.done = Some(*done);
    drop(state);
    if imports {
        fs::remove_file(upload.path())?;
    }
    Ok(())
}

/// Returns the page of a file, which says why the chosen options were refused.
fn refused(mut request: HttpRequest, upload: &Upload, error: &Error, store: &Store) -> Result<HttpResponse> {
    let mut state = upload.state();
    state.done = None;
    let wrong = wrong(error, &without_name(error, upload), &state);
    state.wrong = Some(wrong.clone());
    request.reject(wrong);
    Ok(file_page(&request, upload, &state, store)?.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

/// Returns the message of an error, without the name of the file before it.
fn without_name(error: &Error, upload: &Upload) -> String {
    let text = error.to_string();
    let name = if upload.name == "-" { "standard input" } else { &upload.name };
    text.strip_prefix(&format!("{name}: ")).map_or(text.clone(), str::to_string)
}

/// Returns what is wrong, in the words of the page, and the wrong field.
fn wrong(error: &Error, text: &str, state: &UploadState) -> FormError {
    let columns = state.file.as_ref().and_then(table).map_or(&[][..], |table| &table.columns);
    let first = state.choice.twice().or_else(|| columns.iter().position(|column| !column.heading.trim().is_empty()));
    let field_of = FIELDS.iter().find(|field| text.starts_with(&format!("{} {ONE_COLUMN}", field.name)));
    let text =
        &field_of.map_or_else(|| text.to_string(), |field| text.replacen(field.name, &field.name.replace('_', " "), 1));
    let (field, hint) = match () {
        () if text.contains(NO_CLAIM) && first.is_some() => {
            ("columns", "choose “claim” for the column that does, and try again".to_string())
        }
        () if text.contains(ONE_COLUMN) => ("columns", message(&error.hint_sentence()).plain()),
        () => {
            let hint = page_words(&message(&error.hint_sentence()).plain());
            let at = ["encoding", "sheet", "delimiter"].into_iter().find(|field| text.contains(field));
            (at.unwrap_or("try"), hint)
        }
    };
    FormError {
        field,
        message: Message::text(&page_words(text)),
        hint: Message::text(&hint),
        field_id: first.filter(|_| field == "columns").map_or_else(|| field.to_string(), column_name),
        ..FormError::default()
    }
}
