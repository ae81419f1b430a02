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
use crate::web::lookup;

#[derive(Template)]
#[template(path = "documents.html")]
struct DocumentsPage {
    layout: Layout,
    /// The words of titles that are looked for.
    typed: String,
    rows: Vec<DocumentRow>,
    pager: Pager,
    form: FormView,
    names: Names,
}

/// Returns the page of documents.
pub(crate) fn documents(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let page = page_number(request)?;
    let typed = request.query.value("q").unwrap_or_default().to_string();
    let (rows, all) = if typed.is_empty() {
        store.documents_part(ROWS, (page - 1) * ROWS)?
    } else {
        let hits = lookup::documents(store, &typed, usize::try_from(ROWS).unwrap_or(usize::MAX))?;
        let rows = hits.iter().map(|hit| store.document(hit.id)).collect::<Result<Vec<_>>>()?;
        let found = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        (rows, found)
    };
    let more = i64::try_from(page * ROWS).is_ok_and(|shown| shown < all);
    let pager = Pager::of(&Query::default(), "/documents", page, rows.len(), more, grouped(&all));
    let form = FormView::of("/documents", 0, request, store, None)?;
    HttpResponse::page(&DocumentsPage {
        layout: Layout::of(request),
        typed,
        rows,
        pager,
        form,
        names: Names::of(store)?,
    })
}
