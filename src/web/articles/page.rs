//! The pages of an article: to choose or paste it, to hand it over from another tab, and to see what was found in it.

use askama::Template;
use axum::http::StatusCode;

use super::bookmarklet;
use super::intake::{FoundArticle, SentArticle, facts};
use crate::error::{Error, Result};
use crate::import::LARGEST_ARTICLE;
use crate::store::Store;
use crate::text::counted;
use crate::web::forms::{FieldView, FormView, Names, at};
use crate::web::http::{FormError, HttpRequest, HttpResponse, Message, Query, SubmittedForm};
use crate::web::links::{message, message_beside};
use crate::web::pages::layout::Layout;

/// Maximum size of a file, in MiB.
const LARGEST: usize = LARGEST_ARTICLE >> 20;
/// The form whose fields the article fills.
const DOCUMENT_FORM: &str = "/documents";
/// The fields of that form that belong to no article that was sent.
const OTHER_FIELDS: [&str; 3] = ["file", "archive", "through"];

#[derive(Template)]
#[template(path = "read.html")]
struct ReadPage {
    layout: Layout,
    /// What was typed and refused.
    typed: Query,
    /// The wrong field.
    wrong_field: &'static str,
    bookmarklet: String,
}

#[derive(Template)]
#[template(path = "capture.html")]
struct CapturePage {
    layout: Layout,
}

#[derive(Template)]
#[template(path = "read-article.html")]
struct FoundPage<'a> {
    layout: Layout,
    found: &'a FoundArticle,
    name: &'a str,
    form: FormView,
    names: Names,
}

/// Returns the page on which an article is chosen or pasted. `host` is where the book is served.
///
/// # Errors
/// The template cannot be rendered.
pub(super) fn read_page(request: &HttpRequest, host: &str, typed: Query) -> Result<HttpResponse> {
    let layout = Layout::of(request);
    let wrong_field = layout.form_error.as_ref().map_or("", |error| error.field);
    HttpResponse::page(&ReadPage { layout, typed, wrong_field, bookmarklet: bookmarklet::address(host) })
}

/// Returns that page with why the last article was refused, and what was typed.
///
/// # Errors
/// The template cannot be rendered.
pub(super) fn refused_page(
    mut request: HttpRequest,
    host: &str,
    typed: Query,
    (field, error): (&'static str, &Error),
) -> Result<HttpResponse> {
    request.reject(FormError {
        field,
        message: message(error.message()),
        hint: message(&error.hint_sentence()),
        field_id: format!("read-{field}"),
        ..FormError::default()
    });
    read_page(&request, host, typed)
}

/// Returns the page that another tab hands an article over to.
///
/// # Errors
/// The template cannot be rendered.
pub(super) fn capture_page(request: &HttpRequest) -> Result<HttpResponse> {
    HttpResponse::page(&CapturePage { layout: Layout::of(request) })
}

/// Returns the page of an article that was read: what was found, to be corrected and stored.
///
/// # Errors
/// Errors of the book.
pub(super) fn found_page(mut request: HttpRequest, sent: &SentArticle, store: &Store) -> Result<HttpResponse> {
    let address = request.path.clone();
    let found = sent.state();
    let layout = Layout::of(&request);
    let submitted = request.submitted.take();
    request.submitted = Some(match submitted {
        Some(submitted) => SubmittedForm { action: DOCUMENT_FORM.to_string(), ..submitted },
        None => SubmittedForm { action: DOCUMENT_FORM.to_string(), values: facts(&found.article), error: None },
    });
    let mut form = FormView::of(DOCUMENT_FORM, 0, &request, store, None)?;
    (form.action, form.heading, form.button) = (address, "The article", "Store it");
    form.hidden.clear();
    let more: Vec<_> = std::mem::take(&mut form.more);
    form.fields.extend(more);
    form.fields.retain(|field| !OTHER_FIELDS.contains(&field.name));
    form.fields.sort_by_key(|field| field.name == "force");
    for field in &mut form.fields {
        match field.name {
            "note" => (field.label, field.hint) = ("Authors, and what else is to be noted", ""),
            "title" => field.required = true,
            _ => {}
        }
    }
    // Nothing seems to be there already until the book says so.
    form.fields.retain(|field| field.name != "force" || !field.value.is_empty());
    let names = Names::of(store)?;
    HttpResponse::page(&FoundPage { layout, found: &found, name: &sent.name, form, names })
}

/// Marks the article as refused: which field is wrong, and what else can be done.
pub(super) fn refuse(request: &mut HttpRequest, typed: Query, error: &Error, store: &Store) {
    let Some(form) = at(DOCUMENT_FORM) else { return };
    let field = form.field_of(error);
    request.submitted = Some(SubmittedForm {
        action: request.path.clone(),
        values: typed,
        error: Some(FormError {
            field,
            message: message_beside(error.message(), form),
            hint: message_beside(&error.hint_sentence(), form),
            field_id: format!("{}-{field}", form.id()),
            form_id: form.id(),
            offers: form.offers(request, error, store),
            ..FormError::default()
        }),
    });
}

impl ReadPage {
    /// Returns what was typed into a field.
    fn typed(&self, name: &str) -> &str {
        self.typed.raw_value(name).unwrap_or_default()
    }

    /// Returns the error of a field, if it is the wrong one.
    fn error(&self, field: &str) -> Option<String> {
        let error = self.layout.form_error.as_ref().filter(|_| self.wrong_field == field);
        error.map(|error| error.message.plain())
    }
}

impl FoundPage<'_> {
    /// Returns how much text there is.
    fn amount(&self) -> String {
        let text = &self.found.article.text;
        let paragraphs = text.lines().filter(|line| !line.trim().is_empty()).count();
        format!("{} in {}", counted(text.split_whitespace().count(), "word"), counted(paragraphs, "paragraph"))
    }

    /// Returns what was read.
    fn source(&self) -> String {
        match (&self.found.from, self.name) {
            (Some(_), _) => "the page of another tab".to_string(),
            (None, "pasted.txt" | "pasted.html") => "the pasted text".to_string(),
            (None, name) => format!("{name}, {}", self.found.article.format),
        }
    }

    /// Returns what will be suggested.
    fn suggestions(&self) -> String {
        match self.found.suggestions {
            None => "This text is not in a language that gainsay reads: nothing is suggested from it.".to_string(),
            Some(0) => "Nobody is found to say anything in it.".to_string(),
            Some(count) => format!("{} in it, to be looked at when it is stored.", counted(count, "suggestion")),
        }
    }
}

/// Returns the response for an article that is too large, or no form.
pub(super) fn with_status(page: Result<HttpResponse>, status: StatusCode) -> Result<HttpResponse> {
    page.map(|page| page.with_status(status))
}

/// Returns the sentence that says that an article was stored before.
pub(super) fn stored_before() -> Message {
    Message::text("this article is stored already")
}
