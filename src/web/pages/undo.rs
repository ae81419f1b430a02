//! The page that asks before much is undone.

use askama::Template;

use super::layout::Layout;
use crate::error::Result;
use crate::model::results::history::{EntryExtent, EntryRow};
use crate::store::Store;
use crate::web::http::{HttpRequest, HttpResponse};

#[derive(Template)]
#[template(path = "undo.html")]
struct UndoPage {
    layout: Layout,
    row: EntryRow,
    extent: EntryExtent,
}

/// Returns the page that says what an undo of an entry of the history would take away.
///
/// # Errors
/// There is no such entry.
pub(crate) fn undo(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let id = request.id("entry")?;
    let (row, extent) = (store.entry(id)?, store.entry_extent(id)?);
    HttpResponse::page(&UndoPage { layout: Layout::of(request), row, extent })
}

impl UndoPage {
    /// Returns what would happen, each with what it would happen to.
    fn effects(&self) -> impl Iterator<Item = (&'static str, String)> {
        let all = [
            ("It takes away", &self.extent.inserted),
            ("It changes back", &self.extent.updated),
            ("It brings back", &self.extent.deleted),
        ];
        all.into_iter().filter(|(_, what)| !what.is_empty()).map(|(verb, what)| (verb, what.join(", ")))
    }
}
