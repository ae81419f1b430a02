//! What a speaker said and found, with what became of it.

use crate::error::Result;
use crate::model::results::scorecard::{GivenVerdict, SaidRow, Scorecard};
use crate::store::Store;

/// Maximum number of opponents of each kind.
const MAX_OPPONENTS: usize = 12;

impl Store {
    /// The scorecard of a canonical speaker.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn scorecard(&self, person: i64) -> Result<Scorecard> {
        self.in_snapshot(|| {
            Ok(Scorecard {
                said: self.said_rows(person)?,
                verdicts: self.given_verdicts(person)?,
                disputed_by: self.disputed_by(person, MAX_OPPONENTS)?,
                disputes: self.disputes_of(person, MAX_OPPONENTS)?,
            })
        })
    }

    fn said_rows(&self, person: i64) -> Result<Vec<SaidRow>> {
        let mut query = self.conn.prepare_cached(
            "select r.id, r.day, r.stance, r.family = 'for', r.retracted_by_id is null, r.claim_id,
                    coalesce(r.claim, r.target_document), n.status, r.document,
                    (select group_concat(label, '; ') from verdict_row v where v.claim_id = r.claim_id and v.standing),
                    (select group_concat(distinct bucket) from verdict_row v where v.claim_id = r.claim_id and v.standing)
             from statement_row r left join claim_status_cache n on n.claim_id = r.claim_id
             where r.speaker_id in (select id from speaker where id = ?1 or same_as_id = ?1)
                or r.for_speaker_id in (select id from speaker where id = ?1 or same_as_id = ?1)
             order by r.day is null, r.day desc, r.id desc",
        )?;
        let rows = query.query_map([person], |row| {
            let buckets: Option<String> = row.get(10)?;
            Ok(SaidRow {
                statement: row.get(0)?,
                day: row.get(1)?,
                stance: row.get(2)?,
                makes: row.get(3)?,
                stands: row.get(4)?,
                claim: row.get(5)?,
                text: row.get(6)?,
                status: row.get(7)?,
                document: row.get(8)?,
                verdict: row.get(9)?,
                buckets: buckets.iter().flat_map(|all| all.split(',')).map(str::to_string).collect(),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The verdicts that a canonical speaker gave, the newest first.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn given_verdicts(&self, person: i64) -> Result<Vec<GivenVerdict>> {
        let mut query = self.conn.prepare_cached(
            "select coalesce(v.decided_on, substr(v.recorded_at, 1, 10)) as day, v.claim_id, c.text, v.label, v.standing
             from verdict_row v join claim c on c.id = v.claim_id
             where v.reviewer_id in (select id from speaker where id = ?1 or same_as_id = ?1)
             order by v.day desc, v.id desc",
        )?;
        let rows = query.query_map([person], |row| {
            Ok(GivenVerdict {
                day: row.get(0)?,
                claim: row.get(1)?,
                text: row.get(2)?,
                label: row.get(3)?,
                standing: row.get::<_, Option<bool>>(4)?.unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
