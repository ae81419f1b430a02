//! Documents that were joined into another one, which is recognised by their uids, titles and addresses.

use rusqlite::params;

use super::joins::refuse_itself;
use super::rows::{first, insert, read_all, set, value};
use crate::error::{Error, Result, Suggestion, flag};
use crate::model::records::{DocumentAliasRow, DocumentEdit, DocumentRow, NewDocumentAlias, WriteColumn};
use crate::model::{Access, PairKind};
use crate::store::{Store, UnanchoredQuote, Writer};

impl Store {
    /// The documents that were joined into one, in the order in which they were.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn document_aliases(&self, document: i64) -> Result<Vec<DocumentAliasRow>> {
        let sql =
            format!("select {} from document_alias r where document_id = ?1 order by id", DocumentAliasRow::SELECT);
        read_all(&self.conn, &sql, [document], |columns| DocumentAliasRow::read(columns))
    }

    /// The document into which one was joined that had this number, if it was.
    pub(in crate::store) fn document_joined_into(&self, document: i64) -> Result<Option<i64>> {
        first(
            &self.conn,
            "select a.document_id from journal_change c join document_alias a on a.uid = json_extract(c.content, '$.uid')
             where c.table_name = 'document' and c.row_id = ?1 and c.action = 'deleted' order by c.id desc limit 1",
            [document],
        )
    }
}

impl Writer<'_> {
    /// Records a document that was joined into another one.
    pub(in crate::store) fn add_document_alias(&self, new: &NewDocumentAlias) -> Result<i64> {
        let uid = self.uid(new.uid.as_deref())?;
        let mut values = new.columns();
        set(&mut values, "uid", uid.write());
        insert(&self.conn, "document_alias", &values)
    }

    /// Joins a document into another one: statements, evidence, unnamed speakers and documents known through it move, what the other
    /// one does not have is taken from it, and its uid, title and address are still recognised. Returns the quotes that do not occur
    /// in the text that is kept.
    ///
    /// # Errors
    /// No such document; two of which one is known through the other; two different stored texts, without `force`.
    pub fn join_documents(&self, into: i64, from: i64, force: bool) -> Result<Vec<UnanchoredQuote>> {
        let (kept, joined) = (self.document(into)?, self.document(from)?);
        refuse_itself("document", into, from)?;
        self.refuse_told_apart(PairKind::Document, into, from).map_err(|error| error.about("documents"))?;
        for (one, other) in [(into, from), (from, into)] {
            self.refuse_known_through(one, other)?;
        }
        let both = kept.text_sha256.is_some() && joined.text_sha256.is_some();
        if both && kept.text_sha256 != joined.text_sha256 && !force {
            return Err(Error::refused(format!("documents {into} and {from} have different stored texts"))
                .hint(flag("--force") + format!(" keeps that of document {into}; the history has the other"))
                .about("documents"));
        }
        if both {
            for table in ["statement", "evidence"] {
                let sql = format!(
                    "update {table} set quote_start = null, quote_end = null, quote_prefix = null, quote_suffix = null
                     where document_id = ?1"
                );
                self.conn.execute(&sql, [from])?;
            }
        }
        for (table, column) in [
            ("statement", "document_id"),
            ("statement", "target_document_id"),
            ("evidence", "document_id"),
            ("correction", "document_id"),
            ("speaker", "document_id"),
            ("document", "through_id"),
            ("document_alias", "document_id"),
            ("marked_passage", "document_id"),
            ("attachment", "document_id"),
        ] {
            self.conn.execute(&format!("update {table} set {column} = ?1 where {column} = ?2"), [into, from])?;
        }
        self.conn.execute(
            "insert into claim_appearance (claim_id, document_id)
             select claim_id, ?1 from claim_appearance a where document_id = ?2
             and not exists (select 1 from claim_appearance k where k.claim_id = a.claim_id and k.document_id = ?1)",
            [into, from],
        )?;
        self.conn.execute("delete from claim_appearance where document_id = ?1", [from])?;
        self.move_pairs("document", into, from)?;
        self.forget_pairs("document", from)?;
        self.take_over(&kept, &joined)?;
        self.conn.execute("delete from document where id = ?1", [from])?;
        self.add_document_alias(&NewDocumentAlias {
            uid: Some(joined.uid),
            document: into,
            title: joined.title,
            url: joined.url,
            ..NewDocumentAlias::default()
        })?;
        self.reanchor(into)
    }

    /// Gives a document what it does not have and another one has: publisher, addresses, language, day, text; and its note.
    fn take_over(&self, kept: &DocumentRow, joined: &DocumentRow) -> Result<()> {
        let (into, from) = (kept.id, joined.id);
        let note = [kept.note.as_deref(), joined.note.as_deref()].map(Option::unwrap_or_default);
        let is_read = joined.access == Access::Read.as_str() && kept.access != joined.access;
        self.edit_document(
            into,
            &DocumentEdit {
                publisher: kept.publisher_id.is_none().then_some(joined.publisher_id),
                archive_url: kept.archive_url.is_none().then(|| joined.archive_url.clone()).flatten(),
                language: kept.language.is_none().then(|| joined.language.clone()).flatten(),
                url: kept.url.is_none().then(|| joined.url.clone()).flatten(),
                note: (!note[1].is_empty() && note[0] != note[1]).then(|| note.join("\n").trim().to_string()),
                access: is_read.then_some(Access::Read),
                ..DocumentEdit::default()
            },
        )?;
        self.conn.execute(
            "update document set published_on = (select published_on from document where id = ?2)
             where id = ?1 and published_on is null",
            [into, from],
        )?;
        if kept.text_sha256.is_none() && joined.text_sha256.is_some() {
            self.conn.execute(
                "update document set (text, text_sha256, retrieved_at) =
                     (select text, text_sha256, retrieved_at from document where id = ?2) where id = ?1",
                [into, from],
            )?;
        }
        Ok(())
    }

    /// Refuses to join a document to one through which it is known, however indirectly: they are two.
    fn refuse_known_through(&self, document: i64, through: i64) -> Result<()> {
        let is_known: bool = value(
            &self.conn,
            "with recursive above (id) as (
                 select ?1 union select d.through_id from above a join document d on d.id = a.id where d.through_id is not null)
             select exists (select 1 from above where id = ?2)",
            params![document, through],
        )?;
        if is_known {
            return Err(Error::refused(format!(
                "document {document} is known through document {through}; they are two"
            ))
            .hint(Suggestion::EditDocument(document) + " corrects how it is known")
            .about("documents"));
        }
        Ok(())
    }
}
