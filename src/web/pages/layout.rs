//! The layout of every page, and the page of an error.

use askama::Template;

use crate::error::{Error, Result};
use crate::model::Right;
use crate::store::RecordedState;
use crate::web::auth::visitor::{Visitor, right_of_page};
use crate::web::http::{FormError, HttpRequest, HttpResponse, Message, UndoOffer};
use crate::web::links::message;

/// The sections of the navigation: address, name, and the word by which [`Layout::section`] means it.
const SECTIONS: [(&str, &str, &str); 9] = [
    ("/", "Claims", "claims"),
    ("/speakers", "Speakers", "speakers"),
    ("/documents", "Documents", "documents"),
    ("/asked", "Asked", "asked"),
    ("/corrections", "Corrections", "corrections"),
    ("/read", "Read", "read"),
    ("/saved", "Saved", "saved"),
    ("/import", "Import", "import"),
    ("/history", "History", "history"),
];

/// What every page shows around its content.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    /// The file name of the book.
    pub(crate) book: String,
    /// The section that the page belongs to.
    pub(crate) section: String,
    /// The moment at which the book is looked at, if that is not now.
    pub(crate) past: Option<RecordedState>,
    /// The address of the page in the book as it is now.
    pub(crate) path: String,
    /// The flash messages.
    pub(crate) messages: Vec<Message>,
    /// How what was done can be undone, if the visitor may.
    pub(crate) undo: Option<UndoOffer>,
    /// The time, for a print.
    pub(crate) now: String,
    /// Who looks at the page.
    pub(crate) visitor: Visitor,
    /// The address of the page.
    pub(crate) address: String,
    /// Why a form of the page was rejected.
    pub(crate) form_error: Option<FormError>,
}

impl Layout {
    /// Returns the layout for the answer to a request.
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let first = request.path.split('/').nth(1).unwrap_or_default();
        let section = match first {
            "" | "statements" => "claims",
            "capture" => "read",
            "requests" => "asked",
            other => other,
        };
        Self {
            book: request.book.clone(),
            section: section.to_string(),
            past: request.past.clone(),
            path: request.path.clone(),
            messages: request.messages.clone(),
            undo: request.undo.clone().filter(|_| request.visitor.records()),
            now: request.now.format("%Y-%m-%d %H:%M").to_string(),
            visitor: request.visitor.clone(),
            address: request.query.url(&request.path),
            form_error: request.submitted.as_ref().and_then(|form| form.error.clone()),
        }
    }

    /// Returns the sections: address, name, and whether the page belongs to it.
    pub(crate) fn sections(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        let is_now = self.past.is_none();
        let is_offered = move |address: &str| {
            let right = right_of_page(address);
            self.visitor.has(right) && (is_now || right == Right::Look)
        };
        let offered = SECTIONS.into_iter().filter(move |(address, ..)| is_offered(address));
        offered.map(|(address, name, word)| (address, name, word == self.section))
    }

    /// Whether the visitor may undo an entry of the history that this member made.
    pub(crate) fn undoes(&self, member: Option<&String>) -> bool {
        self.visitor.has(Right::Edit)
            || (self.visitor.records() && member.is_some() && member == self.visitor.name.as_ref())
    }
}

/// An error in the words of the page.
pub(super) struct ErrorMessage {
    /// What is wrong.
    pub(super) message: Message,
    /// What to do about it.
    pub(super) hint: Message,
}

impl From<&Error> for ErrorMessage {
    fn from(error: &Error) -> Self {
        Self { message: message(error.message()), hint: message(&error.hint_sentence()) }
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    layout: &'a Layout,
    error: ErrorMessage,
}

/// Returns the page that says what is wrong.
///
/// # Errors
/// The template cannot be rendered.
pub(crate) fn error_page(layout: &Layout, error: &Error) -> Result<HttpResponse> {
    HttpResponse::page(&ErrorPage { layout, error: error.into() })
}

/// Returns the response of a page, or the page of its error.
pub(crate) fn respond(done: Result<HttpResponse>, layout: &Layout) -> HttpResponse {
    let response = done.or_else(|error| Ok::<_, Error>(error_page(layout, &error)?.with_status_of(&error)));
    response.unwrap_or_else(|_| HttpResponse::empty_error())
}
