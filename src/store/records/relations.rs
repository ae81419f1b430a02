//! Relations between claims: what contradicts, updates or is part of what.

use std::collections::HashMap;

use rusqlite::params;

use super::batch::Among;
use super::rows::{first, insert, read_all, set, value};
use crate::error::{Error, Result, Suggestion};
use crate::model::ClaimRelation;
use crate::model::records::{Columns, NewRelation, RelationRow, WriteColumn};
use crate::store::{Store, Writer};

impl Store {
    /// The relations of a claim to others, in both directions, in the order in which they were recorded.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn relations(&self, claim: i64) -> Result<Vec<RelationRow>> {
        let sql = format!(
            "select {} from (select k.*, c.text from claim_relation k join claim c
                             on c.id = iif(k.claim_id = ?1, k.other_id, k.claim_id)) r
             where r.id in (select id from claim_relation where claim_id = ?1
                            union all select id from claim_relation where other_id = ?1) order by r.id",
            RelationRow::SELECT
        );
        read_all(&self.conn, &sql, [claim], |columns| RelationRow::read(columns))
    }

    /// The relations of each of some claims to others: in words, and the uid of the other claim.
    pub(in crate::store) fn relations_told(&self, among: &Among) -> Result<HashMap<i64, Vec<(String, String)>>> {
        let mut all: HashMap<i64, Vec<(String, String)>> = HashMap::new();
        // Most books have none.
        if !value::<bool>(&self.conn, "select exists (select 1 from claim_relation)", [])? {
            return Ok(all);
        }
        for (from, to) in [("claim_id", "other_id"), ("other_id", "claim_id")] {
            let sql = format!(
                "select {from}, {to}, relation, (select uid from claim where id = {to})
                     from claim_relation where {from} {{}} order by {from}, id"
            );
            among.each(self, &sql, &mut |columns| {
                let (claim, other, relation) = (columns.next()?, columns.next::<i64>()?, columns.next::<String>()?);
                let words = ClaimRelation::stored(&relation).words(from == "claim_id");
                all.entry(claim).or_default().push((format!("{words} claim {other}"), columns.next()?));
                Ok(())
            })?;
        }
        Ok(all)
    }

    /// The relation that is recorded between two claims; one that contradicts another is contradicted by it.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn same_relation(&self, new: &NewRelation) -> Result<Option<i64>> {
        first(
            &self.conn,
            "select id from claim_relation where relation = ?3
             and (claim_id = ?1 and other_id = ?2 or ?3 = 'contradicts' and claim_id = ?2 and other_id = ?1) limit 1",
            params![new.claim, new.other, new.relation.as_str()],
        )
    }
}

impl Writer<'_> {
    /// Records the relation of a claim to another one.
    ///
    /// # Errors
    /// A claim that is related to itself, or would be through others: two that update each other, or are part of each other.
    pub fn add_relation(&self, new: &NewRelation) -> Result<i64> {
        if new.claim == new.other {
            return Err(
                Error::refused(format!("claim {} cannot be related to itself", new.claim)).hint("name another claim")
            );
        }
        let circle: bool = new.relation != ClaimRelation::Contradicts
            && value(
                &self.conn,
                "with recursive above (id) as (
                     select ?2 union select r.other_id from above a join claim_relation r on r.claim_id = a.id and r.relation = ?3)
                 select exists (select 1 from above where id = ?1)",
                params![new.claim, new.other, new.relation.as_str()],
            )?;
        if circle {
            let words = new.relation.words(true);
            return Err(Error::refused(format!("claim {} {words} claim {} already", new.other, new.claim))
                .hint(Suggestion::Claim(Some(new.claim)) + " shows it"));
        }
        let uid = self.uid(new.uid.as_deref())?;
        let mut values = new.columns();
        set(&mut values, "uid", uid.write());
        set(&mut values, "relation", new.relation.write());
        insert(&self.conn, "claim_relation", &values)
    }

    /// Removes a relation.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn remove_relation(&self, id: i64) -> Result<()> {
        self.conn.prepare_cached("delete from claim_relation where id = ?1")?.execute([id])?;
        Ok(())
    }
}
