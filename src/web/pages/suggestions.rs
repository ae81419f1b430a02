//! The page of what a stored text suggests: who says what in it, to be recorded or dismissed.

use askama::Template;

use super::layout::Layout;
use crate::actions::{DocumentSuggestions, MarkedSuggestion};
use crate::error::Result;
use crate::model::records::DocumentRow;
use crate::model::results::suggested_statement::SuggestedTarget;
use crate::model::{PassageMark, Stance};
use crate::store::Store;
use crate::web::forms::{FieldView, FormView};
use crate::web::http::{HttpRequest, HttpResponse};

#[derive(Template)]
#[template(path = "suggestions.html")]
struct SuggestionsPage {
    layout: Layout,
    document: DocumentRow,
    suggestions: Vec<MarkedSuggestion>,
    /// The form that was requested, or sent and refused.
    form: Option<FormView>,
    /// The numbers that were ticked when it was sent.
    ticked: Vec<String>,
}

/// Returns the page of what the text of a document suggests.
///
/// # Errors
/// There is no such document, or no text of it that can be read.
pub(crate) fn suggestions(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let id = request.id("document")?;
    let page = store.in_snapshot(|| {
        let sent = request.submitted.as_ref();
        let name = sent.and_then(|sent| sent.action.rsplit('/').next().map(str::to_string));
        let form = name
            .filter(|name| name != "suggestions")
            .map(|name| FormView::of(&format!("/documents/{{id}}/suggestions/{name}"), id, request, store, None))
            .transpose()?;
        Ok(SuggestionsPage {
            ticked: sent.map(|sent| sent.values.values("numbers")).unwrap_or_default(),
            layout: Layout::of(request),
            document: store.document(id)?,
            suggestions: DocumentSuggestions::of(store, id)?.suggestions,
            form,
        })
    })?;
    HttpResponse::page(&page)
}

impl SuggestionsPage {
    /// Returns the suggestions on which nobody has decided.
    fn open(&self) -> impl Iterator<Item = &MarkedSuggestion> {
        self.suggestions.iter().filter(|one| one.mark.is_none())
    }

    fn with_mark(&self, mark: PassageMark) -> Vec<&MarkedSuggestion> {
        self.suggestions.iter().filter(|one| one.mark.as_ref().is_some_and(|known| known.mark == mark)).collect()
    }

    fn recorded(&self) -> Vec<&MarkedSuggestion> {
        self.with_mark(PassageMark::Recorded)
    }

    fn dismissed(&self) -> Vec<&MarkedSuggestion> {
        self.with_mark(PassageMark::Dismissed)
    }

    /// Whether a suggestion is ticked: one that is more likely than not, unless something else was sent.
    fn is_ticked(&self, one: &MarkedSuggestion) -> bool {
        match &self.form {
            None => one.suggestion.is_likely(),
            Some(_) => self.ticked.iter().any(|number| *number == one.suggestion.number.to_string()),
        }
    }

    /// Returns the chance in percent.
    fn percent(one: &MarkedSuggestion) -> String {
        format!("{:.0} %", one.suggestion.score * 100.0)
    }

    /// Returns the class that gives a stance its colour.
    fn class(one: &MarkedSuggestion) -> &'static str {
        let stance: Stance = one.suggestion.stance;
        stance.family().as_str()
    }

    /// Returns what a suggestion is about, if that is no new claim.
    fn about(one: &MarkedSuggestion) -> Option<String> {
        match &one.suggestion.target {
            SuggestedTarget::NewClaim => None,
            SuggestedTarget::Claim(id) => Some(format!("claim {id}")),
            SuggestedTarget::Suggestion(number) => Some(format!("as in suggestion {number}")),
            SuggestedTarget::Document(document) => Some(format!("the whole document: {}", document.title)),
        }
    }
}
