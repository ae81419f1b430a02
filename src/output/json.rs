//! Writes JSON and JSON Lines. Control characters and direction overrides are escaped, so that a terminal can show the text.

use std::fmt::Write as _;
use std::io::Write;

use serde_json::Value;

use super::record_writer::RecordWriter;
use crate::error::Result;
use crate::model::records::{Cells, Head};

/// Writes records as JSON objects.
pub struct JsonRecords<'a> {
    heads: Vec<Head>,
    out: &'a mut dyn Write,
    /// Whether the objects are elements of one array. Else each is on a line of its own.
    is_array: bool,
    is_empty: bool,
}

impl<'a> JsonRecords<'a> {
    /// Makes a writer that has written no record.
    pub fn new(heads: &[Head], is_array: bool, out: &'a mut dyn Write) -> Self {
        Self { heads: heads.to_vec(), out, is_array, is_empty: true }
    }
}

impl RecordWriter for JsonRecords<'_> {
    fn row(&mut self, cells: Cells<'_, '_>) -> Result<()> {
        let object = object(&self.heads, cells);
        if !self.is_array {
            return value(&object, false, self.out);
        }
        let text = serde_json::to_string_pretty(&object)?;
        let begin = if self.is_empty { "[\n  " } else { ",\n  " };
        self.is_empty = false;
        Ok(write!(self.out, "{begin}{}", escaped(&text).replace('\n', "\n  "))?)
    }

    fn end(self: Box<Self>) -> Result<()> {
        match (self.is_array, self.is_empty) {
            (true, true) => Ok(writeln!(self.out, "[]")?),
            (true, false) => Ok(writeln!(self.out, "\n]")?),
            (false, _) => Ok(()),
        }
    }
}

/// Writes a value and a line feed. `pretty` puts each member on a line of its own.
///
/// # Errors
/// Errors of the output.
pub fn value(value: &Value, pretty: bool, out: &mut dyn Write) -> Result<()> {
    let text = if pretty { serde_json::to_string_pretty(value)? } else { serde_json::to_string(value)? };
    Ok(writeln!(out, "{}", escaped(&text))?)
}

fn object(heads: &[Head], cells: Cells<'_, '_>) -> Value {
    let named = heads.iter().zip(cells).filter(|(head, _)| head.in_files());
    Value::Object(named.map(|(head, cell)| (head.name.to_string(), cell.json())).collect())
}

/// Writes the characters of a JSON text that a terminal might obey as `\u` and four digits. The value stays the same.
pub fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        let obeyed = matches!(character, '\u{7f}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}');
        if obeyed {
            write!(text, "\\u{:04x}", u32::from(character)).expect("writing to a string cannot fail");
        } else {
            text.push(character);
        }
    }
    text
}
