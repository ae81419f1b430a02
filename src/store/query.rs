//! Lists of claims: the rows that come of a filter, streamed.

use std::collections::HashMap;

use super::Store;
use super::conditions::{Conditions, THERE};
use super::fold::gather;
use super::rows::{CLAIM, Columns, STATEMENT, claim_row, statement_row};
use crate::error::Result;
use crate::model::Filter;
use crate::model::rows::{Bearing, ClaimRow};

/// So many claims are read before what was said of them, which is then read together: that costs a third of asking for each.
pub(super) const LOT: usize = 256;

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
        let sql = listed(CLAIM, &conditions, filter.offset > 0);
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut rows = query.query(rusqlite::params_from_iter(conditions.values()))?;
        let mut lot = Vec::new();
        while let Some(row) = rows.next()? {
            lot.push(claim_row(row)?);
            if lot.len() == LOT {
                self.tell(&mut lot, each)?;
            }
        }
        self.tell(&mut lot, each)
    }

    /// Gives claims with what was said of them.
    fn tell(&self, lot: &mut Vec<ClaimRow>, each: &mut dyn FnMut(ClaimRow) -> Result<()>) -> Result<()> {
        let claims: Vec<i64> = lot.iter().map(|claim| claim.id).collect();
        let (mut bearings, mut tags) = (self.bearings_on(&claims)?, self.tags(&claims)?);
        for mut claim in lot.drain(..) {
            claim.tags = tags.remove(&claim.id).unwrap_or_default();
            let bearings = bearings.remove(&claim.id).unwrap_or_default();
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
            conditions.limits()
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
        // In a query of its own, which SQLite sees needs none of the tables that it does not ask.
        let sql = format!(
            "select status, count(*) from (select c.status from claim_summary c {} limit -1) group by status",
            conditions.clause()
        );
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
        Ok(self.bearings_on(&[claim])?.remove(&claim).unwrap_or_default())
    }

    /// The statements that bear upon each of some claims.
    fn bearings_on(&self, claims: &[i64]) -> Result<HashMap<i64, Vec<Bearing>>> {
        let claims = serde_json::to_string(claims)?;
        let mut all: HashMap<i64, Vec<Bearing>> = HashMap::new();
        let mut read = |sql: &str| -> Result<()> {
            let mut query = self.conn.prepare_cached(sql)?;
            let mut rows = query.query([&claims])?;
            while let Some(row) = rows.next()? {
                let mut columns = Columns::of(row);
                let (claim, part, basis) = (columns.next()?, columns.word()?, columns.next()?);
                all.entry(claim).or_default().push(Bearing { part, basis, statement: statement_row(&mut columns)? });
            }
            Ok(())
        };
        read(&format!(
            "select c.value, r.part, r.basis, {STATEMENT} from json_each(?1) c cross join statement_row r on r.claim_id = c.value"
        ))?;
        // Apart, because SQLite would work out their union for the whole book; and most books have none of these.
        if self.documents_are_targets()? {
            read(&format!(
                "select c.value, k.part, 'document', {STATEMENT} from json_each(?1) c
                 cross join on_document k on k.claim_id = c.value cross join statement_row r on r.id = k.statement_id"
            ))?;
        }
        for bearings in all.values_mut() {
            // Sorted here: a sorter in SQL for a handful of rows costs more than reading them.
            bearings.sort_by_key(|one| one.statement.id);
            // A document that carries a claim by several statements is denied once.
            bearings.dedup_by(|a, b| a.statement.id == b.statement.id && a.basis == b.basis);
        }
        Ok(all)
    }

    /// Whether anything was said about a document as a whole.
    fn documents_are_targets(&self) -> Result<bool> {
        let mut query =
            self.conn.prepare_cached("select exists (select 1 from statement where target_document_id is not null)")?;
        Ok(query.query_row([], |row| row.get(0))?)
    }

    /// The tags of each of some claims, in order.
    pub(super) fn tags(&self, claims: &[i64]) -> Result<HashMap<i64, Vec<String>>> {
        let mut query = self.conn.prepare_cached(
            "select claim_id, tag from claim_tag where claim_id in (select value from json_each(?1)) order by claim_id, tag",
        )?;
        let mut rows = query.query([serde_json::to_string(claims)?])?;
        let mut all: HashMap<i64, Vec<String>> = HashMap::new();
        while let Some(row) = rows.next()? {
            all.entry(row.get(0)?).or_default().push(row.get(1)?);
        }
        Ok(all)
    }
}

/// The claims that are meant, in order. Where some are skipped, they are by their standing and its indexes alone, and only
/// those that are wanted are looked up.
pub(super) fn listed(columns: &str, conditions: &Conditions, skips: bool) -> String {
    let (there, order, limits) = (conditions.clause_there(), conditions.order(), conditions.limits());
    if !skips {
        return format!("select {columns} from claim_summary c {there} {order} {limits}");
    }
    let clause = if order.contains("c.text") { &there } else { conditions.clause() };
    format!(
        "select {columns} from claim_summary c
         where c.id in (select c.id from claim_summary c {clause} {order} {limits}) and {THERE} {order}"
    )
}
