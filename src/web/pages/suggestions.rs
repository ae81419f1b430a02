//! The reading view of a document: its stored text with the suggestions marked in it, and a list beside it of what is recorded,
//! suggested and dismissed.

use askama::Template;

use super::layout::Layout;
use crate::actions::{DocumentSuggestions, MarkedSuggestion};
use crate::error::Result;
use crate::model::records::DocumentRow;
use crate::model::results::history::EntryRow;
use crate::model::results::suggested_statement::SuggestedTarget;
use crate::model::{PassageMark, Stance};
use crate::store::Store;
use crate::text::segments::segments;
use crate::web::forms::{FieldView, FormView, Names};
use crate::web::http::{HttpRequest, HttpResponse};

/// The form that records a suggestion, with what is corrected in it.
const ACCEPT: &str = "/documents/{id}/suggestions/accept";

#[derive(Template)]
#[template(path = "suggestions.html")]
struct SuggestionsPage {
    layout: Layout,
    document: DocumentRow,
    read: DocumentSuggestions,
    /// The form of one suggestion, empty.
    blank: FormView,
    /// The same as it was sent and refused.
    refused: Option<FormView>,
    /// The numbers that were ticked when the list was sent and refused.
    ticked: Option<Vec<String>>,
    /// The newest entry of the history, if it is a decision on a suggestion of this document.
    decision: Option<EntryRow>,
    names: Names,
}

/// A piece of the text, between two ends of suggestions.
struct SuggestedText<'a> {
    text: &'a str,
    /// The shortest suggestion that the piece is part of.
    innermost: Option<&'a MarkedSuggestion>,
    /// The numbers of all of them.
    numbers: String,
    /// The recorded suggestions that begin with the piece.
    begins: Vec<&'a MarkedSuggestion>,
    /// The open suggestions that end with the piece.
    ends: Vec<&'a MarkedSuggestion>,
}

/// Returns the page of what the text of a document suggests.
///
/// # Errors
/// There is no such document, or no text of it that can be read.
pub(crate) fn suggestions(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let id = request.id("document")?;
    let page = store.in_snapshot(|| {
        let sent = request.submitted.as_ref().filter(|sent| sent.error.is_some());
        let is_of_one = sent.is_some_and(|sent| sent.values.raw_value("text").is_some());
        let refused = is_of_one.then(|| FormView::of(ACCEPT, id, request, store, None)).transpose()?;
        let blank = FormView::of(ACCEPT, id, &HttpRequest::default(), store, None)?;
        Ok(SuggestionsPage {
            ticked: sent.filter(|_| !is_of_one).map(|sent| sent.values.values("numbers")),
            layout: Layout::of(request),
            document: store.document(id)?,
            read: DocumentSuggestions::of(store, id)?,
            decision: decision(store, id)?,
            names: Names::of(store)?,
            blank,
            refused,
        })
    })?;
    HttpResponse::page(&page)
}

/// Returns the newest entry of the history, if it is a decision on a suggestion of a document and stands.
fn decision(store: &Store, document: i64) -> Result<Option<EntryRow>> {
    let mut newest = None;
    store.entries(None, Some(1), &mut |entry| {
        newest = Some(entry);
        Ok(())
    })?;
    let is_decision = |entry: &EntryRow| {
        ["accept", "dismiss"].iter().any(|command| entry.command.starts_with(&format!("gainsay {command} {document} ")))
    };
    Ok(newest.filter(|entry| !entry.undone && entry.undoes.is_none() && is_decision(entry)))
}

impl SuggestionsPage {
    /// Returns the suggestions on which nobody has decided.
    fn open(&self) -> Vec<&MarkedSuggestion> {
        self.read.suggestions.iter().filter(|one| one.mark.is_none()).collect()
    }

    fn with_mark(&self, mark: PassageMark) -> Vec<&MarkedSuggestion> {
        self.read.suggestions.iter().filter(|one| one.mark.as_ref().is_some_and(|known| known.mark == mark)).collect()
    }

