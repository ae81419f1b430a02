//! Documents, and the texts stored with them.

use rusqlite::{OptionalExtension, named_params};
use sha2::{Digest, Sha256};

use super::listed::Listed;
use super::new_versions::VersionChanges;
use super::rows::{RowReader, insert, list, set, update, value};
use crate::error::{Error, Result, Suggestion, flag, terminal_only};
use crate::model::records::{ColumnValue, DocumentEdit, DocumentRow, NewDocument, WriteColumn};
use crate::model::{Access, Article, Date, DocumentKind};
use crate::store::journal::hash::hex;
use crate::store::{Store, UnanchoredQuote, Writer};

/// What became of the quotes and sentences of a text that was edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditedText {
    /// The quotes that are no longer at their position.
    pub unanchored: Vec<UnanchoredQuote>,
    /// What the new version of a draft has of the one before.
    pub version: Option<VersionChanges>,
}

impl Listed for DocumentRow {
    const TABLE: &'static str = "document";
    const ALL: Suggestion = Suggestion::Documents;

    fn select() -> String {
        format!(
            "select {} from (select d.*, length(d.text) as characters,
                                    (select name from canonical_speaker where speaker_id = d.publisher_id) as publisher,
                                    (select count(*) from statement where document_id = d.id) as statements
                             from document d) r",
            Self::SELECT
        )
    }

    fn read_listed(_: &Store, columns: &mut RowReader) -> Result<Self> {
        Self::read(columns)
    }
}

impl Store {
    /// One document.
    ///
    /// # Errors
    /// No such document.
    pub fn document(&self, id: i64) -> Result<DocumentRow> {
        self.listed_one(id)
    }

    /// The stored text of a document.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn document_text(&self, id: i64) -> Result<Option<String>> {
        let mut query = self.conn.prepare_cached("select text from document where id = ?1")?;
        Ok(query.query_row([id], |row| row.get(0)).optional()?.flatten())
    }

    /// The claims that a document carries.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn carried_by(&self, document: i64) -> Result<Vec<i64>> {
        list(
            &self.conn,
            "select claim_id from carrying_statement where document_id = ?1
             union select claim_id from claim_appearance where document_id = ?1 order by claim_id",
            [document],
        )
    }

    /// The document that an article seems to be, by its address, or by title, publisher and day.
    ///
    /// # Errors
    /// Errors of the database; a publisher whose name may mean several.
    pub fn document_of(&self, article: &Article) -> Result<Option<i64>> {
        let publisher = article.publisher.as_deref().map(|name| self.find_speaker(name)).transpose()?;
        if let Some(url) = &article.url {
            let known = self.document_at(url)?;
            if let Some(known) = if known.is_some() { known } else { self.document_like(url)? } {
                return Ok(Some(known));
            }
        }
        let (Some(title), false) = (&article.title, publisher == Some(None)) else { return Ok(None) };
        self.same_document(&NewDocument {
            url: article.url.clone(),
            publisher: publisher.flatten(),
            published_on: article.published.clone(),
            ..NewDocument::titled(title, article.kind)
        })
    }

    /// A document that seems to be the one about to be added: of the same address, or of the same title and publisher.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn same_document(&self, new: &NewDocument) -> Result<Option<i64>> {
        if let Some(known) = new.url.as_deref().map(|url| self.document_at(url)).transpose()?.flatten() {
            return Ok(Some(known));
        }
        let mut query = self.conn.prepare_cached(
            "select id from document
             where title = :title collate nocase and +publisher_id is :publisher and published_on is :published_on
               and (url is null or :url is null)
             union all
             select a.document_id from document_alias a join document d on d.id = a.document_id
             where a.title = :title collate nocase and d.publisher_id is :publisher and d.published_on is :published_on
               and (a.url is null or :url is null)
             order by id limit 1",
        )?;
        let params = named_params! {
            ":url": new.url, ":title": new.title, ":publisher": new.publisher,
            ":published_on": new.published_on.as_ref().map(Date::as_str),
        };
        Ok(query.query_row(params, |row| row.get(0)).optional()?)
    }
}

