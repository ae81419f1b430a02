//! The page of who was asked to reply, and the page of one request.

use askama::Template;

use super::layout::Layout;
use super::statement_view::when;
use crate::error::Result;
use crate::model::RequestState;
use crate::model::records::{EditedRecord, RequestRow};
use crate::output::html;
use crate::store::{RequestFilter, Store};
use crate::text::counted;
use crate::web::forms::{FieldView, FormView, Names};
use crate::web::http::{HttpRequest, HttpResponse};

/// Maximum number of closed requests shown.
const MAX_CLOSED: usize = 30;

/// Requests in one state.
struct RequestGroup {
    heading: &'static str,
    id: &'static str,
    rows: Vec<RequestRow>,
}

#[derive(Template)]
#[template(path = "asked.html")]
struct AskedPage {
    layout: Layout,
    groups: Vec<RequestGroup>,
    closed: Vec<RequestRow>,
}

#[derive(Template)]
#[template(path = "request.html")]
struct RequestPage {
    layout: Layout,
    row: RequestRow,
    forms: Vec<FormView>,
    names: Names,
}

/// Returns the page of who was asked to reply.
///
/// # Errors
/// Errors of the book.
pub(crate) fn asked(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let filter = RequestFilter { closed: true, now: request.now, ..RequestFilter::default() };
    let (mut closed, open): (Vec<_>, Vec<_>) =
        store.requests_asked(&filter)?.into_iter().partition(|row| row.closed_on.is_some());
    closed.truncate(MAX_CLOSED);
    let group = |state: RequestState, heading, id| RequestGroup {
        heading,
        id,
        rows: open.iter().filter(|row| row.state == state.as_str()).cloned().collect(),
    };
    let groups = [
        group(RequestState::Overdue, "Overdue", "overdue"),
        group(RequestState::DueToday, "Due today", "today"),
        group(RequestState::Open, "Open", "open"),
    ];
    let groups = groups.into_iter().filter(|group| !group.rows.is_empty()).collect();
    HttpResponse::page(&AskedPage { layout: Layout::of(request), groups, closed })
}

/// Returns the page of one request, with the forms that close, correct and remove it.
///
/// # Errors
/// There is no such request.
pub(crate) fn one(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let id = request.id("request")?;
    let page = store.in_snapshot(|| {
        let row = store.request(id, Some(request.now))?;
        let entry = store.last_entry_of(&EditedRecord::Claim(row.claim_id))?.map(|entry| entry.id);
        let names: &[&str] =
            if row.closed_on.is_none() { &["answer", "close", "edit", "remove"] } else { &["edit", "remove"] };
        let form = |name: &&str| FormView::of(&format!("/requests/{{id}}/{name}"), id, request, store, entry);
        let mut forms: Vec<_> = names.iter().map(form).collect::<Result<_>>()?;
        if let Some(first) = forms.first_mut().filter(|form| form.id == "requests-answer") {
            first.open = true;
        }
        Ok(RequestPage { layout: Layout::of(request), row, forms, names: Names::of(store)? })
    })?;
    HttpResponse::page(&page)
}

/// Returns a request in a sentence, with a link to the speaker.
pub(super) fn sentence(row: &RequestRow) -> String {
    let id = row.person_id;
    html::sentence(&row.words(), |name| format!("<a class=\"who\" href=\"/speakers/{id}\"><bdi>{name}</bdi></a>"))
}

impl AskedPage {
    /// Returns how many are open, in words.
    fn open(&self) -> String {
        let open = self.groups.iter().map(|group| group.rows.len()).sum::<usize>();
        match open {
            0 => "Nobody owes a reply.".to_string(),
            _ => format!("{} open.", counted(open, "request")),
        }
    }
}
