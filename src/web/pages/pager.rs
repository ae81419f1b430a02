//! Long lists in pages of rows.

use crate::error::Result;
use crate::web::http::{HttpRequest, Query};

/// Number of rows on a page.
pub(super) const ROWS: u64 = 50;

/// The place of a page in a list, and the pages before and after it.
pub(super) struct Pager {
    /// Number of the first row, from 1.
    pub(super) first: u64,
    /// Number of the last row; less than `first` where the page has no rows.
    pub(super) last: u64,
    /// Number of all rows, in words.
    pub(super) all: String,
    /// The address of the page before.
    pub(super) before: Option<String>,
    /// The address of the page after.
    pub(super) after: Option<String>,
    /// The number of the page, where the list has not so many pages.
    pub(super) beyond: Option<u64>,
    /// Number of all pages, where it is known.
    pub(super) pages: Option<u64>,
}

/// Returns the number of the requested page, from 1.
///
/// # Errors
/// The query has something that is no number.
pub(super) fn page_number(request: &HttpRequest) -> Result<u64> {
    Ok(request.query.number("page", 1_000_000)?.unwrap_or(1).max(1))
}

impl Pager {
    /// Returns the place of page number `page`, which shows `shown` rows. `more` says whether there are rows after them, and
    /// `all` how many rows there are, in words.
    pub(super) fn of(query: &Query, path: &str, page: u64, shown: usize, more: bool, all: String) -> Self {
        let first = (page - 1) * ROWS + 1;
        let pages = all.replace(',', "").parse::<u64>().ok().map(|all| all.div_ceil(ROWS).max(1));
        let beyond = (page > 1 && shown == 0).then_some(page);
        let at = |number: u64| {
            let mut query = query.clone().without("page");
            if number > 1 {
                query.push("page", &number.to_string());
            }
            query.url(path)
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

    /// Returns which rows these are, in words: "51–100 of 1,234 claims", and "9 claims" where that is all.
    pub(super) fn range(&self, one: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pager_leads_to_the_pages_beside_it_and_keeps_the_filter() {
        let query = Query::parse("q=a+b&page=2");
        let pager = Pager::of(&query, "/", 2, 50, true, "many".to_string());
        assert_eq!((pager.first, pager.last), (51, 100));
        assert_eq!(pager.before.as_deref(), Some("/?q=a+b"));
        assert_eq!(pager.after.as_deref(), Some("/?q=a+b&page=3"));
        let last = Pager::of(&query, "/", 3, 1, false, String::new());
        assert_eq!((last.first, last.last, &last.after), (101, 101, &None));
        assert_eq!(pager.range("claim"), "51–100 of many claims");
        let range = |page, shown, all: &str| Pager::of(&query, "/", page, shown, false, all.to_string()).range("claim");
        assert_eq!(
            [range(1, 9, "9"), range(1, 1, "1"), range(3, 0, "9")],
            ["9 claims", "1 claim", "There is no page 3; the last is 1"]
        );
    }
}
