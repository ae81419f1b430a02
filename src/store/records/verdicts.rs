//! Verdicts: what was found, old and new.

use std::collections::HashMap;

use rusqlite::{named_params, params};

use super::batch::Among;
use super::rows::{insert, read_all, set, value};
use crate::error::{Result, Suggestion};
use crate::model::Date;
use crate::model::records::{Columns as _, NewVerdict, VerdictRow, WriteColumn};
use crate::store::{Store, Writer};

impl Store {
    /// The verdicts on a claim: those that stand first, the desk's own before others, then the newest.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn verdicts(&self, claim: i64) -> Result<Vec<VerdictRow>> {
        read_all(
            &self.conn,
            &format!(
                "select {} from verdict_row r where r.claim_id = ?1
                 order by r.standing desc, r.is_own desc, r.day desc, r.id desc",
                VerdictRow::SELECT
            ),
            [claim],
            |columns| VerdictRow::read(columns),
        )
    }

    /// The verdicts that stand on each of some claims that have several, each with who found it: the desk's own first, then the
    /// newest.
    pub(in crate::store) fn several_verdicts(&self, among: &Among) -> Result<HashMap<i64, Vec<String>>> {
        let mut all: HashMap<i64, Vec<String>> = HashMap::new();
        let sql = "select v.claim_id, v.label, v.reviewer from verdict_row v
                   where v.claim_id in (select claim_id from verdict_cache where claim_id {} group by claim_id having count(*) > 1)
                     and v.standing
                   order by v.claim_id, v.is_own desc, v.day desc, v.id desc";
        among.each(self, sql, &mut |columns| {
            let (claim, label, reviewer) =
                (columns.next()?, columns.next::<String>()?, columns.next::<Option<String>>()?);
            all.entry(claim).or_default().push(match reviewer {
                Some(name) => format!("{label} ({name})"),
                None => label,
            });
            Ok(())
        })?;
        Ok(all)
    }

    /// The claim of a verdict.
    ///
    /// # Errors
    /// No such verdict.
    pub fn claim_of_verdict(&self, id: i64) -> Result<i64> {
        self.must_exist("verdict", id, Suggestion::Claim(None) + " has the numbers")?;
        value(&self.conn, "select claim_id from verdict where id = ?1", [id])
    }

    /// Whether a claim has a verdict of the same label, reviewer, day and address.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn same_verdict(&self, new: &NewVerdict) -> Result<bool> {
        value(
            &self.conn,
            "select exists (select 1 from verdict indexed by verdict_claim
                            where claim_id = :claim and reviewer_id is :reviewer and decided_on is :decided_on
                            and +label = :label collate nocase and +review_url is :url and rationale is :rationale)",
            named_params! {
                ":claim": new.claim, ":label": new.rating.label, ":reviewer": new.reviewer,
                ":decided_on": new.decided_on.as_ref().map(Date::as_str), ":url": new.review_url,
                ":rationale": new.rationale,
            },
        )
    }

    /// Whether a claim has a verdict that was published at an address.
    ///
    /// # Errors
    /// Errors of the database.
    pub(in crate::store) fn review_at(&self, claim: i64, url: Option<&str>) -> Result<bool> {
        value(
            &self.conn,
            "select exists (select 1 from verdict indexed by verdict_url where claim_id = ?1 and review_url = ?2)",
            params![claim, url],
        )
    }
}

impl Writer<'_> {
    /// Records a verdict. It never replaces another: the newest of each reviewer stands, the others are kept.
    ///
    /// # Errors
    /// A reviewer without a name.
    pub fn add_verdict(&self, new: &NewVerdict) -> Result<i64> {
        self.refuse_unnamed(new.reviewer, "have found a verdict")?;
        let (uid, rating) = (self.uid(new.uid.as_deref())?, &new.rating);
        let mut values = new.columns();
        for (column, value) in [
            ("uid", uid.write()),
            ("label", rating.label.write()),
            ("value", rating.value.write()),
            ("worst", rating.worst.write()),
            ("best", rating.best.write()),
            ("bucket", rating.bucket.write()),
            ("recorded_at", new.recorded_at.as_ref().unwrap_or(&self.now).write()),
        ] {
            set(&mut values, column, value);
        }
        insert(&self.conn, "verdict", &values)
    }
}
