//! The pages: one file each, a function from what was asked and the book to a reply.

pub(super) mod claim;
pub(super) mod claims;
pub(super) mod document;
pub(super) mod documents;
pub(super) mod export;
pub(super) mod filters;
pub(super) mod history;
pub(super) mod import;
pub(super) mod like;
pub(super) mod new_claim;
pub(super) mod saved;
pub(super) mod search;
mod shares;
pub(super) mod speaker;
pub(super) mod speakers;
pub(super) mod statement;
mod told;

use askama::Template;

use crate::error::{Error, Result};
use crate::web::http::request::{FormError, HttpRequest, Query};
use crate::web::http::response::HttpResponse;
use crate::web::message::Message;

/// So many rows stand on a page.
const ROWS: u64 = 50;

/// What is the same on every page.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// What the book is called.
    pub(super) book: String,
    /// The part of the page that it is in.
    pub(super) here: String,
    /// What was said of what was just done.
    pub(super) said: Vec<Message>,
    /// Why a form was not taken.
    pub(super) wrong: Option<FormError>,
}

impl Layout {
    /// The frame of a page that was asked for.
    pub(super) fn of(asked: &HttpRequest) -> Self {
        let first = asked.path.split('/').nth(1).unwrap_or_default();
        let here = if matches!(first, "" | "statements") { "claims" } else { first };
        let wrong = asked.tried.as_ref().and_then(|tried| tried.wrong.clone());
        Self { book: asked.book.clone(), here: here.to_string(), said: asked.said.clone(), wrong }
    }

    /// The parts of the page: address, name, and whether it is this one.
    fn parts(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        let parts = [
            ("/", "Claims", "claims"),
            ("/speakers", "Speakers", "speakers"),
            ("/documents", "Documents", "documents"),
            ("/search", "Search", "search"),
            ("/saved", "Saved", "saved"),
            ("/import", "Import", "import"),
            ("/history", "History", "history"),
        ];
        parts.into_iter().map(|(address, name, word)| (address, name, word == self.here))
    }
}

/// An error as people read it.
struct ErrorMessage {
    sentence: Message,
    hint: Message,
}

impl From<&Error> for ErrorMessage {
    fn from(error: &Error) -> Self {
        Self { sentence: Message::of(error.message()), hint: Message::of(&error.advice()) }
    }
}

#[derive(Template)]
#[template(path = "wrong.html")]
struct ErrorPage<'a> {
    frame: &'a Layout,
    wrong: ErrorMessage,
}

/// A page that says what is wrong.
///
/// # Errors
/// A page that cannot be written.
pub(super) fn wrong(frame: &Layout, error: &Error) -> Result<HttpResponse> {
    HttpResponse::page(&ErrorPage { frame, wrong: error.into() })
}

/// Where in a list a page stands, and the addresses of the pages beside it.
struct Pager {
    first: u64,
    last: u64,
    all: String,
    before: Option<String>,
    after: Option<String>,
    /// The page that is asked for, where there are not so many.
    beyond: Option<u64>,
    /// How many pages there are, where that is known.
    pages: Option<u64>,
}

/// Which page of a list is asked for, from 1.
///
/// # Errors
/// Something that is no number.
fn page_number(asked: &HttpRequest) -> Result<u64> {
    Ok(asked.query.number("page", 1_000_000)?.unwrap_or(1).max(1))
}

impl Pager {
    /// The place of `page`, which shows `shown` rows; `more` whether there are more behind it; `all` how many in words.
    fn of(query: &Query, path: &str, page: u64, shown: usize, more: bool, all: String) -> Self {
        let first = (page - 1) * ROWS + 1;
        let pages = all.replace(',', "").parse::<u64>().ok().map(|all| all.div_ceil(ROWS).max(1));
        let beyond = (page > 1 && shown == 0).then_some(page);
        let at = |number: u64| {
            let mut query = query.clone().without("page");
            if number > 1 {
                query.add("page", &number.to_string());
            }
            query.behind(path)
        };
        Self {
            first,
            last: first - 1 + shown as u64,
            all,
            before: (page > 1).then(|| at(beyond.and(pages).unwrap_or(page - 1))),
            after: more.then(|| at(page + 1)),
            beyond,
            pages,
        }
    }
}

impl Pager {
    /// Which rows these are, in words: "51–100 of 1,234 claims", and "9 claims" where that is all.
    fn told(&self, one: &str) -> String {
        let many = if self.all == "1" { one.to_string() } else { format!("{one}s") };
        match (&self.before, &self.after) {
            (None, None) => format!("{} {many}", self.all),
            _ if self.last < self.first => match (self.beyond, self.pages) {
                (Some(page), Some(pages)) => format!("There is no page {page}; the last is {pages}"),
                (Some(page), None) => format!("There is no page {page}"),
                _ => format!("There are no more {one}s"),
            },
            _ => format!("{}–{} of {} {many}", self.first, self.last, self.all),
        }
    }
}

/// A number with its thousands apart: 12,345.
fn grouped(number: &i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if *number < 0 { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000")] {
            assert_eq!(grouped(&number), text);
        }
    }

    #[test]
    fn a_pager_leads_to_the_pages_beside_it_and_keeps_the_filter() {
        let query = Query::read("q=a+b&page=2");
        let pager = Pager::of(&query, "/", 2, 50, true, "many".to_string());
        assert_eq!((pager.first, pager.last), (51, 100));
        assert_eq!(pager.before.as_deref(), Some("/?q=a+b"));
        assert_eq!(pager.after.as_deref(), Some("/?q=a+b&page=3"));
        let last = Pager::of(&query, "/", 3, 1, false, String::new());
        assert_eq!((last.first, last.last, &last.after), (101, 101, &None));
        assert_eq!(pager.told("claim"), "51–100 of many claims");
        let told = |page, shown, all: &str| Pager::of(&query, "/", page, shown, false, all.to_string()).told("claim");
        assert_eq!(
            [told(1, 9, "9"), told(1, 1, "1"), told(3, 0, "9")],
            ["9 claims", "1 claim", "There is no page 3; the last is 1"]
        );
    }
}
