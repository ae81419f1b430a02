//! The documents.

use askama::Template;

use super::told::when;
use super::{Frame, Pager, ROWS, grouped, page_number};
use crate::error::Result;
use crate::model::book::DocumentRow;
use crate::store::Store;
use crate::web::forms::{Names, Shown, ShownField};
use crate::web::http::request::{Asked, Query};
use crate::web::http::response::Reply;

#[derive(Template)]
#[template(path = "documents.html")]
struct Page {
    frame: Frame,
    rows: Vec<DocumentRow>,
    pager: Pager,
    form: Shown,
    names: Names,
}

/// The page of documents.
///
/// # Errors
/// Those of the book.
pub(in crate::web) fn documents(asked: &Asked, store: &Store) -> Result<Reply> {
    let page = page_number(asked)?;
    let (rows, all) = store.documents_part(ROWS, (page - 1) * ROWS)?;
    let more = i64::try_from(page * ROWS).is_ok_and(|shown| shown < all);
    let pager = Pager::of(&Query::default(), "/documents", page, rows.len(), more, grouped(&all));
    let form = Shown::of("/documents", 0, asked, store, None)?;
    Reply::page(&Page { frame: Frame::of(asked), rows, pager, form, names: Names::of(store)? })
}
