//! Documents, and the texts stored with them.

use std::fmt::Write as _;

use rusqlite::{OptionalExtension, Row, named_params};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result, Suggestion, flag, terminal_only};
use crate::model::records::DocumentRow;
use crate::model::records::NewDocument;
use crate::model::{Access, Date, DocumentKind};
use crate::store::{Store, UnanchoredQuote, Writer};

/// What to change in a document; nothing where nothing is given, an empty text to forget it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentEdit {
    /// The title.
    pub title: Option<String>,
    /// The kind.
    pub kind: Option<DocumentKind>,
    /// Who published it; `Some(None)` to forget it.
    pub publisher: Option<Option<i64>>,
    /// Where it is.
    pub url: Option<String>,
    /// Where a copy of it is.
    pub archive_url: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// When it appeared; `Some(None)` to forget it.
    pub published_on: Option<Option<Date>>,
    /// How it is known.
    pub access: Option<Access>,
    /// The document it is known through.
    pub through: Option<i64>,
    /// A note.
    pub note: Option<String>,
    /// Its text.
    pub text: Option<String>,
}

impl Store {
    /// The documents in the order of their numbers, or only one of them.
    ///
    /// # Errors
    /// Those of the database and of `each`.
    pub fn documents(&self, only: Option<i64>, each: &mut dyn FnMut(DocumentRow) -> Result<()>) -> Result<()> {
        self.some_documents(only.map_or((0, i64::MAX), |id| (id, id)), (-1, 0), each)
    }

