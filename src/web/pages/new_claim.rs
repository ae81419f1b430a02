//! The page of a new claim.

use askama::Template;

use super::layout::Layout;
use crate::error::Result;
use crate::store::Store;
use crate::web::forms::{FieldView, FormView, Names};
use crate::web::http::{HttpRequest, HttpResponse};

#[derive(Template)]
#[template(path = "new-claim.html")]
struct NewClaimPage {
    layout: Layout,
    form: FormView,
    names: Names,
}

/// Returns the page of a new claim.
pub(crate) fn new_claim(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let form = FormView::of("/claims", 0, request, store, None)?;
    HttpResponse::page(&NewClaimPage { layout: Layout::of(request), form, names: Names::of(store)? })
}
