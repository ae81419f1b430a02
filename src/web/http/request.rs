//! What was asked: the names in the path, the query, and when.

use chrono::NaiveDateTime;

use crate::error::{Error, Result};
use crate::web::forms::Offer;
use crate::web::message::Message;

/// A request to a page or to the API.
#[derive(Clone, Debug, Default)]
pub(in crate::web) struct HttpRequest {
    /// The path as it was asked for.
    pub(in crate::web) path: String,
    /// What stands in the path, by name.
    pub(in crate::web) parts: Vec<(String, String)>,
    /// The query.
    pub(in crate::web) query: Query,
    /// The local time, by which "yesterday" is understood.
    pub(in crate::web) now: NaiveDateTime,
    /// What the book is called.
    pub(in crate::web) book: String,
    /// What was said of what was just done.
    pub(in crate::web) said: Vec<Message>,
    /// The form that was asked for, or sent and not taken.
    pub(in crate::web) tried: Option<SubmittedForm>,
}

/// A form that was asked for, or sent and not taken.
#[derive(Clone, Debug, Default)]
pub(in crate::web) struct SubmittedForm {
    /// Where it is sent.
    pub(in crate::web) action: String,
    /// What was typed.
    pub(in crate::web) typed: Query,
    /// Why it was not taken.
    pub(in crate::web) wrong: Option<FormError>,
}

/// Why a form was not taken.
#[derive(Clone, Debug, Default)]
pub(in crate::web) struct FormError {
    /// The name of the field that is at fault.
    pub(in crate::web) field: &'static str,
    pub(in crate::web) sentence: Message,
    pub(in crate::web) hint: Message,
    /// Whether somebody else has changed meanwhile what it changes.
    pub(in crate::web) overtaken: bool,
    /// The fields that are empty and must not be, where there are several: name, label and id on the page.
    pub(in crate::web) empty: Vec<(&'static str, &'static str, String)>,
    /// The id of that field on the page.
    pub(in crate::web) at: String,
    /// The id of the form.
    pub(in crate::web) form: String,
    /// What can be done instead.
    pub(in crate::web) offers: Vec<Offer>,
}

/// Names and values of an address, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::web) struct Query(Vec<(String, String)>);

impl HttpRequest {
    /// Says why what was sent was not taken.
    pub(in crate::web) fn refuse(&mut self, wrong: FormError) {
        self.tried = Some(SubmittedForm { action: self.path.clone(), wrong: Some(wrong), ..SubmittedForm::default() });
    }

    /// The number in the path.
    ///
    /// # Errors
    /// Something else in its place.
    pub(in crate::web) fn id(&self, what: &str) -> Result<i64> {
        let typed = self.parts.iter().find(|(name, _)| name == "id").map_or("", |(_, value)| value.as_str());
        typed.parse().map_err(|_| {
            Error::not_found(format!("no such {what}: {typed}")).hint(format!("a {what} is known by its number"))
        })
    }
}

impl Query {
    /// Reads a query.
    pub(in crate::web) fn read(text: &str) -> Self {
        Self(form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    /// The first value of a name, without space around it; none where it is empty.
    pub(in crate::web) fn one(&self, name: &str) -> Option<&str> {
        let value = self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
        value.filter(|value| !value.is_empty())
    }

    /// The first value of a name as it was given.
    pub(in crate::web) fn given(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The values of a name as they were given.
    pub(in crate::web) fn every<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The values of a name that are not empty.
    pub(in crate::web) fn all(&self, name: &str) -> Vec<String> {
        let values = self.0.iter().filter(|(known, value)| known == name && !value.trim().is_empty());
        values.map(|(_, value)| value.trim().to_string()).collect()
    }

    /// A number from 1 to `most`; `otherwise` where none is given.
    ///
    /// # Errors
    /// Something else.
    pub(in crate::web) fn number(&self, name: &str, most: u64) -> Result<Option<u64>> {
        let Some(typed) = self.one(name) else { return Ok(None) };
        match typed.parse() {
            Ok(number) if number <= most => Ok(Some(number)),
            _ => Err(Error::usage(format!("{name} is a number up to {most}, not {typed}"))
                .hint(format!("leave out {name}, or write a number"))),
        }
    }

    /// Adds a value.
    pub(in crate::web) fn add(&mut self, name: &str, value: &str) {
        self.0.push((name.to_string(), value.to_string()));
    }

    /// The path with the query behind it.
    pub(in crate::web) fn behind(&self, path: &str) -> String {
        if self.0.is_empty() { path.to_string() } else { format!("{path}?{}", self.written()) }
    }

    /// The query as it is written in an address.
    pub(in crate::web) fn written(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }

    /// Whether a name stands in it without a value.
    pub(in crate::web) fn has_empty(&self) -> bool {
        self.0.iter().any(|(_, value)| value.trim().is_empty())
    }

    /// The query without names that have no value.
    pub(in crate::web) fn filled(mut self) -> Self {
        self.0.retain(|(_, value)| !value.trim().is_empty());
        self
    }

    /// The query without one name.
    pub(in crate::web) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }
}
