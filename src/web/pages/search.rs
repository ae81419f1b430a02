//! The page of search: claims and documents by their words, with the passages that have the words.

use askama::Template;

use super::layout::{ErrorMessage, Layout};
use super::number::grouped;
use super::pager::{Pager, ROWS, page_number};
use crate::actions::ConditionArgs;
use crate::error::Result;
use crate::model::results::hits::{FoundRow, MatchRow};
use crate::model::{Condition, Predicate};
use crate::store::{MAX_RANKED, SearchResults, Store};
use crate::text::passage::{BEGIN, END};
use crate::text::similarity::SHOWN;
use crate::web::http::{HttpRequest, HttpResponse, Query};
use crate::web::lookup::{self, LookupHit, MIN_COMPARED_WORDS, all_words, word_count};

/// Minimum number of words of a text that is meant as a sentence, whatever signs it has.
const SENTENCE: usize = 5;
/// Length of a text, in characters, from which it is shown in several lines.
const LONG: usize = 120;
/// Maximum number of words of a text whose words are searched.
const MAX_WORDS: usize = 40;
/// Maximum number of claims that say the same.
const MAX_SAID: usize = 30;
/// Maximum number of speakers by name, and of documents.
const MAX_NAMED: usize = 6;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    layout: Layout,
    typed: String,
    /// Speakers, documents, saved filters and pages by their names.
    named: Vec<LookupHit>,
    /// Claims that say what the text says, or the opposite.
    said: Vec<MatchRow>,
    found: Option<(SearchResults, Pager)>,
    error: Option<ErrorMessage>,
}

/// What a text was found to mean.
#[derive(Default)]
struct Findings {
    named: Vec<LookupHit>,
    said: Vec<MatchRow>,
    found: Option<(SearchResults, Pager)>,
}

/// Returns the page of search. It says what is wrong with the words, if anything is.
pub(crate) fn search(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let typed = request.query.value("q").unwrap_or_default().to_string();
    let (findings, failed) = match find(request, store, &typed) {
        Ok(findings) => (findings, None),
        Err(error) if error.is_final() => return Err(error),
        Err(error) => (Findings::default(), Some(error)),
    };
    let Findings { named, said, found } = findings;
    let error = failed.as_ref().map(ErrorMessage::from);
    let response = HttpResponse::page(&SearchPage { layout: Layout::of(request), typed, named, said, found, error })?;
    Ok(match &failed {
        Some(error) => response.with_status_of(error),
        None => response,
    })
}

fn find(request: &HttpRequest, store: &Store, typed: &str) -> Result<Findings> {
    let page = page_number(request)?;
    let count = word_count(typed);
    let predicate = match ConditionArgs::of_text(typed).read(store, request.now) {
        Ok((predicate, _)) => predicate,
        // A sentence such as "The minister said: no" is not meant as a filter.
        Err(_) if count >= SENTENCE => all_words(typed),
        Err(error) => return Err(error),
    };
    let is_plain = has_only_words(&predicate) || count >= SENTENCE;
    let said = if is_plain && count >= MIN_COMPARED_WORDS && page == 1 {
        store.matcher(Predicate::default())?.matches_by_sentence(typed, MAX_SAID, SHOWN)?
    } else {
        Vec::new()
    };
    let mut named = Vec::new();
    if is_plain && page == 1 {
        named.extend(lookup::speakers(store, typed, MAX_NAMED)?);
        named.extend(lookup::documents(store, typed, MAX_NAMED)?);
        named.extend(lookup::places(store, typed, &request.visitor)?);
        named.truncate(if typed.is_empty() { 0 } else { usize::MAX });
    }
    // Nothing has all the words of a long text.
    let found = if count > MAX_WORDS {
        let none = SearchResults { asked: true, ..SearchResults::default() };
        (none, Pager::of(&Query::default(), "/search", 1, 0, false, "0".to_string()))
    } else {
        find_words(request, store, typed, &predicate)?
    };
    let found = Some(found);
    Ok(Findings { named, said, found })
}

/// Whether a filter asks for words only.
fn has_only_words(wanted: &Predicate) -> bool {
    match wanted {
        Predicate::All(parts) | Predicate::Any(parts) => parts.iter().all(has_only_words),
        Predicate::Not(part) => has_only_words(part),
        Predicate::Is(condition) => matches!(condition, Condition::Words(_)),
    }
}

fn find_words(
    request: &HttpRequest,
    store: &Store,
    typed: &str,
    predicate: &Predicate,
) -> Result<(SearchResults, Pager)> {
    let page = page_number(request)?;
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let found = store.search(predicate, number(ROWS), number((page - 1) * ROWS))?;
    let query = Query::of("q", typed);
    let all = grouped(&i64::try_from(found.all).unwrap_or(i64::MAX));
    let more = found.all > number(page * ROWS);
    let pager = Pager::of(&query, "/search", page, found.rows.len(), more, all);
    Ok((found, pager))
}

impl SearchPage {
    /// Returns how likely a claim says the same, in percent.
    fn percent(hit: &MatchRow) -> String {
        format!("{:.0} %", hit.score * 100.0)
    }

    /// Returns what both texts have.
    fn same(hit: &MatchRow) -> String {
        [hit.agree.as_slice(), hit.words.as_slice()].concat().join(", ")
    }

    /// Returns the address of a new claim with these words.
    fn new_claim(&self) -> String {
        Query::of("text", &self.typed).url("/claims")
    }

    /// Whether anything was found.
    fn is_found(&self) -> bool {
        let has_words = self.found.as_ref().is_some_and(|(found, _)| !found.rows.is_empty());
        has_words || !self.said.is_empty() || !self.named.is_empty()
    }

    /// Returns the text for a field of one line; nothing where it is long.
    fn line(&self) -> &str {
        if self.is_long() { "" } else { &self.typed }
    }

    /// Whether the text is better shown in several lines.
    fn is_long(&self) -> bool {
        self.typed.chars().count() > LONG
    }
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
