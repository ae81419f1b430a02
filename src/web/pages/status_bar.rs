//! How claims share the statuses: the bar above the list, and its numbers.

use super::number::grouped;
use crate::error::Result;
use crate::model::{Filter, Sort, Status};
use crate::store::Store;
use crate::web::http::filter_query::FilterQuery;
use crate::web::http::request::HttpRequest;

/// Of more claims that a filter means, so many, the newest, are counted.
const COUNTED: i64 = 10_000;

/// A status with how many claims have it, and where it leads.
pub(super) struct StatusShare {
    pub(super) status: Status,
    pub(super) claims: i64,
    /// Where its part of the bar begins, and how wide it is, of 1000.
    pub(super) from: f64,
    pub(super) wide: f64,
    pub(super) address: String,
    pub(super) chosen: bool,
}

impl StatusShare {
    /// Its part in hundredths.
    pub(super) fn hundredths(&self) -> String {
        format!("{:.0} %", self.wide / 10.0)
    }
}

/// How many claims of the book have each status.
///
/// # Errors
/// Those of the database.
pub(super) fn of_the_book(store: &Store) -> Result<Vec<(String, i64)>> {
    let counts = store.counts()?.into_iter().filter(|count| count.what == "status");
    Ok(counts.map(|count| (count.value, count.claims)).collect())
}

/// How the claims share the statuses that a filter means, whatever status it asks for itself; `whole` is how all of the
/// book do.
///
/// # Errors
/// A filter that cannot be read; those of the database.
pub(super) fn shares(
    request: &HttpRequest,
    store: &Store,
    view: &FilterQuery,
    whole: &[(String, i64)],
) -> Result<Vec<StatusShare>> {
    let rest = view.of_any_status();
    if !rest.narrows() {
        return Ok(drawn(whole, view));
    }
    let wanted = rest.wanted(request, store)?.0;
    let filter = Filter { sort: Sort::Newest, limit: Some(COUNTED.unsigned_abs()), ..wanted.into() };
    Ok(drawn(&store.count_by_status(&filter)?, view))
}

/// How many claims the filter means, with the status it asks for, in words.
///
/// # Errors
/// As [`shares`].
pub(super) fn meant(
    shares: &[StatusShare],
    request: &HttpRequest,
    store: &Store,
    view: &FilterQuery,
) -> Result<String> {
    let chosen =
        |share: &&StatusShare| view.status.is_empty() || view.status.iter().any(|word| word == share.status.as_str());
    let (all, meant) = (sum(shares.iter()), sum(shares.iter().filter(chosen)));
    if all < COUNTED || !view.of_any_status().narrows() {
        return Ok(grouped(&meant));
    }
    let meant = if view.status.is_empty() {
        all
    } else {
        let wanted = view.wanted(request, store)?.0;
        store.count(&Filter { limit: Some(COUNTED.unsigned_abs()), ..wanted.into() })?
    };
    Ok(if meant < COUNTED { grouped(&meant) } else { format!("at least {}", grouped(&COUNTED)) })
}

fn sum<'s>(shares: impl Iterator<Item = &'s StatusShare>) -> i64 {
    shares.map(|share| share.claims).sum()
}

/// The parts of the bar.
pub(super) fn drawn(counts: &[(String, i64)], view: &FilterQuery) -> Vec<StatusShare> {
    let of = |status: &Status| counts.iter().find(|(word, _)| word == status.as_str()).map_or(0, |(_, claims)| *claims);
    let all: i64 = Status::ALL.iter().map(of).sum();
    let mut from = 0.0;
    let share = |status: &Status| {
        let (claims, chosen) = (of(status), view.status == [status.as_str()]);
        let wide = 1000.0 * claims as f64 / all.max(1) as f64;
        let turned = if chosen { Vec::new() } else { vec![status.to_string()] };
        let address = FilterQuery { status: turned, ..view.clone() }.query().url("/");
        let share = StatusShare { status: *status, claims, from, wide, address, chosen };
        from += wide;
        share
    };
    Status::ALL.iter().map(share).filter(|share| share.claims > 0 || share.chosen).collect()
}

/// What is counted, in words.
pub(super) fn caption(shares: &[StatusShare], narrowed: bool) -> String {
    match (sum(shares.iter()), narrowed) {
        (COUNTED, true) => format!("Where the newest {} claims stand that the filter means", grouped(&COUNTED)),
        (0, true) => "No claim fits, whatever its status".to_string(),
        (1, true) => "Where the 1 claim stands that the filter means".to_string(),
        (all, true) => format!("Where the {} claims stand that the filter means", grouped(&all)),
        (1, false) => "Where the 1 claim of the book stands".to_string(),
        (all, false) => format!("Where all {} claims of the book stand", grouped(&all)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::http::query::Query;

    #[test]
    fn it_is_said_where_only_the_newest_are_counted() {
        let caption = |disputed, narrowed| {
            let counts = [("disputed", disputed), ("undisputed", 9_000)].map(|(word, n)| (word.to_string(), n));
            super::caption(&drawn(&counts, &FilterQuery::of(&Query::default())), narrowed)
        };
        assert_eq!(caption(1_000, true), "Where the newest 10,000 claims stand that the filter means");
        assert_eq!(caption(999, true), "Where the 9,999 claims stand that the filter means");
        assert_eq!(caption(1_000, false), "Where all 10,000 claims of the book stand");
    }
}
