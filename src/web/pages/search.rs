//! Search: claims and documents by their words, with the passages in which they stand.

use askama::Template;

use super::layout::{ErrorMessage, Layout};
use super::number::grouped;
use super::pager::{Pager, ROWS, page_number};
use crate::error::Result;
use crate::model::results::hits::FoundRow;
use crate::store::{Found, RANKED, Store};
use crate::text::passage::{BEGIN, END};
use crate::web::http::filter_query::FilterQuery;
use crate::web::http::query::Query;
use crate::web::http::request::HttpRequest;
use crate::web::http::response::HttpResponse;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    layout: Layout,
    typed: String,
    found: Option<(Found, Pager)>,
    error: Option<ErrorMessage>,
}

/// The page of search.
///
/// # Errors
/// Those of the book. What is wrong with the words is said on the page.
pub(in crate::web) fn search(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let typed = request.query.value("q").unwrap_or_default().to_string();
    let (found, failed) = match find(request, store, &typed) {
        Ok(found) => (Some(found), None),
        Err(error) if error.is_final() => return Err(error),
        Err(error) => (None, Some(error)),
    };
    let error = failed.as_ref().map(ErrorMessage::from);
    let reply = HttpResponse::page(&SearchPage { layout: Layout::of(request), typed, found, error })?;
    Ok(match &failed {
        Some(error) => reply.with_status_of(error),
        None => reply,
    })
}

fn find(request: &HttpRequest, store: &Store, typed: &str) -> Result<(Found, Pager)> {
    let page = page_number(request)?;
    let (wanted, _) = FilterQuery { typed: typed.to_string(), ..FilterQuery::default() }.read(request, store)?;
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let found = store.search(&wanted, number(ROWS), number((page - 1) * ROWS))?;
    let query = Query::of("q", typed);
    let all = grouped(&i64::try_from(found.all).unwrap_or(i64::MAX));
    let more = found.all > number(page * ROWS);
    let pager = Pager::of(&query, "/search", page, found.rows.len(), more, all);
    Ok((found, pager))
}

/// A marked text in its parts, each with whether it was found.
fn parts(marked: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let mut rest = marked;
    while let Some((plain, after)) = rest.split_once(BEGIN) {
        let (found, behind) = after.split_once(END).unwrap_or((after, ""));
        parts.extend([(plain, false), (found, true)]);
        rest = behind;
    }
    parts.push((rest, false));
    parts.retain(|(text, _)| !text.is_empty());
    parts
}

/// Where the words stand, if not in the text itself.
fn elsewhere(hit: &FoundRow) -> Option<&str> {
    let own = if hit.what == "claim" { "claim" } else { "title" };
    (hit.place != own).then_some(match hit.place.as_str() {
        "wording" => "as it was said",
        "title" => "title of a review",
        "reply" => "what others said of it",
        "speaker" => "who spoke of it",
        "finding" => "what was found",
        "desk" => "notes and tags",
        "publisher" => "published by",
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_words_are_told_apart() {
        let marked = format!("the {BEGIN}cost{END} of {BEGIN}it{END}");
        assert_eq!(parts(&marked), [("the ", false), ("cost", true), (" of ", false), ("it", true)]);
        assert_eq!(parts("plain"), [("plain", false)]);
        assert_eq!(parts(""), []);
    }
}
