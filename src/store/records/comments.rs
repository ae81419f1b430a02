//! Comments on claims, within the desk.

use rusqlite::params;

use super::rows::{insert, read_all, set};
use crate::error::{Error, Result, Suggestion};
use crate::model::records::{CommentRow, NewComment, WriteColumn};
use crate::store::{Store, Writer};

impl Store {
    /// The comments on a claim, in the order in which they were written.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn comments(&self, claim: i64) -> Result<Vec<CommentRow>> {
        let sql =
            format!("select {} from comment r where r.claim_id = ?1 order by r.written_at, r.id", CommentRow::SELECT);
        read_all(&self.conn, &sql, [claim], |columns| CommentRow::read(columns))
    }

    /// A comment.
    ///
    /// # Errors
    /// No such comment.
    pub fn comment(&self, id: i64) -> Result<CommentRow> {
        let sql = format!("select {} from comment r where r.id = ?1", CommentRow::SELECT);
        let found = read_all(&self.conn, &sql, [id], |columns| CommentRow::read(columns))?.pop();
        found.ok_or_else(|| {
            Error::not_found(format!("no such comment: {id}")).hint(Suggestion::Claim(None) + " shows the numbers")
        })
    }

    /// All comments.
    ///
    /// # Errors
    /// Errors of the database.
    pub(in crate::store) fn all_comments(&self) -> Result<Vec<CommentRow>> {
        let sql = format!("select {} from comment r order by r.id", CommentRow::SELECT);
        read_all(&self.conn, &sql, [], |columns| CommentRow::read(columns))
    }

    /// The comments for somebody, the newest first: those with their name behind an `@`, until they write a comment on that claim
    /// themselves, or the claim is checked or dropped. What is written on a claim that is checked already is listed.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn comments_for(&self, name: &str) -> Result<Vec<CommentRow>> {
        let sql = format!(
            "select {} from comment r join claim c on c.id = r.claim_id
             where instr(r.text, '@') and r.writer is not ?1
               and (c.stage not in ('checked', 'dropped') or not exists (
                    select 1 from journal_change k
                    join journal_change s on s.table_name = 'claim' and r.claim_id between s.row_id and s.last_id
                    where k.table_name = 'comment' and k.action = 'inserted' and r.id between k.row_id and k.last_id
                      and s.entry_id >= k.entry_id
                      and (s.action = 'inserted' or json_extract(s.content, '$.stage') is not null)))
               and not exists (select 1 from comment k where k.claim_id = r.claim_id and k.id > r.id and k.writer = ?1)
             order by r.id desc",
            CommentRow::SELECT
        );
        let mut found = read_all(&self.conn, &sql, [name], |columns| CommentRow::read(columns))?;
        found.retain(|comment| comment.mentions(name));
        Ok(found)
    }
}

impl Writer<'_> {
    /// Records a comment; gives its number.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn add_comment(&self, new: &NewComment) -> Result<i64> {
        let uid = self.uid(new.uid.as_deref())?;
        let mut values = new.columns();
        set(&mut values, "uid", uid.write());
        set(&mut values, "written_at", new.written_at.as_ref().unwrap_or(&self.now).write());
        insert(&self.conn, "comment", &values)
    }

    /// Gives a comment other words; returns whether they are others.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn edit_comment(&self, id: i64, text: &str) -> Result<bool> {
        let sql = "update comment set text = ?2, edited_at = ?3 where id = ?1 and text <> ?2";
        Ok(self.conn.execute(sql, params![id, text, self.now])? > 0)
    }

    /// Removes a comment.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn remove_comment(&self, id: i64) -> Result<()> {
        self.conn.execute("delete from comment where id = ?1", [id])?;
        Ok(())
    }
}
