//! The saved filters.

use askama::Template;

use super::{Layout, grouped};
use crate::error::Result;
use crate::model::records::SavedRow;
use crate::store::Store;
use crate::web::forms::{Shown, ShownField};
use crate::web::http::request::{HttpRequest, Query};
use crate::web::http::response::HttpResponse;
use crate::web::message::with_large_beginning;

#[derive(Template)]
#[template(path = "saved.html")]
struct SavedFiltersPage {
    frame: Layout,
    rows: Vec<SavedRow>,
    notes: Vec<String>,
    form: Shown,
}

/// The page of saved filters.
///
/// # Errors
/// Those of the book.
pub(in crate::web) fn saved(asked: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let (rows, notes) = store.saved_filters_counted(asked.now)?;
    let mut form = Shown::of("/saved", 0, asked, store, None)?;
    if let Some(filter) = asked.query.one("filter") {
        form.open = true;
        form = form.with("filter", filter);
    }
    HttpResponse::page(&SavedFiltersPage { frame: Layout::of(asked), rows, notes, form })
}

impl SavedFiltersPage {
    /// The claims that a saved filter means.
    fn address(row: &SavedRow) -> String {
        let mut query = Query::default();
        query.add("q", &format!("@{}", row.name));
        query.behind("/")
    }
}
