//! Reads a file of any kind.

use std::io::Read;

use serde_json::Value;

use super::columns::table_reader::TableReader;
use super::content::{Content, PUBLISHED_KEYS, content, is_gainsay_line, refuse_binary};
use super::csv::dialect::Dialect;
use super::encoding::TextEncoding;
use super::event::{EventSink, ImportOptions, ReadEvent, file_of_kind};
use super::html::page;
use super::json::values::values;
use super::records::{RecordReader, is_record};
use super::source::SourceFile;
use super::xlsx::workbook;
use super::{claimreview, encoding, jsonl};
use crate::error::{Error, Result};
use crate::model::import::item::{ImportItem, RawItem};
use crate::model::import::report::ImportedFile;

/// Reads a file of any kind, in the current thread.
pub(super) fn read(source: &SourceFile, options: &ImportOptions, sink: EventSink) -> Result<()> {
    let mut begin = Vec::new();
    source.open()?.take(8).read_to_end(&mut begin)?;
    refuse_binary(&begin)?;
    if begin.starts_with(b"PK\x03\x04") {
        return workbook::pieces(source, options, sink);
    }
    let text = encoding::detect(source, options.encoding.as_deref())?;
    let content = if options.delimiter.is_some() { Content::Table } else { content(&text, source)? };
    if let Some(sheet) = &options.sheet {
        return Err(Error::usage(format!("it has no sheet {sheet}: it is {}", content.in_words()))
            .hint("--sheet is for workbooks; leave it out"));
    }
    if !matches!(content, Content::Table) {
        let odd = text.name() != "UTF-8" || text.damaged;
        let description = if odd { format!("text in {}", text.name()) } else { String::new() };
        sink(ReadEvent::File(ImportedFile {
            encoding: Some(text.name().to_string()),
            description,
            ..file_of_kind(content.in_words())
        }))?;
    }
    match content {
        Content::Lines => lines(&text, source, options, sink),
        Content::Json => json(&text, source, options, sink),
        Content::Page => {
            let mut number = 0;
            for value in page::values(text.reader(source)?)? {
                match value {
                    Ok(value) => value_pieces(&value, &mut number, sink)?,
                    Err((error, script)) => {
                        number += 1;
                        let (place, lines) = (format!("review {number}"), Err(error.into()));
                        sink(ReadEvent::Item(ImportItem { place, lines, raw: RawItem::Text(script) }))?;
                    }
                }
            }
            none(number)
        }
        Content::Table => {
            let dialect = Dialect::of(source, text, options.delimiter, options.no_quoting)?;
            sink(ReadEvent::File(dialect.imported_file()))?;
            let mut rows = TableReader::new(options, None);
            dialect.rows(source, &mut |row| rows.row(row, sink))?;
            rows.end(sink)
        }
    }
}

/// Reads JSON Lines: lines of gainsay, published values, or plain records.
fn lines(text: &TextEncoding, source: &SourceFile, options: &ImportOptions, sink: EventSink) -> Result<()> {
    let (mut records, mut number) = (None, 0);
    jsonl::pieces(&mut text.reader(source)?, &mut |piece| {
        number += 1;
        if number == 1 && piece_value(&piece).is_some_and(|value| is_record(&value, options)) {
            records = Some(RecordReader::new(options, "line"));
        }
        let line = piece.place.strip_prefix("line ").and_then(|line| line.parse().ok()).unwrap_or(number);
        match (&mut records, piece_value(&piece)) {
            (Some(records), Some(value)) => records.record(line, &value, sink),
            _ => line_pieces(piece, sink),
        }
    })?;
    records.map_or(Ok(()), |records| records.end(sink))
}

/// Reads JSON: lines of gainsay, published values, or plain records.
fn json(text: &TextEncoding, source: &SourceFile, options: &ImportOptions, sink: EventSink) -> Result<()> {
    let (mut number, mut bare, mut records, mut seen) = (0, 0, None, 0);
    values(&|| text.reader(source), &mut |value| {
        seen += 1;
        if seen == 1 && is_record(&value, options) {
            records = Some(RecordReader::new(options, "element"));
        }
        if let Some(records) = &mut records {
            number += 1;
            return records.record(seen, &value, sink);
        }
        bare += usize::from(!value.is_object() && !value.is_array());
        if number == 0 && bare > BARE {
            return none(number);
        }
        value_pieces(&value, &mut number, sink)
    })?;
    records.map_or(Ok(()), |records| records.end(sink))?;
    none(number)
}

/// Maximum number of numbers and texts at the beginning of a list. A list with more contains no reviews.
const BARE: usize = 1_000;

/// Returns the object on a line, if it is one.
fn piece_value(piece: &ImportItem) -> Option<Value> {
    match &piece.raw {
        RawItem::Text(text) if piece.lines.is_err() => serde_json::from_str(text).ok().filter(Value::is_object),
        _ => None,
    }
}

