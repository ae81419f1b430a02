//! The speakers.

use askama::Template;

use super::layout::Layout;
use super::number::grouped;
use super::pager::{Pager, ROWS, page_number};
use crate::error::Result;
use crate::model::records::SpeakerRow;
use crate::model::results::opponents::{OpponentRow, Opponents};
use crate::store::Store;
use crate::web::forms::{Names, Shown, ShownField};
use crate::web::http::query::Query;
use crate::web::http::request::HttpRequest;
use crate::web::http::response::HttpResponse;

/// So many who dispute, and who are disputed, stand in the table of who disputes whom.
const OPPONENTS: usize = 10;
/// It is of so many disputed claims: the latest.
const CLAIMS: usize = 2_000;

#[derive(Template)]
#[template(path = "speakers.html")]
struct SpeakersPage {
    layout: Layout,
    rows: Vec<SpeakerRow>,
    opponents: Opponents,
    pager: Pager,
    form: Shown,
    names: Names,
}

/// The page of speakers.
///
/// # Errors
/// Those of the book.
pub(in crate::web) fn speakers(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let page = page_number(request)?;
    let (rows, all) = store.speakers_part(ROWS, (page - 1) * ROWS)?;
    let more = i64::try_from(page * ROWS).is_ok_and(|shown| shown < all);
    let pager = Pager::of(&Query::default(), "/speakers", page, rows.len(), more, grouped(&all));
    let form = Shown::of("/speakers", 0, request, store, None)?;
    let opponents = if page == 1 { store.opponents_of_all(CLAIMS, OPPONENTS)? } else { Opponents::default() };
    HttpResponse::page(&SpeakersPage {
        layout: Layout::of(request),
        rows,
        opponents,
        pager,
        form,
        names: Names::of(store)?,
    })
}

impl SpeakersPage {
    /// How many claims of the other one disputes; none of their own.
    fn between(&self, one: &OpponentRow, other: &OpponentRow) -> Option<i64> {
        self.opponents.between.get(&(one.id, other.id)).copied()
    }

    /// How strong the ground behind a number is, of 4.
    fn strength(&self, claims: &i64) -> i64 {
        let most = self.opponents.between.values().max().copied().unwrap_or(1).max(1);
        (4 * claims + most - 1) / most
    }

    /// The address of the claims that stand between two.
    fn claims(one: &OpponentRow, other: &OpponentRow) -> String {
        Query::of("q", &format!("by:{} disputed-by:{}", other.id, one.id)).url("/")
    }
}
