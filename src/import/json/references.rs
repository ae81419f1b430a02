//! Resolves references by `@id` in reviews of JSON-LD.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use serde_json::{Map, Value};

use super::elements::VALUES;
use crate::error::{Error, Result};

/// Maximum number of references that follow each other.
const MAX_REFERENCES: usize = 8;
/// Depth to which values are searched for reviews.
const DEEPEST: usize = 100;
/// Maximum number of values that references add to one review.
const MOST: usize = 10_000;

/// The references of a file, and the nodes that they mean.
#[derive(Default)]
pub(in crate::import) struct References {
    /// Hashes of the referenced ids, which take a few bytes each.
    wanted: HashSet<u64>,
    nodes: HashMap<String, Value>,
    values: usize,
}

impl References {
    /// Collects the references of a value.
    pub(in crate::import) fn collect(&mut self, value: &Value) {
        if let Some(id) = reference(value) {
            self.wanted.insert(hash(id));
        } else {
            parts(value).for_each(|inner| self.collect(inner));
        }
    }

    /// Stores the nodes of a value that are referenced. Reviews are not stored.
    ///
    /// # Errors
    /// Errors if the nodes have more values than fit into memory.
    pub(in crate::import) fn store_nodes(&mut self, value: &Value) -> Result<()> {
        let id = value.get("@id").and_then(Value::as_str).filter(|_| reference(value).is_none() && !is_review(value));
        if let Some(id) = id.filter(|id| self.wanted.contains(&hash(id)) && !self.nodes.contains_key(*id)) {
            self.values += count(value);
            if self.values > VALUES {
                return Err(Error::refused("its nodes refer to too much of the file by @id")
                    .hint("put the reviews into several files, each with what they refer to"));
            }
            self.nodes.insert(id.to_string(), value.clone());
        }
        parts(value).try_for_each(|inner| self.store_nodes(inner))
    }

    /// Returns the value with the references of its reviews resolved.
    pub(in crate::import) fn resolved(&self, value: Value) -> Value {
        self.walked(value, 0)
    }

    fn walked(&self, value: Value, depth: usize) -> Value {
        if is_review(&value) {
            let mut left = MOST;
            return self.filled(value, &mut Vec::new(), &mut left);
        }
        if depth > DEEPEST { value } else { with_parts(value, |inner| self.walked(inner, depth + 1)) }
    }

    /// Resolves the references of a value. A reference to a node around it stays a reference.
    fn filled(&self, value: Value, path: &mut Vec<String>, left: &mut usize) -> Value {
        let node = reference(&value).filter(|id| path.len() < MAX_REFERENCES && !path.iter().any(|known| known == id));
        let Some((id, node)) = node.and_then(|id| self.nodes.get_key_value(id)) else {
            return with_parts(value, |inner| self.filled(inner, path, left));
        };
        let Some(rest) = left.checked_sub(count(node)) else { return value };
        *left = rest;
        path.push(id.clone());
        let filled = with_parts(node.clone(), |inner| self.filled(inner, path, left));
        path.pop();
        filled
    }
}

/// Returns the id of a value that is only a reference.
fn reference(value: &Value) -> Option<&str> {
    value.as_object().filter(|object| object.len() == 1)?.get("@id")?.as_str()
}

fn is_review(value: &Value) -> bool {
    let is = |kind: &Value| kind.as_str().is_some_and(|kind| kind.ends_with("ClaimReview"));
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => value.get("claimReview").is_some(),
    }
}

/// Returns the values directly within a value.
fn parts(value: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match value {
        Value::Array(list) => Box::new(list.iter()),
        Value::Object(object) => Box::new(object.values()),
        _ => Box::new(std::iter::empty()),
    }
}

/// Rebuilds a value from its parts.
fn with_parts(value: Value, mut each: impl FnMut(Value) -> Value) -> Value {
    match value {
        Value::Array(list) => list.into_iter().map(each).collect(),
        Value::Object(object) => {
            Value::Object(object.into_iter().map(|(key, value)| (key, each(value))).collect::<Map<_, _>>())
        }
        other => other,
    }
}

/// Returns the number of values in a value, itself included.
fn count(value: &Value) -> usize {
    1 + parts(value).map(count).sum::<usize>()
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}
