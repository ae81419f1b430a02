//! Evidence: a document, or a passage of it, that supports or contradicts a claim or gives context to it.

use super::declare::record;
use super::{Cell, QuotePlace};
use crate::model::Relation;

record! {
    {
        /// A piece of evidence.
        row EvidenceRow("r", "id");
        /// A piece of evidence to record.
        new NewEvidence(EvidenceLine);
        /// A piece of evidence as a line.
        line EvidenceLine(EvidenceRow);
    }
    {
        /// The claim that it is about.
        claim_id: row(i64) new(claim: i64);
        /// The claim, by uid or ref, on a line of its own.
        claim: line(Option<String>) in_table(|e| (&e.claim).into());
        /// `supports`, `contradicts` or `context`.
        relation: row(String, "relation") new(relation: Relation) line(String) in_table(|e| (&e.relation).into());
        /// The document.
        document_id: row(i64) new(document: i64);
        /// The title of the document.
        document: row(String, "document");
        /// The document, by uid, key, address or title.
        document: line(String) in_table(|e| (&e.document).into());
        /// The address of the document.
        url: row(Option<String>);
        /// The passage.
        quote: every(text, "quote");
        /// Where the passage stands in the stored text.
        place: new_only(QuotePlace);
        /// Where the passage stands in the stored text: start and end, in characters.
        span: line(Option<(usize, usize)>);
        /// Where the passage begins in the stored text, in characters.
        quote_start: row(Option<i64>) in_table(|e| offset(e.span.map(|span| span.0)));
        /// Where the passage ends, exclusive.
        quote_end: row(Option<i64>) in_table(|e| offset(e.span.map(|span| span.1)));
        /// A note of the desk.
        note: every(text, "note");
    }
}

fn offset(offset: Option<usize>) -> Cell<'static> {
    offset.and_then(|offset| i64::try_from(offset).ok()).map_or(Cell::Nothing, Cell::Number)
}
