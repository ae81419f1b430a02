//! The page of documents.

use askama::Template;

use super::layout::Layout;
use super::named_list::{ListColumn, ListHeading, ListRequest, alike};
use super::number::grouped;
use super::pager::{Pager, ROWS};
use super::statement_view::when;
use crate::error::Result;
use crate::model::PairKind;
use crate::model::filter::{DocumentFilter, DocumentSort};
use crate::model::records::DocumentRow;
use crate::model::results::duplicates::DuplicatePair;
use crate::store::Store;
use crate::web::forms::{FieldView, FormView, Names};
use crate::web::http::{HttpRequest, HttpResponse};

const COLUMNS: &[ListColumn] = &[
    ("Title", "", "title"),
    ("Kind", "", ""),
    ("Publisher", "", ""),
    ("Published", "", "published"),
    ("Access", "", ""),
    ("Statements", "n", "statements"),
    ("Claims", "n", "claims"),
    ("Disputed", "n", "disputes"),
    ("Text", "", ""),
];

#[derive(Template)]
#[template(path = "documents.html")]
struct DocumentsPage {
    layout: Layout,
    list: ListRequest,
    rows: Vec<DocumentRow>,
    /// The documents of the page that look like another one.
    pairs: Vec<DuplicatePair>,
    pager: Pager,
    form: FormView,
    names: Names,
}

/// Returns the page of documents.
pub(crate) fn documents(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let list = ListRequest::of(request, "/documents", DocumentSort::WORDS)?;
    let which = DocumentFilter {
        words: list.words(),
        sort: DocumentSort::of(list.sort).unwrap_or_default(),
        limit: Some(ROWS),
        offset: list.offset(),
        kind: None,
    };
    let mut rows = Vec::new();
    store.documents(&which, &mut |row| {
        rows.push(row);
        Ok(())
    })?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    HttpResponse::page(&DocumentsPage {
        layout: Layout::of(request),
        pairs: store.alike(PairKind::Document, &ids)?,
        pager: list.pager(rows.len(), store.document_count(&which)?),
        list,
        rows,
        form: FormView::of("/documents", 0, request, store, None)?,
        names: Names::of(store)?,
    })
}

impl DocumentsPage {
    /// Returns the orders: word, and name.
    fn orders() -> [(&'static str, &'static str); 6] {
        [
            ("id", "as recorded"),
            ("title", "by title"),
            ("published", "latest first"),
            ("claims", "most claims first"),
            ("disputes", "most disputed claims first"),
            ("statements", "most statements first"),
        ]
    }

    fn headings(&self) -> Vec<ListHeading> {
        self.list.headings(COLUMNS)
    }

    /// Returns which documents a row looks like.
    fn alike(&self, row: &DocumentRow) -> impl Iterator<Item = &DuplicatePair> {
        alike(&self.pairs, row.id)
    }
}
