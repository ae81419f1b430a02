//! Reads a JSON file element by element, and limits the size of each element.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::io::Read;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::error::{Error, Result, json_fault};

/// Maximum length of an element, in bytes. No review or document is that long.
const BYTES: usize = 64 << 20;
/// Maximum number of values in an element, and in all referenced nodes together.
pub(super) const VALUES: usize = 500_000;
/// Keys of the outermost object whose lists are read element by element: the graph of JSON-LD, `DataFeed` and
/// `ItemList` of schema.org, and answers of the Google Fact Check Tools API.
const LISTS: [&str; 4] = ["@graph", "dataFeedElement", "itemListElement", "claims"];

/// Passes on every element of the outermost list or of a known list, and then the rest of the object; or the whole
/// value.
///
/// # Errors
/// Errors if the text is not JSON or an element is too large, and errors of `each`.
pub(super) fn elements(from: impl Read, each: &mut dyn FnMut(Value) -> Result<()>) -> Result<()> {
    let limits = Limits { bytes: Cell::new(BYTES), values: Cell::new(VALUES) };
    let mut reader = serde_json::Deserializer::from_reader(LimitedReader { from, left: &limits.bytes });
    let elements = Elements { limits: &limits, each: RefCell::new(each), failed: RefCell::default() };
    let outermost = Part { elements: &elements, place: Place::Outermost };
    let read = outermost.deserialize(&mut reader).and_then(|_| reader.end());
    match (elements.failed.take(), read) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(unreadable(&error)),
        (None, Ok(())) => Ok(()),
    }
}

fn unreadable(error: &serde_json::Error) -> Error {
    let fault = json_fault(error);
    Error::usage(format!("line {}, character {}: {fault}", error.line(), error.column())).hint("is the file complete?")
}

/// The bytes and values that the current element may still have.
struct Limits {
    bytes: Cell<usize>,
    values: Cell<usize>,
}

/// A reader that fails when an element is too long.
struct LimitedReader<'a, R> {
    from: R,
    left: &'a Cell<usize>,
}

impl<R: Read> Read for LimitedReader<'_, R> {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let read = self.from.read(bytes)?;
        let left = self.left.get().checked_sub(read);
        self.left.set(left.ok_or_else(|| std::io::Error::other("one of its elements is longer than 64 MiB"))?);
        Ok(read)
    }
}

/// Receives the elements of a file.
struct Elements<'a> {
    limits: &'a Limits,
    each: RefCell<&'a mut dyn FnMut(Value) -> Result<()>>,
    /// The error of `each`, which a visitor cannot return.
    failed: RefCell<Option<Error>>,
}

impl Elements<'_> {
    /// Counts a value of the current element.
    fn count<E: serde::de::Error>(&self) -> Result<(), E> {
        let left = self.limits.values.get().checked_sub(1);
        self.limits.values.set(left.ok_or_else(|| E::custom("one of its elements is too large"))?);
        Ok(())
    }

    /// Passes on an element. The limits of the next element begin.
    fn pass<E: serde::de::Error>(&self, element: Value) -> Result<(), E> {
        self.limits.bytes.set(BYTES);
        self.limits.values.set(VALUES);
        (self.each.borrow_mut())(element).map_err(|error| {
            *self.failed.borrow_mut() = Some(error);
            E::custom("stopped")
        })
    }
}

/// Where a value stands in the file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Outermost,
    /// Under a key of [`LISTS`] in the outermost object.
    Listed,
    WithinElement,
}

/// Reads a value. A list whose elements were passed on is `None`, and so is the outermost object.
#[derive(Clone, Copy)]
struct Part<'a> {
    elements: &'a Elements<'a>,
    place: Place,
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        self.elements.count()?;
        from.deserialize_any(self)
    }
}

/// Makes the methods of a visitor that return a text, number or flag as it is.
macro_rules! scalars {
    ($($visit:ident: $scalar:ty),*) => {
        $(fn $visit<E>(self, scalar: $scalar) -> Result<Self::Value, E> {
            Ok(Some(scalar.into()))
        })*
    };
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = Option<Value>;

    scalars!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str, visit_string: String);

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Some(Value::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let (passes, mut list) = (self.place != Place::WithinElement, Vec::new());
        while let Some(value) = seq.next_element_seed(Part { place: Place::WithinElement, ..self })? {
            if passes { self.elements.pass(value.unwrap_or_default())? } else { list.extend(value) }
        }
        Ok((!passes).then(|| list.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut object, mut listed) = (Map::new(), false);
        while let Some(key) = map.next_key::<String>()? {
            let is_list = self.place == Place::Outermost && LISTS.contains(&key.as_str());
            let place = if is_list { Place::Listed } else { Place::WithinElement };
            match map.next_value_seed(Part { place, ..self })? {
                Some(value) => drop(object.insert(key, value)),
                None => listed = true,
            }
        }
        if self.place != Place::Outermost {
            return Ok(Some(object.into()));
        }
        // The rest of an object is passed on as a list. Alone it could be taken for a claim.
        self.elements.pass(if listed { vec![object].into() } else { object.into() })?;
        Ok(None)
    }
}
