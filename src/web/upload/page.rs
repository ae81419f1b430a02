//! The pages of an import: to choose a file, to see how it was understood and what an import would do, and what was done.

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;

use super::options::{DELIMITERS, DUPLICATES, ORDERS, UploadOptions, column_name, table};
use super::pending::{MAX_FILES, Upload, UploadState};
use super::receive::MAX_FILE_BYTES;
use super::wording::page_words;
use crate::error::{Error, Result};
use crate::import::{FIELDS, Field, GROUPS, LEFT_OUT};
use crate::model::import::report::{ImportCounts, ImportReport, ImportedColumn, ImportedFile, ImportedTable};
use crate::model::results::history::EntryRow;
use crate::store::Store;
use crate::text::counted;
use crate::web::http::{FormError, HttpRequest, HttpResponse, Message, capitalized};
use crate::web::links::message;
use crate::web::pages::layout::Layout;
use crate::web::pages::number::{file_size, grouped};

/// Number of the newest entries among which the entry of an import is searched.
const SEARCHED_ENTRIES: u64 = 200;
/// Maximum number of remarks shown.
const MAX_REMARKS: usize = 50;

#[derive(Template)]
#[template(path = "import.html")]
struct ChoosePage<'a> {
    layout: Layout,
    pending: &'a [Arc<Upload>],
    /// The pasted text that was rejected.
    text: &'a str,
    /// The wrong field.
    wrong_field: &'a str,
}

#[derive(Template)]
#[template(path = "import-file.html")]
struct FilePage<'a> {
    layout: Layout,
    upload: &'a Upload,
    state: &'a UploadState,
    choice: &'a UploadOptions,
    /// The table whose columns can be chosen.
    table: Option<&'a ImportedTable>,
}

#[derive(Template)]
#[template(path = "imported.html")]
struct ImportedPage<'a> {
    layout: Layout,
    upload: &'a Upload,
    state: &'a UploadState,
    done: &'a ImportReport,
    entry: Option<EntryRow>,
}

/// A number in the summary of an import.
struct CountLine {
    count: usize,
    what: &'static str,
    /// What it means.
    meaning: &'static str,
}

/// Returns the page on which a file is chosen. `text` is the pasted text that was rejected.
pub(super) fn choose_page(request: &HttpRequest, pending: &[Arc<Upload>], text: &str) -> Result<HttpResponse> {
    let layout = Layout::of(request);
    let wrong_field = layout.form_error.as_ref().map_or("", |error| error.field);
    HttpResponse::page(&ChoosePage { pending, text, wrong_field, layout: layout.clone() })
}

/// Returns the page of a file: what an import would do, or did.
pub(super) fn file_page(
    request: &HttpRequest,
    upload: &Upload,
    state: &UploadState,
    store: &Store,
) -> Result<HttpResponse> {
    let mut layout = Layout::of(request);
    if let Some(done) = state.done.as_ref().filter(|_| state.is_over()) {
        let entry = done.entry.map(|id| entry(store, id)).transpose()?.flatten();
        return HttpResponse::page(&ImportedPage { layout, upload, state, done, entry });
    }
    layout.form_error = layout.form_error.or_else(|| state.wrong.clone());
    let table = state.file.as_ref().and_then(table);
    HttpResponse::page(&FilePage { layout, upload, state, choice: &state.choice, table })
}

/// Returns the page on which a file is chosen; it says why the last one was rejected. `text` is what was pasted.
pub(super) fn rejected_page(
    pending: &[Arc<Upload>],
    mut request: HttpRequest,
    (text_of_error, error): (&str, &Error),
    field: &'static str,
    text: &str,
) -> Result<HttpResponse> {
    request.reject(FormError {
        field,
        message: Message::text(text_of_error),
        hint: message(&error.hint_sentence()),
        field_id: format!("import-{field}"),
        ..FormError::default()
    });
    Ok(choose_page(&request, pending, text)?.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

/// Returns an entry of the history, if it is one of the newest.
fn entry(store: &Store, id: i64) -> Result<Option<EntryRow>> {
    let mut found = None;
    store.entries(None, Some(SEARCHED_ENTRIES), &mut |entry| {
        found = found.take().or((entry.id == id).then_some(entry));
        Ok(())
    })?;
    Ok(found)
}

/// Returns what was added, or would be.
fn added(counts: &ImportCounts) -> Vec<CountLine> {
    counts.by_kind().map(|(count, what)| CountLine { count, what, meaning: "" }).collect()
}

/// Returns what happens to the rows.
fn rows(counts: &ImportCounts) -> Vec<CountLine> {
    let lines = [
        (counts.added, "new", "with something that the book does not have"),
        (counts.known, "there already", "with nothing new"),
        (counts.updated, "updated", "with changes to a claim of the book"),
        (counts.rejected, "rejected", "because they cannot be read"),
    ];
    lines
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, what, meaning)| CountLine { count, what, meaning })
        .collect()
}

