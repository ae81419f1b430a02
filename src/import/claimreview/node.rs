//! A node of JSON-LD: keys with and without a prefix, values in several shapes, references by `@id`.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::text::html;

/// Key under which the address of the page is added to a review that a page contains.
pub(in crate::import) const PAGE_KEY: &str = "#page";

/// Depth to which nested values are read.
pub(in crate::import) const DEEPEST: usize = 100;
/// Number of times a text may have been escaped as HTML.
const ESCAPED: usize = 3;
/// Keys whose text may be the `@id` of a node.
const NODES: [&str; 9] = [
    "author",
    "creator",
    "publisher",
    "sdPublisher",
    "itemReviewed",
    "reviewRating",
    "appearance",
    "firstAppearance",
    "worksFor",
];
/// The vocabulary, as pages write it.
const SCHEMA: [&str; 4] =
    ["https://schema.org/", "http://schema.org/", "https://www.schema.org/", "http://www.schema.org/"];

/// A whole JSON value, with its nodes by `@id` and its prefixes for schema.org.
pub(in crate::import) struct JsonDocument<'a> {
    value: &'a Value,
    ids: HashMap<&'a str, &'a Value>,
    prefixes: Vec<&'a str>,
}

impl<'a> JsonDocument<'a> {
    /// Reads all identifiers and prefixes of a value.
    pub(in crate::import) fn of(value: &'a Value) -> Self {
        let mut whole = Self { value, ids: HashMap::new(), prefixes: vec!["schema"] };
        whole.learn(value, 0);
        whole
    }

    /// Returns the outermost node.
    pub(in crate::import) fn root(&'a self) -> Node<'a> {
        Node { value: self.value, document: self, literal: false }
    }

    fn learn(&mut self, value: &'a Value, depth: usize) {
        match value {
            _ if depth > DEEPEST => {}
            Value::Array(list) => list.iter().for_each(|value| self.learn(value, depth + 1)),
            Value::Object(object) => {
                if let Some(id) = object.get("@id").and_then(Value::as_str).filter(|_| !is_reference(object)) {
                    self.ids.entry(id).or_insert(value);
                }
                for (key, value) in object {
                    let names_schema = value.as_str().is_some_and(|iri| SCHEMA.contains(&iri));
                    if names_schema && !key.starts_with('@') {
                        self.prefixes.push(key);
                    }
                    self.learn(value, depth + 1);
                }
            }
            _ => {}
        }
    }

    /// Removes the vocabulary before a key or type.
    fn bare<'n>(&self, name: &'n str) -> &'n str {
        let name = name.trim();
        let iri = SCHEMA.iter().find_map(|iri| name.strip_prefix(iri));
        let prefixed =
            || name.split_once(':').filter(|(prefix, _)| self.prefixes.contains(prefix)).map(|(_, rest)| rest);
        iri.or_else(prefixed).unwrap_or(name)
    }
}

/// Returns whether an object has nothing but a reference.
fn is_reference(object: &Map<String, Value>) -> bool {
    object.keys().all(|key| matches!(key.as_str(), "@id" | "@type"))
}

/// A node, and the whole value in which its references are looked up.
#[derive(Clone, Copy)]
pub(in crate::import) struct Node<'a> {
    /// The JSON value.
    pub(in crate::import) value: &'a Value,
    document: &'a JsonDocument<'a>,
    /// Whether texts are taken as they are. Reviews that this program wrote contain no HTML, and their spaces count.
    pub(in crate::import) literal: bool,
}

impl<'a> Node<'a> {
    /// Returns the same node with texts taken as they are.
    pub(in crate::import) fn literal(self) -> Self {
        Self { literal: true, ..self }
    }

