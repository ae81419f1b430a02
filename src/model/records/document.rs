//! A document: what can be read, cited, archived, and denied as a whole.

use super::declare::record;
use super::{AttachmentLine, DocumentAliasLine, MarkedPassageLine};
use crate::model::{Access, Date, DocumentKind};

record! {
    {
        /// A document.
        row DocumentRow("r", "id");
        /// A document to record.
        new NewDocument(DocumentLine);
        /// What to change in a document; nothing where nothing is given. An empty text forgets what was there.
        edit DocumentEdit();
        /// A document as a line.
        line DocumentLine(DocumentRow);
    }
    {
        /// A word by which other lines of the file refer to it.
        key: line(Option<String>);
        /// The title.
        title: in_table(|d| (&d.title).into());
        /// What it is; an article where a line says nothing.
        kind: row(String, "kind") new(kind: DocumentKind) edit(kind: DocumentKind) line(Option<String>) in_table(|d| (&d.kind).into());
        /// The title; the address where a line says nothing.
        title: row(String, "title") new(title: String) edit(title: String) line(Option<String>);
        /// The publisher, by name.
        publisher: row(Option<String>, "publisher") line(Option<String>) in_table(|d| (&d.publisher).into());
        /// The publisher; an edit may forget it.
        publisher_id: row(Option<i64>) new(publisher: Option<i64>) edit(publisher: Option<i64>);
        /// The day on which it appeared; an edit may forget it.
        published_on: row(Option<String>, "published") new(published_on: Option<Date>) edit(published_on: Option<Date>) line(Option<String>) in_table(|d| (&d.published_on).into());
        /// `read`, or `secondhand` for one that is known through another; an import takes the latter where `through` is given.
        access: row(String, "access") new(access: Access) edit(access: Access) line(Option<String>);
        /// The document through which a secondhand one is known.
        through_id: row(Option<i64>) new(through: Option<i64>) edit(through: i64);
        /// The address.
        url: every(text);
        /// The address of an archived copy.
        archive_url: every(text);
        /// The language (BCP 47), as en-GB.
        language: every(text);
        /// `read` or `secondhand`.
        access: in_table(|d| (&d.access).into());
        /// The document through which it is known, by uid, key, address or title.
        through: line(Option<String>) in_table(|d| (&d.through).into());
        /// The number of statements that can be read in it.
        statements: row(i64, "statements");
        /// The number of claims that can be read in it, where they were counted.
        claims: more(Option<i64>, "claims");
        /// The number of these that are disputed, where they were counted.
        disputed: more(Option<i64>, "disputed");
        /// The number of characters of its stored text.
        characters: row(Option<i64>, "characters");
        /// The SHA-256 of its stored text.
        text_sha256: row(Option<String>);
        /// The time at which its text was stored, in UTC.
        retrieved_at: row(Option<String>) new_only(Option<String>) line(Option<String>) in_table(|d| (&d.retrieved_at).into());
        /// A note of the desk.
        note: every(text);
        /// The documents that were joined into it.
        joined: line(Vec<DocumentAliasLine>);
        /// The passages of its text that somebody marked.
        marked: line(Vec<MarkedPassageLine>);
        /// The files that are kept beside it, without their content.
        attachments: line(Vec<AttachmentLine>);
        /// The text to store.
        text: new(text: Option<String>) edit(text: String) line(Option<String>) in_table(|d| (&d.text).into());
    }
}

impl NewDocument {
    /// A document with a title and nothing else known of it.
    pub fn titled(title: &str, kind: DocumentKind) -> Self {
        Self { kind, title: title.trim().to_string(), ..Self::default() }
    }
}
