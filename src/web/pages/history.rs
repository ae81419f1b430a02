//! The history: what was done, newest first.

use askama::Template;

use super::layout::Layout;
use crate::error::Result;
use crate::model::results::history::EntryRow;
use crate::store::Store;
use crate::web::http::request::HttpRequest;
use crate::web::http::response::HttpResponse;

/// No more entries than these are shown.
const MOST: u64 = 200;

#[derive(Template)]
#[template(path = "history.html")]
struct HistoryPage {
    layout: Layout,
    rows: Vec<EntryRow>,
    more: bool,
}

/// The page of the history.
///
/// # Errors
/// Those of the book.
pub(in crate::web) fn history(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let mut rows = Vec::new();
    store.entries(None, Some(MOST + 1), &mut |entry| {
        rows.push(entry);
        Ok(())
    })?;
    let more = rows.len() as u64 > MOST;
    rows.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
    HttpResponse::page(&HistoryPage { layout: Layout::of(request), rows, more })
}