    fn recorded(&self) -> Vec<&MarkedSuggestion> {
        self.with_mark(PassageMark::Recorded)
    }

    fn dismissed(&self) -> Vec<&MarkedSuggestion> {
        self.with_mark(PassageMark::Dismissed)
    }

    /// Returns the text in pieces, with the suggestions that are not dismissed.
    fn pieces(&self) -> Vec<SuggestedText<'_>> {
        let shown: Vec<_> =
            self.read.suggestions.iter().filter(|one| !is_marked(one, PassageMark::Dismissed)).collect();
        let spans: Vec<_> = shown.iter().map(|one| span(one)).collect();
        let of = |numbers: &[usize], is_open: bool| -> Vec<_> {
            let all = numbers.iter().map(|number| shown[*number]);
            all.filter(|one| one.mark.is_none() == is_open).collect()
        };
        let pieces = segments(&self.read.article.text, &spans).into_iter().map(|piece| SuggestedText {
            text: piece.text,
            innermost: piece.within.first().map(|number| shown[*number]),
            numbers: piece
                .within
                .iter()
                .map(|at| shown[*at].suggestion.number.to_string())
                .collect::<Vec<_>>()
                .join(" "),
            begins: of(&piece.begins, false),
            ends: of(&piece.ends, true),
        });
        pieces.collect()
    }

    /// Whether a suggestion is ticked: one that is more likely than not, unless something else was sent.
    fn is_ticked(&self, one: &MarkedSuggestion) -> bool {
        match &self.ticked {
            None => one.suggestion.is_likely(),
            Some(ticked) => ticked.iter().any(|number| *number == one.suggestion.number.to_string()),
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

    /// Returns the class of a mark in the text.
    fn mark_class(one: &MarkedSuggestion) -> &'static str {
        match (&one.mark, one.suggestion.is_likely()) {
            (Some(_), _) => "recorded",
            (None, true) => "suggested",
            (None, false) => "suggested unlikely",
        }
    }

    /// Returns who says it.
    fn who(one: &MarkedSuggestion) -> &str {
        one.suggestion.speaker.as_deref().unwrap_or("somebody")
    }

    /// Returns the stance in words.
    fn does(one: &MarkedSuggestion) -> String {
        one.suggestion.stance.as_str().replace('-', " ")
    }

    /// Returns the claim of the book that it is; empty for none.
    fn claim(one: &MarkedSuggestion) -> String {
        match &one.suggestion.target {
            SuggestedTarget::Claim(id) => id.to_string(),
            _ => String::new(),
        }
    }

    /// Returns a day for a form; empty for none.
    fn day(one: &MarkedSuggestion) -> String {
        one.suggestion.said_on.as_ref().map(ToString::to_string).unwrap_or_default()
    }

    /// Returns a text for a form; empty for none.
    fn text(value: Option<&String>) -> &str {
        value.map_or("", String::as_str)
    }

    /// Returns what a suggestion is about, if that is no new claim and no claim of the book.
    fn about(one: &MarkedSuggestion) -> Option<String> {
        match &one.suggestion.target {
            SuggestedTarget::NewClaim | SuggestedTarget::Claim(_) => None,
            SuggestedTarget::Suggestion(number) => Some(format!("as in suggestion {number}")),
            SuggestedTarget::Document(document) => Some(format!("the whole document: {}", document.title)),
        }
    }
}

fn is_marked(one: &MarkedSuggestion, mark: PassageMark) -> bool {
    one.mark.as_ref().is_some_and(|known| known.mark == mark)
}

/// Returns where a suggestion stands in the text: from the first to the last piece of what is said.
fn span(one: &MarkedSuggestion) -> (usize, usize) {
    let suggestion = &one.suggestion;
    if let (true, Some(place)) = (suggestion.is_part, suggestion.claim_at) {
        return place;
    }
    let start = suggestion.content.iter().map(|(start, _)| *start).min().unwrap_or_default();
    let end = suggestion.content.iter().map(|(_, end)| *end).max().unwrap_or_default();
    (start, end)
}
