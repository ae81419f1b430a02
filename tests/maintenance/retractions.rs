//! Books of version 4, which stored what a retraction took back, compared with what the rule says after the upgrade.

use std::path::Path;

use gainsay::store::Store;
use proptest::prelude::*;
use rusqlite::Connection;

use super::{frozen, statuses};
use crate::common::{BEGINNING, FIRST_TABLES, Op, act, dump, folder, new_book};

/// Marks what a retraction takes back, as version 4 did when it was recorded.
const TAKE_BACK: &str = "
    update statement set retracted_by_id = r.id
    from (select * from statement where id = ?1) r
    where statement.id < r.id and statement.stance <> 'retracts' and statement.retracted_by_id is null
      and case when r.target_statement_id is not null then statement.id = r.target_statement_id
               when r.target_document_id is not null
                 then statement.document_id = r.target_document_id and statement.family in ('for', 'relay')
               else statement.claim_id = r.claim_id and statement.target_statement_id is null
                    and not (coalesce(statement.said_on > r.said_on, 0)
                             and substr(statement.said_on, 1, length(r.said_on)) <> r.said_on) end
      and (select canonical_id from canonical_speaker where speaker_id = statement.speaker_id)
        = (select canonical_id from canonical_speaker where speaker_id = r.speaker_id)";

/// Writes the record of a book of today as a book of version 4, without its history.
fn as_version_4(book: &Path, to: &Path) -> Connection {
    let conn = Connection::open(to).unwrap();
    conn.execute_batch(&frozen()[3].1).unwrap();
    conn.execute_batch("pragma foreign_keys = off; delete from journal_change; delete from journal;").unwrap();
    conn.execute("attach ?1 as today", [book.to_str().unwrap()]).unwrap();
    for table in FIRST_TABLES {
        let columns: String = conn
            .query_row(
                "select group_concat(name) from pragma_table_info(?1, 'main') where name <> 'retracted_by_id'",
                [table],
                |row| row.get(0),
            )
            .unwrap();
        // That version knew no drafts.
        let values = columns.replace(",kind,", ",iif(kind = 'draft', 'other', kind),");
        conn.execute_batch(&format!(
            "delete from main.{table}; insert into main.{table} ({columns}) select {values} from today.{table};"
        ))
        .unwrap();
    }
    conn.execute_batch("detach today").unwrap();
    let retractions: Vec<i64> = {
        let mut query = conn.prepare("select id from statement where stance = 'retracts' order by id").unwrap();
        query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    for id in retractions {
        conn.execute(TAKE_BACK, [id]).unwrap();
    }
    conn.execute_batch(
        "delete from claim_status_cache;
         insert into claim_status_cache (claim_id, status, sourced, times, stage, said_on, verdict_id, bucket)
         select claim_id, status, sourced, times, stage, said_on, verdict_id, bucket from claim_status;",
    )
    .unwrap();
    conn
}

/// The statements of an upgraded book that stand otherwise than `was` says, each with whether the rule gives a reason: it was a
/// dispute, or not for the claim; it is a report; the retraction was itself taken back; it was recorded later, or the days decide.
const OTHERWISE: &str = "
    select s.id, case
             when w.retracted_by_id is not null and s.retracted_by_id is null then
                  s.family not in ('for', 'relay') or coalesce(s.day > o.day, 0)
                  or exists (select 1 from standing_statement x where x.id = o.id and x.retracted_by_id is not null)
             when s.stance = 'retracts' then 1
             else s.family = 'relay' or s.id > n.id or s.said_on is null or n.said_on is null end
    from standing_statement s join was w on w.id = s.id
    left join dated_statement o on o.id = w.retracted_by_id
    left join dated_statement n on n.id = s.retracted_by_id
    where (w.retracted_by_id is null) <> (s.retracted_by_id is null)";

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every status that differs after the upgrade differs for a reason that the rule gives.
    #[test]
    fn statuses_differ_only_by_the_rule(ops in prop::collection::vec(any::<Op>(), 1..60)) {
        let folder = folder();
        let (conn, store) = new_book(folder.path());
        for op in BEGINNING.into_iter().chain(ops) {
            act(&store, op).unwrap_or_default();
            // Every other command may be a retraction, or what one takes back.
            act(&store, (8, op.1, op.2, op.3)).unwrap_or_default();
            act(&store, (5, op.1, op.2, op.3)).unwrap_or_default();
        }
        conn.execute_batch("pragma wal_checkpoint(truncate); pragma foreign_keys = off;
                            update statement set for_speaker_id = null;").unwrap();
        let old = folder.path().join("old.db");
        let before = as_version_4(&folder.path().join("book.db"), &old);
        let old_statuses = statuses(&before);
        let was: Vec<(i64, Option<i64>)> = {
            let mut query = before.prepare("select id, retracted_by_id from statement").unwrap();
            query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
        };
        drop(before);
        Store::open(&old).unwrap();
        let after = Connection::open(&old).unwrap();
        after.execute_batch("create temp table was (id integer primary key, retracted_by_id integer)").unwrap();
        for row in was {
            after.execute("insert into was values (?1, ?2)", row).unwrap();
        }
        let mut query = after.prepare(OTHERWISE).unwrap();
        let otherwise: Vec<(i64, bool)> =
            query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
        for (id, has_reason) in &otherwise {
            let mut rows = String::new();
            if !has_reason {
                let sql = "select s.id, s.stance, s.party_id, s.claim_id, s.target_statement_id, s.target_document_id, s.document_id,
                           s.said_on, s.day, w.retracted_by_id, s.retracted_by_id from standing_statement s join was w on w.id = s.id";
                dump(&after, sql, &mut rows);
            }
            prop_assert!(has_reason, "statement {id} stands otherwise, and no rule says why:\n{rows}");
        }
        prop_assert!(!otherwise.is_empty() || statuses(&after) == old_statuses);
    }
}
