//! Which claims a page shows: the state of its filter, as its address holds it.

use crate::error::{Error, Result};
use crate::model::filter::{Reader, asks_for_nothing};
use crate::model::{Filter, Sort, Wanted};
use crate::store::Store;
use crate::web::http::query::Query;
use crate::web::http::request::HttpRequest;

/// The filter as it was asked for. What is empty asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::web) struct FilterQuery {
    /// The filter language.
    pub(in crate::web) typed: String,
    /// Statuses, any of them.
    pub(in crate::web) status: Vec<String>,
    /// Stages.
    pub(in crate::web) stage: Vec<String>,
    /// Buckets or labels of the verdict that stands.
    pub(in crate::web) verdict: Vec<String>,
    /// The order, as it is written.
    pub(in crate::web) sort: String,
}

/// The names of what asks for claims in an address, with what they mean.
pub(in crate::web) const NAMES: &[(&str, &str)] = &[
    ("q", "What must hold of the claims, in the filter language"),
    ("status", "Where they stand; several times for any of several"),
    ("stage", "What the desk is doing about them; several times for any of several"),
    ("verdict", "The label or bucket of the verdict that stands, or none"),
    ("sort", "id, newest, status, said or text"),
];

impl FilterQuery {
    /// Reads the state from an address.
    pub(in crate::web) fn of(query: &Query) -> Self {
        Self {
            typed: query.value("q").unwrap_or_default().to_string(),
            status: query.values("status"),
            stage: query.values("stage"),
            verdict: query.values("verdict"),
            sort: query.value("sort").unwrap_or_default().to_string(),
        }
    }

    /// Whether it leaves out any claim.
    pub(in crate::web) fn narrows(&self) -> bool {
        *self != Self { sort: self.sort.clone(), ..Self::default() }
    }

    /// The state without the statuses it asks for.
    pub(in crate::web) fn of_any_status(&self) -> Self {
        Self { status: Vec::new(), ..self.clone() }
    }

    /// The state in the filter language.
    pub(in crate::web) fn in_words(&self) -> String {
        let mut parts = Vec::new();
        for (key, values) in [("status", &self.status), ("stage", &self.stage), ("verdict", &self.verdict)] {
            let each: Vec<_> = values.iter().map(|value| format!("{key}:\"{value}\"")).collect();
            match each.len() {
                0 => {}
                1 => parts.extend(each),
                _ => parts.push(format!("({})", each.join(" or "))),
            }
        }
        match (self.typed.as_str(), parts.is_empty()) {
            ("", _) => {}
            (typed, true) => parts.push(typed.to_string()),
            (typed, false) => parts.push(format!("({typed})")),
        }
        parts.join(" ")
    }

    /// The state as an address holds it.
    pub(in crate::web) fn query(&self) -> Query {
        let mut query = Query::default();
        for (name, value) in [("q", &self.typed), ("sort", &self.sort)] {
            if !value.is_empty() {
                query.push(name, value);
            }
        }
        for (name, values) in [("status", &self.status), ("stage", &self.stage), ("verdict", &self.verdict)] {
            values.iter().for_each(|value| query.push(name, value));
        }
        query
    }

    /// What it asks for; and what a date was taken for, where it was not typed as it is kept.
    ///
    /// # Errors
    /// A filter that cannot be read, or asks for nothing though something was typed.
    pub(in crate::web) fn wanted(&self, request: &HttpRequest, store: &Store) -> Result<(Wanted, Vec<String>)> {
        let typed = Self { typed: self.typed.clone(), ..Self::default() };
        if !self.typed.is_empty() && typed.read(request, store)?.0 == Wanted::default() {
            return Err(asks_for_nothing());
        }
        self.read(request, store)
    }

    /// As [`FilterQuery::wanted`], where what asks for nothing means every claim.
    ///
    /// # Errors
    /// A filter that cannot be read.
    pub(in crate::web) fn read(&self, request: &HttpRequest, store: &Store) -> Result<(Wanted, Vec<String>)> {
        let saved = |name: &str| Ok(store.saved_filter(name)?.filter);
        let mut reader = Reader::new(request.now, &saved);
        let mut all = Vec::new();
        for (key, values) in [("status", &self.status), ("stage", &self.stage), ("verdict", &self.verdict)] {
            all.extend(reader.any(key, values)?);
        }
        all.push(reader.text(&self.typed)?);
        Ok((Wanted::all(all), reader.notes()))
    }

    /// The order; `otherwise` where none is asked for.
    ///
    /// # Errors
    /// A word that is no order.
    pub(in crate::web) fn order(&self, otherwise: Sort) -> Result<Sort> {
        if self.sort.is_empty() {
            return Ok(otherwise);
        }
        Sort::of(&self.sort).ok_or_else(|| {
            Error::usage(format!("no such order: {}", self.sort)).hint(format!("one of: {}", Sort::WORDS.join(", ")))
        })
    }

    /// The filter of a list or an export: everything that is wanted, in its order.
    ///
    /// # Errors
    /// As [`FilterQuery::wanted`] and [`FilterQuery::order`].
    pub(in crate::web) fn filter(&self, request: &HttpRequest, store: &Store, otherwise: Sort) -> Result<Filter> {
        let sort = self.order(otherwise)?;
        Ok(Filter { sort, ..self.wanted(request, store)?.0.into() })
    }
}
