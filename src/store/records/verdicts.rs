//! Verdicts: what was found, old and new.

use rusqlite::{named_params, params};

use crate::error::Result;
use crate::model::records::NewVerdict;
use crate::model::records::VerdictRow;
use crate::model::{Bucket, Date};
use crate::store::{Store, Writer};

impl Store {
    /// The verdicts on a claim, the one that stands first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn verdicts(&self, claim: i64) -> Result<Vec<VerdictRow>> {
        let mut query = self.conn.prepare_cached(
            "select * from verdict_row where claim_id = ?1
             order by coalesce(decided_on, substr(recorded_at, 1, 10)) desc, id desc",
        )?;
        let rows = query.query_map([claim], |row| {
            Ok(VerdictRow {
                id: row.get("id")?,
                uid: row.get("uid")?,
                claim_id: row.get("claim_id")?,
                label: row.get("label")?,
                scale: [row.get("value")?, row.get("worst")?, row.get("best")?],
                bucket: row.get("bucket")?,
                rationale: row.get("rationale")?,
                reviewer: row.get("reviewer")?,
                reviewer_id: row.get("reviewer_id")?,
                decided_on: row.get("decided_on")?,
                review_url: row.get("review_url")?,
                review_title: row.get("review_title")?,
                standing: row.get("standing")?,
                recorded_at: row.get("recorded_at")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether a claim has a verdict of the same label, reviewer, day and address.
    ///
    /// # Errors
    /// Those of the database.
    pub fn same_verdict(&self, new: &NewVerdict) -> Result<bool> {
        let mut query = self.conn.prepare_cached(
            "select exists (select 1 from verdict where claim_id = :claim and +label = :label collate nocase
                            and +reviewer_id is :reviewer and decided_on is :decided_on and +review_url is :url
                            and rationale is :rationale)",
        )?;
        Ok(query.query_row(
            named_params! {
                ":claim": new.claim, ":label": new.rating.label, ":reviewer": new.reviewer,
                ":decided_on": new.decided_on.as_ref().map(Date::as_str), ":url": new.review_url,
                ":rationale": new.rationale,
            },
            |row| row.get(0),
        )?)
    }

    /// Whether a claim has a verdict that was published at an address.
    ///
    /// # Errors
    /// Those of the database.
    pub(in crate::store) fn review_at(&self, claim: i64, url: Option<&str>) -> Result<bool> {
        let mut query = self
            .conn
            .prepare_cached("select exists (select 1 from verdict where claim_id = ?1 and +review_url = ?2)")?;
        Ok(query.query_row(params![claim, url], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// Records a verdict. It never replaces another: the newest stands, the others are kept.
    ///
    /// # Errors
    /// A reviewer without a name.
    pub fn add_verdict(&self, new: &NewVerdict) -> Result<i64> {
        self.refuse_unnamed(new.reviewer, "have found a verdict")?;
        let mut insert = self.conn.prepare_cached(
            "insert into verdict (id, uid, claim_id, label, value, worst, best, bucket, rationale, reviewer_id, decided_on,
                                  review_url, review_title, recorded_at)
             values (:id, :uid, :claim, :label, :value, :worst, :best, :bucket,
                     nullif(:rationale, ''), :reviewer, :decided_on, nullif(:url, ''), nullif(:title, ''), :recorded_at)",
        )?;
        let rating = &new.rating;
        insert.execute(named_params! {
            ":id": new.id, ":uid": self.uid(new.uid.as_deref())?, ":claim": new.claim, ":label": rating.label, ":value": rating.value, ":worst": rating.worst,
            ":best": rating.best, ":bucket": rating.bucket.map(Bucket::as_str), ":rationale": new.rationale,
            ":reviewer": new.reviewer, ":decided_on": new.decided_on.as_ref().map(Date::as_str),
            ":url": new.review_url, ":title": new.review_title,
            ":recorded_at": new.recorded_at.as_ref().unwrap_or(&self.now),
        })?;
        Ok(self.conn.last_insert_rowid())
    }
}
