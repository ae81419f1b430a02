//! A file that is kept beside a document.

use super::declare::record;

record! {
    {
        /// A file that is kept beside a document, without its content.
        row AttachmentRow("r", "id");
        /// A file to keep.
        new NewAttachment(AttachmentLine);
        /// A file as a line. Its content is not in it: the hash says which it is.
        line AttachmentLine(AttachmentRow);
    }
    {
        /// The document.
        document_id: row(i64) new(document: i64);
        /// Its name.
        name: row(String, "name") new(name: String) line(String) in_table(|a| (&a.name).into());
        /// What it is, by its content (IANA media types).
        media_type: row(String, "type") new(media_type: String) line(String) in_table(|a| (&a.media_type).into());
        /// The number of its bytes.
        size: row(i64, "bytes") new(size: i64) line(i64) in_table(|a| a.size.into());
        /// SHA-256 of its content, in hex.
        sha256: row(String) new(sha256: String) line(String) in_table(|a| (&a.sha256).into());
        /// The time at which it was added, in UTC.
        added_at: row(String, "added") new(added_at: String) line(String) in_table(|a| (&a.added_at).into());
    }
}
