//! The page of documents.

use askama::Template;

use super::layout::Layout;
use super::number::grouped;
use super::pager::{Pager, ROWS, page_number};
use super::statement_view::when;
use crate::error::Result;
use crate::model::records::DocumentRow;
use crate::store::Store;
use crate::web::forms::{FieldView, FormView, Names};
use crate::web::http::{HttpRequest, HttpResponse, Query};

#[derive(Template)]
#[template(path = "documents.html")]
struct DocumentsPage {
    layout: Layout,
    rows: Vec<DocumentRow>,
    pager: Pager,
    form: FormView,
    names: Names,
}

/// Returns the page of documents.
pub(crate) fn documents(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let page = page_number(request)?;
    let (rows, all) = store.documents_part(ROWS, (page - 1) * ROWS)?;
    let more = i64::try_from(page * ROWS).is_ok_and(|shown| shown < all);
    let pager = Pager::of(&Query::default(), "/documents", page, rows.len(), more, grouped(&all));
    let form = FormView::of("/documents", 0, request, store, None)?;
    HttpResponse::page(&DocumentsPage { layout: Layout::of(request), rows, pager, form, names: Names::of(store)? })
}
