//! Evidence: documents and passages that speak for or against a claim.

use rusqlite::params;

use super::rows::{first, insert, read_all, set};
use crate::error::{AboutField as _, Result};
use crate::model::records::{EvidenceRow, NewEvidence, WriteColumn};
use crate::store::records::anchors::set_anchor;
use crate::store::{Store, Writer};

impl Store {
    /// The evidence on a claim, in the order in which it was recorded.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn evidence(&self, claim: i64) -> Result<Vec<EvidenceRow>> {
        read_all(
            &self.conn,
            &format!(
                "select {} from (select e.*, d.title as document, d.url
                                from evidence e join document d on d.id = e.document_id) r
                 where r.claim_id = ?1 order by r.id",
                EvidenceRow::SELECT
            ),
            [claim],
            |columns| EvidenceRow::read(columns),
        )
    }

    /// The evidence of the same document, relation and passage on a claim.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn same_evidence(&self, new: &NewEvidence) -> Result<Option<i64>> {
        first(
            &self.conn,
            "select id from evidence where document_id = ?1 and claim_id = ?2 and relation = ?3 and quote is ?4
             order by id limit 1",
            params![new.document, new.claim, new.relation.as_str(), new.quote],
        )
    }
}

impl Writer<'_> {
    /// Records a piece of evidence.
    ///
    /// # Errors
    /// A passage that does not occur in the stored text of the document.
    pub fn add_evidence(&self, new: &NewEvidence) -> Result<i64> {
        let quote = new.quote.as_deref().filter(|quote| !quote.is_empty());
        let anchor = self.anchor(Some(new.document), quote, new.place, None).about("quote")?;
        let uid = self.uid(new.uid.as_deref())?;
        let mut values = new.columns();
        set(&mut values, "uid", uid.write());
        set_anchor(&mut values, anchor.as_ref());
        insert(&self.conn, "evidence", &values)
    }
}
