//! Reads the JSON values of a file one by one, none larger than the limits.

use std::cell::Cell;
use std::fmt;
use std::io::{BufRead, Read};
use std::rc::Rc;

use memchr::memmem;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::references::References;
use super::value::{BYTES, Budget, CountedValue, VALUES};
use crate::error::{Error, Result};

/// Keys of the outermost object whose lists are read element by element: the graph of JSON-LD, `DataFeed` and
/// `ItemList` of schema.org, and answers of the Google Fact Check Tools API.
const LISTS: [&str; 4] = ["@graph", "dataFeedElement", "itemListElement", "claims"];

/// Passes on every element of the outermost list or of a known list, and then the rest of the object; or the whole
/// value. References by `@id` in reviews are resolved. A file with references is read three times: for the references,
/// for the nodes, and for the reviews.
///
/// # Errors
/// Errors if the file is not JSON or an element is too large, and errors of `each`.
pub(in crate::import) fn values<R: BufRead>(
    open: &dyn Fn() -> Result<R>,
    each: &mut dyn FnMut(Value) -> Result<()>,
) -> Result<()> {
    if !has_references(open()?)? {
        return elements(open()?, each);
    }
    let mut references = References::default();
    elements(open()?, &mut |value| {
        references.note(&value);
        Ok(())
    })?;
    elements(open()?, &mut |value| references.keep(&value))?;
    elements(open()?, &mut |value| each(references.resolved(value)))
}

/// Returns whether a file contains the key `@id`, without which it has no references.
fn has_references(mut from: impl BufRead) -> Result<bool> {
    const KEY: &[u8] = b"\"@id\"";
    let mut end = Vec::new();
    loop {
        let bytes = from.fill_buf()?;
        if bytes.is_empty() {
            return Ok(false);
        }
        end.extend_from_slice(&bytes[..bytes.len().min(KEY.len())]);
        if memmem::find(bytes, KEY).is_some() || memmem::find(&end, KEY).is_some() {
            return Ok(true);
        }
        end.clear();
        end.extend_from_slice(&bytes[bytes.len().saturating_sub(KEY.len())..]);
        let read = bytes.len();
        from.consume(read);
    }
}

/// Passes on the elements as they are.
fn elements(from: impl Read, each: &mut dyn FnMut(Value) -> Result<()>) -> Result<()> {
    let budget = Budget { bytes: Rc::new(Cell::new(BYTES)), values: Cell::new(VALUES) };
    let bounded = Bounded { from, left: Rc::clone(&budget.bytes) };
    let mut failed = None;
    let mut give = |value: Value| {
        budget.renew();
        each(value).map_err(|error| failed = Some(error))
    };
    let mut reader = serde_json::Deserializer::from_reader(bounded);
    let read = reader.deserialize_any(OuterValue { budget: &budget, give: &mut give }).and_then(|()| reader.end());
    match (failed, read) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(plain(&error)),
        (None, Ok(())) => Ok(()),
    }
}

fn plain(error: &serde_json::Error) -> Error {
    let text = error.to_string();
    let fault = text.split_once(" at line ").map_or(text.as_str(), |(fault, _)| fault);
    let fault = if fault.contains("recursion limit") { "it is nested too deeply" } else { fault };
    Error::usage(format!("line {}, character {}: {fault}", error.line(), error.column())).hint("is the file complete?")
}

struct Bounded<R> {
    from: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let read = self.from.read(bytes)?;
        let left = self.left.get().checked_sub(read);
        self.left.set(left.ok_or_else(|| std::io::Error::other("one of its elements is longer than 64 MiB"))?);
        Ok(read)
    }
}

type Give<'a> = &'a mut dyn FnMut(Value) -> Result<(), ()>;

/// Reads the outermost value.
struct OuterValue<'a> {
    budget: &'a Budget,
    give: Give<'a>,
}

fn given<E: serde::de::Error>(give: Give, value: Value) -> Result<(), E> {
    give(value).map_err(|()| E::custom("stopped"))
}

