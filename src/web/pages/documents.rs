//! The documents.

use askama::Template;

use super::told::when;
use super::{Frame, Pager, ROWS, grouped, page_number};
use crate::error::Result;
use crate::model::book::DocumentRow;
use crate::store::Store;
use crate::web::asked::{Asked, Query};
use crate::web::reply::Reply;

#[derive(Template)]
#[template(path = "documents.html")]
struct Page {
    frame: Frame,
    rows: Vec<DocumentRow>,
    pager: Pager,
}

/// The page of documents.
///
/// # Errors
/// Those of the book.
pub(in crate::web) fn documents(asked: &Asked, store: &Store) -> Result<Reply> {
    let page = page_number(asked)?;
    let (mut rows, mut seen) = (Vec::new(), 0);
    store.documents(None, &mut |row| {
        seen += 1;
        if seen > (page - 1) * ROWS && seen <= page * ROWS {
            rows.push(row);
        }
        Ok(())
    })?;
    let all = grouped(&i64::try_from(seen).unwrap_or(i64::MAX));
    let pager = Pager::of(&Query::default(), "/documents", page, rows.len(), seen > page * ROWS, all);
    Reply::page(&Page { frame: Frame::of(asked), rows, pager })
}
