//! Indexes that are created after the rows of a new book are written. Creating an index from all rows takes a fraction of the
//! time of inserting each row at its place. SQLite sorts the rows in files, so memory stays flat.

use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;

/// The indexes of the record whose order differs from the order of the rows, and that an import does not read.
pub(crate) const RECORD_INDEXES: &[&str] = &["statement_document"];
/// The indexes of the status cache whose order differs from the order of the rows.
pub(crate) const STATUS_INDEXES: &[&str] =
    &["claim_status_cache_said", "claim_status_cache_strength", "claim_status_cache_text"];

/// The SQL of the indexes that were dropped.
pub(crate) struct DeferredIndexes(Vec<String>);

impl DeferredIndexes {
    /// Drops indexes, if SQLite sorts in files and not in memory.
    ///
    /// # Errors
    /// Errors of the database.
    pub(crate) fn drop(conn: &Connection, names: &[&str]) -> Result<Self> {
        let mut dropped = Vec::new();
        if conn.query_row("pragma temp_store", [], |row| Ok(row.get::<_, i64>(0)? == 1))? {
            let mut find = conn.prepare("select sql from sqlite_schema where type = 'index' and name = ?1")?;
            for name in names {
                dropped.extend(find.query_row([name], |row| row.get::<_, String>(0)).optional()?);
                conn.execute_batch(&format!("drop index if exists {name}"))?;
            }
        }
        Ok(Self(dropped))
    }

    /// Creates them again.
    ///
    /// # Errors
    /// Errors of the database.
    pub(crate) fn create(self, conn: &Connection) -> Result<()> {
        self.0.iter().try_for_each(|sql| Ok(conn.execute_batch(sql)?))
    }
}
