//! JSON values out of a file, one by one where they stand in a list, and none that is too large.

use std::cell::Cell;
use std::fmt;
use std::io::Read;
use std::rc::Rc;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// Lists under these keys of the outermost object are read element by element: `DataFeed` and `ItemList` of schema.org, the
/// answer of the Fact Check Tools API.
const LISTS: [&str; 3] = ["dataFeedElement", "itemListElement", "claims"];
/// So many bytes, and so many values, may one element have: far more than any review or document.
const BYTES: usize = 64 << 20;
const VALUES: usize = 500_000;

/// Gives every element of the outermost list, or of a list that is known, else the value as a whole.
///
/// # Errors
/// What is no JSON, or too large; those of `each`.
pub(super) fn values(from: impl Read, each: &mut dyn FnMut(Value) -> Result<()>) -> Result<()> {
    let budget = Budget { bytes: Rc::new(Cell::new(BYTES)), values: Cell::new(VALUES) };
    let bounded = Bounded { from, left: Rc::clone(&budget.bytes) };
    let mut failed = None;
    let mut give = |value: Value| {
        budget.renew();
        each(value).map_err(|error| failed = Some(error))
    };
    let mut reader = serde_json::Deserializer::from_reader(bounded);
    let read = reader.deserialize_any(Outer { budget: &budget, give: &mut give }).and_then(|()| reader.end());
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
    Error::usage(format!("line {}, character {}: {fault}", error.line(), error.column()))
        .hint("is the whole file there?")
}

struct Budget {
    bytes: Rc<Cell<usize>>,
    values: Cell<usize>,
}

impl Budget {
    fn renew(&self) {
        self.bytes.set(BYTES);
        self.values.set(VALUES);
    }

    fn take<E: serde::de::Error>(&self) -> Result<(), E> {
        let left = self.values.get().checked_sub(1).ok_or_else(|| E::custom("one of its elements is too large"))?;
        self.values.set(left);
        Ok(())
    }
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

/// The outermost value.
struct Outer<'a> {
    budget: &'a Budget,
    give: Give<'a>,
}

fn given<E: serde::de::Error>(give: Give, value: Value) -> Result<(), E> {
    give(value).map_err(|()| E::custom("stopped"))
}

impl<'de> Visitor<'de> for Outer<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(value) = seq.next_element_seed(One { budget: self.budget })? {
            given(self.give, value)?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut whole = Map::new();
        let mut listed = false;
        while let Some(key) = map.next_key::<String>()? {
            if LISTS.contains(&key.as_str()) {
                let list = List { budget: self.budget, give: &mut *self.give };
                match map.next_value_seed(list)? {
                    Some(value) => drop(whole.insert(key, value)),
                    None => listed = true,
                }
            } else {
                whole.insert(key, map.next_value_seed(One { budget: self.budget })?);
            }
        }
        if listed { Ok(()) } else { given(self.give, Value::Object(whole)) }
    }
}

/// A value that is given element by element if it is a list.
struct List<'a> {
    budget: &'a Budget,
    give: Give<'a>,
}

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while let Some(value) = seq.next_element_seed(One { budget: self.budget })? {
            given(self.give, value)?;
        }
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        One { budget: self.budget }.visit_map(map).map(Some)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.into()))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(Some(Value::Null))
    }
}

/// One value, counted.
struct One<'a> {
    budget: &'a Budget,
}

impl<'de> DeserializeSeed<'de> for One<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        self.budget.take()?;
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for One<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element_seed(One { budget: self.budget })? {
            list.push(value);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            object.insert(key, map.next_value_seed(One { budget: self.budget })?);
        }
        Ok(object.into())
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(flag.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Vec<String>> {
        let mut all = Vec::new();
        values(json.as_bytes(), &mut |value| {
            all.push(value.to_string());
            Ok(())
        })?;
        Ok(all)
    }

    #[test]
    fn lists_are_given_one_by_one() {
        assert_eq!(read(r#"[1, {"a": 2}]"#).unwrap(), ["1", r#"{"a":2}"#]);
        assert_eq!(read(r#"{"claims": [{"text": "x"}], "nextPageToken": "y"}"#).unwrap(), [r#"{"text":"x"}"#]);
        assert_eq!(read(r#"{"@graph": [1, 2]}"#).unwrap(), [r#"{"@graph":[1,2]}"#]);
    }

    #[test]
    fn what_would_explode_is_refused() {
        for json in ["[".repeat(100_000), format!("[[{}]]", "0,".repeat(VALUES + 1)), "{\"a\":".repeat(1000)] {
            assert!(read(&json).is_err());
        }
    }
}