/// Passes on the piece of a line: the line of gainsay, or the reviews in a published value.
fn line_pieces(piece: ImportItem, sink: EventSink) -> Result<()> {
    let value = match (&piece.lines, &piece.raw) {
        (Err(_), RawItem::Text(text)) => serde_json::from_str::<Value>(text).ok().filter(Value::is_object),
        _ => None,
    };
    let Some(value) = value.filter(|value| PUBLISHED_KEYS.iter().any(|key| value.get(key).is_some())) else {
        return sink(ReadEvent::Item(piece));
    };
    let mut none = true;
    claimreview::pieces(&value, &mut |found| {
        none = false;
        sink(ReadEvent::Item(ImportItem { place: piece.place.clone(), ..found }))
    })?;
    if none { sink(ReadEvent::Item(piece)) } else { Ok(()) }
}

/// Passes on the pieces of a value: a line of gainsay, or reviews.
fn value_pieces(value: &Value, number: &mut usize, sink: EventSink) -> Result<()> {
    if is_gainsay_line(value) {
        *number += 1;
        let text = value.to_string();
        let lines = jsonl::line(&text).map(|line| vec![line]);
        let place = format!("element {number}");
        return sink(ReadEvent::Item(ImportItem { place, lines, raw: RawItem::Text(text) }));
    }
    claimreview::pieces(value, &mut |piece| {
        *number += 1;
        sink(ReadEvent::Item(ImportItem { place: format!("review {number}"), ..piece }))
    })
}

fn none(number: usize) -> Result<()> {
    if number > 0 {
        return Ok(());
    }
    Err(Error::usage("there is no ClaimReview and no claim in it")
        .hint("gainsay import --help says what can be imported"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places and claims that are read from a text.
    fn claims(text: &str) -> Vec<(String, Option<String>)> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let mut found = Vec::new();
        read(&SourceFile::of(file.path()).unwrap(), &ImportOptions::default(), &mut |event| {
            if let ReadEvent::Item(piece) = event {
                let claim = piece.lines.ok().into_iter().flatten().find_map(|line| match line {
                    crate::model::records::Line::Claim(claim) => Some(claim.text),
                    _ => None,
                });
                found.push((piece.place, claim));
            }
            Ok(())
        })
        .unwrap();
        found
    }

    #[test]
    fn json_is_read_as_what_it_is() {
        let answer = r#"{"text": "a page", "claims": [{"text": "x", "claimant": "Ann Lee"}]}"#;
        let review = r#"{"@type": "ClaimReview", "claimReviewed": "x"}"#;
        let found = |place: &str| (place.to_string(), Some("x".to_string()));
        for (text, expected) in [
            (answer.to_string(), vec![found("review 1")]),
            (answer.replace(", ", ",\n"), vec![found("review 1")]),
            (format!("{answer}\n{answer}\n"), vec![found("line 1"), found("line 2")]),
            (format!("{review}\n\n{review}\n"), vec![found("line 1"), found("line 3")]),
            (
                r#"[{"text": "x", "verdict": "False"}, {"text": "x"}]"#.to_string(),
                vec![found("element 1"), found("element 2")],
            ),
            (r#"{"text": "x", "claimant": "Ann Lee", "verdict": "False"}"#.to_string(), vec![found("element 1")]),
            (
                "{\"claim\": \"x\", \"who\": \"Ann Lee\"}\n\n{\"claim\": \"x\", \"note\": \"y\"}\n".to_string(),
                vec![found("line 1"), found("line 3")],
            ),
            ("{\"text\": \"x\"}\n".to_string(), vec![found("line 1")]),
            ("{\"text\": \"x\",\n\"tags\": []}".to_string(), vec![found("element 1")]),
            (
                format!("{review}\n{{\"text\": \"x\", \"odd\": 1}}\n"),
                vec![found("line 1"), ("line 2".to_string(), None)],
            ),
        ] {
            assert_eq!(claims(&text), expected, "{text}");
        }
    }

    #[test]
    fn it_is_known_how_far_a_file_has_been_read() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let row = "The ferry is free,Ann Lee\n";
        std::fs::write(file.path(), format!("claim,made by\n{}", row.repeat(100_000))).unwrap();
        let source = SourceFile::of(file.path()).unwrap();
        let mut seen = Vec::new();
        read(&source, &ImportOptions::default(), &mut |event| {
            if let ReadEvent::Item(_) = event {
                seen.push(source.progress().0);
            }
            Ok(())
        })
        .unwrap();
        let size = file.path().metadata().unwrap().len();
        assert!(seen.is_sorted() && seen[1_000] < size / 2 && seen[50_000] > size / 3, "{:?}", &seen[..10]);
        assert_eq!(source.progress(), (size, size));
    }
}
