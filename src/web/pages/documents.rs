//! The documents.

use askama::Template;

use super::layout::Layout;
use super::number::grouped;
use super::pager::{Pager, ROWS, page_number};
use super::statement_view::when;
use crate::error::Result;
use crate::model::records::DocumentRow;
use crate::store::Store;
use crate::web::forms::{Names, Shown, ShownField};
use crate::web::http::query::Query;
use crate::web::http::request::HttpRequest;
use crate::web::http::response::HttpResponse;

#[derive(Template)]
#[template(path = "documents.html")]
struct DocumentsPage {
    layout: Layout,
    rows: Vec<DocumentRow>,
    pager: Pager,
    form: Shown,
    names: Names,
}

/// The page of documents.
///
/// # Errors
/// Those of the book.
pub(in crate::web) fn documents(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let page = page_number(request)?;
    let (rows, all) = store.documents_part(ROWS, (page - 1) * ROWS)?;
    let more = i64::try_from(page * ROWS).is_ok_and(|shown| shown < all);
    let pager = Pager::of(&Query::default(), "/documents", page, rows.len(), more, grouped(&all));
    let form = Shown::of("/documents", 0, request, store, None)?;
    HttpResponse::page(&DocumentsPage { layout: Layout::of(request), rows, pager, form, names: Names::of(store)? })
}
