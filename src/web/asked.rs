//! What was asked: the names in the path, the query, and when.

use chrono::NaiveDateTime;

use super::forms::Offer;
use super::says::Sentence;
use crate::error::{Error, Result};

/// A request to a page or to the API.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// The path as it was asked for.
    pub(super) path: String,
    /// What stands in the path, by name.
    pub(super) parts: Vec<(String, String)>,
    /// The query.
    pub(super) query: Query,
    /// The local time, by which "yesterday" is understood.
    pub(super) now: NaiveDateTime,
    /// What the book is called.
    pub(super) book: String,
    /// What was said of what was just done.
    pub(super) said: Vec<Sentence>,
    /// The form that was asked for, or sent and not taken.
    pub(super) tried: Option<Tried>,
}

/// A form that was asked for, or sent and not taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Tried {
    /// Where it is sent.
    pub(super) action: String,
    /// What was typed.
    pub(super) typed: Query,
    /// Why it was not taken.
    pub(super) wrong: Option<Refused>,
}

/// Why a form was not taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Refused {
    /// The name of the field that is at fault.
    pub(super) field: &'static str,
    pub(super) sentence: Sentence,
    pub(super) hint: Sentence,
    /// Whether somebody else has changed meanwhile what it changes.
    pub(super) overtaken: bool,
    /// The fields that are empty and must not be, where there are several: name, label and id on the page.
    pub(super) empty: Vec<(&'static str, &'static str, String)>,
    /// The id of that field on the page.
    pub(super) at: String,
    /// The id of the form.
    pub(super) form: String,
    /// What can be done instead.
    pub(super) offers: Vec<Offer>,
}

/// Names and values of an address, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query(Vec<(String, String)>);

impl Asked {
    /// Says why what was sent was not taken.
    pub(super) fn refuse(&mut self, wrong: Refused) {
        self.tried = Some(Tried { action: self.path.clone(), wrong: Some(wrong), ..Tried::default() });
    }

    /// The number in the path.
    ///
    /// # Errors
    /// Something else in its place.
    pub(super) fn id(&self, what: &str) -> Result<i64> {
        let typed = self.parts.iter().find(|(name, _)| name == "id").map_or("", |(_, value)| value.as_str());
        typed.parse().map_err(|_| {
            Error::not_found(format!("no such {what}: {typed}")).hint(format!("a {what} is known by its number"))
        })
    }
}

impl Query {
    /// Reads a query.
    pub(super) fn read(text: &str) -> Self {
        Self(form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    /// The first value of a name, without space around it; none where it is empty.
    pub(super) fn one(&self, name: &str) -> Option<&str> {
        let value = self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
        value.filter(|value| !value.is_empty())
    }

    /// The first value of a name as it was given.
    pub(super) fn given(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The values of a name as they were given.
    pub(super) fn every<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The values of a name that are not empty.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        let values = self.0.iter().filter(|(known, value)| known == name && !value.trim().is_empty());
        values.map(|(_, value)| value.trim().to_string()).collect()
    }

    /// A number from 1 to `most`; `otherwise` where none is given.
    ///
    /// # Errors
    /// Something else.
    pub(super) fn number(&self, name: &str, most: u64) -> Result<Option<u64>> {
        let Some(typed) = self.one(name) else { return Ok(None) };
        match typed.parse() {
            Ok(number) if number <= most => Ok(Some(number)),
            _ => Err(Error::usage(format!("{name} is a number up to {most}, not {typed}"))
                .hint(format!("leave out {name}, or write a number"))),
        }
    }

    /// Adds a value.
    pub(super) fn add(&mut self, name: &str, value: &str) {
        self.0.push((name.to_string(), value.to_string()));
    }

    /// The path with the query behind it.
    pub(super) fn behind(&self, path: &str) -> String {
        if self.0.is_empty() { path.to_string() } else { format!("{path}?{}", self.written()) }
    }

    /// The query as it is written in an address.
    pub(super) fn written(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }

    /// Whether a name stands in it without a value.
    pub(super) fn has_empty(&self) -> bool {
        self.0.iter().any(|(_, value)| value.trim().is_empty())
    }

    /// The query without names that have no value.
    pub(super) fn filled(mut self) -> Self {
        self.0.retain(|(_, value)| !value.trim().is_empty());
        self
    }

    /// The query without one name.
    pub(super) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }
}
