//! A statement: who said what, and what can be said about it.

use askama::Template;

use super::layout::Layout;
use super::statement_view::{StatementView, link, when};
use crate::error::Result;
use crate::model::records::EditedRecord;
use crate::store::Store;
use crate::web::forms::{Names, Shown, ShownField};
use crate::web::http::request::HttpRequest;
use crate::web::http::response::HttpResponse;

#[derive(Template)]
#[template(path = "statement.html")]
struct StatementPage {
    layout: Layout,
    told: StatementView,
    forms: Vec<Shown>,
    names: Names,
}

/// The page of a statement.
///
/// # Errors
/// No such statement; those of the book.
pub(in crate::web) fn statement(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let id = request.id("statement")?;
    let page = store.at_one_moment(|| {
        let said = store.statement(id)?;
        let watched = said.claim_id.map(EditedRecord::Claim);
        let entry = watched.map(|claim| store.last_entry_of(&claim)).transpose()?.flatten().map(|entry| entry.id);
        let form = |name: &&str| Shown::of(&format!("/statements/{{id}}/{name}"), id, request, store, entry);
        let mut forms: Vec<_> =
            ["dispute", "report", "retract", "edit", "remove"].iter().map(form).collect::<Result<_>>()?;
        forms = forms
            .into_iter()
            .map(|form| if form.id.ends_with("retract") { form.with("by", &said.speaker) } else { form })
            .collect();
        Ok(StatementPage {
            layout: Layout::of(request),
            told: StatementView::of(store, said, None)?,
            forms,
            names: Names::of(store)?,
        })
    })?;
    HttpResponse::page(&page)
}
