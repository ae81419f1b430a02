//! The page of a statement, with the forms for statements about it.

use askama::Template;

use super::layout::Layout;
use super::statement_view::{StatementView, link, when};
use crate::error::Result;
use crate::model::records::EditedRecord;
use crate::store::Store;
use crate::web::forms::{FieldView, FormView, Names};
use crate::web::http::{HttpRequest, HttpResponse};

#[derive(Template)]
#[template(path = "statement.html")]
struct StatementPage {
    layout: Layout,
    statement: StatementView,
    forms: Vec<FormView>,
    names: Names,
}

/// Returns the page of a statement.
///
/// # Errors
/// There is no such statement.
pub(crate) fn statement(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let id = request.id("statement")?;
    let page = store.in_snapshot(|| {
        let row = store.statement(id)?;
        let claim = row.claim_id.map(EditedRecord::Claim);
        let entry = claim.map(|claim| store.last_entry_of(&claim)).transpose()?.flatten().map(|entry| entry.id);
        let form = |name: &&str| FormView::of(&format!("/statements/{{id}}/{name}"), id, request, store, entry);
        let mut forms: Vec<_> =
            ["dispute", "report", "retract", "edit", "remove"].iter().map(form).collect::<Result<_>>()?;
        forms = forms
            .into_iter()
            .map(|form| if form.id.ends_with("retract") { form.with("by", &row.speaker) } else { form })
            .collect();
        Ok(StatementPage {
            layout: Layout::of(request),
            statement: StatementView::of(row, None),
            forms,
            names: Names::of(store)?,
        })
    })?;
    HttpResponse::page(&page)
}
