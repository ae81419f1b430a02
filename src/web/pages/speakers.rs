//! The page of speakers.

use askama::Template;

use super::layout::Layout;
use super::number::grouped;
use super::pager::{Pager, ROWS, page_number};
use crate::error::Result;
use crate::model::filter::{SpeakerFilter, SpeakerSort};
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
    typed: String,
    sort: SpeakerSort,
    rows: Vec<SpeakerRow>,
    opponents: Opponents,
    pager: Pager,
    form: FormView,
    names: Names,
}

/// Returns the page of speakers.
pub(crate) fn speakers(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let page = page_number(request)?;
    let typed = request.query.value("q").unwrap_or_default().to_string();
    let sort = request.query.value("sort").and_then(SpeakerSort::of).unwrap_or_default();
    let words = typed.split_whitespace().map(str::to_string).collect();
    let which = SpeakerFilter { words, sort, limit: Some(ROWS + 1), offset: (page - 1) * ROWS, kind: None };
    let mut rows = Vec::new();
    store.speakers(&which, &mut |row| {
        rows.push(row);
        Ok(())
    })?;
    let more = rows.len() as u64 > ROWS;
    rows.truncate(usize::try_from(ROWS).unwrap_or(usize::MAX));
    let shown = (page - 1) * ROWS + rows.len() as u64;
    let all = match (typed.is_empty(), more) {
        (true, _) => grouped(&store.speaker_count()?),
        (false, true) => "many".to_string(),
        (false, false) => grouped(&i64::try_from(shown).unwrap_or(i64::MAX)),
    };
    let mut query = Query::default();
    for (name, value) in [("q", typed.as_str()), ("sort", request.query.value("sort").unwrap_or_default())] {
        if !value.is_empty() {
            query.push(name, value);
        }
    }
    let pager = Pager::of(&query, "/speakers", page, rows.len(), more, all);
    let form = FormView::of("/speakers", 0, request, store, None)?;
    let opponents = if page == 1 && typed.is_empty() {
        store.opponents_of_all(MAX_CLAIMS, MAX_OPPONENTS)?
    } else {
        Opponents::default()
    };
    HttpResponse::page(&SpeakersPage {
        layout: Layout::of(request),
        typed,
        sort,
        rows,
        opponents,
        pager,
        form,
        names: Names::of(store)?,
    })
}

impl SpeakersPage {
    /// Returns the orders: word, name, and whether the list is in it.
    fn orders(&self) -> [(&'static str, &'static str, bool); 3] {
        [
            ("name", "by name", self.sort == SpeakerSort::Name),
            ("statements", "most statements first", self.sort == SpeakerSort::Statements),
            ("id", "as recorded", self.sort == SpeakerSort::Id),
        ]
    }

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
