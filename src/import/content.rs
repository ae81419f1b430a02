//! Decides what a file is by its first bytes and lines.

use std::io::Read;

use serde_json::Value;

use super::encoding::TextEncoding;
use super::source::SourceFile;
use crate::error::{Error, Result};
use crate::model::records::Line;

/// What a text file contains.
pub(super) enum Content {
    Page,
    Json,
    Lines,
    Table,
}

impl Content {
    /// Describes the content.
    pub(super) fn in_words(&self) -> &'static str {
        match self {
            Self::Page => "a web page",
            Self::Json => "JSON",
            Self::Lines => "JSON Lines",
            Self::Table => "a table",
        }
    }
}

/// Decides what a text file contains by its first lines.
pub(super) fn content(text: &TextEncoding, source: &SourceFile) -> Result<Content> {
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
        // A file of rejected lines may begin with a list.
        let lines = whole.is_some() && second.starts_with(['{', '[']);
        return Ok(if lines { Content::Lines } else { Content::Json });
    }
    if !begin.starts_with('{') {
        return Ok(Content::Table);
    }
    let several = second.starts_with('{');
    let ours = whole.as_ref().is_none_or(is_gainsay_line) && first.len() < begin.len();
    let alone = whole.as_ref().is_some_and(is_gainsay_line);
    let broken = first.ends_with('}') || first.len() >= 1 << 19;
    Ok(if alone || (several && ours && broken) || (several && whole.is_some()) {
        Content::Lines
    } else {
        Content::Json
    })
}

/// Keys that lines of gainsay never have, and published reviews do.
pub(super) const PUBLISHED_KEYS: [&str; 10] = [
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

/// Returns whether a value is a line of gainsay.
pub(super) fn is_gainsay_line(value: &Value) -> bool {
    let has = |key: &str| value.get(key).is_some();
    let typed = value.get("type").and_then(Value::as_str).is_some_and(|kind| Line::TYPES.contains(&kind));
    typed || (has("text") && !PUBLISHED_KEYS.iter().any(|key| has(key)))
}

/// Errors if the first bytes are those of a file that cannot be imported.
pub(super) fn refuse_binary(begin: &[u8]) -> Result<()> {
    const KNOWN: &[(&[u8], &str, &str)] = &[
        (b"\xd0\xcf\x11\xe0", "an old or encrypted workbook", "open it and save it as XLSX, without a password"),
        (b"%PDF", "a PDF", "copy its table into a spreadsheet and save that as CSV"),
        (b"\x1f\x8b", "compressed with gzip", "gunzip it first, or: zcat FILE | gainsay import -"),
        (b"SQLite f", "a database", "gainsay --db FILE export book.jsonl, then gainsay import book.jsonl"),
        (b"PAR1", "Parquet", "convert it to CSV or JSON first"),
        (b"7z\xbc\xaf", "an archive", "unpack it first"),
    ];
    match KNOWN.iter().find(|(magic, ..)| begin.starts_with(magic)) {
        Some((_, what, hint)) => Err(Error::usage(format!("this is {what}")).hint(*hint)),
        None => Ok(()),
    }
}
