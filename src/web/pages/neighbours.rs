//! The claims before and after one in the list that one came from. The address of the claim has the list, as `in`, and the place in
//! it, as `n`.

use crate::error::Result;
use crate::model::{Filter, Sort};
use crate::store::Store;
use crate::web::http::{HttpRequest, Query};

/// Name of the value with the query of the list.
pub(super) const LIST: &str = "in";
/// Name of the value with the place in the list, from 0.
pub(super) const PLACE: &str = "n";

/// The list that one came from.
pub(super) struct Neighbours {
    /// Its address.
    pub(super) list: String,
    /// What it is called.
    pub(super) title: String,
    /// The place of the claim in it, from 1.
    pub(super) place: String,
    /// The address of the claim before.
    pub(super) previous: Option<String>,
    /// The address of the claim after.
    pub(super) next: Option<String>,
}

/// Returns the address of a claim at a place of a list.
pub(super) fn address_in(list: &str, claim: i64, place: u64) -> String {
    let mut query = Query::default();
    if !list.is_empty() {
        query.push(LIST, list);
    }
    query.push(PLACE, &place.to_string());
    query.url(&format!("/claims/{claim}"))
}

impl Neighbours {
    /// Returns the neighbours of a claim; none where the address names no list, or the claim is no longer at its place there.
    ///
    /// # Errors
    /// Errors of the book.
    pub(super) fn of(request: &HttpRequest, store: &Store, claim: i64) -> Result<Option<Self>> {
        let Some(place) = request.query.number(PLACE, 1 << 40).unwrap_or_default() else { return Ok(None) };
        let text = request.query.value(LIST).unwrap_or_default();
        let list = Query::parse(text);
        let filter = list.filter();
        let (Ok((predicate, _)), Ok((sort, is_reversed))) =
            (filter.which.predicate(store, request.now), filter.order(Sort::Newest))
        else {
            return Ok(None);
        };
        let first = place.saturating_sub(1);
        let selection = Filter { predicate, sort, is_reversed, limit: Some(3), offset: first };
        let mut ids = Vec::new();
        store.claims(&selection, &mut |row| {
            ids.push(row.id);
            Ok(())
        })?;
        let Some(at) = ids.iter().position(|id| *id == claim) else { return Ok(None) };
        let to = |at: usize| ids.get(at).map(|id| address_in(text, *id, first + at as u64));
        Ok(Some(Self {
            list: list.url("/"),
            title: if filter.which.is_narrow() { filter.which.to_text() } else { "All claims".to_string() },
            place: format!("number {}", first + at as u64 + 1),
            previous: at.checked_sub(1).and_then(to),
            next: to(at + 1),
        }))
    }
}
