//! Who disputes whom: pairs of speakers, and the number of claims on which they disagree.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use rusqlite::named_params;

use crate::error::Result;
use crate::model::results::opponents::{OpponentRow, Opponents};
use crate::store::Store;

/// For each claim, the speakers who dispute it and those who make it.
type ClaimSides = BTreeMap<i64, [Vec<i64>; 2]>;

/// The statements for which a canonical speaker answers: those that others made for it, and its own but for what it said for others.
const STATEMENTS: &str = "
    select id from statement where for_speaker_id is null
       and speaker_id in (select id from speaker where id = :person or same_as_id = :person)
    union all select id from statement
     where for_speaker_id in (select id from speaker where id = :person or same_as_id = :person)";

impl Store {
    /// The speakers who dispute claims that a speaker made and did not retract, those with most claims first; at most `most`.
    /// `person` and the speakers in the result are canonical speakers.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn disputed_by(&self, person: i64, most: usize) -> Result<Vec<OpponentRow>> {
        let made = format!(
            "select distinct claim_id from standing_statement
             where id in ({STATEMENTS}) and family = 'for' and retracted_by_id is null"
        );
        self.opponents(
            &format!(
                "with made as materialized ({made})
                 select k.claim_id, k.principal_id from made m join claim_bearing k on k.claim_id = m.claim_id
                 where k.part = 'disputes' and k.stands
                 union select k.claim_id, k.principal_id from made m join document_bearing k on k.claim_id = m.claim_id
                 where k.part = 'disputes' and k.stands"
            ),
            person,
            most,
        )
    }

    /// The speakers whose claims a speaker disputes, those with most claims first; at most `most`.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn disputes_of(&self, person: i64, most: usize) -> Result<Vec<OpponentRow>> {
        self.opponents(
            &format!(
                "with disputed as materialized (
                     select claim_id from claim_bearing where statement_id in ({STATEMENTS}) and part = 'disputes' and stands
                     union select k.claim_id from standing_statement s join carrying_statement k on k.document_id = s.target_document_id
                     where s.id in ({STATEMENTS}) and s.stance in ('denies', 'calls-misleading')
                       and s.retracted_by_id is null
                     union select a.claim_id from standing_statement s join claim_appearance a on a.document_id = s.target_document_id
                     where s.id in ({STATEMENTS}) and s.stance in ('denies', 'calls-misleading')
                       and s.retracted_by_id is null)
                 select s.claim_id, s.principal_id from disputed d join standing_statement s on s.claim_id = d.claim_id
                 where s.family = 'for' and s.retracted_by_id is null"
            ),
            person,
            most,
        )
    }

    /// Who disputes whom in the latest `claims` disputed claims: the pairs that dispute most, of at most `most` speakers who dispute
    /// and `most` who are disputed. Counts as [`Store::disputed_by`] does.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn opponents_of_all(&self, claims: usize, most: usize) -> Result<Opponents> {
        let (mut sides, names) = self.sides(claims)?;
        let more = sides.len() > claims;
        if more {
            sides.pop_first();
        }
        let mut between: BTreeMap<(i64, i64), i64> = BTreeMap::new();
        for [against, makers] in sides.values() {
            for one in against {
                for other in makers.iter().filter(|other| *other != one) {
                    *between.entry((*one, *other)).or_default() += 1;
                }
            }
        }
        Ok(Opponents { more, ..strongest(between, &names, most) })
    }

    /// For each of the latest disputed claims, the speakers who dispute it and those who made it and did not retract it, and the
    /// names of all. If there are more claims, one more than `claims` is returned.
    fn sides(&self, claims: usize) -> Result<(ClaimSides, HashMap<i64, String>)> {
        // `cross join`: SQLite does not know how few these claims are, and would read every statement.
        let mut query = self.conn.prepare_cached(
            "with latest as materialized (
                 select claim_id from claim_status_cache where disputed order by claim_id desc limit :claims)
             select k.claim_id, p.canonical_id, p.name, 0 as made from latest l
             cross join claim_bearing k on k.claim_id = l.claim_id join canonical_speaker p on p.speaker_id = k.principal_id
             where k.part = 'disputes' and k.stands
             union select k.claim_id, p.canonical_id, p.name, 0 from latest l
             cross join document_bearing k on k.claim_id = l.claim_id join canonical_speaker p on p.speaker_id = k.principal_id
             where k.part = 'disputes' and k.stands
             union select s.claim_id, p.canonical_id, p.name, 1 from latest l
             cross join standing_statement s on s.claim_id = l.claim_id
             join canonical_speaker p on p.speaker_id = s.principal_id
             where s.family = 'for' and s.retracted_by_id is null",
        )?;
        let bound = i64::try_from(claims).unwrap_or(i64::MAX).saturating_add(1);
        let mut rows = query.query(named_params! { ":claims": bound })?;
        let (mut sides, mut names) = (ClaimSides::new(), HashMap::new());
        while let Some(row) = rows.next()? {
            let person: i64 = row.get("canonical_id")?;
            let side = usize::from(row.get::<_, bool>("made")?);
            sides.entry(row.get("claim_id")?).or_default()[side].push(person);
            names.entry(person).or_insert(row.get("name")?);
        }
        Ok((sides, names))
    }

    /// The canonical speakers of pairs of a claim and a speaker, with the number of claims of each.
    fn opponents(&self, pairs: &str, person: i64, most: usize) -> Result<Vec<OpponentRow>> {
        let sql = format!(
            "select p.canonical_id as id, p.name, count(distinct o.claim_id) as claims
             from ({pairs}) o join canonical_speaker p on p.speaker_id = o.principal_id
             where p.canonical_id <> :person
             group by p.canonical_id order by claims desc, p.name, p.canonical_id limit :most"
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = query.query_map(named_params! { ":person": person, ":most": most }, |row| {
            Ok(OpponentRow { id: row.get("id")?, name: row.get("name")?, claims: row.get("claims")? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The pairs that dispute most, so many that no side has more than `most` speakers: each speaker of either side is in a pair.
fn strongest(all: BTreeMap<(i64, i64), i64>, names: &HashMap<i64, String>, most: usize) -> Opponents {
    let mut pairs: Vec<_> = all.iter().map(|(pair, claims)| (*pair, *claims)).collect();
    pairs.sort_by_key(|(pair, claims)| (Reverse(*claims), *pair));
    let mut sides: [Vec<i64>; 2] = Default::default();
    for ((one, other), _) in pairs {
        let is_new = [!sides[0].contains(&one), !sides[1].contains(&other)];
        if (0..2).all(|side| !is_new[side] || sides[side].len() < most) {
            sides
                .iter_mut()
                .zip([one, other])
                .zip(is_new)
                .filter(|(_, is_new)| *is_new)
                .for_each(|((side, id), _)| side.push(id));
        }
    }
    let between: BTreeMap<_, _> =
        all.into_iter().filter(|((one, other), _)| sides[0].contains(one) && sides[1].contains(other)).collect();
    let rows = |ids: &[i64], is_in: &dyn Fn(&(i64, i64), i64) -> bool| {
        let claims = |id: i64| between.iter().filter(|(pair, _)| is_in(pair, id)).map(|(_, claims)| claims).sum();
        let name = |id: i64| names.get(&id).cloned().unwrap_or_default();
        let mut rows: Vec<_> =
            ids.iter().map(|id| OpponentRow { id: *id, name: name(*id), claims: claims(*id) }).collect();
        rows.sort_by(|one, other| (other.claims, &one.name, one.id).cmp(&(one.claims, &other.name, other.id)));
        rows
    };
    let disputing = rows(&sides[0], &|pair, id| pair.0 == id);
    let disputed = rows(&sides[1], &|pair, id| pair.1 == id);
    Opponents { disputing, disputed, between, more: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_pairs_leave_no_row_or_column_empty() {
        // 1 disputes many speakers once each; 2 and 3 dispute one speaker often.
        let many = (10..30).map(|other| ((1, other), 1));
        let all: BTreeMap<_, _> = many.chain([((2, 40), 9), ((3, 40), 5), ((2, 41), 3)]).collect();
        let chosen = strongest(all, &HashMap::new(), 3);
        let ids = |rows: &[OpponentRow]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
        assert_eq!((ids(&chosen.disputing), ids(&chosen.disputed)), (vec![2, 3, 1], vec![40, 41, 10]));
        assert_eq!(chosen.between.values().sum::<i64>(), 9 + 5 + 3 + 1);
        for row in &chosen.disputing {
            assert!(chosen.between.keys().any(|(one, _)| *one == row.id), "{row:?}");
        }
        for row in &chosen.disputed {
            assert!(chosen.between.keys().any(|(_, other)| *other == row.id), "{row:?}");
        }
    }
}