/// Returns how many rejected rows there are, and how many of them are shown.
fn rejected(done: &ImportReport) -> String {
    let (all, shown) = (done.counts.rejected, done.rejections.len());
    if all > shown { format!("the first {shown} of {}", many(&all)) } else { many(&all) }
}

/// Returns a number with separators between the thousands.
fn many(count: &usize) -> String {
    grouped(&i64::try_from(*count).unwrap_or(i64::MAX))
}

/// Returns remarks about how the file was read, in the words of the page.
fn remarks(done: &ImportReport) -> Vec<String> {
    let unread = done.unread.iter().map(|cells| {
        let is_ordered_by_choice = cells.is_date && cells.is_ambiguous;
        let hint = if is_ordered_by_choice { "; choose the order of day and month, and try again" } else { "" };
        format!("{}{hint}", cells.in_words())
    });
    let differ = (done.counts.differ > 0).then(|| {
        let rows = counted(done.counts.differ, "row");
        format!("{rows} of the file and the book differ; choose “make it what the file says” to take the file")
    });
    let others = done.taken.iter().chain(&done.odd).cloned();
    let remarks = done.remarks().map(str::to_string).chain(differ).chain(unread).chain(others);
    remarks.take(MAX_REMARKS).map(|remark| capitalized(&page_words(&remark))).collect()
}

/// Returns the number of remarks that are not shown.
fn more_remarks(done: &ImportReport) -> usize {
    let differ = usize::from(done.counts.differ > 0);
    let all = done.remarks().count() + differ + done.unread.len() + done.taken.len() + done.odd.len();
    all.saturating_sub(MAX_REMARKS)
}

/// Returns the meaning of a field, without the part about how the command takes several values.
fn short_meaning(field: &Field) -> &'static str {
    field.about.split(';').next().unwrap_or_default()
}

/// Returns the name of a delimiter.
fn delimiter_name(delimiter: &str) -> &str {
    match delimiter {
        "," => "commas",
        ";" => "semicolons",
        "tab" => "tabs",
        "|" => "bars",
        other => other,
    }
}

/// Returns the name of a field for people to read: `made by`.
fn field_name(field: &str) -> String {
    field.replace('_', " ")
}

impl FilePage<'_> {
    /// Returns the chosen meaning of a column, or the inferred one.
    fn meaning(&self, at: &usize, column: &ImportedColumn) -> String {
        let all = self.table.map_or(0, |table| table.columns.len());
        let chosen = self.choice.columns.get(*at).filter(|_| self.choice.columns.len() == all);
        chosen.or(column.means.first()).cloned().unwrap_or_default()
    }

    /// Returns the headings of the columns that are left out.
    fn left_out(&self) -> Vec<&str> {
        let columns = self.table.map_or(&[][..], |table| &table.columns).iter().enumerate();
        let left = columns.filter(|(at, column)| {
            let meaning = self.meaning(at, column);
            !column.heading.trim().is_empty() && (meaning.is_empty() || meaning == LEFT_OUT)
        });
        left.map(|(_, column)| column.heading.trim()).collect()
    }

    /// Returns how the file was understood.
    fn file(&self) -> Option<&ImportedFile> {
        self.state.file.as_ref()
    }

    /// Returns the table, where its columns are those of gainsay or of a public data set.
    fn known_table(&self) -> Option<&ImportedTable> {
        self.file().and_then(|file| file.tables.first()).filter(|table| table.is_known)
    }

    /// Whether a field is the wrong one.
    fn is_wrong(&self, id: &str) -> bool {
        self.state.wrong.as_ref().is_some_and(|wrong| wrong.field_id == id)
    }

    /// Whether any option has another value than the default, or is wrong.
    fn has_options(&self) -> bool {
        let default = UploadOptions { columns: self.choice.columns.clone(), ..UploadOptions::default() };
        *self.choice != default || ["encoding", "sheet", "delimiter"].iter().any(|id| self.is_wrong(id))
    }

    /// Whether the dry run found something to import.
    fn can_import(&self) -> bool {
        let holds = |done: &ImportReport| {
            done.counts.added + done.counts.updated > 0 && !(self.choice.import.strict && done.counts.rejected > 0)
        };
        self.state.wrong.is_none() && self.state.done.as_ref().is_some_and(holds)
    }

    /// Returns the label of the button that imports.
    fn import_label(&self) -> String {
        match self.state.done.as_ref().map(|done| done.counts) {
            Some(counts) if counts.claims > 0 => {
                format!("Import {} claim{}", many(&counts.claims), plural(counts.claims))
            }
            Some(counts) if counts.added > 0 => format!("Import {} row{}", many(&counts.added), plural(counts.added)),
            _ => "Update the claims".to_string(),
        }
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
