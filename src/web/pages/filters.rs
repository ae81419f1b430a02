//! What a filter can ask for.

use askama::Template;

use super::Frame;
use crate::error::Result;
use crate::model::filter::{KEYS, Key, SECTIONS, Section, Values};
use crate::store::Store;
use crate::web::http::request::Asked;
use crate::web::http::response::Reply;

#[derive(Template)]
#[template(path = "filters.html")]
struct Page {
    frame: Frame,
    keys: &'static [Key],
    sections: [Section; 4],
}

/// The page of what a filter can ask for.
///
/// # Errors
/// A page that cannot be written.
pub(in crate::web) fn filters(asked: &Asked, _: &Store) -> Result<Reply> {
    let frame = Frame { here: "claims".to_string(), ..Frame::of(asked) };
    Reply::page(&Page { frame, keys: KEYS, sections: SECTIONS })
}

impl Page {
    /// The words that may stand after a key, where only some may.
    fn words(key: &Key) -> String {
        match key.values {
            Values::Words(words) => words.join(", "),
            Values::Known | Values::Dates => String::new(),
        }
    }
}