    fn object(&self) -> Option<&'a Map<String, Value>> {
        self.value.as_object()
    }

    fn raw(&self, key: &str) -> Option<&'a Value> {
        let object = self.object()?;
        object
            .get(key)
            .or_else(|| object.iter().find(|(known, _)| self.document.bare(known) == key).map(|(_, value)| value))
    }

    /// Returns whether it has a value under a key.
    pub(in crate::import) fn has(&self, key: &str) -> bool {
        self.raw(key).is_some_and(|value| !value.is_null())
    }

    /// Returns whether it has a type.
    pub(in crate::import) fn is(&self, kind: &str) -> bool {
        self.kinds().any(|known| known == kind)
    }

    /// Returns its types.
    pub(in crate::import) fn kinds(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let kinds = self.raw("@type").or_else(|| self.object().and_then(|object| object.get("type")));
        let list = match kinds {
            Some(Value::Array(list)) => list.iter().collect(),
            Some(one) => vec![one],
            None => Vec::new(),
        };
        let whole = self.document;
        list.into_iter().filter_map(Value::as_str).map(move |kind| whole.bare(kind))
    }

    /// Returns the nodes under a key, with references resolved.
    pub(in crate::import) fn all(&self, key: &str) -> Vec<Self> {
        let Some(value) = self.raw(key) else { return Vec::new() };
        let list = value.get("@list").or_else(|| value.get("@set")).unwrap_or(value);
        let list: Vec<_> = match list {
            Value::Array(list) => list.iter().collect(),
            Value::Null => Vec::new(),
            one => vec![one],
        };
        list.into_iter().map(|value| self.followed(key, value)).collect()
    }

    /// Returns the first node under a key.
    pub(in crate::import) fn first(&self, key: &str) -> Option<Self> {
        self.all(key).into_iter().next()
    }

    /// Resolves a reference by `@id`, written as an object or as a text.
    fn followed(&self, key: &str, value: &'a Value) -> Self {
        let id = match value {
            Value::Object(object) if is_reference(object) => object.get("@id").and_then(Value::as_str),
            Value::String(text) if NODES.contains(&key) => Some(text.as_str()),
            _ => None,
        };
        let meant = id.and_then(|id| self.document.ids.get(id)).copied();
        Self { value: meant.unwrap_or(value), ..*self }
    }

    /// Returns the text under a key, without HTML and surrounding white space. A number stays as it is written.
    pub(in crate::import) fn text(&self, key: &str) -> Option<String> {
        self.all(key).into_iter().find_map(|node| node.own_text())
    }

    /// Returns the text that the node itself is.
    pub(in crate::import) fn own_text(&self) -> Option<String> {
        let value = self.value.get("@value").unwrap_or(self.value);
        let text = match value {
            Value::String(text) if self.literal => text.clone(),
            Value::String(text) => without_html(text).trim().to_string(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        let whole = text.strip_suffix(".0").filter(|_| value.is_number() && !self.literal).map(str::to_string);
        Some(whole.unwrap_or(text)).filter(|text| !text.is_empty())
    }

    /// Returns the address that the node is, or has as `url` or `@id`.
    pub(in crate::import) fn address(self) -> Option<String> {
        let texts =
            [self.own_text(), self.text("url"), self.text("@id"), self.first("url").and_then(|url| url.text("@id"))];
        texts.into_iter().flatten().find_map(|text| web_address(&text))
    }

    /// Returns the short words under `keywords`: a list, or a text with commas.
    pub(in crate::import) fn keywords(&self) -> Vec<String> {
        let texts = self.all("keywords").into_iter().filter_map(|node| node.own_text());
        let words = texts.flat_map(|text| text.split(',').map(|word| word.trim().to_string()).collect::<Vec<_>>());
        words.filter(|word| !word.is_empty() && word.chars().count() <= 60).collect()
    }

    /// Returns the nodes directly within it, each with its key.
    pub(in crate::import) fn within(self) -> impl Iterator<Item = (&'a str, Self)> {
        let values: Vec<_> = match self.value {
            Value::Array(list) => list.iter().map(|value| ("", value)).collect(),
            Value::Object(object) => object
                .iter()
                .filter(|(_, value)| value.is_object() || value.is_array())
                .map(|(key, value)| (self.document.bare(key), value))
                .collect(),
            _ => Vec::new(),
        };
        values.into_iter().map(move |(key, value)| (key, Self { value, ..self }))
    }
}

/// Returns an address of the web. A missing scheme becomes `https`.
fn web_address(text: &str) -> Option<String> {
    let known = text.starts_with("http://") || text.starts_with("https://");
    let bare = text.strip_prefix("//").filter(|rest| rest.split('/').next().is_some_and(|host| host.contains('.')));
    known.then(|| text.to_string()).or_else(|| bare.map(|rest| format!("https://{rest}")))
}

/// Removes the HTML of a text, which may have been escaped more than once.
fn without_html(text: &str) -> Cow<'_, str> {
    let mut plain = html::plain(text);
    for _ in 1..ESCAPED {
        let again = html::plain(&plain).into_owned();
        if again == *plain {
            break;
        }
        plain = Cow::Owned(again);
    }
    plain
}
