//! Keeping the standing true: the copy of what the rules say of each claim, and the tally of it.

use crate::error::Result;
use crate::store::Store;
use crate::store::deferred_indexes::{DeferredIndexes, OF_STANDING};
use crate::store::status::affected::IdRanges;

/// Counts claims in, or out of, the tally.
const COUNT: &str = "
    insert into category_count
    select what, value, ?3 * count(*) from claim_category where claim_id between ?1 and ?2 group by what, value
    on conflict do update set n = n + excluded.n";

impl Store {
    /// Works out anew where claims stand; one that is gone stands nowhere.
    pub(crate) fn refresh_status(&self, claims: IdRanges) -> Result<()> {
        let mut count = self.conn.prepare_cached(COUNT)?;
        let mut forget = self.conn.prepare_cached("delete from claim_status_cache where claim_id between ?1 and ?2")?;
        let mut stand = self.conn.prepare_cached(
            "insert into claim_status_cache (claim_id, status, sourced, times, stage, said_on, verdict_id, bucket)
             select claim_id, status, sourced, times, stage, said_on, verdict_id, bucket from claim_status
             where claim_id between ?1 and ?2",
        )?;
        let all: bool =
            self.conn.query_row("select not exists (select 1 from claim_status_cache)", [], |row| row.get(0))?;
        let put_off = DeferredIndexes::indexes(&self.conn, if all { OF_STANDING } else { &[] })?;
        for (first, last) in claims.known {
            count.execute([*first, *last, -1])?;
            forget.execute([first, last])?;
        }
        for (first, last) in claims.all() {
            stand.execute([first, last])?;
            count.execute([first, last, 1])?;
        }
        put_off.make(&self.conn)
    }
}
