//! Assignments: who of the desk works on which claim.

use super::rows::{insert, read_all, set};
use crate::error::Result;
use crate::model::records::{AssignmentRow, NewAssignment, WriteColumn};
use crate::model::results::mine::Mine;
use crate::store::{Store, Writer};

/// Assignments, with the words of their claims and the names of the members.
const ASSIGNMENTS: &str = "(select a.*, c.text, c.stage, m.name as member
     from assignment a join claim c on c.id = a.claim_id join member m on m.id = a.member_id) r";

impl Store {
    /// The assignment of a claim, if it has one.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn assignment(&self, claim: i64) -> Result<Option<AssignmentRow>> {
        let sql = format!("select {} from {ASSIGNMENTS} where r.claim_id = ?1", AssignmentRow::SELECT);
        Ok(read_all(&self.conn, &sql, [claim], |columns| AssignmentRow::read(columns))?.pop())
    }

    /// The claims of a member, those that are due first at the top.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn assignments_of(&self, member: i64) -> Result<Vec<AssignmentRow>> {
        let sql = format!(
            "select {} from {ASSIGNMENTS} where r.member_id = ?1 order by r.due_on is null, r.due_on, r.claim_id",
            AssignmentRow::SELECT
        );
        read_all(&self.conn, &sql, [member], |columns| AssignmentRow::read(columns))
    }

    /// What a member has to do on a day; with the claims that are checked or dropped, if all are asked for.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn mine(&self, (member, name): (i64, String), today: String, all: bool) -> Result<Mine> {
        let mut claims = self.assignments_of(member)?;
        claims.retain(|claim| all || !claim.is_done());
        let comments = self.comments_for(&name)?;
        Ok(Mine { name, today, claims, comments })
    }

    /// All assignments, in the order of their claims.
    ///
    /// # Errors
    /// Errors of the database.
    pub(in crate::store) fn assignments(&self) -> Result<Vec<AssignmentRow>> {
        let sql = format!("select {} from {ASSIGNMENTS} order by r.id", AssignmentRow::SELECT);
        read_all(&self.conn, &sql, [], |columns| AssignmentRow::read(columns))
    }
}

impl Writer<'_> {
    /// Assigns a claim to a member, in the place of whoever had it; returns whether that changes anything.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn assign(&self, new: &NewAssignment) -> Result<bool> {
        let due = new.due_on.as_ref().map(ToString::to_string);
        match self.assignment(new.claim)? {
            Some(known) if known.member_id == new.member && known.due_on == due => return Ok(false),
            Some(_) => _ = self.unassign(new.claim)?,
            None => {}
        }
        let uid = self.uid(new.uid.as_deref())?;
        let mut values = new.columns();
        set(&mut values, "uid", uid.write());
        set(&mut values, "assigned_at", new.assigned_at.as_ref().unwrap_or(&self.now).write());
        insert(&self.conn, "assignment", &values)?;
        Ok(true)
    }

    /// Takes a claim from whoever has it; returns whether somebody had it.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn unassign(&self, claim: i64) -> Result<bool> {
        Ok(self.conn.execute("delete from assignment where claim_id = ?1", [claim])? > 0)
    }
}
