//! What the lists of speakers and of documents share: the box that narrows them, the headings that sort them, and pairs that look
//! alike.

use super::pager::{Pager, ROWS, page_number};
use crate::error::Result;
use crate::model::results::duplicates::DuplicatePair;
use crate::web::http::{HttpRequest, Query};
use crate::web::pages::number::grouped;

/// Maximum number of pairs shown in a row.
const MAX_PAIRS: usize = 2;

/// A column of a list: its heading, its class, and the order that sorts by it; empty for none.
pub(super) type ListColumn = (&'static str, &'static str, &'static str);

/// A heading of a list.
pub(super) struct ListHeading {
    /// The heading.
    pub(super) text: &'static str,
    /// Its class.
    pub(super) class: &'static str,
    /// The list in its order; none where it does not sort.
    pub(super) address: Option<String>,
    /// The value of `aria-sort`; none where the list is not sorted by it.
    pub(super) way: Option<&'static str>,
}

/// What an address asks of a list.
pub(super) struct ListRequest {
    path: &'static str,
    /// What is typed into the box.
    pub(super) typed: String,
    /// The word of the order.
    pub(super) sort: &'static str,
    is_usual: bool,
    page: u64,
}

impl ListRequest {
    /// Reads it; the first of the words of orders is the usual one.
    ///
    /// # Errors
    /// The page is no number.
    pub(super) fn of(request: &HttpRequest, path: &'static str, orders: &'static [&'static str]) -> Result<Self> {
        let wanted = request.query.value("sort").unwrap_or_default();
        let usual = orders.first().copied().unwrap_or_default();
        let sort = orders.iter().copied().find(|word| *word == wanted).unwrap_or(usual);
        let typed = request.query.value("q").unwrap_or_default().to_string();
        Ok(Self { path, typed, sort, is_usual: sort == usual, page: page_number(request)? })
    }

    /// Returns the words that are typed.
    pub(super) fn words(&self) -> Vec<String> {
        self.typed.split_whitespace().map(str::to_string).collect()
    }

    /// Returns the number of rows before the page.
    pub(super) fn offset(&self) -> u64 {
        (self.page - 1) * ROWS
    }

    /// Returns the place of the page in a list of `all` rows.
    pub(super) fn pager(&self, shown: usize, all: i64) -> Pager {
        let more = i64::try_from(self.page * ROWS).is_ok_and(|last| last < all);
        Pager::of(&self.query(), self.path, self.page, shown, more, grouped(&all))
    }

    /// Returns the headings of the columns.
    pub(super) fn headings(&self, columns: &[ListColumn]) -> Vec<ListHeading> {
        let heading = |(text, class, order): &ListColumn| ListHeading {
            text,
            class,
            address: (!order.is_empty()).then(|| {
                let mut query = self.query().without("sort");
                query.push("sort", order);
                query.url(self.path)
            }),
            way: (*order == self.sort).then_some(if matches!(*order, "name" | "title") {
                "ascending"
            } else {
                "descending"
            }),
        };
        columns.iter().map(heading).collect()
    }

    /// Returns the query of the list with this page, for a form that comes back to it.
    pub(super) fn back(&self) -> String {
        let mut query = self.query().without("sort");
        query.push("sort", self.sort);
        if self.page > 1 {
            query.push("page", &self.page.to_string());
        }
        query.url("").trim_start_matches('?').to_string()
    }

    /// Returns the query of the list, without the page.
    fn query(&self) -> Query {
        let mut query = Query::default();
        if !self.typed.is_empty() {
            query.push("q", &self.typed);
        }
        if !self.is_usual {
            query.push("sort", self.sort);
        }
        query
    }
}

/// Returns the pairs of a row that look alike: the likeliest.
pub(super) fn alike(pairs: &[DuplicatePair], id: i64) -> impl Iterator<Item = &DuplicatePair> {
    pairs.iter().filter(move |pair| pair.id == id).take(MAX_PAIRS)
}
