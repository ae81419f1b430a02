//! A text with a numbered note for each claim that was recorded in it: for the editor, and the lawyer.

use std::collections::HashMap;

use super::sentences::DocumentSentences;
use crate::error::Result;
use crate::model::Part;
use crate::model::records::{ClaimStatement, EvidenceRow, VerdictRow};
use crate::model::results::annotated::{AnnotatedSentence, AnnotatedText, ClaimNote, NoteColour, NotePart};
use crate::model::results::sentence_check::CheckedClaim;
use crate::model::results::statement_words::{StatementWords, document_words, plain};
use crate::store::Store;
use crate::text::single_spaced;

impl DocumentSentences {
    /// Returns the text with its notes; the notes of the desk are in it if `with_notes`.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn annotated(&self, store: &Store, with_notes: bool, made_at: &str) -> Result<AnnotatedText> {
        let mut numbers: HashMap<i64, usize> = HashMap::new();
        let mut notes = Vec::new();
        let mut paragraphs: Vec<Vec<AnnotatedSentence>> = Vec::new();
        let mut chars = self.text.chars();
        let mut at = 0;
        for one in &self.sentences {
            let gap: String = chars.by_ref().take(one.start - at).collect();
            chars.by_ref().take(one.end - one.start).for_each(drop);
            at = one.end;
            let is_new = gap.contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']);
            if is_new || paragraphs.is_empty() {
                paragraphs.push(Vec::new());
            }
            let mut here = Vec::new();
            for claim in &one.claims {
                let next = numbers.len() + 1;
                let number = *numbers.entry(claim.claim.id).or_insert(next);
                here.push((number, number == next));
                if number == next {
                    notes.push(note(store, claim, number, with_notes)?);
                }
            }
            paragraphs.last_mut().into_iter().for_each(|paragraph| {
                paragraph.push(AnnotatedSentence {
                    line: one.number,
                    text: one.text.clone(),
                    state: one.state,
                    is_open: one.is_open(),
                    notes: here.clone(),
                });
            });
        }
        let open = self.sentences.iter().filter(|one| one.is_open());
        let elsewhere = self.elsewhere.iter();
        let mut kind = self.document.kind.replace('-', " ");
        if let Some(first) = kind.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        Ok(AnnotatedText {
            document: self.document.id,
            title: self.document.title.clone(),
            kind: kind + &plain(&document_words(&self.document)),
            totals: self.totals().in_words(),
            made_at: made_at.to_string(),
            paragraphs,
            notes,
            open: open.map(|one| (one.number, one.text.clone(), one.open())).collect(),
            elsewhere: elsewhere.map(|(one, why)| (one.claim.id, one.claim.text.clone(), *why)).collect(),
        })
    }
}

fn note(store: &Store, one: &CheckedClaim, number: usize, with_notes: bool) -> Result<ClaimNote> {
    let mut parts = Vec::new();
    let mut add = |heading: &'static str, lines: Vec<(String, Option<String>)>| {
        if !lines.is_empty() {
            parts.push(NotePart { heading, lines });
        }
    };
    add("Checked", checks(one));
    let said = |part: &[Part]| {
        let statements = one.statements.iter().filter(|said| part.contains(&said.part) && said.stands());
        let mut lines: Vec<_> = statements.map(|said| (statement(said, one), said.statement.url.clone())).collect();
        lines.dedup();
        lines
    };
    add("Said by", said(&[Part::Makes, Part::Relays]));
    add("Disputed by", said(&[Part::Disputes]));
    add("Not denied by", said(&[Part::DoesNotDeny]));
    let mut evidence = Vec::new();
    for row in &one.evidence {
        evidence.push(evidence_line(store, row, with_notes)?);
    }
    add("Evidence", evidence);
    if with_notes {
        add("Note", one.claim.note.iter().map(|note| (single_spaced(note), None)).collect());
    }
    add("Open", one.open().into_iter().map(|what| (what, None)).collect());
    let (finding, colour) = finding(one);
    Ok(ClaimNote { number, claim: one.claim.id, text: one.claim.text.clone(), finding, colour, parts })
}

