//! Evidence: documents and passages that speak for or against a claim.

use rusqlite::named_params;

use crate::error::{AboutField as _, Result};
use crate::model::records::EvidenceRow;
use crate::model::records::NewEvidence;
use crate::store::records::anchors::span;
use crate::store::{Store, Writer};

impl Store {
    /// The evidence on a claim, in the order in which it was recorded.
    ///
    /// # Errors
    /// Those of the database.
    pub fn evidence(&self, claim: i64) -> Result<Vec<EvidenceRow>> {
        let mut query = self.conn.prepare_cached(
            "select e.*, d.title, d.url from evidence e join document d on d.id = e.document_id
             where e.claim_id = ?1 order by e.id",
        )?;
        let rows = query.query_map([claim], |row| {
            let span: (Option<i64>, Option<i64>) = (row.get("quote_start")?, row.get("quote_end")?);
            Ok(EvidenceRow {
                id: row.get("id")?,
                uid: row.get("uid")?,
                claim_id: row.get("claim_id")?,
                relation: row.get("relation")?,
                document_id: row.get("document_id")?,
                document: row.get("title")?,
                url: row.get("url")?,
                quote: row.get("quote")?,
                span: span.0.zip(span.1),
                note: row.get("note")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The evidence of the same document, relation and passage on a claim.
    ///
    /// # Errors
    /// Those of the database.
    pub fn same_evidence(&self, new: &NewEvidence) -> Result<Option<i64>> {
        Ok(self
            .evidence(new.claim)?
            .into_iter()
            .find(|known| {
                known.document_id == new.document && known.relation == new.relation.as_str() && known.quote == new.quote
            })
            .map(|known| known.id))
    }
}

impl Writer<'_> {
    /// Records a piece of evidence.
    ///
    /// # Errors
    /// A passage that does not occur in the stored text of the document.
    pub fn add_evidence(&self, new: &NewEvidence) -> Result<i64> {
        let quote = new.quote.as_deref().filter(|quote| !quote.is_empty());
        let anchor = self.anchor(Some(new.document), quote, new.place).about("quote")?;
        let (start, end) = span(anchor.as_ref());
        let mut insert = self.conn.prepare_cached(
            "insert into evidence (id, uid, claim_id, document_id, relation, quote, quote_start, quote_end, quote_prefix,
                                   quote_suffix, note)
             values (:id, :uid, :claim, :document, :relation, :quote, :start, :end, :prefix,
                     :suffix, nullif(:note, ''))",
        )?;
        insert.execute(named_params! {
            ":id": new.id, ":uid": self.uid(new.uid.as_deref())?, ":claim": new.claim, ":document": new.document, ":relation": new.relation.as_str(),
            ":quote": quote, ":start": start, ":end": end, ":prefix": anchor.as_ref().map(|anchor| &anchor.prefix),
            ":suffix": anchor.as_ref().map(|anchor| &anchor.suffix), ":note": new.note,
        })?;
        Ok(self.conn.last_insert_rowid())
    }
}
