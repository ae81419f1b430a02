//! How rows are hashed: each value as text with its length, so that no two can be taken for one.

use std::fmt::Write as _;

use rusqlite::Row;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

/// So many bytes are hashed together.
const TOGETHER: usize = 1 << 16;

/// A value as it is hashed; nothing where there is none.
pub(crate) fn bytes(value: ValueRef) -> Option<Vec<u8>> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string().into_bytes()),
        ValueRef::Real(number) => Some(number.to_string().into_bytes()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(bytes.to_vec()),
    }
}

/// Writes a text with its length, so that no two can be taken for one.
fn write(bytes: &[u8], out: &mut Vec<u8>) {
    let mut digits = [0; 20];
    out.extend_from_slice(decimal(bytes.len() as u64, &mut digits));
    out.push(b':');
    out.extend_from_slice(bytes);
    out.push(b',');
}

/// A text as it is hashed.
pub(crate) fn written(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    write(bytes, &mut out);
    out
}

/// The digits of a number. The formatting of the standard library takes several times as long, and an import of a million
/// rows has fifty million of them.
fn decimal(mut number: u64, digits: &mut [u8; 20]) -> &[u8] {
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            return &digits[at..];
        }
    }
}

/// Hashes texts one after the other, each with its length, so that none can be taken for two.
#[derive(Default)]
pub(crate) struct Hash {
    hasher: Sha256,
    waiting: Vec<u8>,
}

impl Hash {
    /// A text.
    pub(crate) fn text(&mut self, bytes: &[u8]) {
        if self.waiting.len() > TOGETHER {
            self.hasher.update(&self.waiting);
            self.waiting.clear();
        }
        write(bytes, &mut self.waiting);
    }

    /// A value.
    pub(crate) fn value(&mut self, value: ValueRef) {
        match value {
            ValueRef::Null => self.waiting.extend_from_slice(b"-,"),
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => self.text(bytes),
            ValueRef::Integer(number) if number >= 0 => {
                let mut digits = [0; 20];
                self.text(decimal(number.unsigned_abs(), &mut digits));
            }
            ValueRef::Integer(_) | ValueRef::Real(_) => self.text(&bytes(value).unwrap_or_default()),
        }
    }

    /// A column, its name written out already; nothing where it is empty.
    pub(crate) fn column(&mut self, name: &[u8], value: ValueRef) {
        if !matches!(value, ValueRef::Null) {
            self.waiting.extend_from_slice(name);
            self.value(value);
        }
    }

    /// The first values of a row.
    pub(crate) fn values(&mut self, row: &Row, many: usize) -> rusqlite::Result<()> {
        (0..many).try_for_each(|at| {
            self.value(row.get_ref(at)?);
            Ok(())
        })
    }

    /// What comes of it, in hexadecimal digits.
    pub(crate) fn done(mut self) -> String {
        self.hasher.update(&self.waiting);
        self.hasher.finalize().iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}
