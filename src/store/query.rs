//! Lists of claims: the rows that come of a filter, streamed.

use rusqlite::types::Type;
use rusqlite::{Row, named_params};

use super::Store;
use super::fold::{gather, is_unnamed};
use crate::error::{Error, Result};
use crate::model::Filter;
use crate::model::rows::{Bearing, ClaimRow, StatementRow};

impl Store {
    /// The claims that a filter means, in its order, each as soon as it is read.
    ///
    /// # Errors
    /// A name, tag or label in the filter that the book does not know; those of the database and of `each`.
    pub fn claims(&self, filter: &Filter, each: &mut dyn FnMut(ClaimRow) -> Result<()>) -> Result<()> {
        self.at_one_moment(|| self.claims_now(filter, each))
    }

    fn claims_now(&self, filter: &Filter, each: &mut dyn FnMut(ClaimRow) -> Result<()>) -> Result<()> {
        let conditions = self.conditions(filter)?;
        let sql = format!(
            "select c.id, c.uid, c.text, c.stage, c.note, c.ref, c.recorded_at, c.status, c.tags, c.verdict, c.verdict_value,
                    c.verdict_worst, c.verdict_best, c.verdict_bucket, c.reviewer, c.decided_on, c.review_url, c.review_title,
                    c.rationale, c.verdict_uid, c.reviewer_uid, c.reviewer_kind
             from claim_summary c {} {}",
            conditions.clause(),
            conditions.order(),
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut rows = query.query(rusqlite::params_from_iter(conditions.values()))?;
        while let Some(row) = rows.next()? {
            let mut claim = claim_row(row)?;
            claim.tags = self.tags(claim.id)?;
            let bearings = self.bearings(claim.id)?;
            gather(&mut claim, &bearings);
            each(claim)?;
        }
        Ok(())
    }

    /// How many claims a filter means.
    ///
    /// # Errors
    /// As [`Store::claims`].
    pub fn count(&self, filter: &Filter) -> Result<i64> {
        let conditions = self.conditions(filter)?;
        let sql = format!(
            "select count(*) from (select c.id from claim_summary c {} {})",
            conditions.clause(),
            conditions.order()
        );
        let values = rusqlite::params_from_iter(conditions.values());
        Ok(self.conn.prepare(&sql)?.query_row(values, |row| row.get(0))?)
    }

    /// How many of the claims that a filter means have each status, by the words of the statuses.
    ///
    /// # Errors
    /// Those of the database.
    pub fn count_by_status(&self, filter: &Filter) -> Result<Vec<(String, i64)>> {
        let conditions = self.conditions(filter)?;
        let sql = format!("select c.status, count(*) from claim_summary c {} group by c.status", conditions.clause());
        let values = rusqlite::params_from_iter(conditions.values());
        let mut query = self.conn.prepare(&sql)?;
        let rows = query.query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The statements that bear upon a claim, in the order in which they were recorded.
    ///
    /// # Errors
    /// Those of the database.
    pub fn bearings(&self, claim: i64) -> Result<Vec<Bearing>> {
        let mut query = self.conn.prepare_cached(
            "select r.*, k.part, k.basis from claim_statement k join statement_row r on r.id = k.statement_id
             where k.claim_id = :claim",
        )?;
        let rows = query.query_map(named_params! { ":claim": claim }, |row| {
            Ok(Bearing { statement: statement_row(row)?, part: word(row, "part")?, basis: row.get("basis")? })
        })?;
        let mut bearings: Vec<Bearing> = rows.collect::<rusqlite::Result<_>>()?;
        // Sorted here: a sorter in SQL for a handful of rows costs more than reading them.
        bearings.sort_by_key(|one| one.statement.id);
        // A document that carries a claim by several statements is denied once.
        bearings.dedup_by(|a, b| a.statement.id == b.statement.id && a.basis == b.basis);
        Ok(bearings)
    }

    fn tags(&self, claim: i64) -> Result<Vec<String>> {
        let mut query = self.conn.prepare_cached("select tag from claim_tag where claim_id = ?1 order by tag")?;
        Ok(query.query_map([claim], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }
}

fn claim_row(row: &Row) -> rusqlite::Result<ClaimRow> {
    Ok(ClaimRow {
        id: row.get("id")?,
        uid: row.get("uid")?,
        text: row.get("text")?,
        status: row.get("status")?,
        verdict: row.get("verdict")?,
        verdict_value: row.get("verdict_value")?,
        verdict_worst: row.get("verdict_worst")?,
        verdict_best: row.get("verdict_best")?,
        verdict_bucket: row.get("verdict_bucket")?,
        reviewer: row.get("reviewer")?,
        decided_on: row.get("decided_on")?,
        review_url: row.get("review_url")?,
        review_title: row.get("review_title")?,
        rationale: row.get("rationale")?,
        verdict_uid: row.get("verdict_uid")?,
        reviewer_uid: row.get("reviewer_uid")?,
        reviewer_kind: row.get("reviewer_kind")?,
        stage: row.get("stage")?,
        note: row.get("note")?,
        reference: row.get("ref")?,
        recorded_at: row.get("recorded_at")?,
        ..ClaimRow::default()
    })
}

/// A row of the view `statement_row`.
pub(super) fn statement_row(row: &Row) -> rusqlite::Result<StatementRow> {
    let kind: String = row.get("speaker_kind")?;
    let access: Option<String> = row.get("access")?;
    Ok(StatementRow {
        id: row.get("id")?,
        uid: row.get("uid")?,
        stance: word(row, "stance")?,
        speaker: row.get("speaker")?,
        speaker_id: row.get("speaker_id")?,
        person_id: row.get("person_id")?,
        worded: row.get("worded")?,
        unnamed: is_unnamed(&kind),
        role: row.get("role")?,
        claim_id: row.get("claim_id")?,
        target_statement_id: row.get("target_statement_id")?,
        target_document_id: row.get("target_document_id")?,
        origin_id: row.get("origin_id")?,
        retracted_by_id: row.get("retracted_by_id")?,
        document_id: row.get("document_id")?,
        document: row.get("document")?,
        publisher: row.get("publisher")?,
        url: row.get("url")?,
        access: access.and_then(|access| access.parse().ok()),
        published_on: row.get("published_on")?,
        occasion: row.get("occasion")?,
        said_on: row.get("said_on")?,
        quote: row.get("quote")?,
        quote_start: row.get("quote_start")?,
        quote_end: row.get("quote_end")?,
        note: row.get("note")?,
    })
}

/// A column that holds a word of a closed vocabulary.
fn word<T: std::str::FromStr<Err = Error>>(row: &Row, column: &'static str) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    text.parse().map_err(|error: Error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
}
