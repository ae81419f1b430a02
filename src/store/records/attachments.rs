//! Files that are kept beside documents. Their content is compressed, and stored once, however often it is attached.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::OptionalExtension as _;
use sha2::{Digest, Sha256};

use super::rows::{insert, read_all, set, value};
use crate::error::{Error, Result, Suggestion};
use crate::model::records::{AttachmentRow, NewAttachment, WriteColumn};
use crate::store::journal::hash::hex;
use crate::store::{Store, Writer};

/// Maximum size of a file, in bytes.
pub const LARGEST_ATTACHMENT: usize = 64 << 20;

impl Store {
    /// The files that are kept beside a document, in the order in which they were added.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn attachments(&self, document: i64) -> Result<Vec<AttachmentRow>> {
        let sql = format!("select {} from attachment r where document_id = ?1 order by id", AttachmentRow::SELECT);
        read_all(&self.conn, &sql, [document], |columns| AttachmentRow::read(columns))
    }

    /// One file that is kept beside a document.
    ///
    /// # Errors
    /// No such file.
    pub fn attachment(&self, id: i64) -> Result<AttachmentRow> {
        let sql = format!("select {} from attachment r where id = ?1", AttachmentRow::SELECT);
        let found = read_all(&self.conn, &sql, [id], |columns| AttachmentRow::read(columns))?;
        found.into_iter().next().ok_or_else(|| {
            Error::not_found(format!("no such attachment: {id}")).hint(Suggestion::Documents + " lists the documents")
        })
    }

    /// The content of a file.
    ///
    /// # Errors
    /// A book in which it is missing or damaged.
    pub fn attachment_content(&self, attachment: &AttachmentRow) -> Result<Vec<u8>> {
        let sql = "select content from attachment_content where sha256 = ?1";
        let stored: Option<Vec<u8>> = self.conn.query_row(sql, [&attachment.sha256], |row| row.get(0)).optional()?;
        let mut content = Vec::new();
        let limit = LARGEST_ATTACHMENT as u64 + 1;
        let read = stored.map(|stored| DeflateDecoder::new(&stored[..]).take(limit).read_to_end(&mut content));
        if !matches!(read, Some(Ok(_))) || hex(&Sha256::digest(&content)) != attachment.sha256 {
            return Err(Error::integrity(format!("the content of attachment {} is missing or damaged", attachment.id))
                .hint("gainsay restore FILE goes back to a backup"));
        }
        Ok(content)
    }

    /// Whether the book has a content.
    pub(in crate::store) fn has_content(&self, sha256: &str) -> Result<bool> {
        value(&self.conn, "select exists (select 1 from attachment_content where sha256 = ?1)", [sha256])
    }
}

impl Writer<'_> {
    /// Keeps a file beside a document. Returns its number, and whether that document had it already.
    ///
    /// # Errors
    /// A file that is empty or too large.
    pub fn attach(&self, document: i64, name: &str, media_type: &str, content: &[u8]) -> Result<(i64, bool)> {
        if content.is_empty() {
            return Err(Error::usage(format!("{name} is empty")).hint("is it the right one?"));
        }
        if content.len() > LARGEST_ATTACHMENT {
            return Err(Error::usage(format!("{name} is larger than {} MiB", LARGEST_ATTACHMENT >> 20))
                .hint("keep it in a folder, and say where in the note of the document"));
        }
        let sha256 = hex(&Sha256::digest(content));
        if let Some(known) = self.attachments(document)?.into_iter().find(|known| known.sha256 == sha256) {
            return Ok((known.id, true));
        }
        if !self.has_content(&sha256)? {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(content)?;
            let sql = "insert into attachment_content (sha256, content) values (?1, ?2)";
            self.conn.execute(sql, (&sha256, encoder.finish()?))?;
        }
        let id = self.add_attachment(&NewAttachment {
            document,
            name: name.to_string(),
            media_type: media_type.to_string(),
            size: i64::try_from(content.len()).unwrap_or(i64::MAX),
            sha256,
            added_at: self.now.clone(),
            ..NewAttachment::default()
        })?;
        Ok((id, false))
    }

    /// Records a file whose content the book has.
    pub(in crate::store) fn add_attachment(&self, new: &NewAttachment) -> Result<i64> {
        let uid = self.uid(new.uid.as_deref())?;
        let mut values = new.columns();
        set(&mut values, "uid", uid.write());
        insert(&self.conn, "attachment", &values)
    }

    /// Removes a file from its document. Its content stays, for undo.
    ///
    /// # Errors
    /// No such file.
    pub fn detach(&self, id: i64) -> Result<AttachmentRow> {
        let row = self.attachment(id)?;
        self.conn.execute("delete from attachment where id = ?1", [id])?;
        Ok(row)
    }
}
