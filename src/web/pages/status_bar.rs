//! The bar above the list of claims: how many have each status.

use super::number::grouped;
use super::statement_view::status_text;
use crate::actions::{ConditionArgs, FilterArgs};
use crate::error::Result;
use crate::model::{Filter, Sort, Status};
use crate::store::Store;
use crate::web::http::{HttpRequest, Query};

/// Maximum number of claims of a filter that are counted; where there are more, the newest are. To count them all would take
/// longer than the rest of the page.
const MAX_COUNTED: i64 = 10_000;

/// A part of the bar: a status, and how many claims have it.
pub(super) struct StatusShare {
    /// The status.
    pub(super) status: Status,
    /// Number of claims with the status.
    pub(super) claims: i64,
    /// Where the part begins, in thousandths of the bar.
    pub(super) start: f64,
    /// How wide the part is, in thousandths of the bar.
    pub(super) width: f64,
    /// The list of these claims; of all claims where the list is of these already.
    pub(super) address: String,
    /// Whether the list is of the claims with this status only.
    pub(super) is_chosen: bool,
}

impl StatusShare {
    /// Returns the status as people read it.
    pub(super) fn status_text(&self) -> &str {
        status_text(self.status.as_str())
    }

    /// Returns the share in percent.
    pub(super) fn percent(&self) -> String {
        format!("{:.0} %", self.width / 10.0)
    }
}

/// Returns how many claims of the book have each status.
pub(super) fn of_the_book(store: &Store) -> Result<Vec<(String, i64)>> {
    let counts = store.counts()?.into_iter().filter(|count| count.what == "status");
    Ok(counts.map(|count| (count.value, count.claims)).collect())
}

/// Returns the parts of the bar for a filter, whatever status the filter asks for. `whole` is the result of [`of_the_book`].
///
/// # Errors
/// The filter is wrong.
pub(super) fn shares(
    request: &HttpRequest,
    store: &Store,
    filter: &FilterArgs,
    whole: &[(String, i64)],
) -> Result<Vec<StatusShare>> {
    let Some(rest) = filter.which.without_status() else { return Ok(parts(whole, filter)) };
    let predicate = rest.predicate(store, request.now)?.0;
    let counted = Filter { sort: Sort::Newest, limit: Some(MAX_COUNTED.unsigned_abs()), ..predicate.into() };
    Ok(parts(&store.count_by_status(&counted)?, filter))
}

/// Returns how many claims a filter selects, its status included, in words.
///
/// # Errors
/// The filter is wrong.
pub(super) fn total(
    shares: &[StatusShare],
    request: &HttpRequest,
    store: &Store,
    filter: &FilterArgs,
) -> Result<String> {
    let chosen = |share: &&StatusShare| {
        filter.which.status.is_empty() || filter.which.status.iter().any(|word| word == share.status.as_str())
    };
    let (all, selected) = (sum(shares.iter()), sum(shares.iter().filter(chosen)));
    if all < MAX_COUNTED || filter.which.without_status().is_none() {
        return Ok(grouped(&selected));
    }
    let selected = if filter.which.status.is_empty() {
        all
    } else {
        let predicate = filter.which.predicate(store, request.now)?.0;
        store.count(&Filter { limit: Some(MAX_COUNTED.unsigned_abs()), ..predicate.into() })?
    };
    Ok(if selected < MAX_COUNTED { grouped(&selected) } else { format!("at least {}", grouped(&MAX_COUNTED)) })
}

fn sum<'s>(shares: impl Iterator<Item = &'s StatusShare>) -> i64 {
    shares.map(|share| share.claims).sum()
}

/// Returns the parts of the bar for counts of claims by status.
pub(super) fn parts(counts: &[(String, i64)], filter: &FilterArgs) -> Vec<StatusShare> {
    let of = |status: &Status| counts.iter().find(|(word, _)| word == status.as_str()).map_or(0, |(_, claims)| *claims);
    let all: i64 = Status::ALL.iter().map(of).sum();
    let mut start = 0.0;
    let share = |status: &Status| {
        let (claims, is_chosen) = (of(status), filter.which.status == [status.as_str()]);
        let width = 1000.0 * claims as f64 / all.max(1) as f64;
        let other = if is_chosen { Vec::new() } else { vec![status.to_string()] };
        let which = ConditionArgs { status: other, ..filter.which.clone() };
        let address = Query::from(&FilterArgs { which, ..filter.clone() }).url("/");
        let share = StatusShare { status: *status, claims, start, width, address, is_chosen };
        start += width;
        share
    };
    Status::ALL.iter().map(share).filter(|share| share.claims > 0 || share.is_chosen).collect()
}

/// Returns what the bar counts, in words.
pub(super) fn caption(shares: &[StatusShare], narrowed: bool) -> String {
    match (sum(shares.iter()), narrowed) {
        (MAX_COUNTED, true) => format!("Status of the newest {} claims that the filter selects", grouped(&MAX_COUNTED)),
        (0, true) => "No claim matches, whatever its status".to_string(),
        (1, true) => "Status of the 1 claim that the filter selects".to_string(),
        (all, true) => format!("Status of the {} claims that the filter selects", grouped(&all)),
        (1, false) => "Status of the 1 claim of the book".to_string(),
        (all, false) => format!("Status of all {} claims of the book", grouped(&all)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caption_says_where_only_the_newest_are_counted() {
        let caption = |disputed, narrowed| {
            let counts = [("disputed", disputed), ("undisputed", 9_000)].map(|(word, n)| (word.to_string(), n));
            super::caption(&parts(&counts, &FilterArgs::default()), narrowed)
        };
        assert_eq!(caption(1_000, true), "Status of the newest 10,000 claims that the filter selects");
        assert_eq!(caption(999, true), "Status of the 9,999 claims that the filter selects");
        assert_eq!(caption(1_000, false), "Status of all 10,000 claims of the book");
    }
}
