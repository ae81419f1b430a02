//! What follows from the rows that a merge wrote: the claims of statements about statements, the positions of quotes, the contents of
//! attached files.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension as _};

use super::fields::MERGED;
use super::rows::{RowWritten, RowsWriter};
use crate::error::{Error, Result};
use crate::store::records::rows::list;
use crate::text::quotes::{Anchored, QuotableText};

/// Statements about statements that have not the claim or not the origin of their target.
const WRONG_CHAINS: &str = "
    select s.id, t.claim_id, coalesce(iif(t.stance = 'reports', t.origin_id, null), t.id)
    from statement s join statement t on t.id = s.target_statement_id
    where s.claim_id is not t.claim_id or s.origin_id is not coalesce(iif(t.stance = 'reports', t.origin_id, null), t.id)";

impl RowsWriter<'_> {
    /// Works out what follows from the rows that were written. `there` is the database that they come from, if they come from one.
    ///
    /// # Errors
    /// Errors of the database; a file whose content the other book does not have.
    pub(super) fn derive(&self, there: Option<&Connection>) -> Result<()> {
        self.follow_chains()?;
        self.check_anchors()?;
        if let Some(there) = there {
            self.copy_contents(there)?;
        }
        self.writer.forget_passwords()
    }

    fn follow_chains(&self) -> Result<()> {
        loop {
            let conn = &self.writer.conn;
            let mut query = conn.prepare_cached(WRONG_CHAINS)?;
            let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            let wrong: Vec<(i64, Option<i64>, i64)> = rows.collect::<rusqlite::Result<_>>()?;
            if wrong.is_empty() {
                return Ok(());
            }
            for (id, claim, origin) in wrong {
                conn.prepare_cached("delete from retracted_cache where statement_id = ?1 and claim_id is not ?2")?
                    .execute((id, claim))?;
                conn.prepare_cached("update statement set claim_id = ?2, origin_id = ?3 where id = ?1")?
                    .execute((id, claim, origin))?;
            }
        }
    }

    /// Takes the position from quotes whose words are not there in the text as it is now.
    fn check_anchors(&self) -> Result<()> {
        let (mut quotes, mut documents) = (Vec::new(), BTreeSet::new());
        for row in self.written.iter().filter(|row| row.what != RowWritten::Removed) {
            match MERGED[row.key.table].name {
                "document" => _ = documents.insert(row.id),
                table @ ("statement" | "evidence") => quotes.push((table.to_string(), row.id)),
                "marked_passage" => {
                    let sql = "select document_id from marked_passage where id = ?1";
                    let of: Option<i64> = self.writer.conn.query_row(sql, [row.id], |row| row.get(0)).optional()?;
                    documents.extend(of);
                }
                _ => {}
            }
        }
        for document in documents {
            self.writer.find_marked_passages(document)?;
            let of_it = self.writer.quotes_from(document)?;
            quotes.extend(of_it.into_iter().map(|(table, id, ..)| (table, id)));
        }
        let mut known: Option<(i64, Option<QuotableText>)> = None;
        for (table, id) in quotes {
            let Some((document, quote, anchor)) = self.writer.quote_of(&table, id)? else { continue };
            if known.as_ref().is_none_or(|(of, _)| *of != document) {
                known = Some((document, self.writer.quotable_text(document)?.map(|(_, text)| text)));
            }
            if let Some((_, Some(text))) = &known
                && text.check(&quote, &anchor) != Anchored::Unchanged
            {
                self.writer.set_anchor(&table, id, None)?;
            }
        }
        Ok(())
    }

    /// Copies the contents of the attached files that are new.
    fn copy_contents(&self, there: &Connection) -> Result<()> {
        for row in self.written.iter().filter(|row| row.what != RowWritten::Removed) {
            if MERGED[row.key.table].name != "attachment" {
                continue;
            }
            let hashes: Vec<String> = list(&self.writer.conn, "select sha256 from attachment where id = ?1", [row.id])?;
            for hash in hashes {
                if self.writer.has_content(&hash)? {
                    continue;
                }
                let sql = "select content from attachment_content where sha256 = ?1";
                let content: Option<Vec<u8>> = there.query_row(sql, [&hash], |row| row.get(0)).optional()?;
                let content = content.ok_or_else(|| {
                    Error::integrity("the content of an attached file is missing in the other book")
                        .hint("gainsay doctor says what is wrong with it")
                })?;
                let sql = "insert into attachment_content (sha256, content) values (?1, ?2)";
                self.writer.conn.execute(sql, (hash, content))?;
            }
        }
        Ok(())
    }
}