impl Writer<'_> {
    /// Records a document.
    ///
    /// # Errors
    /// A document without a title.
    pub fn add_document(&self, new: &NewDocument) -> Result<i64> {
        if new.title.trim().is_empty() {
            return Err(Error::usage("a document needs a title or an address").hint(
                flag("--title") + terminal_only(" \"…\"") + " or " + flag("--url") + terminal_only(" https://…"),
            ));
        }
        self.refuse_unnamed(new.publisher, "have published a document")?;
        if new.access == Access::Read && new.through.is_some() {
            return Err(Error::usage("a document that was read is not known through another one")
                .hint("leave out the other one, or say that the access is secondhand"));
        }
        let (uid, title) = (self.uid(new.uid.as_deref())?, new.title.trim());
        let text = new.text.as_deref().filter(|text| !text.is_empty());
        let hash = text.map(sha256);
        let mut values = new.columns();
        set(&mut values, "uid", uid.write());
        set(&mut values, "title", title.write());
        set(&mut values, "text_sha256", hash.write());
        set(
            &mut values,
            "retrieved_at",
            new.retrieved_at.as_ref().or(text.map(|_| &self.now)).map_or(ColumnValue::Null, WriteColumn::write),
        );
        insert(&self.conn, "document", &values)
    }

    /// Records the rest of a document of which only the title was recorded.
    ///
    /// # Errors
    /// Errors of the database.
    pub(in crate::store) fn complete_document(&self, id: i64, new: &NewDocument) -> Result<()> {
        let rest = ["kind", "publisher_id", "url", "published_on", "access"];
        let mut values = new.columns();
        values.retain(|(column, _)| rest.contains(column));
        update(&self.conn, "document", id, &values)
    }

    /// Changes a document. Where its text is stored or replaced, every quote from it is looked up again; those whose words
    /// are no longer where they were are returned. What stands in a draft follows its sentences.
    ///
    /// # Errors
    /// An empty title; a document known through itself.
    pub fn edit_document(&self, id: i64, edit: &DocumentEdit) -> Result<EditedText> {
        if edit.title.as_ref().is_some_and(|title| title.trim().is_empty()) {
            return Err(
                Error::usage("a document needs a title").hint(flag("--title") + terminal_only(" \"Talks denied\""))
            );
        }
        self.refuse_unnamed(edit.publisher.flatten(), "have published a document")?;
        if let Some(through) = edit.through {
            self.refuse_circle(id, through)?;
        }
        // A document whose text is stored has been read; one that is known through another has not.
        let access = edit.access.or(match (&edit.text, edit.through) {
            (Some(_), _) => Some(Access::Read),
            (None, Some(_)) => Some(Access::Secondhand),
            (None, None) => None,
        });
        let hash = edit.text.as_deref().map(sha256);
        let mut values = edit.columns();
        if let Some(title) = &edit.title {
            set(&mut values, "title", title.trim().write());
        }
        if let Some(access) = &access {
            set(&mut values, "access", access.write());
            if *access == Access::Read {
                set(&mut values, "through_id", ColumnValue::Null);
            }
        }
        if let Some(hash) = &hash {
            set(&mut values, "text_sha256", hash.write());
            set(&mut values, "retrieved_at", self.now.write());
        }
        let before = if edit.text.is_some() { self.document_text(id)? } else { None };
        update(&self.conn, "document", id, &values)?;
        let mut edited = EditedText::default();
        if let (Some(before), Some(now)) = (before, &edit.text)
            && self.document(id)?.kind == DocumentKind::Draft.as_str()
        {
            edited.version = Some(self.follow_sentences(id, &before, now)?);
        }
        if edit.text.is_some() || access.is_some() {
            edited.unanchored = self.reanchor(id)?;
        }
        Ok(edited)
    }

    /// Refuses that a document be known through itself, however indirectly.
    fn refuse_circle(&self, id: i64, through: i64) -> Result<()> {
        let circle: bool = value(&self.conn, "with recursive above (id) as (
                 select ?2 union select d.through_id from above a join document d on d.id = a.id where d.through_id is not null)
             select exists (select 1 from above where id = ?1)", [id, through])?;
        if circle {
            return Err(Error::refused(format!("document {id} would be known through itself"))
                .hint(Suggestion::Documents + " shows the others"));
        }
        Ok(())
    }
}

/// The SHA-256 of a text in UTF-8, in hex.
pub(in crate::store) fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}
