//! The page of search: claims and documents by their words, with the passages that have the words.

use askama::Template;

use super::layout::{ErrorMessage, Layout};
use super::number::grouped;
use super::pager::{Pager, ROWS, page_number};
use crate::actions::ConditionArgs;
use crate::error::Result;
use crate::model::results::hits::FoundRow;
use crate::store::{MAX_RANKED, SearchResults, Store};
use crate::text::passage::{BEGIN, END};
use crate::web::http::{HttpRequest, HttpResponse, Query};

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    layout: Layout,
    typed: String,
    found: Option<(SearchResults, Pager)>,
    error: Option<ErrorMessage>,
}

/// Returns the page of search. It says what is wrong with the words, if anything is.
pub(crate) fn search(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let typed = request.query.value("q").unwrap_or_default().to_string();
    let (found, failed) = match find(request, store, &typed) {
        Ok(found) => (Some(found), None),
        Err(error) if error.is_final() => return Err(error),
        Err(error) => (None, Some(error)),
    };
    let error = failed.as_ref().map(ErrorMessage::from);
    let response = HttpResponse::page(&SearchPage { layout: Layout::of(request), typed, found, error })?;
    Ok(match &failed {
        Some(error) => response.with_status_of(error),
        None => response,
    })
}

fn find(request: &HttpRequest, store: &Store, typed: &str) -> Result<(SearchResults, Pager)> {
    let page = page_number(request)?;
    let (predicate, _) = ConditionArgs::of_text(typed).read(store, request.now)?;
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let found = store.search(&predicate, number(ROWS), number((page - 1) * ROWS))?;
    let query = Query::of("q", typed);
    let all = grouped(&i64::try_from(found.all).unwrap_or(i64::MAX));
    let more = found.all > number(page * ROWS);
    let pager = Pager::of(&query, "/search", page, found.rows.len(), more, all);
    Ok((found, pager))
}

/// Splits a passage into its parts, each with whether it is a searched word.
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

/// Returns where the words were found; none where that is the claim or the title itself.
fn found_in(hit: &FoundRow) -> Option<&str> {
    let main = if hit.what == "claim" { "claim" } else { "title" };
    (hit.place != main).then_some(match hit.place.as_str() {
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
    fn searched_words_are_marked() {
        let marked = format!("the {BEGIN}cost{END} of {BEGIN}it{END}");
        assert_eq!(parts(&marked), [("the ", false), ("cost", true), (" of ", false), ("it", true)]);
        assert_eq!(parts("plain"), [("plain", false)]);
        assert_eq!(parts(""), []);
    }
}
