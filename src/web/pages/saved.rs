//! The saved filters.

use askama::Template;

use super::layout::Layout;
use super::number::grouped;
use crate::error::Result;
use crate::model::records::SavedRow;
use crate::store::Store;
use crate::web::forms::{Shown, ShownField};
use crate::web::http::message::capitalized;
use crate::web::http::query::Query;
use crate::web::http::request::HttpRequest;
use crate::web::http::response::HttpResponse;

#[derive(Template)]
#[template(path = "saved.html")]
struct SavedFiltersPage {
    layout: Layout,
    rows: Vec<SavedRow>,
    notes: Vec<String>,
    form: Shown,
}

/// The page of saved filters.
///
/// # Errors
/// Those of the book.
pub(in crate::web) fn saved(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let (rows, notes) = store.saved_filters_counted(request.now)?;
    let mut form = Shown::of("/saved", 0, request, store, None)?;
    if let Some(filter) = request.query.value("filter") {
        form.open = true;
        form = form.with("filter", filter);
    }
    HttpResponse::page(&SavedFiltersPage { layout: Layout::of(request), rows, notes, form })
}

impl SavedFiltersPage {
    /// The claims that a saved filter means.
    fn address(row: &SavedRow) -> String {
        Query::of("q", &format!("@{}", row.name)).url("/")
    }
}
