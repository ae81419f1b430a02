//! A node of JSON-LD: keys with or without a prefix, values in their several shapes, references by `@id`.

use serde_json::{Map, Value};

use crate::text::html;

/// A node, and the whole value in which its references are looked up.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    root: &'a Value,
}

/// A key or type without `https://schema.org/` or `schema:` before it.
fn bare(name: &str) -> &str {
    let name = name.trim();
    ["https://schema.org/", "http://schema.org/", "https://www.schema.org/", "http://www.schema.org/", "schema:"]
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .unwrap_or(name)
}

impl<'a> Node<'a> {
    /// The outermost value.
    pub(super) fn root(value: &'a Value) -> Self {
        Self { value, root: value }
    }

    fn object(&self) -> Option<&'a Map<String, Value>> {
        self.value.as_object()
    }

    fn raw(&self, key: &str) -> Option<&'a Value> {
        let object = self.object()?;
        object.get(key).or_else(|| object.iter().find(|(known, _)| bare(known) == key).map(|(_, value)| value))
    }

    /// Whether it has something under a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.raw(key).is_some_and(|value| !value.is_null())
    }

    /// Whether it is of a type.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.kinds().any(|known| known == kind)
    }

    /// Its types.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let kinds = self.raw("@type").or_else(|| self.object().and_then(|object| object.get("type")));
        let list = match kinds {
            Some(Value::Array(list)) => list.iter().collect(),
            Some(one) => vec![one],
            None => Vec::new(),
        };
        list.into_iter().filter_map(Value::as_str).map(bare)
    }

    /// The nodes under a key, one or several, references followed.
    pub(super) fn all(&self, key: &str) -> Vec<Self> {
        let Some(value) = self.raw(key) else { return Vec::new() };
        let list = value.get("@list").or_else(|| value.get("@set")).unwrap_or(value);
        let list: Vec<_> = match list {
            Value::Array(list) => list.iter().collect(),
            Value::Null => Vec::new(),
            one => vec![one],
        };
        list.into_iter().map(|value| self.followed(value)).collect()
    }

    /// The first node under a key.
    pub(super) fn first(&self, key: &str) -> Option<Self> {
        self.all(key).into_iter().next()
    }

    /// The node that a value is, or refers to by nothing but its `@id`.
    fn followed(&self, value: &'a Value) -> Self {
        let reference = value.as_object().filter(|object| object.len() == 1).and_then(|object| object.get("@id"));
        let meant = reference.and_then(|id| find(self.root, id, 0));
        Self { value: meant.unwrap_or(value), root: self.root }
    }

    /// The text under a key, without HTML and white space around it; a number as it is written.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.all(key).into_iter().find_map(|node| node.own_text())
    }

    /// The text that the node itself is.
    pub(super) fn own_text(&self) -> Option<String> {
        let value = self.value.get("@value").unwrap_or(self.value);
        let text = match value {
            Value::String(text) => html::plain(text).trim().to_string(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        let whole = text.strip_suffix(".0").filter(|_| value.is_number()).map(str::to_string);
        Some(whole.unwrap_or(text)).filter(|text| !text.is_empty())
    }

    /// The address that a node is, or has as `@id` or `url`.
    pub(super) fn address(self) -> Option<String> {
        let text = self.own_text().or_else(|| self.text("@id")).or_else(|| self.text("url"));
        text.filter(|text| text.starts_with("http://") || text.starts_with("https://"))
    }

    /// Short words under `keywords`: a list, or a text with commas.
    pub(super) fn keywords(&self) -> Vec<String> {
        let texts = self.all("keywords").into_iter().filter_map(|node| node.own_text());
        let words = texts.flat_map(|text| text.split(',').map(|word| word.trim().to_string()).collect::<Vec<_>>());
        words.filter(|word| !word.is_empty() && word.chars().count() <= 60).collect()
    }

    /// The nodes directly within it.
    pub(super) fn within(self) -> impl Iterator<Item = Self> {
        let values: Vec<_> = match self.value {
            Value::Array(list) => list.iter().collect(),
            Value::Object(object) => object.values().filter(|value| value.is_object() || value.is_array()).collect(),
            _ => Vec::new(),
        };
        values.into_iter().map(move |value| Self { value, root: self.root })
    }
}

/// The node of an `@id` that says more than that.
fn find<'a>(within: &'a Value, id: &Value, depth: usize) -> Option<&'a Value> {
    if depth > 20 {
        return None;
    }
    match within {
        Value::Object(object) if object.len() > 1 && object.get("@id") == Some(id) => Some(within),
        Value::Object(object) => object.values().find_map(|value| find(value, id, depth + 1)),
        Value::Array(list) => list.iter().find_map(|value| find(value, id, depth + 1)),
        _ => None,
    }
}
