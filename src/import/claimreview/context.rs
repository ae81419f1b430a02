//! What surrounds a review, and helpers that all readers of reviews share.

use super::node::Node;
use crate::error::Error;
use crate::model::import::item::Fault;

/// What surrounds a review: the claim or work that it reviews, and the article that it is part of.
#[derive(Clone, Copy, Default)]
pub(super) struct ReviewContext<'a> {
    /// The claim or work that names the review.
    pub(super) item: Option<Node<'a>>,
    /// The article or page that contains the review.
    pub(super) article: Option<Node<'a>>,
}

/// Returns the fault of a review that does not say what was claimed.
pub(super) fn empty(key: &str) -> Fault {
    Fault {
        column: Some(key.to_string()),
        error: Error::usage("it does not say what was claimed")
            .hint("write the claim there, and import the file again"),
    }
}

/// Returns the host of an address, without `www.`.
pub(super) fn host(url: Option<&str>) -> Option<String> {
    let (_, rest) = url?.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_lowercase()).filter(|host| host.contains('.'))
}
