//! The page of a text that is checked, sentence by sentence; and the text with a note for each claim, to print or to send.

use askama::Template;

use super::layout::Layout;
use crate::actions::DocumentSentences;
use crate::error::Result;
use crate::export::annotated::{AnnotatedBody, write_docx, write_markdown, write_page};
use crate::model::results::annotated::AnnotatedText;
use crate::model::results::sentence_check::{CheckedClaim, SentenceCheck, SentenceTotals};
use crate::model::{Condition, Predicate, SentenceState};
use crate::store::Store;
use crate::text::counted;
use crate::web::forms::{FieldView, FormView};
use crate::web::http::{HttpRequest, HttpResponse};

#[derive(Template)]
#[template(path = "lines.html")]
struct LinesPage {
    layout: Layout,
    read: DocumentSentences,
    totals: SentenceTotals,
    /// How many sentences are open, of all of them.
    open: usize,
    /// Whether only some sentences are shown.
    is_filtered: bool,
    /// Whether those are the open ones.
    is_open_only: bool,
    /// The form that was requested, or sent and refused.
    form: Option<FormView>,
}

/// Returns the page of the sentences of a document, or of those that meet the filter of the address.
///
/// # Errors
/// There is no such document, or no text of it; a filter that is wrong.
pub(crate) fn lines(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let id = request.id("document")?;
    let page = store.in_snapshot(|| {
        let name = request.submitted.as_ref().and_then(|sent| sent.action.rsplit('/').next().map(str::to_string));
        let form = name
            .filter(|name| name != "lines")
            .map(|name| FormView::of(&format!("/documents/{{id}}/lines/{name}"), id, request, store, None))
            .transpose()?;
        // What a form sent is no filter.
        let predicate = match form {
            Some(_) => Predicate::default(),
            None => request.query.filter().which.read(store, request.now)?.0,
        };
        let mut read = DocumentSentences::of(store, id)?;
        let (totals, open) = (read.totals(), read.sentences.iter().filter(|one| one.is_open()).count());
        read.only(store, &predicate)?;
        Ok(LinesPage {
            layout: Layout::of(request),
            totals,
            open,
            is_filtered: predicate != Predicate::default(),
            is_open_only: predicate == Predicate::Is(Condition::Open),
            read,
            form,
        })
    })?;
    HttpResponse::page(&page)
}

impl LinesPage {
    /// Returns what the state of a sentence is called.
    fn state(one: &SentenceCheck) -> &'static str {
        match one.state {
            SentenceState::Recorded if one.is_open() => "open",
            SentenceState::Recorded => "checked",
            SentenceState::Suggested => "suggested",
            SentenceState::NothingToCheck => "nothing to check",
            SentenceState::Undecided | SentenceState::Unknown => "undecided",
        }
    }

    fn is_marked(one: &SentenceCheck) -> bool {
        one.state == SentenceState::NothingToCheck
    }

    fn is_changed(one: &SentenceCheck) -> bool {
        one.claims.iter().any(CheckedClaim::is_stale)
    }

    /// Returns what evidence does, and its document.
    fn evidence(one: &CheckedClaim) -> Vec<String> {
        let verb = |relation: &str| if relation == "context" { "context".to_string() } else { relation.to_string() };
        one.evidence.iter().map(|row| format!("{}: {}", verb(&row.relation), row.document)).collect()
    }

    /// Returns the lines on which nobody has decided, and that have no suggestion: "1,5-6".
    fn undecided(&self) -> String {
        let numbers = self.read.sentences.iter().filter(|one| one.state == SentenceState::Undecided);
        numbers.map(|one| one.number.to_string()).collect::<Vec<_>>().join(",")
    }

    fn undecided_words(&self) -> String {
        counted(self.totals.undecided, "undecided line")
    }
}

#[derive(Template)]
#[template(path = "annotated-in-book.html")]
struct AnnotatedInBook<'a> {
    layout: Layout,
    text: &'a AnnotatedText,
}

impl AnnotatedInBook<'_> {
    fn body(&self) -> askama::Result<String> {
        AnnotatedBody { text: self.text }.render()
    }
}

/// Returns the page of a document with a note for each claim.
///
/// # Errors
/// There is no such document, or no text of it.
pub(crate) fn annotated(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let text = read(request, store)?;
    HttpResponse::page(&AnnotatedInBook { layout: Layout::of(request), text: &text })
}

/// Returns the same as one page that needs nothing else, as `gainsay annotate` writes it.
///
/// # Errors
/// There is no such document, or no text of it.
pub(crate) fn annotated_html(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let text = read(request, store)?;
    let response = HttpResponse::write("application/octet-stream", |out| write_page(&text, out))?;
    Ok(response.with_file_name(&file_name(&text, "html")))
}

/// Returns the same as Markdown.
///
/// # Errors
/// There is no such document, or no text of it.
pub(crate) fn annotated_md(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let text = read(request, store)?;
    let response = HttpResponse::write("text/markdown; charset=utf-8", |out| write_markdown(&text, out))?;
    Ok(response.with_file_name(&file_name(&text, "md")))
}

/// Returns the same as DOCX.
///
/// # Errors
/// There is no such document, or no text of it.
pub(crate) fn annotated_docx(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let text = read(request, store)?;
    let response = HttpResponse::write(KIND, |out| write_docx(&text, out))?;
    Ok(response.with_file_name(&file_name(&text, "docx")))
}

fn read(request: &HttpRequest, store: &Store) -> Result<AnnotatedText> {
    let id = request.id("document")?;
    store.in_snapshot(|| DocumentSentences::of(store, id)?.annotated(store, false, &request.recorded_at))
}

fn file_name(text: &AnnotatedText, ending: &str) -> String {
    format!("document-{}.{ending}", text.document)
}