impl<'de> Visitor<'de> for OuterValue<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(value) = seq.next_element_seed(CountedValue { budget: self.budget })? {
            given(self.give, value)?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut whole = Map::new();
        let mut listed = false;
        while let Some(key) = map.next_key::<String>()? {
            if LISTS.contains(&key.as_str()) {
                let list = ElementList { budget: self.budget, give: &mut *self.give };
                match map.next_value_seed(list)? {
                    Some(value) => drop(whole.insert(key, value)),
                    None => listed = true,
                }
            } else {
                whole.insert(key, map.next_value_seed(CountedValue { budget: self.budget })?);
            }
        }
        // The rest of an object is passed on as a list. Alone it could be taken for a claim.
        let whole = Value::Object(whole);
        given(self.give, if listed { Value::Array(vec![whole]) } else { whole })
    }
}

/// Reads a value, element by element if it is a list.
struct ElementList<'a> {
    budget: &'a Budget,
    give: Give<'a>,
}

impl<'de> DeserializeSeed<'de> for ElementList<'_> {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ElementList<'_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while let Some(value) = seq.next_element_seed(CountedValue { budget: self.budget })? {
            given(self.give, value)?;
        }
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        CountedValue { budget: self.budget }.visit_map(map).map(Some)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.into()))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(Some(Value::Null))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Vec<String>> {
        let mut all = Vec::new();
        values(&|| Ok(json.as_bytes()), &mut |value| {
            all.push(value.to_string());
            Ok(())
        })?;
        Ok(all)
    }

    #[test]
    fn lists_are_given_one_by_one() {
        assert_eq!(read(r#"[1, {"a": 2}]"#).unwrap(), ["1", r#"{"a":2}"#]);
        assert_eq!(
            read(r#"{"claims": [{"text": "x"}], "nextPageToken": "y"}"#).unwrap(),
            [r#"{"text":"x"}"#, r#"[{"nextPageToken":"y"}]"#]
        );
        assert_eq!(read(r#"{"@graph": [1, 2]}"#).unwrap(), ["1", "2", "[{}]"]);
    }

    #[test]
    fn what_would_explode_is_refused() {
        for json in ["[".repeat(100_000), format!("[[{}]]", "0,".repeat(VALUES + 1)), "{\"a\":".repeat(1000)] {
            assert!(read(&json).is_err());
        }
    }

    #[test]
    fn reviews_have_in_them_what_they_refer_to() {
        let graph = r##"{"@graph": [
            {"@type": "ClaimReview", "@id": "#r", "author": {"@id": "#o"}, "itemReviewed": {"@id": "#c"}, "about": {"@id": "#r"}},
            {"@type": "WebPage", "mainEntity": {"@id": "#r"}},
            {"@type": "Claim", "@id": "#c", "author": {"@id": "#p"}},
            {"deep": [{"@id": "#p", "name": "Ann Lee", "knows": {"@id": "#p"}}]}, {"@id": "#o", "name": "Desk"}]}"##;
        let read = read(graph).unwrap();
        assert_eq!(
            read[0],
            r##"{"@type":"ClaimReview","@id":"#r","author":{"@id":"#o","name":"Desk"},"itemReviewed":{"@type":"Claim","@id":"#c","author":{"@id":"#p","name":"Ann Lee","knows":{"@id":"#p"}}},"about":{"@id":"#r"}}"##
        );
        assert_eq!(read[1], r##"{"@type":"WebPage","mainEntity":{"@id":"#r"}}"##);
    }

    #[test]
    fn a_long_graph_is_read_piece_by_piece() {
        let node = r#"{"@type":"ClaimReview","author":{"@id":"o"},"x":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]},"#;
        let json = format!("{{\"@graph\":[{}{{\"@id\":\"o\",\"name\":\"Desk\"}}]}}", node.repeat(VALUES / 20));
        let mut desks = 0;
        values(&|| Ok(json.as_bytes()), &mut |value| {
            desks += usize::from(value.pointer("/author/name").is_some());
            Ok(())
        })
        .unwrap();
        assert_eq!(desks, VALUES / 20);
    }
}
