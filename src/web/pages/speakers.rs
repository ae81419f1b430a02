//! The speakers.

use askama::Template;

use super::{Frame, Pager, ROWS, grouped, page_number};
use crate::error::Result;
use crate::model::book::SpeakerRow;
use crate::store::Store;
use crate::web::asked::{Asked, Query};
use crate::web::reply::Reply;

#[derive(Template)]
#[template(path = "speakers.html")]
struct Page {
    frame: Frame,
    rows: Vec<SpeakerRow>,
    pager: Pager,
}

/// The page of speakers.
///
/// # Errors
/// Those of the book.
pub(in crate::web) fn speakers(asked: &Asked, store: &Store) -> Result<Reply> {
    let page = page_number(asked)?;
    let (mut rows, mut seen) = (Vec::new(), 0);
    store.speakers(None, &mut |row| {
        seen += 1;
        if seen > (page - 1) * ROWS && seen <= page * ROWS {
            rows.push(row);
        }
        Ok(())
    })?;
    let all = grouped(&i64::try_from(seen).unwrap_or(i64::MAX));
    let pager = Pager::of(&Query::default(), "/speakers", page, rows.len(), seen > page * ROWS, all);
    Reply::page(&Page { frame: Frame::of(asked), rows, pager })
}
