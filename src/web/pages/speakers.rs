//! The page of speakers.

use askama::Template;

use super::layout::Layout;
use super::number::grouped;
use super::pager::{Pager, ROWS, page_number};
use crate::error::Result;
use crate::model::filter::SpeakerFilter;
use crate::model::records::SpeakerRow;
use crate::model::results::opponents::{OpponentRow, Opponents};
use crate::store::Store;
use crate::web::forms::{FieldView, FormView, Names};
use crate::web::http::{HttpRequest, HttpResponse, Query};

/// Maximum number of rows and of columns in the table of who disputes whom.
const MAX_OPPONENTS: usize = 10;
/// Maximum number of disputed claims that the table counts; where there are more, the latest are.
const MAX_CLAIMS: usize = 2_000;

#[derive(Template)]
#[template(path = "speakers.html")]
struct SpeakersPage {
    layout: Layout,
    rows: Vec<SpeakerRow>,
    opponents: Opponents,
    pager: Pager,
    form: FormView,
    names: Names,
}

/// Returns the page of speakers.
pub(crate) fn speakers(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let page = page_number(request)?;
    let which = SpeakerFilter { limit: Some(ROWS), offset: (page - 1) * ROWS, ..SpeakerFilter::default() };
    let mut rows = Vec::new();
    store.speakers(&which, &mut |row| {
        rows.push(row);
        Ok(())
    })?;
    let all = store.speaker_count()?;
    let more = i64::try_from(page * ROWS).is_ok_and(|shown| shown < all);
    let pager = Pager::of(&Query::default(), "/speakers", page, rows.len(), more, grouped(&all));
    let form = FormView::of("/speakers", 0, request, store, None)?;
    let opponents = if page == 1 { store.opponents_of_all(MAX_CLAIMS, MAX_OPPONENTS)? } else { Opponents::default() };
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
    /// Returns how many claims of `other` the speaker `one` disputes; none where they are the same.
    fn between(&self, one: &OpponentRow, other: &OpponentRow) -> Option<i64> {
        self.opponents.between.get(&(one.id, other.id)).copied()
    }

    /// Returns how strong the background of a number is, from 1 to 4.
    fn strength(&self, claims: &i64) -> i64 {
        let most = self.opponents.between.values().max().copied().unwrap_or(1).max(1);
        (4 * claims + most - 1) / most
    }

    /// Returns the address of the claims of `other` that `one` disputes.
    fn claims(one: &OpponentRow, other: &OpponentRow) -> String {
        Query::of("q", &format!("by:{} disputed-by:{}", other.id, one.id)).url("/")
    }
}
