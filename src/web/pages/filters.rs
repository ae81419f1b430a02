//! What a filter can ask for.

use askama::Template;

use super::layout::Layout;
use crate::error::Result;
use crate::model::filter::{KEYS, Key, SECTIONS, Section, Values};
use crate::store::Store;
use crate::web::http::request::HttpRequest;
use crate::web::http::response::HttpResponse;

#[derive(Template)]
#[template(path = "filters.html")]
struct FiltersPage {
    layout: Layout,
    keys: &'static [Key],
    sections: [Section; 4],
}

/// The page of what a filter can ask for.
///
/// # Errors
/// A page that cannot be written.
pub(in crate::web) fn filters(request: &HttpRequest, _: &Store) -> Result<HttpResponse> {
    let layout = Layout { section: "claims".to_string(), ..Layout::of(request) };
    HttpResponse::page(&FiltersPage { layout, keys: KEYS, sections: SECTIONS })
}

impl FiltersPage {
    /// The words that may stand after a key, where only some may.
    fn words(key: &Key) -> String {
        match key.values {
            Values::Words(words) => words.join(", "),
            Values::Known | Values::Dates => String::new(),
        }
    }
}
