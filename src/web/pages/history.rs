//! The page of the history.

use askama::Template;

use super::layout::Layout;
use crate::error::Result;
use crate::model::results::history::EntryRow;
use crate::store::Store;
use crate::web::http::{HttpRequest, HttpResponse};

/// Maximum number of entries shown.
const MAX_ENTRIES: u64 = 200;

#[derive(Template)]
#[template(path = "history.html")]
struct HistoryPage {
    layout: Layout,
    rows: Vec<EntryRow>,
    more: bool,
    has_members: bool,
}

/// Returns the page of the history, newest entry first.
pub(crate) fn history(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let mut rows = Vec::new();
    store.entries(None, Some(MAX_ENTRIES + 1), &mut |entry| {
        rows.push(entry);
        Ok(())
    })?;
    let more = rows.len() as u64 > MAX_ENTRIES;
    rows.truncate(usize::try_from(MAX_ENTRIES).unwrap_or(usize::MAX));
    HttpResponse::page(&HistoryPage {
        layout: Layout::of(request),
        has_members: rows.iter().any(|row| row.member.is_some()),
        rows,
        more,
    })
}
