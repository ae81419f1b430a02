//! The filter of claims in the query of an address.

use crate::error::{Error, Result};
use crate::model::filter::{FilterReader, empty_filter};
use crate::model::{Filter, Predicate, Sort};
use crate::store::Store;
use crate::web::http::query::Query;
use crate::web::http::request::HttpRequest;

/// A filter of claims in the query of an address. Empty parts select every claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FilterQuery {
    /// Text in the filter language.
    pub(crate) text: String,
    /// Statuses, any of which a claim must have.
    pub(crate) status: Vec<String>,
    /// Stages, any of which a claim must have.
    pub(crate) stage: Vec<String>,
    /// Buckets or labels of the current verdict, any of which a claim must have.
    pub(crate) verdict: Vec<String>,
    /// The name of the order.
    pub(crate) sort: String,
}

/// The parameters of the query, with their meanings.
pub(crate) const PARAMS: &[(&str, &str)] = &[
    ("q", "A filter, in the filter language"),
    ("status", "The status of the claims; repeated for any of several"),
    ("stage", "What the desk is doing about the claims; repeated for any of several"),
    ("verdict", "The label or bucket of the current verdict, or none"),
    ("sort", "id, newest, status, said or text"),
];

impl FilterQuery {
    /// Reads the filter from a query.
    pub(crate) fn of(query: &Query) -> Self {
        Self {
            text: query.value("q").unwrap_or_default().to_string(),
            status: query.values("status"),
            stage: query.values("stage"),
            verdict: query.values("verdict"),
            sort: query.value("sort").unwrap_or_default().to_string(),
        }
    }

    /// Whether the filter may leave out claims.
    pub(crate) fn is_narrow(&self) -> bool {
        *self != Self { sort: self.sort.clone(), ..Self::default() }
    }

    /// Returns the filter without its statuses.
    pub(crate) fn of_any_status(&self) -> Self {
        Self { status: Vec::new(), ..self.clone() }
    }

    /// Returns the whole filter in the filter language.
    pub(crate) fn to_text(&self) -> String {
        let mut parts = Vec::new();
        for (key, values) in [("status", &self.status), ("stage", &self.stage), ("verdict", &self.verdict)] {
            let each: Vec<_> = values.iter().map(|value| format!("{key}:\"{value}\"")).collect();
            match each.len() {
                0 => {}
                1 => parts.extend(each),
                _ => parts.push(format!("({})", each.join(" or "))),
            }
        }
        match (self.text.as_str(), parts.is_empty()) {
            ("", _) => {}
            (typed, true) => parts.push(typed.to_string()),
            (typed, false) => parts.push(format!("({typed})")),
        }
        parts.join(" ")
    }

    /// Returns the query of the filter.
    pub(crate) fn query(&self) -> Query {
        let mut query = Query::default();
        for (name, value) in [("q", &self.text), ("sort", &self.sort)] {
            if !value.is_empty() {
                query.push(name, value);
            }
        }
        for (name, values) in [("status", &self.status), ("stage", &self.stage), ("verdict", &self.verdict)] {
            values.iter().for_each(|value| query.push(name, value));
        }
        query
    }

    /// Parses the filter. Returns notes too: how dates in words were understood.
    ///
    /// # Errors
    /// The text is no filter, or it has neither a word nor a key.
    pub(crate) fn predicate(&self, request: &HttpRequest, store: &Store) -> Result<(Predicate, Vec<String>)> {
        let text_only = Self { text: self.text.clone(), ..Self::default() };
        if !self.text.is_empty() && text_only.read(request, store)?.0 == Predicate::default() {
            return Err(empty_filter());
        }
        self.read(request, store)
    }

    /// As [`Self::predicate`], but text without a word or a key selects every claim.
    ///
    /// # Errors
    /// The text is no filter.
    pub(crate) fn read(&self, request: &HttpRequest, store: &Store) -> Result<(Predicate, Vec<String>)> {
        let saved = |name: &str| Ok(store.saved_filter(name)?.filter);
        let mut reader = FilterReader::new(request.now, &saved);
        let mut all = Vec::new();
        for (key, values) in [("status", &self.status), ("stage", &self.stage), ("verdict", &self.verdict)] {
            all.extend(reader.any(key, values)?);
        }
        all.push(reader.text(&self.text)?);
        Ok((Predicate::all(all), reader.notes()))
    }

    /// Returns the order; `default` where the query has none.
    ///
    /// # Errors
    /// The query has a word that is no order.
    pub(crate) fn order(&self, default: Sort) -> Result<Sort> {
        if self.sort.is_empty() {
            return Ok(default);
        }
        Sort::of(&self.sort).ok_or_else(|| {
            Error::usage(format!("no such order: {}", self.sort)).hint(format!("one of: {}", Sort::WORDS.join(", ")))
        })
    }

    /// Returns the filter and the order for a list or an export.
    ///
    /// # Errors
    /// As [`Self::predicate`] and [`Self::order`].
    pub(crate) fn filter(&self, request: &HttpRequest, store: &Store, default: Sort) -> Result<Filter> {
        let sort = self.order(default)?;
        Ok(Filter { sort, ..self.predicate(request, store)?.0.into() })
    }
}
