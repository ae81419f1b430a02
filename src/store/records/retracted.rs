//! The statements that were taken back: a copy of what the view `statement_retracted` works out.

use super::rows::{list, value};
use super::statements::target_columns;
use crate::error::Result;
use crate::model::records::Target;
use crate::store::{Store, Writer};

/// Adds the statements that were taken back, of those that a condition selects.
const INSERT: &str =
    "insert into retracted_cache select statement_id, claim_id, retracted_by_id from statement_retracted
     where retracted_by_id is not null and ";

/// The statements about documents that a retraction may have taken back: it names them, or the document that they stand in.
const ABOUT_DOCUMENTS: &str = "claim_id is null and statement_id in (
     select target_statement_id from statement
     where stance = 'retracts' and claim_id is null and target_statement_id is not null
     union select s.id from statement r cross join statement s on s.document_id = r.target_document_id
     where r.stance = 'retracts' and r.claim_id is null and r.target_statement_id is null and s.claim_id is null)";

impl Store {
    /// Works out again which statements about some claims, from one id to another, and about any document were taken back.
    pub(in crate::store) fn refresh_retracted(&self, claims: impl Iterator<Item = (i64, i64)> + Clone) -> Result<()> {
        self.conn.prepare_cached("delete from retracted_cache where claim_id is null")?.execute([])?;
        let mut delete = self.conn.prepare_cached("delete from retracted_cache where claim_id between ?1 and ?2")?;
        for claim in claims.clone() {
            delete.execute(claim)?;
        }
        if !value(&self.conn, "select exists (select 1 from statement where stance = 'retracts')", [])? {
            return Ok(());
        }
        self.conn.prepare_cached(&format!("{INSERT} {ABOUT_DOCUMENTS}"))?.execute([])?;
        let mut insert = self.conn.prepare_cached(&format!("{INSERT} claim_id between ?1 and ?2"))?;
        for claim in claims {
            insert.execute(claim)?;
        }
        Ok(())
    }
}

impl Writer<'_> {
    /// Works out again what was taken back of a target, so that statements of the current entry count. At the end of the
    /// entry this is done for all that it changed.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn refresh_retracted_of(&self, target: Target) -> Result<()> {
        let (claim, statement, document) = target_columns(target);
        let claims: Vec<i64> = list(
            &self.conn,
            "select distinct claim_id from statement
             where (claim_id = ?1 or id = ?2 or document_id = ?3) and claim_id is not null",
            [claim, statement, document],
        )?;
        self.refresh_retracted(claims.iter().map(|claim| (*claim, *claim)))
    }
}
