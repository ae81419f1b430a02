//! Records that are listed in the order of their numbers: all of them, a page, or one.

use super::rows::{RowReader, each_row, value};
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

/// All ids that a row can have.
const ALL_IDS: (i64, i64) = (0, i64::MAX);

impl Store {
    /// Gives the records in the order of their numbers, or only one of them.
    pub(super) fn listed<R: Listed>(&self, only: Option<i64>, each: &mut dyn FnMut(R) -> Result<()>) -> Result<()> {
        self.listed_from(only.map_or(ALL_IDS, |id| (id, id)), (-1, 0), each)
    }

    /// A page of records in the order of their numbers, and the number of all.
    pub(super) fn listed_page<R: Listed>(&self, limit: u64, offset: u64) -> Result<(Vec<R>, i64)> {
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let mut rows = Vec::new();
        self.listed_from(ALL_IDS, (number(limit), number(offset)), &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok((rows, value(&self.conn, &format!("select count(*) from {}", R::TABLE), [])?))
    }

    /// One record, which must exist.
    pub(super) fn listed_one<R: Listed>(&self, id: i64) -> Result<R> {
        let mut found = None;
        self.listed(Some(id), &mut |row| {
            found = Some(row);
            Ok(())
        })?;
        found.ok_or_else(|| Error::not_found(format!("no such {}: {id}", R::TABLE)).hint(R::ALL))
    }

    fn listed_from<R: Listed>(
        &self,
        (first, last): (i64, i64),
        (limit, offset): (i64, i64),
        each: &mut dyn FnMut(R) -> Result<()>,
    ) -> Result<()> {
        let sql = format!("{} where r.id between ?1 and ?2 order by r.id limit ?3 offset ?4", R::select());
        each_row(&self.conn, &sql, [first, last, limit, offset], |columns| each(R::read_listed(self, columns)?))
    }
}
