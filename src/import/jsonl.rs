//! JSON Lines: each line is a line of gainsay.

use std::io::{BufRead, Read};

use crate::error::{Error, Result, json_fault};
use crate::model::import::item::{Fault, ImportItem, RawItem};
use crate::model::records::Line;

/// Maximum length of a line, in bytes. It is enough for the text of any document.
pub const LONGEST: usize = 64 << 20;

/// Passes on a piece for every line that is not empty.
///
/// # Errors
/// Errors if the file cannot be read or a line is longer than 64 MiB, and errors of `each`.
pub fn pieces(lines: &mut dyn BufRead, each: &mut dyn FnMut(ImportItem) -> Result<()>) -> Result<()> {
    let mut bytes = Vec::new();
    let mut number = 0;
    while next_line(lines, &mut bytes)? {
        number += 1;
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes);
        let lines = match &text {
            std::borrow::Cow::Borrowed(text) => line(text).map(|line| vec![line]),
            std::borrow::Cow::Owned(_) => {
                Err(Error::usage("the line is not UTF-8 text").hint("save the file as UTF-8").into())
            }
        };
        let raw = RawItem::Text(text.trim_end_matches(['\r', '\n']).to_string());
        each(ImportItem { place: format!("line {number}"), lines, raw })?;
    }
    Ok(())
}

/// Parses a line.
///
/// # Errors
/// Errors if the line is not valid.
pub fn line(text: &str) -> Result<Line, Fault> {
    let mut line = Line::parse(text).map_err(|error| Error::usage(plain(&error)))?;
    if let Line::Claim(claim) = &mut line {
        // Only an export says when a claim was recorded.
        claim.is_whole = claim.uid.is_some() && claim.recorded_at.is_some();
        claim.statements.iter_mut().for_each(|statement| statement.is_whole = statement.uid.is_some());
    }
    Ok(line)
}

/// Reads up to the next line feed. Returns false at the end of the file. A byte order mark at the start of a line is
/// dropped.
fn next_line(lines: &mut dyn BufRead, bytes: &mut Vec<u8>) -> Result<bool> {
    bytes.clear();
    let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX) + 1;
    Read::take(&mut *lines, limit).read_until(b'\n', bytes)?;
    if bytes.len() > LONGEST {
        return Err(Error::usage("a line is longer than 64 MiB").hint("is this a file of JSON Lines?"));
    }
    let more = !bytes.is_empty();
    if bytes.starts_with("\u{feff}".as_bytes()) {
        bytes.drain(..3);
    }
    Ok(more)
}

/// Describes an error in the JSON of a line. The line number of the JSON reader is always 1, and is left out.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    if text.contains("expected struct") {
        return "a line must be one JSON object: {\"text\": \"…\"}".to_string();
    }
    let fault = json_fault(error);
    if text.contains(" at line ") && error.column() > 0 {
        format!("{fault}, at character {}", error.column())
    } else {
        fault
    }
}
