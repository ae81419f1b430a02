//! A new claim.

use askama::Template;

use super::layout::Layout;
use crate::error::Result;
use crate::store::Store;
use crate::web::forms::{Names, Shown, ShownField};
use crate::web::http::request::HttpRequest;
use crate::web::http::response::HttpResponse;

#[derive(Template)]
#[template(path = "new-claim.html")]
struct NewClaimPage {
    layout: Layout,
    form: Shown,
    names: Names,
}

/// The page of a new claim.
///
/// # Errors
/// Those of the book.
pub(in crate::web) fn new_claim(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let form = Shown::of("/claims", 0, request, store, None)?;
    HttpResponse::page(&NewClaimPage { layout: Layout::of(request), form, names: Names::of(store)? })
}
