//! The page of the members of the desk.

use askama::Template;

use super::layout::Layout;
use crate::error::Result;
use crate::model::records::MemberRow;
use crate::store::Store;
use crate::web::forms::{FieldView, FormView};
use crate::web::http::{HttpRequest, HttpResponse, Query};

#[derive(Template)]
#[template(path = "members.html")]
struct MembersPage {
    layout: Layout,
    /// Each member with the form that changes them.
    rows: Vec<(MemberRow, FormView)>,
    form: FormView,
}

/// Returns the page of the members, with what each may do.
pub(crate) fn members(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let rows = store.members()?.into_iter().map(|member| {
        let form = FormView::of("/members/{id}/edit", member.id, request, store, None)?;
        Ok((member, form))
    });
    let rows = rows.collect::<Result<_>>()?;
    let form = FormView::of("/members", 0, request, store, None)?;
    HttpResponse::page(&MembersPage { layout: Layout::of(request), rows, form })
}

impl MembersPage {
    /// Returns the address of the claims of a member.
    fn address(member: &MemberRow) -> String {
        Query::of("q", &format!("assigned:\"{}\"", member.name)).url("/")
    }
}
