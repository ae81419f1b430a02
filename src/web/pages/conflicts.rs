//! The page of conflicts: what copies of the book say differently, until somebody decides.

use askama::Template;

use super::layout::Layout;
use super::statement_view::when;
use crate::error::Result;
use crate::model::Right;
use crate::model::results::merged::ConflictRow;
use crate::store::Store;
use crate::web::forms::{FieldView, FormView};
use crate::web::http::{HttpRequest, HttpResponse};

#[derive(Template)]
#[template(path = "conflicts.html")]
struct ConflictsPage {
    layout: Layout,
    rows: Vec<ConflictRow>,
    /// Whether the visitor may decide.
    decides: bool,
    /// The form that was opened or refused.
    form: Option<FormView>,
}

/// Returns the page of conflicts.
///
/// # Errors
/// Errors of the book.
pub(crate) fn conflicts(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let page = store.in_snapshot(|| {
        Ok(ConflictsPage {
            layout: Layout::of(request),
            rows: store.conflicts(None)?,
            decides: request.past.is_none() && request.visitor.has(Right::Edit),
            form: FormView::submitted(request, store)?,
        })
    })?;
    HttpResponse::page(&page)
}

/// Returns who recorded something when, in words; empty if nobody knows.
fn recorded(at: Option<&String>, by: Option<&String>) -> String {
    let day = at.and_then(|at| at.get(..10)).map(when).unwrap_or_default();
    match by {
        Some(by) if day.is_empty() => by.clone(),
        Some(by) => format!("{by}, {day}"),
        None => day,
    }
}
