//! The statements of a book as rows of a table, each after the one it targets: so a table is read from top to bottom.

use std::collections::HashSet;

use rusqlite::Row;

use super::super::Store;
use super::super::query::list::select_claims;
use super::super::records::rows::RowReader;
use crate::error::Result;
use crate::model::Filter;
use crate::model::records::{Columns, StatementSheet};

/// A statement with what another book needs, and the number of the one it targets.
fn row() -> String {
    format!("select r.target_statement_id, {} from statement_row r", StatementSheet::SELECT)
}

type EachSheet<'a> = &'a mut dyn FnMut(StatementSheet) -> Result<()>;

impl Store {
    /// The statements about the claims that a filter means and about the documents that carry them; without any filter
    /// every statement. Each once, in the order in which they were recorded, but after the one it targets.
    ///
    /// # Errors
    /// As [`Store::claims`].
    pub fn statements(&self, filter: &Filter, each: EachSheet) -> Result<()> {
        let conditions = self.conditions(filter)?;
        let all = conditions.clause().is_empty() && filter.limit.is_none() && filter.offset == 0;
        let row = row();
        let sql = if all {
            format!("{row} order by r.id")
        } else {
            // In a table of its own: SQLite would compile the filter again for each place that refers to it, and refuses a
            // statement with more than a thousand tables.
            self.conn.execute_batch(
                "create temp table if not exists wanted_claim (id integer primary key); delete from temp.wanted_claim;",
            )?;
            let claims = select_claims("c.id", &conditions, filter.offset > 0);
            self.conn.execute(
                &format!("insert into temp.wanted_claim {claims}"),
                rusqlite::params_from_iter(conditions.values()),
            )?;
            format!(
                "with about (id) as materialized (select id from statement where target_document_id in (
                     select document_id from carrying_statement where claim_id in temp.wanted_claim
                     union all select document_id from claim_appearance where claim_id in temp.wanted_claim))
                 {row}
                 where r.claim_id in temp.wanted_claim or r.id in about or (r.claim_id is null and r.origin_id in about)
                 order by r.id"
            )
        };
        let mut query = self.conn.prepare(&sql)?;
        let mut rows = query.query([])?;
        let mut told = HashSet::new();
        while let Some(row) = rows.next()? {
            let (sheet, target) = sheet(row)?;
            if !told.remove(&sheet.id) {
                self.tell_first(target, sheet.id, &mut told, each)?;
                each(sheet)?;
            }
        }
        Ok(())
    }

    /// Tells the statement that is targeted by one whose turn it is, where its own turn comes later: a report can be pointed
    /// at a statement that was recorded after it.
    fn tell_first(&self, target: Option<i64>, turn: i64, told: &mut HashSet<i64>, each: EachSheet) -> Result<()> {
        let Some(id) = target.filter(|id| *id > turn && !told.contains(id)) else { return Ok(()) };
        let mut query = self.conn.prepare_cached(&format!("{} where r.id = ?1", row()))?;
        let mut rows = query.query([id])?;
        let Some(row) = rows.next()? else { return Ok(()) };
        let (sheet, target) = sheet(row)?;
        self.tell_first(target, turn, told, each)?;
        told.insert(id);
        each(sheet)
    }
}

fn sheet(row: &Row) -> Result<(StatementSheet, Option<i64>)> {
    let mut columns = RowReader::of(row);
    let target = columns.next()?;
    Ok((StatementSheet::read(&mut columns)?, target))
}
