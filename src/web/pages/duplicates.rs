//! The page of claims, speakers and documents that may be one.

use askama::Template;

use super::layout::Layout;
use crate::error::Result;
use crate::model::PairKind;
use crate::model::results::duplicates::DuplicatePair;
use crate::store::Store;
use crate::web::forms::{FieldView, FormView};
use crate::web::http::{HttpRequest, HttpResponse};

/// Maximum number of pairs shown.
const MAX_PAIRS: usize = 30;

#[derive(Template)]
#[template(path = "duplicates.html")]
struct DuplicatesPage {
    layout: Layout,
    /// The kind that is shown; none where all are.
    of: Option<PairKind>,
    pairs: Vec<DuplicatePair>,
    not_same: Vec<DuplicatePair>,
    /// The form that was requested, or sent and refused.
    form: Option<FormView>,
}

/// Returns the page of claims, speakers and documents that may be one.
///
/// # Errors
/// A kind that does not exist; errors of the book.
pub(crate) fn duplicates(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let kinds = request.pair_kinds()?;
    HttpResponse::page(&DuplicatesPage {
        layout: Layout::of(request),
        of: if let [kind] = kinds[..] { Some(kind) } else { None },
        pairs: store.duplicates(&kinds, MAX_PAIRS)?,
        not_same: store.not_the_same(&kinds, MAX_PAIRS)?,
        form: FormView::submitted(request, store)?,
    })
}

impl DuplicatesPage {
    /// Returns the kinds that can be shown: address, name, and whether it is shown.
    fn choices(&self) -> impl Iterator<Item = (String, &'static str, bool)> {
        let all = [("/duplicates".to_string(), "All", self.of.is_none())];
        let kinds = PairKind::ALL.iter().zip(["Claims", "Speakers", "Documents"]);
        all.into_iter()
            .chain(kinds.map(|(kind, name)| (format!("/duplicates?of={kind}s"), name, self.of == Some(*kind))))
    }

    /// Returns the score in percent.
    fn percent(pair: &DuplicatePair) -> String {
        format!("{:.0} %", pair.score * 100.0)
    }
}
