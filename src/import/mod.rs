//! Bytes in: what a file is, and the pieces in it.

mod apart;
mod cells;
mod claims;
mod encoding;
mod fields;
mod guess;
mod heads;
mod json;
mod known;
pub mod lines;
mod mapping;
mod own;
mod page;
mod references;
mod review;
mod rows;
mod sheet;
mod source;
mod table;
mod workbook;

use std::io::Read;

pub use apart::pieces;
pub use fields::{FIELDS, Field, GROUPS, LEFT_OUT};
pub use mapping::{NO_CLAIM, ONE_COLUMN};
pub use rows::REASON;
pub use source::Source;

use crate::error::{Error, Result};
use crate::model::import::item::{ImportItem, RawItem};
use crate::model::import::report::{ImportedFile, ImportedTable};
use encoding::Text;
use rows::Rows;
use serde_json::Value;
use table::Dialect;

/// What was asked about how a file is read.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// Which columns mean what, one `FIELD=HEADING` a line.
    pub map: Option<String>,
    /// What stands between cells.
    pub delimiter: Option<u8>,
    /// Whether quotation marks are characters like others.
    pub no_quoting: bool,
    /// Whether the first row is no heading.
    pub no_header: bool,
    /// The label of the encoding.
    pub encoding: Option<String>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
}

/// What comes out of a file while it is read.
pub enum Event {
    /// What the file is.
    Is(ImportedFile),
    /// The columns of the rows that follow.
    Table(ImportedTable),
    /// What else is to be said of how the file is read.
    Said(String),
    /// What is odd about the piece that follows, and was read as best it can be.
    Odd(String),
    /// A piece.
    Item(ImportItem),
}

/// Who is given what comes out of a file.
pub type Each<'a> = &'a mut dyn FnMut(Event) -> Result<()>;

/// What a file is.
enum Content {
    Page,
    Json,
    Lines,
    Table,
}

impl Content {
    fn in_words(&self) -> &'static str {
        match self {
            Self::Page => "a web page",
            Self::Json => "JSON",
            Self::Lines => "JSON Lines",
            Self::Table => "a table",
        }
    }
}

/// What is of a kind, of which nothing more is known.
fn is(kind: &str) -> ImportedFile {
    ImportedFile { kind: kind.to_string(), quoted: true, ..ImportedFile::default() }
}

/// Reads a file, whatever it is, in this thread.
fn read(source: &Source, ask: &Ask, each: Each) -> Result<()> {
    let mut begin = Vec::new();
    source.open()?.take(8).read_to_end(&mut begin)?;
    refuse_binary(&begin)?;
    if begin.starts_with(b"PK\x03\x04") {
        return workbook::pieces(source, ask, each);
    }
    let text = encoding::detect(source, ask.encoding.as_deref())?;
    let content = if ask.map.is_some() || ask.delimiter.is_some() { Content::Table } else { content(&text, source)? };
    if !matches!(content, Content::Table) {
        let odd = text.name() != "UTF-8" || text.damaged;
        let told = if odd { format!("text in {}", text.name()) } else { String::new() };
        each(Event::Is(ImportedFile { encoding: Some(text.name().to_string()), told, ..is(content.in_words()) }))?;
    }
    match content {
        Content::Lines => lines::pieces(&mut text.reader(source)?, &mut |piece| line_pieces(piece, each)),
        Content::Json => {
            let (mut number, mut bare) = (0, 0);
            json::values(&|| text.reader(source), &mut |value| {
                bare += usize::from(!value.is_object() && !value.is_array());
                if number == 0 && bare > BARE {
                    return none(number);
                }
                value_pieces(&value, &mut number, each)
            })?;
            none(number)
        }
        Content::Page => {
            let mut number = 0;
            for value in page::values(text.reader(source)?)? {
                match value {
                    Ok(value) => value_pieces(&value, &mut number, each)?,
                    Err((error, script)) => {
                        number += 1;
                        let (place, lines) = (format!("review {number}"), Err(error.into()));
                        each(Event::Item(ImportItem { place, lines, raw: RawItem::Text(script) }))?;
                    }
                }
            }
            none(number)
        }
        Content::Table => {
            let dialect = Dialect::of(source, text, ask.delimiter, ask.no_quoting)?;
            each(Event::Is(dialect.taken()))?;
            let mut rows = Rows::new(ask, None);
            dialect.rows(source, &mut |row| rows.row(row, each))?;
            rows.end(each)
        }
    }
}

/// A list that begins with more numbers and texts than these is no list of reviews.
const BARE: usize = 1_000;

