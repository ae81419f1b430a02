//! Indexes that wait until the rows of a new book are in it: to make one of all rows at once takes a fraction of the time
//! of adding each row at a place of its own.

use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;

/// Those of the record whose order is not the order of the rows, and by which an import looks for nothing.
pub(super) const OF_ROWS: &[&str] = &["claim_text_begin", "statement_document"];
/// Those of the standing.
pub(super) const OF_STANDING: &[&str] = &["claim_status_cache_said", "claim_status_cache_strength"];

/// What makes the indexes that were taken away.
pub(super) struct DeferredIndexes(Vec<String>);

impl DeferredIndexes {
    /// Takes indexes away; only where SQLite sorts their rows in files, and not in memory.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) fn indexes(conn: &Connection, names: &[&str]) -> Result<Self> {
        let mut made = Vec::new();
        if conn.query_row("pragma temp_store", [], |row| Ok(row.get::<_, i64>(0)? == 1))? {
            let mut find = conn.prepare("select sql from sqlite_schema where type = 'index' and name = ?1")?;
            for name in names {
                made.extend(find.query_row([name], |row| row.get::<_, String>(0)).optional()?);
                conn.execute_batch(&format!("drop index if exists {name}"))?;
            }
        }
        Ok(Self(made))
    }

    /// Makes them.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) fn make(self, conn: &Connection) -> Result<()> {
        self.0.iter().try_for_each(|sql| Ok(conn.execute_batch(sql)?))
    }
}
