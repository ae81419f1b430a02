//! Claims that are like one: which may say the same, or the contrary.

use askama::Template;

use super::layout::Layout;
use crate::error::Result;
use crate::model::Wanted;
use crate::model::results::hits::MatchRow;
use crate::store::Store;
use crate::web::http::request::HttpRequest;
use crate::web::http::response::HttpResponse;

/// At most so many are shown.
const MOST: usize = 20;
/// Less likely ones are not shown.
const LEAST: f64 = 0.2;

#[derive(Template)]
#[template(path = "like.html")]
struct SimilarPage {
    layout: Layout,
    id: i64,
    text: String,
    hits: Vec<MatchRow>,
}

/// The page of what is like a claim.
///
/// # Errors
/// No such claim; those of the book.
pub(in crate::web) fn like(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let id = request.id("claim")?;
    let text = store.claim_text(id)?;
    let mut hits = store.matcher(Wanted::default())?.matches(&text, MOST + 1, LEAST)?;
    hits.retain(|hit| hit.claim != id);
    HttpResponse::page(&SimilarPage { layout: Layout::of(request), id, text, hits })
}

impl SimilarPage {
    /// A chance in hundredths.
    fn hundredths(hit: &MatchRow) -> String {
        format!("{:.0} %", hit.score * 100.0)
    }
}
