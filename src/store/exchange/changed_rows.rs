//! The rows of a book that changed since an entry of its history, table by table, for a copy that follows the book.

use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, Row, params};

use crate::error::{Error, Result};
use crate::model::records::ColumnValue;
use crate::store::Store;
use crate::store::journal::tables::{TABLES, columns};
use crate::store::records::rows::value;

/// Ids from the first to the last, both included.
pub type Ids = (i64, i64);

/// The end of the history: its last entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryEnd {
    /// Its number; 0 if there is none.
    pub entry: i64,
    /// Its hash; empty if there is none.
    pub hash: String,
}

/// A table with the rows that changed.
#[derive(Clone, Debug)]
pub struct ChangedRows {
    /// The table.
    pub table: &'static str,
    /// The column by which its rows are named in `ids`.
    pub key: &'static str,
    /// Where the key has these values, rows were added, changed or removed: all ranges are in order and apart.
    pub ids: Vec<Ids>,
}

/// All positive ids.
const EVERY_ID: Ids = (1, i64::MAX);

/// Tables of the cache that have a row, or several, for a claim.
const OF_CLAIMS: [&str; 3] = ["claim_status_cache", "verdict_cache", "retracted_cache"];

impl ChangedRows {
    /// Whether all rows of the table are meant.
    pub fn is_whole_table(&self) -> bool {
        self.ids == [EVERY_ID]
    }
}

impl Store {
    /// Returns the last entry of the history.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn history_end(&self) -> Result<HistoryEnd> {
        let query = "select id, hash from journal order by id desc limit 1";
        let read = |row: &Row| Ok(HistoryEnd { entry: row.get(0)?, hash: row.get(1)? });
        Ok(self.conn.query_row(query, [], read).optional()?.unwrap_or_default())
    }

    /// Returns the hash of an entry of the history; none if there is no such entry.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn hash_of_entry(&self, entry: i64) -> Result<Option<String>> {
        Ok(self.conn.query_row("select hash from journal where id = ?1", [entry], |row| row.get(0)).optional()?)
    }

    /// Returns the tables of the record, of the history and of the cache, with the rows that entries after `entry` added, changed or
    /// removed; after 0, with all rows. Call it, and read the rows, within [`Store::in_snapshot`].
    ///
    /// # Errors
    /// Errors of the database.
    pub fn changed_since(&self, entry: i64) -> Result<Vec<ChangedRows>> {
        let rows = |table, key, ids| ChangedRows { table, key, ids };
        let changes = if entry == 0 { vec![EVERY_ID] } else { self.ids_of_changes(entry)? };
        let entries = if entry == 0 { EVERY_ID } else { (entry + 1, self.newest_entry()?) };
        let mut all = vec![rows("journal", "id", vec![entries]), rows("journal_change", "id", changes)];
        for table in TABLES {
            let ids = if entry == 0 { vec![EVERY_ID] } else { self.changed_ids(table, entry)? };
            all.push(rows(table, "id", ids));
        }
        let claims = if entry == 0 { vec![EVERY_ID] } else { self.claims_affected_since(entry)? };
        all.extend(OF_CLAIMS.map(|table| rows(table, "claim_id", claims.clone())));
        all.retain(|one| !one.ids.is_empty());
        Ok(all)
    }

    /// Returns the names of the stored columns of a table, the id first if it has one.
    ///
    /// # Errors
    /// A column that gainsay did not make.
    pub fn columns_of(&self, table: &str) -> Result<Vec<String>> {
        let mut names = columns(&self.conn, table)?;
        if value(&self.conn, "select exists (select 1 from pragma_table_info(?1) where name = 'id')", [table])? {
            names.insert(0, "id".to_string());
        }
        Ok(names)
    }

    /// Gives each row of a table whose key is in some ranges, in the order of [`Store::columns_of`].
    ///
    /// # Errors
    /// Errors of the database and of `each`.
    pub fn rows_of(&self, rows: &ChangedRows, each: &mut dyn FnMut(&[ColumnValue]) -> Result<()>) -> Result<()> {
        let (table, key, columns) = (rows.table, rows.key, self.columns_of(rows.table)?);
        let sql = format!("select {} from {table} where {key} between ?1 and ?2 order by {key}", columns.join(", "));
        rows.ids.iter().try_for_each(|(first, last)| self.each_of(&sql, params![first, last], each))
    }

    /// Gives the rows of the cache that have nothing to do with claims, of `vague_date` or of `retracted_cache`: there are few.
    ///
    /// # Errors
    /// Errors of the database and of `each`.
    pub fn rows_without_claim(&self, table: &str, each: &mut dyn FnMut(&[ColumnValue]) -> Result<()>) -> Result<()> {
        let condition = if table == "retracted_cache" { "claim_id is null" } else { "true" };
        let columns = self.columns_of(table)?.join(", ");
        self.each_of(&format!("select {columns} from {table} where {condition}"), [], each)
    }

    fn each_of(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        each: &mut dyn FnMut(&[ColumnValue]) -> Result<()>,
    ) -> Result<()> {
        let mut query = self.conn.prepare_cached(sql)?;
        let columns = query.column_count();
        let mut rows = query.query(params)?;
        while let Some(row) = rows.next()? {
            let cells: Result<Vec<_>> = (0..columns).map(|at| cell(row.get_ref(at)?)).collect();
            each(&cells?)?;
        }
        Ok(())
    }

    fn ids_of_changes(&self, entry: i64) -> Result<Vec<Ids>> {
        self.ranges("select min(id), max(id) from journal_change where entry_id > ?1 having count(*) > 0", [entry])
    }

    fn changed_ids(&self, table: &str, entry: i64) -> Result<Vec<Ids>> {
        let sql = "select row_id, last_id from journal_change where entry_id > ?1 and table_name = ?2";
        self.ranges(sql, params![entry, table])
    }

    fn ranges(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Ids>> {
        let mut query = self.conn.prepare_cached(sql)?;
        let ids = query.query_map(params, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(apart(ids.collect::<rusqlite::Result<_>>()?))
    }

    /// The claims whose status may have changed since an entry.
    fn claims_affected_since(&self, entry: i64) -> Result<Vec<Ids>> {
        let mut ids = self.changed_ids("claim", entry)?;
        let newest = self.newest_entry()?;
        for later in entry + 1..=newest {
            ids.extend(self.claims_affected_by(later)?);
        }
        Ok(apart(ids))
    }
}

/// Ranges in order, those joined that overlap or follow each other.
fn apart(mut ranges: Vec<Ids>) -> Vec<Ids> {
    ranges.sort_unstable();
    let mut joined: Vec<Ids> = Vec::new();
    for (first, last) in ranges {
        match joined.last_mut() {
            Some((_, end)) if first <= end.saturating_add(1) => *end = (*end).max(last),
            _ => joined.push((first, last)),
        }
    }
    joined
}

fn cell(value: ValueRef) -> Result<ColumnValue> {
    Ok(match value {
        ValueRef::Null => ColumnValue::Null,
        ValueRef::Integer(number) => ColumnValue::Integer(number),
        other => ColumnValue::Text(
            other.as_str().map_err(|_| Error::integrity("a column holds neither a text nor a whole number"))?,
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn ranges_are_joined_where_they_meet() {
        assert_eq!(apart(vec![(7, 9), (1, 3), (4, 4), (8, 12), (20, 20)]), [(1, 4), (7, 12), (20, 20)]);
        assert_eq!(apart(Vec::new()), []);
    }
}
