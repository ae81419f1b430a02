//! Who disputes whom: speakers, and how many claims stand between two of them.

use rusqlite::named_params;

use super::Store;
use crate::error::Result;
use crate::model::book::OpponentRow;

/// The speakers that are one with a speaker.
const ONE: &str = "select id from speaker where id = :person or same_as_id = :person";

impl Store {
    /// Who disputes claims that a speaker made and stands by, most of them first; at most `most`. Speakers count as who
    /// they are after joins.
    ///
    /// # Errors
    /// Those of the database.
    pub fn disputed_by(&self, person: i64, most: usize) -> Result<Vec<OpponentRow>> {
        let made = format!(
            "select distinct claim_id from statement
             where speaker_id in ({ONE}) and family = 'for' and retracted_by_id is null"
        );
        self.opponents(
            &format!(
                "with made as materialized ({made})
                 select k.claim_id, k.speaker_id from made m join on_claim k on k.claim_id = m.claim_id
                 where k.part = 'disputes' and k.stands
                 union select k.claim_id, k.speaker_id from made m join on_document k on k.claim_id = m.claim_id
                 where k.part = 'disputes' and k.stands"
            ),
            person,
            most,
        )
    }

    /// Whose claims a speaker disputes, most of them first; at most `most`.
    ///
    /// # Errors
    /// Those of the database.
    pub fn disputes_of(&self, person: i64, most: usize) -> Result<Vec<OpponentRow>> {
        self.opponents(
            &format!(
                "with disputed as materialized (
                     select claim_id from on_claim where speaker_id in ({ONE}) and part = 'disputes' and stands
                     union select k.claim_id from statement s join carries k on k.document_id = s.target_document_id
                     where s.speaker_id in ({ONE}) and s.stance in ('denies', 'calls-misleading')
                       and s.retracted_by_id is null)
                 select s.claim_id, s.speaker_id from disputed d join statement s on s.claim_id = d.claim_id
                 where s.family = 'for' and s.retracted_by_id is null"
            ),
            person,
            most,
        )
    }

    /// The persons of pairs of a claim and a speaker, with how many claims each.
    fn opponents(&self, pairs: &str, person: i64, most: usize) -> Result<Vec<OpponentRow>> {
        let sql = format!(
            "select p.person_id as id, p.name, count(distinct o.claim_id) as claims
             from ({pairs}) o join person p on p.speaker_id = o.speaker_id
             where p.person_id <> :person
             group by p.person_id order by claims desc, p.name, p.person_id limit :most"
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = query.query_map(named_params! { ":person": person, ":most": most }, |row| {
            Ok(OpponentRow { id: row.get("id")?, name: row.get("name")?, claims: row.get("claims")? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
