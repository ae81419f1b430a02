//! Pairs of claims, speakers or documents that are not the same.

use std::collections::HashSet;

use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};

use super::rows::{first, read_all};
use crate::error::{Error, Result, Sentence, Suggestion};
use crate::model::PairKind;
use crate::model::records::DistinctPairRow;
use crate::store::{Store, Writer};

/// Pairs of numbers, in whatever order.
#[derive(Default)]
pub(in crate::store) struct Pairs(HashSet<(i64, i64)>);

impl Pairs {
    /// Adds a pair.
    pub(in crate::store) fn add(&mut self, one: i64, other: i64) {
        self.0.insert((one.min(other), one.max(other)));
    }

    /// Whether a pair is one of them.
    pub(in crate::store) fn has(&self, one: i64, other: i64) -> bool {
        self.0.contains(&(one.min(other), one.max(other)))
    }
}

impl Store {
    /// The pairs of a kind that are not the same, and meet a condition on `r.one_id` and `r.other_id`.
    pub(in crate::store) fn distinct_pairs(
        &self,
        kind: PairKind,
        condition: &str,
        values: &[Value],
    ) -> Result<Vec<DistinctPairRow>> {
        let sql = format!(
            "select {} from (select id, uid, '{kind}' as what, {kind}_id as one_id, other_{kind}_id as other_id from distinct_pair
                             where {kind}_id is not null) r
             where {condition} order by r.id",
            DistinctPairRow::SELECT
        );
        read_all(&self.conn, &sql, params_from_iter(values), |columns| DistinctPairRow::read(columns))
    }

    /// All pairs of a kind that are not the same; speakers after joins.
    pub(in crate::store) fn all_told_apart(&self, kind: PairKind) -> Result<Pairs> {
        let mut pairs = Pairs::default();
        for pair in self.distinct_pairs(kind, "true", &[])? {
            let person = |id: i64| if kind == PairKind::Speaker { self.person_of(id) } else { Ok(id) };
            pairs.add(person(pair.one_id)?, person(pair.other_id)?);
        }
        Ok(pairs)
    }

    /// What says that two records are not the same, if something does. Of speakers, those who are joined to one of them count too.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn told_apart(&self, kind: PairKind, one: i64, other: i64) -> Result<Option<i64>> {
        let joined = |place: &str| match kind {
            PairKind::Speaker => format!(
                "(select speaker_id from canonical_speaker
                  where canonical_id = (select canonical_id from canonical_speaker where speaker_id = {place}))"
            ),
            _ => format!("({place})"),
        };
        let (a, b) = (joined("?1"), joined("?2"));
        first(
            &self.conn,
            &format!(
                "select id from distinct_pair where {kind}_id in {a} and other_{kind}_id in {b}
                 union all select id from distinct_pair where {kind}_id in {b} and other_{kind}_id in {a} limit 1"
            ),
            params![one, other],
        )
    }

    /// Whether two records are one, also by a join of speakers.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn are_one(&self, kind: PairKind, one: i64, other: i64) -> Result<bool> {
        Ok(one == other || kind == PairKind::Speaker && self.person_of(one)? == self.person_of(other)?)
    }
}

impl Writer<'_> {
    /// Records that two records are not the same.
    ///
    /// # Errors
    /// Two that are one.
    pub fn add_distinct_pair(
        &self,
        kind: PairKind,
        [one, other]: [i64; 2],
        id: Option<i64>,
        uid: Option<&str>,
    ) -> Result<()> {
        if one == other {
            return Err(Error::refused(format!("{kind} {one} is the same as itself")).hint("name two"));
        }
        if self.are_one(kind, one, other)? {
            return Err(Error::refused(format!("speakers {one} and {other} are joined"))
                .hint(Suggestion::PartSpeaker(one.max(other)) + " takes the join back"));
        }
        self.conn.execute(
            &format!("insert into distinct_pair (id, uid, {kind}_id, other_{kind}_id) values (?1, ?2, ?3, ?4)"),
            params![id, self.uid(uid)?, one, other],
        )?;
        Ok(())
    }

    /// Forgets that two records are not the same.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn remove_distinct_pair(&self, id: i64) -> Result<()> {
        self.conn.execute("delete from distinct_pair where id = ?1", [id])?;
        Ok(())
    }

    /// Refuses to join two records of which somebody said that they are not the same.
    pub(super) fn refuse_told_apart(&self, kind: PairKind, into: i64, from: i64) -> Result<()> {
        if self.told_apart(kind, into, from)?.is_none() {
            return Ok(());
        }
        Err(Error::refused(format!("somebody said that {kind}s {into} and {from} are not the same")).hint(
            Sentence::from("if they are: ") + Suggestion::MaybeSame(kind.as_str(), into, from) + ", then join them",
        ))
    }
}
