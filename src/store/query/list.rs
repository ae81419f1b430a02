//! Lists of claims: the rows that come of a filter, streamed.

use crate::error::Result;
use crate::model::Filter;
use crate::model::records::{ClaimRow, ClaimStatement, Columns, StatementRow};
use crate::store::Store;
use crate::store::query::conditions::{Conditions, THERE};
use crate::store::records::batch::{LOT, Said, among, of_claim};
use crate::store::records::cache::Known;
use crate::store::records::rows::{RowReader, each_row};
use crate::store::records::summarize::gather;

impl Store {
    /// The claims that a filter means, in its order, each as soon as it is read.
    ///
    /// # Errors
    /// A name, tag or label in the filter that the book does not know; those of the database and of `each`.
    pub fn claims(&self, filter: &Filter, each: &mut dyn FnMut(ClaimRow) -> Result<()>) -> Result<()> {
        self.in_snapshot(|| self.claims_now(filter, each))
    }

    fn claims_now(&self, filter: &Filter, each: &mut dyn FnMut(ClaimRow) -> Result<()>) -> Result<()> {
        let conditions = self.conditions(filter)?;
        let sql = listed(ClaimRow::SELECT, &conditions, filter.offset > 0);
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut rows = query.query(rusqlite::params_from_iter(conditions.values()))?;
        // Both lists are used again: to give back what they take and to ask for it anew costs more than it seems, because
        // the allocator then tidies up.
        let (mut lot, mut said, mut known) = (Vec::new(), Vec::new(), Known::of(self)?);
        while let Some(row) = rows.next()? {
            lot.push(ClaimRow::read(&mut RowReader::of(row))?);
            if lot.len() == LOT {
                self.tell(&mut lot, &mut said, &mut known, each)?;
            }
        }
        self.tell(&mut lot, &mut said, &mut known, each)
    }

    /// Gives claims with what was said of them.
    fn tell(
        &self,
        lot: &mut Vec<ClaimRow>,
        said: &mut Vec<Said>,
        known: &mut Known,
        each: &mut dyn FnMut(ClaimRow) -> Result<()>,
    ) -> Result<()> {
        let among = among(lot)?;
        self.said_of_lot(&among, known, said)?;
        let mut tags = self.tags(&among)?;
        for mut claim in lot.drain(..) {
            claim.tags = tags.remove(&claim.id).unwrap_or_default();
            let said = of_claim(said, claim.id, |one| one.claim);
            gather(&mut claim, said);
            each(claim)?;
        }
        said.clear();
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

    /// How many of the claims that a filter means, the first of them where it has a limit, have each status, by its word.
    ///
    /// # Errors
    /// Those of the database.
    pub fn count_by_status(&self, filter: &Filter) -> Result<Vec<(String, i64)>> {
        let conditions = self.conditions(filter)?;
        // In a query of its own, which SQLite sees needs none of the tables that it does not ask.
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

    /// The statements that bear upon a claim, in the order in which they were recorded.
    ///
    /// # Errors
    /// Those of the database.
    pub fn claim_statements(&self, claim: i64) -> Result<Vec<ClaimStatement>> {
        let mut all = Vec::new();
        let columns = StatementRow::SELECT;
        let mut read = |sql: &str| {
            each_row(&self.conn, sql, [claim], |row| {
                let (part, basis) = (row.next()?, row.next()?);
                all.push(ClaimStatement { part, basis, statement: StatementRow::read(row)? });
                Ok(())
            })
        };
        read(&format!("select r.part, r.basis, {columns} from statement_row r where r.claim_id = ?1"))?;
        // Apart, because SQLite would work out their union for the whole book; and most books have none of these.
        if self.documents_are_targets()? {
            read(&format!(
                "select k.part, 'document', {columns}
                 from document_bearing k cross join statement_row r on r.id = k.statement_id where k.claim_id = ?1"
            ))?;
        }
        // Sorted here: a sorter in SQL for a handful of rows costs more than reading them.
        all.sort_by_key(|one| one.statement.id);
        // A document that carries a claim by several statements is denied once.
        all.dedup_by(|a, b| a.statement.id == b.statement.id && a.basis == b.basis);
        Ok(all)
    }
}

/// The claims that are meant, in order. Where some are skipped, they are by their standing and its indexes alone, and only
/// those that are wanted are looked up.
pub(crate) fn listed(columns: &str, conditions: &Conditions, skips: bool) -> String {
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
