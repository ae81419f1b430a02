//! A statement as an item of a page for a terminal, where people type the numbers of what they refer to.

use super::statement_words::{Piece, StatementWords, plain};
use crate::model::display::Block;
use crate::model::records::StatementRow;

/// A statement as an item: number, day, speaker and what the speaker `does`; below that, the quote with an `addition`, where it
/// can be read, and the note.
pub fn statement_block(row: &StatementRow, does: &str, addition: &str) -> Block {
    let words = StatementWords::of(row, None);
    let day = row.day_words();
    let retracted = row.retracted_by_id.map_or_else(String::new, |by| format!(" [taken back in statement {by}]"));
    let head = format!("{} · {day} · {}: {does}{retracted}", row.id, plain(&words.speaker));
    let quote = row.quote.as_ref().map(|quote| format!("“{quote}”{addition}{}", not_found(row)));
    let note = row.note.as_ref().map(|note| format!("note: {note}"));
    Block::Item(head, [quote, place(row, &words), note].into_iter().flatten().collect())
}

/// What is said of a quote that the stored text does not have.
pub fn not_found(row: &StatementRow) -> &'static str {
    if row.unplaced { " (not found in the stored text)" } else { "" }
}

/// The document and the occasion. The day of the document is left out.
fn place(row: &StatementRow, words: &StatementWords) -> Option<String> {
    let document = row.document_id.zip(row.document.as_ref()).map(|(id, title)| {
        let parts = words.document.chunks(2).filter(|part| !matches!(part, [_, Piece::Day(_)]));
        format!("in {title} (document {id}{})", parts.map(plain).collect::<String>())
    });
    let occasion = row.occasion.as_ref().map(|occasion| format!("occasion: {occasion}"));
    let place: Vec<_> = [document, occasion].into_iter().flatten().collect();
    (!place.is_empty()).then(|| place.join("; "))
}
