//! A new claim.

use askama::Template;

use super::Frame;
use crate::error::Result;
use crate::store::Store;
use crate::web::forms::{Names, Shown, ShownField};
use crate::web::http::request::Asked;
use crate::web::http::response::Reply;

#[derive(Template)]
#[template(path = "new-claim.html")]
struct Page {
    frame: Frame,
    form: Shown,
    names: Names,
}

/// The page of a new claim.
///
/// # Errors
/// Those of the book.
pub(in crate::web) fn new_claim(asked: &Asked, store: &Store) -> Result<Reply> {
    let form = Shown::of("/claims", 0, asked, store, None)?;
    Reply::page(&Page { frame: Frame::of(asked), form, names: Names::of(store)? })
}
