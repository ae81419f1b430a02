//! The page of speakers.

use askama::Template;

use super::layout::Layout;
use super::named_list::{ListColumn, ListHeading, ListRequest, alike};
use super::number::grouped;
use super::pager::{Pager, ROWS};
use super::statement_view::when;
use crate::error::Result;
use crate::model::PairKind;
use crate::model::filter::{SpeakerFilter, SpeakerSort};
use crate::model::records::SpeakerRow;
use crate::model::results::duplicates::DuplicatePair;
use crate::model::results::opponents::{OpponentRow, Opponents};
use crate::store::Store;
use crate::web::forms::{FieldView, FormView, Names};
use crate::web::http::{HttpRequest, HttpResponse, Query};

/// Maximum number of rows and of columns in the table of who disputes whom.
const MAX_OPPONENTS: usize = 10;
/// Maximum number of disputed claims that the table counts; where there are more, the latest are.
const MAX_CLAIMS: usize = 2_000;

const COLUMNS: &[ListColumn] = &[
    ("Name", "", "name"),
    ("Kind", "", ""),
    ("Also known as", "", ""),
    ("Statements", "n", "statements"),
    ("Claims", "n", "claims"),
    ("Disputes", "n", "disputes"),
    ("Last said", "", "last-said"),
];

#[derive(Template)]
#[template(path = "speakers.html")]
struct SpeakersPage {
    layout: Layout,
    list: ListRequest,
    rows: Vec<SpeakerRow>,
    /// The speakers of the page that look like another one.
    pairs: Vec<DuplicatePair>,
    opponents: Opponents,
    pager: Pager,
    form: FormView,
    names: Names,
}

/// Returns the page of speakers.
pub(crate) fn speakers(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let list = ListRequest::of(request, "/speakers", SpeakerSort::WORDS)?;
    let which = SpeakerFilter {
        words: list.words(),
        sort: SpeakerSort::of(list.sort).unwrap_or_default(),
        limit: Some(ROWS),
        offset: list.offset(),
        kind: None,
    };
    let mut rows = Vec::new();
    store.speakers(&which, &mut |row| {
        rows.push(row);
        Ok(())
    })?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let pager = list.pager(rows.len(), store.speaker_count(&which)?);
    let opponents = if pager.before.is_none() && list.typed.is_empty() {
        store.opponents_of_all(MAX_CLAIMS, MAX_OPPONENTS)?
    } else {
        Opponents::default()
    };
    HttpResponse::page(&SpeakersPage {
        layout: Layout::of(request),
        pairs: store.alike(PairKind::Speaker, &ids)?,
        list,
        rows,
        opponents,
        pager,
        form: FormView::of("/speakers", 0, request, store, None)?,
        names: Names::of(store)?,
    })
}

impl SpeakersPage {
    /// Returns the orders: word, and name.
    fn orders() -> [(&'static str, &'static str); 6] {
        [
            ("name", "by name"),
            ("claims", "most claims first"),
            ("disputes", "most disputes first"),
            ("statements", "most statements first"),
            ("last-said", "latest first"),
            ("id", "as recorded"),
        ]
    }

    fn headings(&self) -> Vec<ListHeading> {
        self.list.headings(COLUMNS)
    }

    /// Returns whom a row looks like.
    fn alike(&self, row: &SpeakerRow) -> impl Iterator<Item = &DuplicatePair> {
        alike(&self.pairs, row.id)
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
