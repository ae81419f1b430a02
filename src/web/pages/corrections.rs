//! The page of corrections, the newest first, and the page of one.

use askama::Template;

use super::layout::Layout;
use super::statement_view::{link, when};
use crate::error::Result;
use crate::model::records::CorrectionRow;
use crate::store::{CorrectionFilter, Store};
use crate::web::forms::{FieldView, FormView, Names};
use crate::web::http::{HttpRequest, HttpResponse};

#[derive(Template)]
#[template(path = "corrections.html")]
struct CorrectionsPage {
    layout: Layout,
    rows: Vec<CorrectionRow>,
    causes: Vec<String>,
    form: FormView,
    /// The form of a correction that was opened or refused.
    sent: Option<FormView>,
}

#[derive(Template)]
#[template(path = "correction.html")]
struct CorrectionPage {
    layout: Layout,
    row: CorrectionRow,
    forms: Vec<FormView>,
    names: Names,
}

/// Returns the page of corrections.
///
/// # Errors
/// Errors of the book.
pub(crate) fn corrections(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let page = store.in_snapshot(|| {
        let causes = store.causes()?;
        let form = FormView::of("/corrections/causes", 0, request, store, None)?.with("names", &causes.join("; "));
        let rows = store.corrections(&CorrectionFilter::default())?;
        let is_of_verdict = request.submitted.as_ref().is_some_and(|sent| sent.action.ends_with("/verdict"));
        let sent = if is_of_verdict { FormView::submitted(request, store)? } else { None };
        Ok(CorrectionsPage { layout: Layout::of(request), rows, causes, form, sent })
    })?;
    HttpResponse::page(&page)
}

/// Returns the page of one correction, with the forms that change and remove it.
///
/// # Errors
/// There is no such correction.
pub(crate) fn one(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let id = request.id("correction")?;
    let page = store.in_snapshot(|| {
        let row = store.correction(id)?;
        let form = |name: &&str| FormView::of(&format!("/corrections/{{id}}/{name}"), id, request, store, None);
        let forms = ["edit", "remove"].iter().map(form).collect::<Result<_>>()?;
        Ok(CorrectionPage { layout: Layout::of(request), row, forms, names: Names::of(store)? })
    })?;
    HttpResponse::page(&page)
}

/// Returns the address of what a correction is about.
pub(super) fn address(row: &CorrectionRow) -> String {
    match (row.claim_id, row.document_id) {
        (Some(claim), _) => format!("/claims/{claim}"),
        (None, Some(document)) => format!("/documents/{document}"),
        (None, None) => "/corrections".to_string(),
    }
}
