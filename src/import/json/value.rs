//! Reads one JSON value and limits its size.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Maximum length of an element, in bytes. No review or document is that long.
pub(super) const BYTES: usize = 64 << 20;
/// Maximum number of values in an element, and in all referenced nodes together.
pub(super) const VALUES: usize = 500_000;

/// What the current element may still use.
pub(super) struct Budget {
    pub(super) bytes: Rc<Cell<usize>>,
    pub(super) values: Cell<usize>,
}

impl Budget {
    /// Starts the next element.
    pub(super) fn renew(&self) {
        self.bytes.set(BYTES);
        self.values.set(VALUES);
    }

    fn take<E: serde::de::Error>(&self) -> Result<(), E> {
        let left = self.values.get().checked_sub(1).ok_or_else(|| E::custom("one of its elements is too large"))?;
        self.values.set(left);
        Ok(())
    }
}

/// Reads one value and counts its parts.
pub(in crate::import) struct CountedValue<'a> {
    pub(in crate::import) budget: &'a Budget,
}

impl<'de> DeserializeSeed<'de> for CountedValue<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        self.budget.take()?;
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for CountedValue<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element_seed(CountedValue { budget: self.budget })? {
            list.push(value);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            object.insert(key, map.next_value_seed(CountedValue { budget: self.budget })?);
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
