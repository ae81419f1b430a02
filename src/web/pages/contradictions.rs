//! The page of claims that cannot both be true.

use askama::Template;

use super::layout::Layout;
use crate::error::Result;
use crate::model::results::contradictions::ContradictionPair;
use crate::store::Store;
use crate::web::forms::{FieldView, FormView};
use crate::web::http::{HttpRequest, HttpResponse};

/// Maximum number of pairs shown.
const MAX_PAIRS: usize = 30;

#[derive(Template)]
#[template(path = "contradictions.html")]
struct ContradictionsPage {
    layout: Layout,
    pairs: Vec<ContradictionPair>,
    /// The form that was sent and refused.
    form: Option<FormView>,
}

/// Returns the page of claims that cannot both be true.
///
/// # Errors
/// Errors of the book.
pub(crate) fn contradictions(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    HttpResponse::page(&ContradictionsPage {
        layout: Layout::of(request),
        pairs: store.contradictions(MAX_PAIRS)?,
        form: FormView::submitted(request, store)?,
    })
}

impl ContradictionsPage {
    /// What somebody may decide about a pair: the relation of the second claim to the first, and the words of the button.
    const DECISIONS: [(&'static str, &'static str); 3] = [
        ("contradicts", "They contradict"),
        ("updates", "The second updates the first"),
        ("compatible-with", "No contradiction"),
    ];

    /// Returns the score in percent.
    fn percent(pair: &ContradictionPair) -> String {
        format!("{:.0} %", pair.score * 100.0)
    }
}
