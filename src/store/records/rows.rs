//! Rows of lists as records, read by place: to find a column by its name costs several times what reading it does.

use rusqlite::Row;
use rusqlite::types::{FromSql, Type};

use super::summarize::is_unnamed;
use crate::error::Error;
use crate::model::records::{ClaimRow, StatementRow};

/// The columns of `claim_summary c` in the order in which [`claim_row`] reads them.
pub(in crate::store) const CLAIM: &str = "c.id, c.uid, c.text, c.status, c.stage, c.note, c.ref, c.recorded_at, c.verdict, c.verdict_value,
    c.verdict_worst, c.verdict_best, c.verdict_bucket, c.reviewer, c.decided_on, c.review_url, c.review_title, c.rationale,
    c.verdict_uid, c.reviewer_uid, c.reviewer_kind";

/// The columns of `statement_row r` in the order in which [`statement_row`] reads them.
pub(in crate::store) const STATEMENT: &str =
    "r.id, r.uid, r.stance, r.speaker, r.speaker_id, r.person_id, r.worded, r.speaker_kind, r.role,
    r.claim_id, r.target_statement_id, r.target_document_id, r.origin_id, r.retracted_by_id, r.document_id, r.document,
    r.publisher, r.url, r.access, r.published_on, r.occasion, r.said_on, r.quote, r.quote_start, r.quote_end, r.note";

/// The columns of a row one after the other.
pub(in crate::store) struct Columns<'r, 'q> {
    row: &'r Row<'q>,
    next: usize,
}

impl<'r, 'q> Columns<'r, 'q> {
    /// The columns from the first.
    pub(in crate::store) fn of(row: &'r Row<'q>) -> Self {
        Self { row, next: 0 }
    }

    /// The next column.
    pub(in crate::store) fn next<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        self.next += 1;
        self.row.get(self.next - 1)
    }

    /// The next column, which holds a text.
    pub(in crate::store) fn text(&mut self) -> rusqlite::Result<&'r str> {
        self.next += 1;
        Ok(self.row.get_ref(self.next - 1)?.as_str()?)
    }

    /// The next column, which holds a word of a closed vocabulary.
    pub(in crate::store) fn word<T: std::str::FromStr<Err = Error>>(&mut self) -> rusqlite::Result<T> {
        self.next += 1;
        let text = self.row.get_ref(self.next - 1)?.as_str()?;
        text.parse().map_err(|error: Error| {
            rusqlite::Error::FromSqlConversionFailure(self.next - 1, Type::Text, Box::new(error))
        })
    }
}

/// A claim of [`CLAIM`], of which nothing was said yet.
pub(in crate::store) fn claim_row(row: &Row) -> rusqlite::Result<ClaimRow> {
    let mut columns = Columns::of(row);
    let claim = ClaimRow {
        id: columns.next()?,
        uid: columns.next()?,
        text: columns.next()?,
        status: columns.next()?,
        stage: columns.next()?,
        note: columns.next()?,
        reference: columns.next()?,
        recorded_at: columns.next()?,
        verdict: columns.next()?,
        ..ClaimRow::default()
    };
    if claim.verdict.is_none() {
        return Ok(claim);
    }
    Ok(ClaimRow {
        verdict_value: columns.next()?,
        verdict_worst: columns.next()?,
        verdict_best: columns.next()?,
        verdict_bucket: columns.next()?,
        reviewer: columns.next()?,
        decided_on: columns.next()?,
        review_url: columns.next()?,
        review_title: columns.next()?,
        rationale: columns.next()?,
        verdict_uid: columns.next()?,
        reviewer_uid: columns.next()?,
        reviewer_kind: columns.next()?,
        ..claim
    })
}

/// A statement whose columns, those of [`STATEMENT`], come next.
pub(in crate::store) fn statement_row(columns: &mut Columns) -> rusqlite::Result<StatementRow> {
    Ok(StatementRow {
        id: columns.next()?,
        uid: columns.next()?,
        stance: columns.word()?,
        speaker: columns.next()?,
        speaker_id: columns.next()?,
        person_id: columns.next()?,
        worded: columns.next()?,
        unnamed: is_unnamed(&columns.next::<String>()?),
        role: columns.next()?,
        claim_id: columns.next()?,
        target_statement_id: columns.next()?,
        target_document_id: columns.next()?,
        origin_id: columns.next()?,
        retracted_by_id: columns.next()?,
        document_id: columns.next()?,
        document: columns.next()?,
        publisher: columns.next()?,
        url: columns.next()?,
        access: columns.next::<Option<String>>()?.and_then(|access| access.parse().ok()),
        published_on: columns.next()?,
        occasion: columns.next()?,
        said_on: columns.next()?,
        quote: columns.next()?,
        quote_start: columns.next()?,
        quote_end: columns.next()?,
        note: columns.next()?,
    })
}
