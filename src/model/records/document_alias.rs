//! A document that was joined into another one.

use super::declare::record;

record! {
    {
        /// A document that was joined into another one. Its uid is the one that it had.
        row DocumentAliasRow("r");
        /// A joined document to record.
        new NewDocumentAlias(DocumentAliasLine);
        /// A joined document as a line.
        line DocumentAliasLine(DocumentAliasRow);
    }
    {
        /// The document into which it was joined.
        document_id: row(i64) new(document: i64);
        /// The document into which it was joined, by uid, on a line of its own.
        document: line(Option<String>) in_table(|d| (&d.document).into());
        /// Its title.
        title: row(String, "title") new(title: String) line(String) in_table(|d| (&d.title).into());
        /// Its address.
        url: every(text, "address");
    }
}
