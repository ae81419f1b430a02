//! Indexes that wait until the rows of a new book are in it: to make one of all rows at once takes a fraction of the time
//! of adding each row at a place of its own.

use rusqlite::OptionalExtension;

use super::super::Writer;
use crate::error::Result;

/// Those whose order is not the order of the rows, and by which an import looks for nothing.
const WAITING: [&str; 2] = ["claim_text_begin", "statement_document"];

/// So many rows are waited for: to make an index SQLite holds all of its rows in memory.
pub(super) const MOST: usize = 400_000;

/// What makes the indexes that were taken away.
pub(super) struct Indexes(Vec<String>);

impl Indexes {
    /// Takes the indexes away where the book is new.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) fn put_off(writer: &Writer) -> Result<Self> {
        let mut made = Vec::new();
        if writer.entry() == 1 {
            let mut find = writer.conn.prepare("select sql from sqlite_schema where type = 'index' and name = ?1")?;
            for name in WAITING {
                made.extend(find.query_row([name], |row| row.get::<_, String>(0)).optional()?);
                writer.conn.execute_batch(&format!("drop index if exists {name}"))?;
            }
        }
        Ok(Self(made))
    }

    /// Makes them, once.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) fn make(&mut self, writer: &Writer) -> Result<()> {
        self.0.drain(..).try_for_each(|sql| Ok(writer.conn.execute_batch(&sql)?))
    }
}