/// What was found, in a word or two.
fn finding(one: &CheckedClaim) -> (String, NoteColour) {
    if one.is_stale() {
        return ("changed since".to_string(), NoteColour::Open);
    }
    if one.claim.checkers_disagree {
        return ("checkers disagree".to_string(), NoteColour::Other);
    }
    if let Some(verdict) = one.standing().next() {
        let colour = match verdict.bucket.as_deref() {
            Some("true") => NoteColour::True,
            Some("false") => NoteColour::False,
            Some("mixed") => NoteColour::Mixed,
            _ => NoteColour::Other,
        };
        return (verdict.label.clone(), colour);
    }
    match one.claim.stage.as_str() {
        "checked" => ("checked".to_string(), NoteColour::Other),
        "dropped" => ("not to be checked".to_string(), NoteColour::Other),
        _ => ("not checked".to_string(), NoteColour::Open),
    }
}

/// What was found by whom, when and why, verdict by verdict.
fn checks(one: &CheckedClaim) -> Vec<(String, Option<String>)> {
    let line = |verdict: &VerdictRow| {
        let by = verdict.reviewer.as_ref().map_or_else(String::new, |by| format!(", by {by}"));
        let day = verdict.decided_on.as_deref().or(verdict.recorded_at.get(..10));
        let on = day.map_or_else(String::new, |day| format!(", {day}"));
        let why = verdict.rationale.as_ref().map_or_else(String::new, |why| format!(": {}", single_spaced(why)));
        (format!("{}{by}{on}{why}", verdict.label), verdict.review_url.clone())
    };
    let mut lines: Vec<_> = one.standing().map(line).collect();
    if let Some(day) = one.changed_at.as_deref().and_then(|at| at.get(..10)) {
        lines.push((format!("the line changed on {day}, and nobody has looked at it since"), None));
    }
    lines
}

/// A statement as a line: who says it, in which words, and where.
fn statement(one: &ClaimStatement, of: &CheckedClaim) -> String {
    let row = &one.statement;
    let words = StatementWords::of(row, Some(of.claim.id));
    let mut line = plain(&words.speaker);
    if !matches!(one.part, Part::Makes) {
        line = format!("{} {}", plain(&words.subject()), plain(&words.predicate()));
    }
    if let Some(quote) = &row.quote {
        line += &format!(": “{}”", single_spaced(quote));
    }
    let mut place: Vec<String> = Vec::new();
    match (&row.document, row.document_id == Some(of.document)) {
        (_, true) if row.quote.is_some() && row.quote_start.is_none() => {
            place.push("in an earlier version of this text".to_string());
        }
        (_, true) => place.push("in this text".to_string()),
        (Some(title), false) => place.push(format!("{title}{}", plain(&words.document))),
        (None, false) => {}
    }
    place.extend(row.occasion.clone());
    place.extend(row.said_on.clone());
    if place.is_empty() { line } else { format!("{line} ({})", place.join(", ")) }
}

/// Evidence as a line: what it does, the document, its publisher and day, the words.
fn evidence_line(store: &Store, row: &EvidenceRow, with_notes: bool) -> Result<(String, Option<String>)> {
    let verb = if row.relation == "context" { "gives context" } else { row.relation.as_str() };
    let about = plain(&document_words(&store.document(row.document_id)?));
    let mut line = format!("{verb}: {}{about}", row.document);
    if let Some(quote) = &row.quote {
        line += &format!(": “{}”", single_spaced(quote));
    }
    if let Some(note) = row.note.as_ref().filter(|_| with_notes) {
        line += &format!(" ({})", single_spaced(note));
    }
    Ok((line, row.url.clone()))
}
