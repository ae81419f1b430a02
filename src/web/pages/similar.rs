//! The page of claims that are similar to one: they may say the same, or the opposite.

use askama::Template;

use super::layout::Layout;
use crate::error::Result;
use crate::model::Predicate;
use crate::model::results::hits::MatchRow;
use crate::store::Store;
use crate::text::similarity::SHOWN;
use crate::web::http::{HttpRequest, HttpResponse};

/// Maximum number of claims shown.
const MAX_CLAIMS: usize = 20;

#[derive(Template)]
#[template(path = "like.html")]
struct SimilarPage {
    layout: Layout,
    id: i64,
    text: String,
    hits: Vec<MatchRow>,
}

/// Returns the page of claims that are similar to one.
///
/// # Errors
/// There is no such claim.
pub(crate) fn similar(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let id = request.id("claim")?;
    let text = store.claim_text(id)?;
    let mut hits = store.matcher(Predicate::default())?.matches(&text, MAX_CLAIMS + 1, SHOWN)?;
    hits.retain(|hit| hit.claim != id);
    HttpResponse::page(&SimilarPage { layout: Layout::of(request), id, text, hits })
}

impl SimilarPage {
    /// Returns the score in percent.
    fn percent(hit: &MatchRow) -> String {
        format!("{:.0} %", hit.score * 100.0)
    }
}
