//! The query of an address, and the values of a form, which are written in the same way.

use crate::actions::FilterArgs;
use crate::error::{Error, Result};

/// Names and values, in the order in which they were sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query(Vec<(String, String)>);

impl From<&FilterArgs> for Query {
    fn from(filter: &FilterArgs) -> Self {
        Self(filter.query().into_iter().map(|(name, value)| (name.to_string(), value)).collect())
    }
}

impl Query {
    /// Parses text of the type `application/x-www-form-urlencoded`.
    pub(crate) fn parse(text: &str) -> Self {
        Self(form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    /// Returns a query with one name and value.
    pub(crate) fn of(name: &str, value: &str) -> Self {
        Self(vec![(name.to_string(), value.to_string())])
    }

    /// Returns the first value of a name, trimmed; none where it is empty.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.raw_value(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// Returns the first value of a name as it was sent.
    pub(crate) fn raw_value(&self, name: &str) -> Option<&str> {
        self.raw_values(name).next()
    }

    /// Returns the values of a name as they were sent.
    pub(crate) fn raw_values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the values of a name, trimmed, without the empty ones.
    pub(crate) fn values(&self, name: &str) -> Vec<String> {
        self.raw_values(name).map(str::trim).filter(|value| !value.is_empty()).map(str::to_string).collect()
    }

    /// Returns the number of a name; none where it is not given.
    ///
    /// # Errors
    /// The value is not a whole number from 0 to `max`.
    pub(crate) fn number(&self, name: &str, max: u64) -> Result<Option<u64>> {
        let Some(typed) = self.value(name) else { return Ok(None) };
        match typed.parse() {
            Ok(number) if number <= max => Ok(Some(number)),
            _ => Err(Error::usage(format!("{name} is a number up to {max}, not {typed}"))
                .hint(format!("leave out {name}, or write a number"))),
        }
    }

    /// Reads the filter of claims.
    pub(crate) fn filter(&self) -> FilterArgs {
        FilterArgs::from_query(|name| self.values(name))
    }

    /// Adds a value.
    pub(crate) fn push(&mut self, name: &str, value: &str) {
        self.0.push((name.to_string(), value.to_string()));
    }

    /// Returns the address with this query after `path`.
    pub(crate) fn url(&self, path: &str) -> String {
        if self.0.is_empty() {
            return path.to_string();
        }
        let encoded = form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish();
        format!("{path}?{encoded}")
    }

    /// Whether any name has an empty value.
    pub(crate) fn has_empty_values(&self) -> bool {
        self.0.iter().any(|(_, value)| value.trim().is_empty())
    }

    /// Returns the query without the names whose value is empty.
    pub(crate) fn without_empty_values(mut self) -> Self {
        self.0.retain(|(_, value)| !value.trim().is_empty());
        self
    }

    /// Returns the query without the values of one name.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }
}