    /// So many documents in the order of their numbers, without the first of them; and how many there are in all.
    ///
    /// # Errors
    /// Those of the database.
    pub fn documents_part(&self, limit: u64, offset: u64) -> Result<(Vec<DocumentRow>, i64)> {
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let mut rows = Vec::new();
        self.some_documents((0, i64::MAX), (number(limit), number(offset)), &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok((rows, self.conn.query_row("select count(*) from document", [], |row| row.get(0))?))
    }

    fn some_documents(
        &self,
        (first, last): (i64, i64),
        (limit, offset): (i64, i64),
        each: &mut dyn FnMut(DocumentRow) -> Result<()>,
    ) -> Result<()> {
        let mut query = self.conn.prepare_cached(
            "select d.id, d.uid, d.kind, d.title, d.publisher_id, d.url, d.archive_url, d.language, d.published_on,
                    d.access, d.through_id, length(d.text) as characters, d.text_sha256, d.retrieved_at, d.note,
                    (select name from canonical_speaker where speaker_id = d.publisher_id) as publisher,
                    (select count(*) from statement where document_id = d.id) as statements
             from document d where d.id between :first and :last order by d.id
             limit :limit offset :offset",
        )?;
        let mut rows =
            query.query(named_params! { ":first": first, ":last": last, ":limit": limit, ":offset": offset })?;
        while let Some(row) = rows.next()? {
            each(document_row(row)?)?;
        }
        Ok(())
    }

    /// One document.
    ///
    /// # Errors
    /// No such document.
    pub fn document(&self, id: i64) -> Result<DocumentRow> {
        let mut found = None;
        self.documents(Some(id), &mut |row| {
            found = Some(row);
            Ok(())
        })?;
        found.ok_or_else(|| Error::not_found(format!("no such document: {id}")).hint(Suggestion::Documents))
    }

    /// The stored text of a document.
    ///
    /// # Errors
    /// Those of the database.
    pub fn document_text(&self, id: i64) -> Result<Option<String>> {
        let mut query = self.conn.prepare_cached("select text from document where id = ?1")?;
        Ok(query.query_row([id], |row| row.get(0)).optional()?.flatten())
    }

    /// The claims that a document carries.
    ///
    /// # Errors
    /// Those of the database.
    pub fn carried_by(&self, document: i64) -> Result<Vec<i64>> {
        let mut query = self.conn.prepare_cached(
            "select distinct claim_id from carrying_statement where document_id = ?1 order by claim_id",
        )?;
        Ok(query.query_map([document], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// A document that seems to be the one about to be added: of the same address, or of the same title and publisher.
    ///
    /// # Errors
    /// Those of the database.
    pub fn same_document(&self, new: &NewDocument) -> Result<Option<i64>> {
        if let Some(known) = new.url.as_deref().map(|url| self.document_at(url)).transpose()?.flatten() {
            return Ok(Some(known));
        }
        let mut query = self.conn.prepare_cached(
            "select id from document
             where title = :title collate nocase and +publisher_id is :publisher and published_on is :published_on
               and (url is null or :url is null)
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
        let mut insert = self.conn.prepare_cached(
            "insert into document (id, uid, kind, title, publisher_id, url, archive_url, language, published_on, access,
                                   through_id, text, text_sha256, retrieved_at, note)
             values (:id, :uid, :kind, :title, :publisher, nullif(:url, ''),
                     nullif(:archive_url, ''), nullif(:language, ''), :published_on, :access, :through, :text, :sha256,
                     :retrieved_at, nullif(:note, ''))",
        )?;
        let text = new.text.as_deref().filter(|text| !text.is_empty());
        let retrieved_at = new.retrieved_at.as_ref().or(text.map(|_| &self.now));
        insert.execute(named_params! {
            ":id": new.id, ":uid": self.uid(new.uid.as_deref())?, ":kind": new.kind.as_str(), ":title": new.title.trim(), ":publisher": new.publisher,
            ":url": new.url, ":archive_url": new.archive_url, ":language": new.language,
            ":published_on": new.published_on.as_ref().map(Date::as_str), ":access": new.access.as_str(),
            ":through": new.through, ":text": text, ":sha256": text.map(sha256),
            ":retrieved_at": retrieved_at, ":note": new.note,
        })?;
        Ok(self.conn.last_insert_rowid())
    }

    /// Records the rest of a document of which only the title was recorded.
    ///
    /// # Errors
    /// Those of the database.
    pub(in crate::store) fn complete_document(&self, id: i64, new: &NewDocument) -> Result<()> {
        let mut update = self.conn.prepare_cached(
            "update document set kind = :kind, publisher_id = :publisher, url = :url, published_on = :published_on,
                    access = :access where id = :id",
        )?;
        update.execute(named_params! {
            ":id": id, ":kind": new.kind.as_str(), ":publisher": new.publisher, ":url": new.url,
            ":published_on": new.published_on.as_ref().map(Date::as_str), ":access": new.access.as_str(),
        })?;
        Ok(())
    }

    /// Changes a document. Where its text is stored or replaced, every quote from it is looked up again; those whose words
    /// are no longer where they were are returned.
    ///
    /// # Errors
    /// An empty title; a document known through itself.
    pub fn edit_document(&self, id: i64, edit: &DocumentEdit) -> Result<Vec<UnanchoredQuote>> {
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
        self.conn.execute(
            "update document set title = coalesce(:title, title), kind = coalesce(:kind, kind),
                    publisher_id = iif(:publisher_given, :publisher, publisher_id),
                    published_on = iif(:on_given, :published_on, published_on),
                    url = case when :url is null then url else nullif(:url, '') end,
                    archive_url = case when :archive_url is null then archive_url else nullif(:archive_url, '') end,
                    language = case when :language is null then language else nullif(:language, '') end,
                    note = case when :note is null then note else nullif(:note, '') end,
                    access = coalesce(:access, access),
                    through_id = case when :access = 'read' then null else coalesce(:through, through_id) end,
                    text = coalesce(:text, text), text_sha256 = coalesce(:sha256, text_sha256),
                    retrieved_at = case when :text is null then retrieved_at else :now end
             where id = :id",
            named_params! {
                ":id": id, ":title": edit.title.as_deref().map(str::trim), ":kind": edit.kind.map(DocumentKind::as_str),
                ":publisher_given": edit.publisher.is_some(), ":publisher": edit.publisher.flatten(),
                ":on_given": edit.published_on.is_some(), ":url": edit.url, ":archive_url": edit.archive_url,
                ":language": edit.language, ":published_on": edit.published_on.iter().flatten().next().map(Date::as_str),
                ":access": access.map(Access::as_str), ":through": edit.through, ":note": edit.note,
                ":text": edit.text, ":sha256": edit.text.as_deref().map(sha256), ":now": self.now,
            },
        )?;
        if edit.text.is_some() || access.is_some() { self.anchor_again(id) } else { Ok(Vec::new()) }
    }

    /// Refuses that a document be known through itself, however indirectly.
    fn refuse_circle(&self, id: i64, through: i64) -> Result<()> {
        let circle: bool = self.conn.query_row(
            "with recursive above (id) as (
                 select ?2 union select d.through_id from above a join document d on d.id = a.id where d.through_id is not null)
             select exists (select 1 from above where id = ?1)",
            [id, through],
            |row| row.get(0),
        )?;
        if circle {
            return Err(Error::refused(format!("document {id} would be known through itself"))
                .hint(Suggestion::Documents + " shows the others"));
        }
        Ok(())
    }
}

fn document_row(row: &Row) -> Result<DocumentRow> {
    Ok(DocumentRow {
        id: row.get("id")?,
        uid: row.get("uid")?,
        kind: row.get("kind")?,
        title: row.get("title")?,
        publisher: row.get("publisher")?,
        publisher_id: row.get("publisher_id")?,
        url: row.get("url")?,
        archive_url: row.get("archive_url")?,
        language: row.get("language")?,
        published_on: row.get("published_on")?,
        access: row.get("access")?,
        through_id: row.get("through_id")?,
        characters: row.get("characters")?,
        text_sha256: row.get("text_sha256")?,
        retrieved_at: row.get("retrieved_at")?,
        statements: row.get("statements")?,
        note: row.get("note")?,
    })
}

/// The SHA-256 of a text in UTF-8, in hex.
pub(in crate::store) fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
        hex
    })
}
