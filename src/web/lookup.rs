//! Finds claims, speakers, documents, saved filters and pages by words: for fields in which one of them is chosen, and for the box
//! in the header.

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::error::Result;
use crate::model::filter::SearchWords;
use crate::model::records::SavedRow;
use crate::model::{Condition, Filter, Predicate, Sort, Status};
use crate::store::{NamedRow, Store};
use crate::text::grouped;
use crate::text::normalize::fold;
use crate::text::similarity::SHOWN;
use crate::web::auth::visitor::{Visitor, right_of_page};

/// Minimum number of words of a text that is compared with the claims by what it says.
pub(super) const MIN_COMPARED_WORDS: usize = 3;
/// Maximum number of words of a text whose words are searched while somebody types.
const MAX_WORDS: usize = 16;
/// Minimum length of a word, in characters, for which claims are found that lack other words.
const MIN_LETTERS: usize = 4;

/// The pages that the box in the header finds: address, name, and more words by which they are found.
const PAGES: &[(&str, &str, &str)] = &[
    ("/", "Claims", "list"),
    ("/claims", "A new claim", "record add"),
    ("/speakers", "Speakers", "people names who disputes whom"),
    ("/documents", "Documents", "sources articles"),
    ("/read", "Read an article", "suggestions pdf paste url"),
    ("/saved", "Saved filters", ""),
    ("/import", "Import", "csv xlsx spreadsheet upload"),
    ("/history", "History", "undo redo log changes"),
    ("/duplicates", "Duplicates", "same twice join merge"),
    ("/conflicts", "Conflicts", "merge copies settle"),
    ("/contradictions", "Contradictions", "opposite disagree"),
    ("/filters", "Help on filters", "keys language"),
];

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct LookupHit {
    /// `claim`, `speaker`, `document`, `filter` or `page`.
    pub(super) what: &'static str,
    /// Its number; 0 for what has none.
    pub(super) id: i64,
    /// The words of the claim, or the name.
    pub(super) text: String,
    /// What tells it apart from others.
    pub(super) detail: String,
    /// The address of its page.
    pub(super) address: String,
}

/// Returns the number that a text gives, as in `12`, `#12` and `claim 12`.
pub(super) fn number(typed: &str) -> Option<i64> {
    let typed = typed.trim();
    let digits = typed
        .strip_prefix('#')
        .or_else(|| typed.get(..6).filter(|word| word.eq_ignore_ascii_case("claim ")).map(|_| &typed[6..]));
    digits.unwrap_or(typed).trim().parse().ok().filter(|number| *number > 0)
}

