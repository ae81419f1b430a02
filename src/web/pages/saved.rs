//! The page of saved filters.

use askama::Template;

use super::layout::Layout;
use super::number::grouped;
use crate::error::Result;
use crate::model::records::SavedRow;
use crate::store::Store;
use crate::web::forms::{FieldView, FormView};
use crate::web::http::{HttpRequest, HttpResponse, Query, capitalized};

#[derive(Template)]
#[template(path = "saved.html")]
struct SavedFiltersPage {
    layout: Layout,
    rows: Vec<SavedRow>,
    notes: Vec<String>,
    form: FormView,
}

/// Returns the page of saved filters.
pub(crate) fn saved(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let (rows, notes) = store.saved_filters_counted(request.now)?;
    let mut form = FormView::of("/saved", 0, request, store, None)?;
    if let Some(filter) = request.query.value("filter") {
        form.open = true;
        form = form.with("filter", filter);
    }
    HttpResponse::page(&SavedFiltersPage { layout: Layout::of(request), rows, notes, form })
}

impl SavedFiltersPage {
    /// Returns the address of the claims that a saved filter selects.
    fn address(row: &SavedRow) -> String {
        Query::of("q", &format!("@{}", row.name)).url("/")
    }
}
