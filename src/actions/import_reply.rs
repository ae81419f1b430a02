//! The reply of an import.

use crate::error::{Error, Result};
use crate::model::import::report::{ImportCounts, ImportReport, Rejection};
use crate::output::Reply;
use crate::text::counted;

/// Maximum number of rejected items, and of warnings, that are written one by one; the file has all rejected items.
const MAX_LISTED: usize = 20;

/// Returns what an import did, in words and as JSON.
pub(super) fn reply(done: &ImportReport) -> Result<Reply> {
    let counts = done.counts;
    let mut notes: Vec<String> = done.taken.iter().map(|taken| format!("note: {taken}")).collect();
    notes.extend(done.odd.iter().take(MAX_LISTED).map(|odd| format!("note: {odd}")));
    if done.odd.len() > MAX_LISTED {
        notes.push("note: there are more such rows".to_string());
    }
    notes.extend(done.unread.iter().take(MAX_LISTED).map(|cells| match cells.flag() {
        Some(flag) => format!("note: {} ({flag})", cells.in_words()),
        None => format!("note: {}", cells.in_words()),
    }));
    if done.unread.len() > MAX_LISTED {
        notes.push("note: there are more such words".to_string());
    }
    let rejected = &done.rejections[..done.rejections.len().min(MAX_LISTED)];
    notes.extend(rejected.iter().map(|piece| format!("rejected {}", rejection(piece))));
    if counts.rejected > rejected.len() {
        notes.push(format!("rejected {} more", counts.rejected - rejected.len()));
    }
    for file in &done.rejected_files {
        let duplicates = if done.on_duplicate == "update" { " --on-duplicate update" } else { "" };
        notes.push(format!(
            "wrote the rejected rows to {}: correct them, then gainsay import {0}{duplicates}",
            file.display()
        ));
    }
    if counts.differ > 0 {
        let differ = if counts.differ == 1 { "differs" } else { "differ" };
        notes.push(format!(
            "note: {} {differ} from the book; --on-duplicate update takes what the file says, and gainsay merge with the other book itself keeps both",
            counted(counts.differ, "row")
        ));
    }
    notes.extend(done.preview.iter().map(|claim| format!("{} as recorded: {}", claim.place, claim.in_words())));
    if done.dry_run {
        notes.push("nothing was written: this was a dry run".to_string());
    }
    Ok(Reply::text("").replace_body(counts_sentence(&counts), serde_json::to_value(done)?).notes(notes))
}

fn rejection(piece: &Rejection) -> String {
    match &piece.column {
        Some(column) => format!("{}, column {column}: {}", piece.place, piece.reason),
        None => format!("{}: {}", piece.place, piece.reason),
    }
}

/// Returns the error for an import that wrote nothing because something was rejected.
pub(super) fn strict_error(done: &ImportReport) -> Error {
    let (counts, rejected) = (done.counts, &done.rejections[..done.rejections.len().min(MAX_LISTED)]);
    let list = rejected.iter().map(rejection).collect::<Vec<_>>().join("\n");
    let more = counts.rejected - rejected.len();
    let more = if more > 0 { format!("\nand {more} more") } else { String::new() };
    Error::usage(format!("{list}{more}\n{} of {} cannot be read; nothing was written", counts.rejected, counts.read))
        .hint("correct the file and import it again, or leave out --strict")
}

fn counts_sentence(counts: &ImportCounts) -> String {
    let added = counts.by_kind().map(|(count, one)| counted(count, one)).collect::<Vec<_>>().join(", ");
    let mut text = format!("{} read: ", counted(counts.read, "row"));
    text.push_str(&if added.is_empty() { "added nothing new".to_string() } else { format!("added {added}") });
    for (count, what) in [(counts.updated, "updated"), (counts.known, "already there"), (counts.rejected, "rejected")] {
        if count > 0 {
            text.push_str(&format!("; {what}: {count}"));
        }
    }
    text
}
