//! Writes JSON and JSON Lines. Control characters and direction overrides are escaped, so that a terminal can show the text.

use std::fmt::Write as _;
use std::io::Write;

use serde_json::Value;

use super::record_writer::RecordWriter;
use crate::error::Result;
use crate::model::records::{Cells, Head};

/// Writes records as one array of objects.
pub struct Array<'a> {
    heads: Vec<Head>,
    out: &'a mut dyn Write,
    empty: bool,
}

impl<'a> Array<'a> {
    /// Makes an array without elements.
    pub fn new(heads: &[Head], out: &'a mut dyn Write) -> Self {
        Self { heads: heads.to_vec(), out, empty: true }
    }
}

impl RecordWriter for Array<'_> {
    fn row(&mut self, cells: Cells<'_, '_>) -> Result<()> {
        let text = serde_json::to_string_pretty(&object(&self.heads, cells))?;
        let begin = if self.empty { "[\n  " } else { ",\n  " };
        self.empty = false;
        Ok(write!(self.out, "{begin}{}", escaped(&text).replace('\n', "\n  "))?)
    }

    fn end(self: Box<Self>) -> Result<()> {
        Ok(writeln!(self.out, "{}", if self.empty { "[]" } else { "\n]" })?)
    }
}

/// Writes records as one object per line.
pub struct Lines<'a> {
    heads: Vec<Head>,
    out: &'a mut dyn Write,
}

impl<'a> Lines<'a> {
    /// Makes a writer that has written no line.
    pub fn new(heads: &[Head], out: &'a mut dyn Write) -> Self {
        Self { heads: heads.to_vec(), out }
    }
}

impl RecordWriter for Lines<'_> {
    fn row(&mut self, cells: Cells<'_, '_>) -> Result<()> {
        value(&object(&self.heads, cells), false, self.out)
    }

    fn end(self: Box<Self>) -> Result<()> {
        Ok(())
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
