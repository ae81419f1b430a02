//! The status cache: a copy of the view `claim_status` with one row for each claim, and the counts of its categories.

use crate::error::Result;
use crate::store::Store;
use crate::store::file::deferred_indexes::{DeferredIndexes, STATUS_INDEXES};
use crate::store::status::affected::IdRanges;

/// Adds the claims from ?1 to ?2 to the counts (?3 = 1), or subtracts them (?3 = -1).
const COUNT: &str = "
    insert into category_count
    select what, value, ?3 * count(*) from claim_category where claim_id between ?1 and ?2 group by what, value
    on conflict do update set n = n + excluded.n";

impl Store {
    /// Computes the rows of claims again; a claim that was removed has none.
    pub(crate) fn refresh_status(&self, claims: IdRanges) -> Result<()> {
        self.refresh_retracted(claims.all())?;
        let mut count = self.conn.prepare_cached(COUNT)?;
        let mut delete = self.conn.prepare_cached("delete from claim_status_cache where claim_id between ?1 and ?2")?;
        let mut insert = self.conn.prepare_cached(
            "insert into claim_status_cache (claim_id, status, sourced, times, stage, said_on, verdict_id, bucket, text_begin)
             select claim_id, status, sourced, times, stage, said_on, verdict_id, bucket,
                    (select substr(folded(text), 1, 12) from claim where id = claim_id) from claim_status
             where claim_id between ?1 and ?2",
        )?;
        let is_empty: bool =
            self.conn.query_row("select not exists (select 1 from claim_status_cache)", [], |row| row.get(0))?;
        let deferred = DeferredIndexes::drop(&self.conn, if is_empty { STATUS_INDEXES } else { &[] })?;
        for (first, last) in claims.known {
            count.execute([*first, *last, -1])?;
            delete.execute([first, last])?;
        }
        for (first, last) in claims.all() {
            insert.execute([first, last])?;
            count.execute([first, last, 1])?;
        }
        deferred.create(&self.conn)
    }
}
