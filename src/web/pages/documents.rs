//! The documents.

use askama::Template;

use super::told::when;
use super::{Layout, Pager, ROWS, grouped, page_number};
use crate::error::Result;
use crate::model::records::DocumentRow;
use crate::store::Store;
use crate::web::forms::{Names, Shown, ShownField};
use crate::web::http::request::{HttpRequest, Query};
use crate::web::http::response::HttpResponse;

#[derive(Template)]
#[template(path = "documents.html")]
struct DocumentsPage {
    frame: Layout,
    rows: Vec<DocumentRow>,
    pager: Pager,
    form: Shown,
    names: Names,
}

/// The page of documents.
///
/// # Errors
/// Those of the book.
pub(in crate::web) fn documents(asked: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let page = page_number(asked)?;
    let (rows, all) = store.documents_part(ROWS, (page - 1) * ROWS)?;
    let more = i64::try_from(page * ROWS).is_ok_and(|shown| shown < all);
    let pager = Pager::of(&Query::default(), "/documents", page, rows.len(), more, grouped(&all));
    let form = Shown::of("/documents", 0, asked, store, None)?;
    HttpResponse::page(&DocumentsPage { frame: Layout::of(asked), rows, pager, form, names: Names::of(store)? })
}
