//! Appearances: documents in which a claim can be read although nobody is known to have said it there.

use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::params;

use super::batch::Among;
use super::cache::{NameCache, Source};
use super::rows::{list, value};
use crate::error::Result;
use crate::model::records::{Columns, DocumentRow};
use crate::store::{Store, Writer};

/// A document in which a claim appears.
pub(in crate::store) struct ClaimAppearance {
    /// Its number.
    pub(in crate::store) document: i64,
    /// Its uid.
    pub(in crate::store) uid: String,
}

/// Appearances with their documents.
///
/// # Errors
/// Errors of the database.
pub(in crate::store) fn with_sources<'a>(
    appearances: Option<&'a Vec<ClaimAppearance>>,
    known: &mut NameCache,
) -> Result<Vec<(&'a ClaimAppearance, Rc<Source>)>> {
    let mut all = Vec::new();
    for appearance in appearances.into_iter().flatten() {
        all.extend(known.source(appearance.document)?.map(|source| (appearance, source)));
    }
    Ok(all)
}

impl Store {
    /// The documents in which a claim appears, in the order in which that was recorded.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn appearances(&self, claim: i64) -> Result<Vec<DocumentRow>> {
        let ids: Vec<i64> =
            list(&self.conn, "select document_id from claim_appearance where claim_id = ?1 order by id", [claim])?;
        ids.into_iter().map(|id| self.document(id)).collect()
    }

    /// The numbers and words of the claims that appear in a document.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn appearing_in(&self, document: i64) -> Result<Vec<(i64, String)>> {
        let mut query = self.conn.prepare_cached(
            "select c.id, c.text from claim_appearance a join claim c on c.id = a.claim_id
             where a.document_id = ?1 order by c.id",
        )?;
        let rows = query.query_map([document], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The appearances of each of some claims, in the order in which they were recorded.
    pub(in crate::store) fn appearances_among(&self, among: &Among) -> Result<HashMap<i64, Vec<ClaimAppearance>>> {
        let mut all: HashMap<i64, Vec<ClaimAppearance>> = HashMap::new();
        if !value::<bool>(&self.conn, "select exists (select 1 from claim_appearance)", [])? {
            return Ok(all);
        }
        among.each(
            self,
            "select a.claim_id, a.document_id, d.uid from claim_appearance a join document d on d.id = a.document_id
             where a.claim_id {} order by a.claim_id, a.id",
            &mut |columns| {
                let (claim, document, uid) = (columns.next()?, columns.next()?, columns.next()?);
                all.entry(claim).or_default().push(ClaimAppearance { document, uid });
                Ok(())
            },
        )?;
        Ok(all)
    }

    /// Whether somebody makes or reports a claim in a document.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn is_said_in(&self, claim: i64, document: i64) -> Result<bool> {
        value(
            &self.conn,
            "select exists (select 1 from carrying_statement where claim_id = ?1 and document_id = ?2)",
            [claim, document],
        )
    }
}

impl Writer<'_> {
    /// Records that a claim appears in a document; says whether that is new.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn add_appearance(&self, claim: i64, document: i64) -> Result<bool> {
        let mut insert = self.conn.prepare_cached(
            "insert into claim_appearance (claim_id, document_id)
             select ?1, ?2 where not exists (select 1 from claim_appearance where claim_id = ?1 and document_id = ?2)",
        )?;
        Ok(insert.execute(params![claim, document])? > 0)
    }

    /// Takes back that a claim appears in a document; says whether it was recorded.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn remove_appearance(&self, claim: i64, document: i64) -> Result<bool> {
        let sql = "delete from claim_appearance where claim_id = ?1 and document_id = ?2";
        Ok(self.conn.execute(sql, params![claim, document])? > 0)
    }
}
