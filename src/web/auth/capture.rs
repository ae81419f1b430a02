//! The page that a bookmark opens from a page of another site. It is the only one that keeps the connection to the page which
//! opened it, because that one hands an article over.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::web::http::HttpResponse;

/// The path of the page.
pub(crate) const CAPTURE: &str = "/capture";
/// The name in an address that says that the page was asked for again.
const AGAIN: &str = "again";

/// Returns the value of `Cross-Origin-Opener-Policy` for a path. All other pages have no opener.
pub(crate) fn opener_policy(path: &str) -> &'static str {
    if path == CAPTURE { "unsafe-none" } else { "same-origin" }
}

/// Returns the response that has the browser ask for the page again, by itself. A request that another site began comes without
/// the session cookie, which is `SameSite=Strict`; one that this page began comes with it. None where that was done.
pub(crate) fn ask_again(path: &str, query: &str) -> Option<Response> {
    if path != CAPTURE || query == AGAIN {
        return None;
    }
    let mut response = HttpResponse::empty().with_status(StatusCode::OK).into_response();
    response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("0; url=/capture?again"));
    Some(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_page_for_articles_is_asked_for_again_and_once() {
        for (path, query, again) in
            [("/capture", "", true), ("/capture", "again", false), ("/", "", false), ("/captured", "", false)]
        {
            assert_eq!(ask_again(path, query).is_some(), again, "{path}?{query}");
        }
        assert_eq!((opener_policy("/capture"), opener_policy("/capture/")), ("unsafe-none", "same-origin"));
    }
}
