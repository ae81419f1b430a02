//! Rows that somebody removes while a field of theirs is a conflict: there is nothing left to decide.

use rusqlite::params;

use super::book::Book;
use super::history::OwnRemoval;
use super::stored::WHOLE;
use crate::error::Result;
use crate::store::Store;
use crate::store::records::rows::value;

impl Store {
    /// Removes the conflicts of the fields of rows that an entry removed.
    ///
    /// # Errors
    /// Errors of the database.
    pub(in crate::store) fn forget_conflicts_of_removed(&self, entry: i64) -> Result<()> {
        let sql = "select exists (select 1 from conflict)
                      and exists (select 1 from journal_change where entry_id = ?1 and action = 'deleted')";
        if !value::<bool>(&self.conn, sql, [entry])? {
            return Ok(());
        }
        let book = Book::new(&self.conn, entry)?;
        for removal in OwnRemoval::all(&self.conn, entry, entry + 1)? {
            if let Some(key) = book.key_of_removed(&removal)?
                && book.find(&key)?.is_none()
            {
                self.conn
                    .prepare_cached("delete from conflict where table_name = ?1 and row_key = ?2 and field <> ?3")?
                    .execute(params![removal.table, key.key, WHOLE])?;
            }
        }
        Ok(())
    }
}