/// What kind of text a file is, by the first characters of its first lines.
fn content(text: &Text, source: &Source) -> Result<Content> {
    let mut reader = text.reader(source)?.take(1 << 20);
    let mut sample = Vec::new();
    reader.read_to_end(&mut sample)?;
    let sample = String::from_utf8_lossy(&sample);
    let begin = sample.trim_start();
    if begin.is_empty() {
        return Err(Error::usage("the file is empty").hint("is it the right one?"));
    }
    if begin.starts_with('<') {
        return Ok(Content::Page);
    }
    let mut lines = begin.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let second = lines.next().unwrap_or_default();
    let whole: Option<Value> = serde_json::from_str(first).ok();
    if begin.starts_with('[') {
        // What an import has rejected may begin with a line that is a list.
        let lines = whole.is_some() && second.starts_with(['{', '[']);
        return Ok(if lines { Content::Lines } else { Content::Json });
    }
    if !begin.starts_with('{') {
        return Ok(Content::Table);
    }
    let several = second.starts_with('{');
    let ours = whole.as_ref().is_none_or(is_ours) && first.len() < begin.len();
    let alone = whole.as_ref().is_some_and(is_ours);
    let broken = first.ends_with('}') || first.len() >= 1 << 19;
    Ok(if alone || (several && ours && broken) || (several && whole.is_some()) {
        Content::Lines
    } else {
        Content::Json
    })
}

/// What a line of a book has not, and the values have that others publish.
const FOREIGN: [&str; 10] = [
    "@type",
    "@context",
    "@id",
    "@graph",
    "claimReview",
    "claimant",
    "claimDate",
    "claims",
    "itemListElement",
    "dataFeedElement",
];

/// Whether a value is a line of a book.
fn is_ours(value: &Value) -> bool {
    let has = |key: &str| value.get(key).is_some();
    let line = ["speaker", "document", "statement", "verdict", "evidence", "saved"];
    let typed = value.get("type").and_then(Value::as_str).is_some_and(|kind| line.contains(&kind));
    typed || (has("text") && !FOREIGN.iter().any(|key| has(key)))
}

/// The pieces of a line: itself, or the reviews in what is no line of a book.
fn line_pieces(piece: ImportItem, each: Each) -> Result<()> {
    let value = match (&piece.lines, &piece.raw) {
        (Err(_), RawItem::Text(text)) => serde_json::from_str::<Value>(text).ok().filter(Value::is_object),
        _ => None,
    };
    let Some(value) = value.filter(|value| FOREIGN.iter().any(|key| value.get(key).is_some())) else {
        return each(Event::Item(piece));
    };
    let mut none = true;
    review::pieces(&value, &mut |found| {
        none = false;
        each(Event::Item(ImportItem { place: piece.place.clone(), ..found }))
    })?;
    if none { each(Event::Item(piece)) } else { Ok(()) }
}

/// The pieces of a value: a line of a book, or reviews.
fn value_pieces(value: &Value, number: &mut usize, each: Each) -> Result<()> {
    if is_ours(value) {
        *number += 1;
        let text = value.to_string();
        let lines = lines::line(&text).map(|line| vec![line]);
        let place = format!("element {number}");
        return each(Event::Item(ImportItem { place, lines, raw: RawItem::Text(text) }));
    }
    review::pieces(value, &mut |piece| {
        *number += 1;
        each(Event::Item(ImportItem { place: format!("review {number}"), ..piece }))
    })
}

fn none(number: usize) -> Result<()> {
    if number > 0 {
        return Ok(());
    }
    Err(Error::usage("there is no ClaimReview and no claim in it")
        .hint("gainsay import --help says what can be imported"))
}

/// Refuses what is known not to be a table, a text or a page, by its first bytes.
fn refuse_binary(begin: &[u8]) -> Result<()> {
    const KNOWN: &[(&[u8], &str, &str)] = &[
        (b"\xd0\xcf\x11\xe0", "an old or encrypted workbook", "open it and save it as XLSX, without a password"),
        (b"%PDF", "a PDF", "copy its table into a spreadsheet and save that as CSV"),
        (b"\x1f\x8b", "compressed with gzip", "gunzip it first, or: zcat FILE | gainsay import -"),
        (b"SQLite f", "a database", "gainsay --db FILE export book.jsonl, then gainsay import book.jsonl"),
        (b"PAR1", "Parquet", "write it as CSV or JSON first"),
        (b"7z\xbc\xaf", "an archive", "unpack it first"),
    ];
    match KNOWN.iter().find(|(magic, ..)| begin.starts_with(magic)) {
        Some((_, what, hint)) => Err(Error::usage(format!("this is {what}")).hint(*hint)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places and claims that are read from a text.
    fn read(text: &str) -> Vec<(String, Option<String>)> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let mut found = Vec::new();
        pieces(&Source::of(file.path()).unwrap(), &Ask::default(), &mut |event| {
            if let Event::Item(piece) = event {
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
        for (text, claims) in [
            (answer.to_string(), vec![found("review 1")]),
            (answer.replace(", ", ",\n"), vec![found("review 1")]),
            (format!("{answer}\n{answer}\n"), vec![found("line 1"), found("line 2")]),
            (format!("{review}\n\n{review}\n"), vec![found("line 1"), found("line 3")]),
            ("{\"text\": \"x\"}\n".to_string(), vec![found("line 1")]),
            ("{\"text\": \"x\",\n\"tags\": []}".to_string(), vec![found("element 1")]),
            (
                format!("{review}\n{{\"text\": \"x\", \"odd\": 1}}\n"),
                vec![found("line 1"), ("line 2".to_string(), None)],
            ),
        ] {
            assert_eq!(read(&text), claims, "{text}");
        }
    }
}
