//! Hashing of rows: each value is written as text with its length before it, so that no two sequences of values are alike.

use rusqlite::Row;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

/// The number of bytes that are collected before they are hashed.
const BLOCK: usize = 1 << 16;

/// The bytes of a value as they are hashed; none for null.
pub(crate) fn value_bytes(value: ValueRef) -> Option<Vec<u8>> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string().into_bytes()),
        ValueRef::Real(number) => Some(number.to_string().into_bytes()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(bytes.to_vec()),
    }
}

/// Writes a text as its length, a colon, its bytes and a comma. The formatting of `std` takes several times as long as `itoa`,
/// and an import of a million rows writes fifty million numbers.
fn write(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(itoa::Buffer::new().format(bytes.len()).as_bytes());
    out.push(b':');
    out.extend_from_slice(bytes);
    out.push(b',');
}

/// A text as it is hashed.
pub(crate) fn encoded(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    write(bytes, &mut out);
    out
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// Hashes a sequence of values.
#[derive(Default)]
pub(crate) struct RowHasher {
    hasher: Sha256,
    /// Bytes that are not hashed yet.
    buffer: Vec<u8>,
}

impl RowHasher {
    /// Adds a text.
    pub(crate) fn text(&mut self, bytes: &[u8]) {
        if self.buffer.len() > BLOCK {
            self.hasher.update(&self.buffer);
            self.buffer.clear();
        }
        write(bytes, &mut self.buffer);
    }

    /// Adds a value.
    pub(crate) fn value(&mut self, value: ValueRef) {
        match value {
            ValueRef::Null => self.buffer.extend_from_slice(b"-,"),
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => self.text(bytes),
            ValueRef::Integer(number) => self.text(itoa::Buffer::new().format(number).as_bytes()),
            ValueRef::Real(number) => self.text(number.to_string().as_bytes()),
        }
    }

    /// Adds a column, unless it is null; `name` is encoded already.
    pub(crate) fn column(&mut self, name: &[u8], value: ValueRef) {
        if !matches!(value, ValueRef::Null) {
            self.buffer.extend_from_slice(name);
            self.value(value);
        }
    }

    /// Adds the first `count` values of a row.
    pub(crate) fn values(&mut self, row: &Row, count: usize) -> rusqlite::Result<()> {
        (0..count).try_for_each(|at| {
            self.value(row.get_ref(at)?);
            Ok(())
        })
    }

    /// The SHA-256 of everything that was added, in hexadecimal digits.
    pub(crate) fn finish(mut self) -> String {
        self.hasher.update(&self.buffer);
        hex(&self.hasher.finalize())
    }
}
