//! Lists of claims: the rows that a filter selects, streamed.
//!
//! Claims are read in batches of 256, then the statements of the whole batch together (`records/batch.rs`): claims that are
//! neighbours are one range of an index, others are looked up one by one. A page far down a list skips rows with the status
//! cache alone, which has an index for each order, and looks up only the claims that are shown. A list
//! for a word that nearly every claim has is slow: it reads all of them before the first is shown.

use std::collections::HashSet;

use crate::error::Result;
use crate::model::records::{ClaimRow, ClaimStatement, Columns, StatementRow};
use crate::model::{Filter, Predicate};
use crate::store::Store;
use crate::store::query::conditions::{CLAIM_EXISTS, Conditions};
use crate::store::records::appearances::with_sources;
use crate::store::records::batch::{BATCH_SIZE, BearingStatement, among, of_claim};
use crate::store::records::cache::NameCache;
use crate::store::records::rows::{RowReader, each_row};
use crate::store::records::summarize::gather;

impl Store {
    /// Calls `each` with the claims that a filter selects, in its order, as they are read.
    ///
    /// # Errors
    /// A name, tag or label in the filter that is not in the book; those of the database and of `each`.
    pub fn claims(&self, filter: &Filter, each: &mut dyn FnMut(ClaimRow) -> Result<()>) -> Result<()> {
        self.in_snapshot(|| self.read_claims(filter, each))
    }

    /// Returns the numbers of the claims that a predicate selects.
    ///
    /// # Errors
    /// As [`Store::claims`].
    pub fn claim_ids(&self, which: Predicate) -> Result<Vec<i64>> {
        let mut ids = Vec::new();
        self.claims(&Filter::from(which), &mut |claim| {
            ids.push(claim.id);
            Ok(())
        })?;
        Ok(ids)
    }

    /// Returns the numbers of the claims to which a list is narrowed; none where it is of all claims.
    pub(in crate::store) fn narrowed_to(&self, which: &Predicate) -> Result<Option<HashSet<i64>>> {
        let is_of_all = *which == Predicate::default();
        (!is_of_all).then(|| Ok(self.claim_ids(which.clone())?.into_iter().collect())).transpose()
    }

    fn read_claims(&self, filter: &Filter, each: &mut dyn FnMut(ClaimRow) -> Result<()>) -> Result<()> {
        let conditions = self.conditions(filter)?;
        let sql = select_claims(ClaimRow::SELECT, &conditions, filter.offset > 0);
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut rows = query.query(rusqlite::params_from_iter(conditions.values()))?;
        // Both lists are used again: to give back what they take and to ask for it anew costs more than it seems, because
        // the allocator then tidies up.
        let (mut batch, mut said, mut known) = (Vec::new(), Vec::new(), NameCache::of(self)?);
        while let Some(row) = rows.next()? {
            batch.push(ClaimRow::read(&mut RowReader::of(row))?);
            if batch.len() == BATCH_SIZE {
                self.tell(&mut batch, &mut said, &mut known, each)?;
            }
        }
        self.tell(&mut batch, &mut said, &mut known, each)
    }

    /// Gives claims with what was said of them.
    fn tell(
        &self,
        batch: &mut Vec<ClaimRow>,
        said: &mut Vec<BearingStatement>,
        known: &mut NameCache,
        each: &mut dyn FnMut(ClaimRow) -> Result<()>,
    ) -> Result<()> {
        let among = among(batch)?;
        self.bearing_statements(&among, known, said)?;
        let (mut tags, mut wordings) = (self.tags(&among)?, self.wording_texts(&among)?);
        let (mut relations, mut verdicts) = (self.relations_told(&among)?, self.several_verdicts(&among)?);
        let appearances = self.appearances_among(&among)?;
        for mut claim in batch.drain(..) {
            claim.tags = tags.remove(&claim.id).unwrap_or_default();
            claim.wordings = wordings.remove(&claim.id).unwrap_or_default();
            (claim.relations, claim.related_uids) = relations.remove(&claim.id).unwrap_or_default().into_iter().unzip();
            claim.standing_verdicts = verdicts.remove(&claim.id).unwrap_or_default();
            let said = of_claim(said, claim.id, |one| one.claim);
            let appearing = with_sources(appearances.get(&claim.id), known)?;
            gather(&mut claim, said, &appearing);
            each(claim)?;
        }
        said.clear();
        Ok(())
    }

    /// The number of claims that a filter selects.
    ///
    /// # Errors
    /// As [`Store::claims`].
    pub fn count(&self, filter: &Filter) -> Result<i64> {
        let conditions = self.conditions(filter)?;
        let sql = format!(
            "select count(*) from (select c.id from claim_summary c {} {})",
            conditions.clause(),
            conditions.limits()
        );
        let values = rusqlite::params_from_iter(conditions.values());
        Ok(self.conn.prepare(&sql)?.query_row(values, |row| row.get(0))?)
    }

    /// The number of claims with each status among those that a filter selects, up to its limit.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn count_by_status(&self, filter: &Filter) -> Result<Vec<(String, i64)>> {
        let conditions = self.conditions(filter)?;
        // In a subquery, from which SQLite leaves out the tables that it does not need.
        let sql = format!(
            "select status, count(*) from (select c.status from claim_summary c {} {} {}) group by status",
            conditions.clause(),
            conditions.order(),
            conditions.limits()
        );
        let values = rusqlite::params_from_iter(conditions.values());
        let mut query = self.conn.prepare(&sql)?;
        let rows = query.query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The statements that bear on a claim, in the order in which they were recorded.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn claim_statements(&self, claim: i64) -> Result<Vec<ClaimStatement>> {
        let mut all = Vec::new();
        let columns = StatementRow::SELECT;
        let mut read = |sql: &str| {
            each_row(&self.conn, sql, [claim], |row| {
                let (part, basis) = (row.next()?, row.next()?);
                all.push(ClaimStatement { part, basis, statement: self.complete(StatementRow::read(row)?)? });
                Ok(())
            })
        };
        read(&format!("select r.part, r.basis, {columns} from statement_row r where r.claim_id = ?1"))?;
        // A query of its own, because SQLite would compute their union for the whole book, and most books have none.
        if self.documents_are_targets()? {
            read(&format!(
                "select k.part, 'document', {columns}
                 from document_bearing k cross join statement_row r on r.id = k.statement_id where k.claim_id = ?1"
            ))?;
        }
        // Sorted here: for a handful of rows, sorting in SQL costs more than reading them.
        all.sort_by_key(|one| one.statement.id);
        // A document that carries a claim by several statements is denied once.
        all.dedup_by(|a, b| a.statement.id == b.statement.id && a.basis == b.basis);
        Ok(all)
    }
}

/// The query for claims in their order. Skipped rows are read from the status cache and its indexes alone, and only the
/// selected claims are looked up.
pub(crate) fn select_claims(columns: &str, conditions: &Conditions, skips: bool) -> String {
    let (with_claim, order, limits) = (conditions.clause_with_claim(), conditions.order(), conditions.limits());
    if !skips {
        return format!("select {columns} from claim_summary c {with_claim} {order} {limits}");
    }
    let clause = if order.contains("c.text,") || order.contains("c.text ") { &with_claim } else { conditions.clause() };
    format!(
        "select {columns} from claim_summary c
         where c.id in (select c.id from claim_summary c {clause} {order} {limits}) and {CLAIM_EXISTS} {order}"
    )
}
