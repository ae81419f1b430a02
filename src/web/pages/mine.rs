//! The page of what somebody of the desk has to do.

use askama::Template;

use super::layout::Layout;
use super::statement_view::when;
use crate::error::Result;
use crate::model::results::mine::Mine;
use crate::store::Store;
use crate::web::http::{HttpRequest, HttpResponse, Query};

#[derive(Template)]
#[template(path = "mine.html")]
struct MinePage {
    layout: Layout,
    mine: Option<Mine>,
}

/// Returns the page of the claims of a member and the comments for them.
pub(crate) fn mine(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let mine = match (request.visitor.member, &request.visitor.name) {
        (Some(member), Some(name)) => {
            Some(store.mine((member, name.clone()), request.now.date().to_string(), false)?)
        }
        _ => None,
    };
    HttpResponse::page(&MinePage { layout: Layout::of(request), mine })
}

impl MinePage {
    /// Returns the address of all claims of the member.
    fn all(mine: &Mine) -> String {
        Query::of("q", &format!("assigned:\"{}\"", mine.name)).url("/")
    }
}