/// Returns the words of a text, without what is no letter or digit.
fn words(typed: &str) -> Vec<String> {
    let parts = typed.split(|letter: char| !letter.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(str::to_string).collect()
}

/// Returns the claims that a text may mean, at most `most`: that of its number, those of the document `near` that have its words,
/// those that have all its words, and those that say what it says. Without a text, those of the document and the newest.
///
/// # Errors
/// Errors of the book.
pub(super) fn claims(store: &Store, typed: &str, near: Option<i64>, most: usize) -> Result<Vec<LookupHit>> {
    let ids = claim_ids(store, typed, near, most)?;
    ids.into_iter().map(|id| claim_hit(store, id)).collect()
}

fn claim_ids(store: &Store, typed: &str, near: Option<i64>, most: usize) -> Result<Vec<i64>> {
    let words = words(typed);
    let mut ids: Vec<i64> = Vec::new();
    let add = |ids: &mut Vec<i64>, id: i64| {
        if !ids.contains(&id) && ids.len() < most {
            ids.push(id);
        }
    };
    if let Some(id) = number(typed).filter(|id| store.claim_text(*id).is_ok()) {
        add(&mut ids, id);
    }
    if let Some(document) = near {
        let folded: Vec<_> = words.iter().map(|word| fold(word)).collect();
        for id in store.carried_by(document)? {
            let text = fold(&store.claim_text(id)?);
            if folded.iter().all(|word| text.contains(word.as_str())) {
                add(&mut ids, id);
            }
        }
    }
    if words.is_empty() {
        let newest = Filter { sort: Sort::Newest, limit: Some(most as u64), ..Filter::default() };
        store.claims(&newest, &mut |row| {
            add(&mut ids, row.id);
            Ok(())
        })?;
        return Ok(ids);
    }
    if words.len() <= MAX_WORDS {
        claims_with(store, &Predicate::All(conditions(&words)), most)?.into_iter().for_each(|id| add(&mut ids, id));
    }
    if ids.len() < most && words.len() >= MIN_COMPARED_WORDS {
        let hits = store.matcher(Predicate::default())?.matches(typed.trim(), most, SHOWN)?;
        hits.into_iter().for_each(|hit| add(&mut ids, hit.claim));
    }
    let long: Vec<_> = words.into_iter().filter(|word| word.chars().count() >= MIN_LETTERS).take(MAX_WORDS).collect();
    if ids.is_empty() && !long.is_empty() {
        claims_with(store, &Predicate::Any(conditions(&long)), most)?.into_iter().for_each(|id| add(&mut ids, id));
    }
    Ok(ids)
}

/// Returns the saved filters, with how many claims each selects.
///
/// # Errors
/// Errors of the book.
pub(super) fn counted_filters(store: &Store, now: NaiveDateTime) -> Result<Vec<LookupHit>> {
    let (rows, _) = store.saved_filters_counted(now)?;
    let hit = |row: SavedRow| {
        let text = format!("@{}", row.name);
        let address = super::http::Query::of("q", &text).url("/");
        let detail = row.claims.map(grouped).unwrap_or_default();
        LookupHit { what: "filter", id: row.id, text, detail, address }
    };
    Ok(rows.into_iter().map(hit).collect())
}

/// Returns everything that a text may mean: claims, speakers, documents, saved filters and pages.
///
/// # Errors
/// Errors of the book.
pub(super) fn everything(store: &Store, typed: &str, visitor: &Visitor) -> Result<Vec<LookupHit>> {
    let (most_claims, most_others) = (6, 4);
    let mut found = claims(store, typed, None, most_claims)?;
    found.extend(speakers(store, typed, most_others)?);
    found.extend(documents(store, typed, most_others)?);
    found.extend(places(store, typed, visitor)?);
    Ok(found)
}

/// Returns the condition that a claim or document has every word of a text.
pub(super) fn all_words(typed: &str) -> Predicate {
    Predicate::All(conditions(&words(typed)))
}

/// Returns the number of words of a text.
pub(super) fn word_count(typed: &str) -> usize {
    words(typed).len()
}

/// Returns conditions that a claim has each word; the last one may be the beginning of a word.
fn conditions(words: &[String]) -> Vec<Predicate> {
    let word = |(place, word): (usize, &String)| {
        let prefix = place + 1 == words.len() && word.chars().count() > 1;
        Predicate::Is(Condition::Words(SearchWords { text: word.clone(), phrase: false, prefix }))
    };
    words.iter().enumerate().map(word).collect()
}

fn claims_with(store: &Store, wanted: &Predicate, most: usize) -> Result<Vec<i64>> {
    let found = store.search(wanted, most, 0)?;
    Ok(found.rows.into_iter().filter(|row| row.what == "claim").map(|row| row.id).collect())
}

fn claim_hit(store: &Store, id: i64) -> Result<LookupHit> {
    let row = store.claim(id)?;
    let mut detail = vec![Status::for_people(&row.status).to_string()];
    detail.extend(row.all_verdicts);
    if let Some(name) = row.made_by.first() {
        detail.push(name.clone());
    }
    Ok(LookupHit { what: "claim", id, text: row.text, detail: detail.join(" · "), address: format!("/claims/{id}") })
}

/// Returns the speakers that a text may mean.
///
/// # Errors
/// Errors of the book.
pub(super) fn speakers(store: &Store, typed: &str, most: usize) -> Result<Vec<LookupHit>> {
    let words = words(typed);
    if words.len() > MAX_WORDS {
        return Ok(Vec::new());
    }
    Ok(store.speakers_like(&words, most)?.into_iter().map(|row| named("speaker", row)).collect())
}

/// Returns the documents that a text may mean.
///
/// # Errors
/// Errors of the book.
pub(super) fn documents(store: &Store, typed: &str, most: usize) -> Result<Vec<LookupHit>> {
    let words = words(typed);
    if words.len() > MAX_WORDS {
        return Ok(Vec::new());
    }
    Ok(store.documents_like(&words, most)?.into_iter().map(|row| named("document", row)).collect())
}

fn named(what: &'static str, (id, text, kind): NamedRow) -> LookupHit {
    LookupHit { what, id, text, detail: kind.replace('-', " "), address: format!("/{what}s/{id}") }
}

/// Returns the saved filters and the pages that have each word of a text; of the pages, those that the visitor may use.
///
/// # Errors
/// Errors of the book.
pub(super) fn places(store: &Store, typed: &str, visitor: &Visitor) -> Result<Vec<LookupHit>> {
    let words: Vec<_> = words(typed).iter().map(|word| fold(word)).collect();
    let has = |text: &str| !words.is_empty() && words.iter().all(|word| fold(text).contains(word.as_str()));
    let mut found = Vec::new();
    for row in store.saved_filters()? {
        if has(&row.name) || has(&row.filter) {
            let query = super::http::Query::of("q", &format!("@{}", row.name));
            let (text, address) = (format!("@{}", row.name), query.url("/"));
            found.push(LookupHit { what: "filter", id: row.id, text, detail: row.filter, address });
        }
    }
    let offered = PAGES.iter().filter(|(address, ..)| visitor.has(right_of_page(address)));
    for (address, name, more) in offered.filter(|(_, name, more)| has(&format!("{name} {more}"))) {
        let (text, detail, address) = ((*name).to_string(), (*more).to_string(), (*address).to_string());
        found.push(LookupHit { what: "page", id: 0, text, detail, address });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_in_the_ways_in_which_claims_are_named() {
        assert_eq!(
            ["12", " #12", "Claim 12", "claim twelve", "0", "-3", "12 boats"].map(number),
            [Some(12), Some(12), Some(12), None, None, None, None]
        );
    }
}
