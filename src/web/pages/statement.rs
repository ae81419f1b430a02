//! A statement: who said what, and what can be said about it.

use askama::Template;

use super::Frame;
use super::told::{Told, link, when};
use crate::error::Result;
use crate::model::new::Watched;
use crate::store::Store;
use crate::web::forms::{Names, Shown, ShownField};
use crate::web::http::request::Asked;
use crate::web::http::response::Reply;

#[derive(Template)]
#[template(path = "statement.html")]
struct Page {
    frame: Frame,
    told: Told,
    forms: Vec<Shown>,
    names: Names,
}

/// The page of a statement.
///
/// # Errors
/// No such statement; those of the book.
pub(in crate::web) fn statement(asked: &Asked, store: &Store) -> Result<Reply> {
    let id = asked.id("statement")?;
    let page = store.at_one_moment(|| {
        let said = store.statement(id)?;
        let watched = said.claim_id.map(Watched::Claim);
        let entry = watched.map(|claim| store.last_entry_of(&claim)).transpose()?.flatten().map(|entry| entry.id);
        let form = |name: &&str| Shown::of(&format!("/statements/{{id}}/{name}"), id, asked, store, entry);
        let mut forms: Vec<_> =
            ["dispute", "report", "retract", "edit", "remove"].iter().map(form).collect::<Result<_>>()?;
        forms = forms
            .into_iter()
            .map(|form| if form.id.ends_with("retract") { form.with("by", &said.speaker) } else { form })
            .collect();
        Ok(Page { frame: Frame::of(asked), told: Told::of(store, said, None)?, forms, names: Names::of(store)? })
    })?;
    Reply::page(&page)
}
