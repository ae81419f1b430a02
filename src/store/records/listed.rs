//! Records that are read one at a time, or as rows of a list.

use super::rows::{RowReader, each_row};
use crate::error::{Error, Result, Suggestion};
use crate::store::Store;

/// A record that is listed.
pub(super) trait Listed: Sized {
    /// Its table, which is also the word for it.
    const TABLE: &'static str;
    /// The list of all of them.
    const ALL: Suggestion;

    /// The query for all rows, which ends before its `where` clause; a row is called `r`.
    fn select() -> String;

    /// Reads a row of the query.
    fn read_listed(store: &Store, columns: &mut RowReader) -> Result<Self>;
}

impl Store {
    /// One record, which must exist.
    pub(super) fn listed_one<R: Listed>(&self, id: i64) -> Result<R> {
        let mut found = None;
        each_row(&self.conn, &format!("{} where r.id = ?1", R::select()), [id], |columns| {
            found = Some(R::read_listed(self, columns)?);
            Ok(())
        })?;
        found.ok_or_else(|| Error::not_found(format!("no such {}: {id}", R::TABLE)).hint(R::ALL))
    }
}
