//! The help on filters.

use askama::Template;

use super::layout::Layout;
use crate::error::Result;
use crate::model::filter::{HelpSection, KEYS, Key, SECTIONS, Values};
use crate::store::Store;
use crate::web::http::{HttpRequest, HttpResponse};

#[derive(Template)]
#[template(path = "filters.html")]
struct FiltersPage {
    layout: Layout,
    keys: &'static [Key],
    sections: [HelpSection; 4],
}

/// Returns the help on filters.
pub(crate) fn filters(request: &HttpRequest, _: &Store) -> Result<HttpResponse> {
    let layout = Layout { section: "claims".to_string(), ..Layout::of(request) };
    HttpResponse::page(&FiltersPage { layout, keys: KEYS, sections: SECTIONS })
}

impl FiltersPage {
    /// Returns the values of a key, where it takes only some words.
    fn words(key: &Key) -> String {
        match key.values {
            Values::Words(words) => words.join(", "),
            Values::Known | Values::Dates | Values::Figures => String::new(),
        }
    }
}
