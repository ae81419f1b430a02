//! Reads JSON objects that are neither reviews nor lines of gainsay as the rows of a table, with their keys as headings.

use serde_json::{Map, Value};

use super::columns::infer_columns::mapping_with_claim;
use super::columns::table_reader::TableReader;
use super::content::PUBLISHED_KEYS;
use super::event::{EventSink, ImportOptions, ReadEvent};
use super::jsonl;
use super::table_row::TableRow;
use crate::error::{Error, Result};

/// Number of first objects whose keys become headings.
const FIRST: usize = 500;
/// Maximum depth of nested objects whose keys are joined.
const DEPTH: usize = 8;

/// Returns whether a value is a plain record: an object with a key for the claim and another known one.
pub(super) fn is_record(value: &Value, options: &ImportOptions) -> bool {
    let Some(object) = value.as_object() else { return false };
    let of_review = |key: &&str| !matches!(*key, "claimant" | "claimDate" | "@id") && object.contains_key(*key);
    if PUBLISHED_KEYS.iter().any(of_review) || object.contains_key("claimReviewMarkups") {
        return false;
    }
    // What the API and gainsay write is read as such.
    let of_api = object.keys().all(|key| matches!(key.as_str(), "text" | "claimant" | "claimDate" | "languageCode"));
    if of_api || object.contains_key("type") || jsonl::line(&value.to_string()).is_ok() {
        return false;
    }
    let keys: Vec<String> = cells(object).into_iter().map(|(key, _)| key).collect();
    let named = keys.iter().filter(|key| key.as_str() != "text").any(|key| super::columns::is_known_heading(key));
    named && mapping_with_claim(&keys, options.map.as_deref()).is_ok()
}

/// Reads records, one after the other.
pub(super) struct RecordReader<'a> {
    rows: TableReader<'a>,
    headings: Vec<String>,
    first: Vec<(u64, Vec<(String, String)>)>,
    is_open: bool,
}

impl<'a> RecordReader<'a> {
    /// Makes a reader that has read no record. A record is called `unit` in places.
    pub(super) fn new(options: &'a ImportOptions, unit: &'static str) -> Self {
        let mut rows = TableReader::new(options, None);
        rows.unit = unit;
        Self { rows, headings: Vec::new(), first: Vec::new(), is_open: false }
    }

    /// Reads a record. Errors if the value is no object.
    pub(super) fn record(&mut self, number: u64, value: &Value, sink: EventSink) -> Result<()> {
        let Some(object) = value.as_object() else {
            return Err(Error::usage(format!("{} {number} is no object", self.rows.unit))
                .hint("every element must be an object, as the first is"));
        };
        let cells = cells(object);
        if self.is_open {
            return self.row(number, cells, sink);
        }
        for (key, _) in &cells {
            if !self.headings.contains(key) {
                self.headings.push(key.clone());
            }
        }
        self.first.push((number, cells));
        if self.first.len() < FIRST { Ok(()) } else { self.open(sink) }
    }

    /// Reads the records that still wait, at the end of the file.
    pub(super) fn end(mut self, sink: EventSink) -> Result<()> {
        self.open(sink)?;
        self.rows.end(sink)
    }

    fn open(&mut self, sink: EventSink) -> Result<()> {
        if std::mem::replace(&mut self.is_open, true) {
            return Ok(());
        }
        self.rows.row(TableRow { cells: self.headings.clone(), ..TableRow::default() }, sink)?;
        std::mem::take(&mut self.first).into_iter().try_for_each(|(number, cells)| self.row(number, cells, sink))
    }

    fn row(&mut self, line: u64, cells: Vec<(String, String)>, sink: EventSink) -> Result<()> {
        let mut row = TableRow { line, cells: vec![String::new(); self.headings.len()], ..TableRow::default() };
        for (key, cell) in cells {
            match self.headings.iter().position(|heading| *heading == key) {
                Some(at) => row.cells[at] = cell,
                None if cell.is_empty() => {}
                None => {
                    let unit = self.rows.unit;
                    let text = format!(
                        "{unit} {line}: {key} is none of the keys of the first {FIRST}, and is left out: {cell}"
                    );
                    sink(ReadEvent::Warning(text))?;
                }
            }
        }
        self.rows.row(row, sink)
    }
}

/// Returns the keys and texts of an object. Keys of nested objects are joined with dots; lists are joined with semicolons.
fn cells(object: &Map<String, Value>) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    add_cells("", object, 0, &mut cells);
    cells
}

fn add_cells(before: &str, object: &Map<String, Value>, depth: usize, cells: &mut Vec<(String, String)>) {
    for (key, value) in object {
        let key = if before.is_empty() { key.clone() } else { format!("{before}.{key}") };
        match value {
            Value::Object(inner) if depth < DEPTH => add_cells(&key, inner, depth + 1, cells),
            Value::Array(list) if depth < DEPTH && list.len() == 1 && list[0].is_object() => {
                list[0].as_object().into_iter().for_each(|inner| add_cells(&key, inner, depth + 1, cells));
            }
            Value::Array(list) => cells.push((key, list.iter().map(text).collect::<Vec<_>>().join("; "))),
            one => cells.push((key, text(one))),
        }
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn plain_records_are_told_from_reviews_and_lines() {
        let options = ImportOptions::default();
        for record in [
            json!({"text": "x", "claimant": "Ann Lee", "verdict": "False"}),
            json!({"Claim": "x", "Who": "Ann Lee"}),
            json!({"claim": "x", "tags": ["a", "b"], "review": {"url": "https://desk.example"}}),
            json!({"Behauptung": "x", "Wer": "Ann Lee"}),
            json!({"claimReviewed": "x", "reviewRating": {"alternateName": "False"}}),
        ] {
            assert!(is_record(&record, &options), "{record}");
        }
        for other in [
            json!({"text": "x"}),
            json!({"text": "x", "odd": 1}),
            json!({"text": "x", "claimant": "Ann Lee"}),
            json!({"text": "x", "tags": ["a"]}),
            json!({"@type": "ClaimReview", "claimReviewed": "x", "url": "https://desk.example"}),
            json!({"text": "x", "claimReview": [{"textualRating": "False"}]}),
            json!({"type": "speaker", "name": "Ann Lee"}),
            json!(["x"]),
        ] {
            assert!(!is_record(&other, &options), "{other}");
        }
    }
}
