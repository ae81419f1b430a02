//! The speakers.

use askama::Template;

use super::{Frame, Pager, ROWS, grouped, page_number};
use crate::error::Result;
use crate::model::book::SpeakerRow;
use crate::store::Store;
use crate::web::asked::{Asked, Query};
use crate::web::forms::{Names, Shown, ShownField};
use crate::web::reply::Reply;

#[derive(Template)]
#[template(path = "speakers.html")]
struct Page {
    frame: Frame,
    rows: Vec<SpeakerRow>,
    pager: Pager,
    form: Shown,
    names: Names,
}

/// The page of speakers.
///
/// # Errors
/// Those of the book.
pub(in crate::web) fn speakers(asked: &Asked, store: &Store) -> Result<Reply> {
    let page = page_number(asked)?;
    let (rows, all) = store.speakers_part(ROWS, (page - 1) * ROWS)?;
    let more = i64::try_from(page * ROWS).is_ok_and(|shown| shown < all);
    let pager = Pager::of(&Query::default(), "/speakers", page, rows.len(), more, grouped(&all));
    let form = Shown::of("/speakers", 0, asked, store, None)?;
    Reply::page(&Page { frame: Frame::of(asked), rows, pager, form, names: Names::of(store)? })
}
