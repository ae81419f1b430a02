//! Joining claims that turned out to be one, and moving a statement to the claim that it is about.

use rusqlite::params;

use super::claims::text_matches;
use super::rows::value;
use crate::error::{Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::model::PairKind;
use crate::model::records::{NewWording, StatementRow, Target};
use crate::store::Writer;

/// The statement ?1 and all that hang on it, however indirectly.
pub(super) const BELOW: &str = "with recursive below (id) as (
     select ?1 union select s.id from below b join statement s on s.target_statement_id = b.id)";

/// Refuses to join a row to itself.
pub(super) fn refuse_itself(what: &str, into: i64, from: i64) -> Result<()> {
    if into == from {
        return Err(Error::refused(format!("{what} {into} cannot be joined to itself"))
            .hint(format!("name two: the {what} that is joined, and the one that stays")));
    }
    Ok(())
}

impl Writer<'_> {
    /// Joins a claim into another one: all that is recorded of it is moved there, and its words, its uid and its ref become another
    /// wording of that claim.
    ///
    /// # Errors
    /// No such claim; a claim joined to itself; two of which somebody said that they are not the same.
    pub fn join_claims(&self, into: i64, from: i64) -> Result<()> {
        refuse_itself("claim", self.claim_id(into)?, self.claim_id(from)?)?;
        self.refuse_told_apart(PairKind::Claim, into, from)?;
        let (kept, joined) = (self.claim(into)?, self.claim(from)?);
        for table in
            ["statement", "request", "correction", "verdict", "evidence", "claim_wording", "marked_passage", "comment"]
        {
            let sql = format!("update {table} set claim_id = ?1 where claim_id = ?2");
            self.conn.execute(&sql, [into, from])?;
        }
        // The others go with their claim.
        self.conn.execute(
            "insert into claim_appearance (claim_id, document_id)
             select ?1, document_id from claim_appearance a where claim_id = ?2
             and not exists (select 1 from claim_appearance k where k.claim_id = ?1 and k.document_id = a.document_id)",
            [into, from],
        )?;
        if self.assignment(into)?.is_none() {
            self.conn.execute("update assignment set claim_id = ?1 where claim_id = ?2", [into, from])?;
        }
        self.unassign(from)?;
        joined.tags.iter().try_for_each(|tag| self.add_tag(into, tag).map(drop))?;
        self.move_relations(into, from)?;
        self.move_pairs("claim", into, from)?;
        if let Some(note) = joined.note.as_ref().filter(|note| kept.note.as_ref() != Some(note)) {
            let note = kept.note.map_or_else(|| note.clone(), |known| format!("{known}\n{note}"));
            self.conn.execute("update claim set note = ?2 where id = ?1", params![into, note])?;
        }
        self.conn.execute("delete from claim_relation where claim_id = ?1 or other_id = ?1", [from])?;
        self.forget_pairs("claim", from)?;
        self.conn.execute("delete from claim where id = ?1", [from])?;
        self.add_wording(&NewWording {
            uid: Some(joined.uid),
            claim: into,
            text: joined.text,
            reference: joined.reference,
            ..NewWording::default()
        })?;
        self.follow_requests(into)?;
        Ok(())
    }

    /// Moves the relations of a claim to another one, but for those between the two and those that this one has already.
    fn move_relations(&self, into: i64, from: i64) -> Result<()> {
        for (mine, other) in [("claim_id", "other_id"), ("other_id", "claim_id")] {
            self.conn.execute(
                &format!(
                    "update claim_relation as r set {mine} = ?1 where {mine} = ?2 and {other} <> ?1
                     and not exists (select 1 from claim_relation k
                                     where k.{mine} = ?1 and k.{other} = r.{other} and k.relation = r.relation)"
                ),
                [into, from],
            )?;
        }
        Ok(())
    }

    /// Moves what is said not to be the same as a row to another row, but for a pair of the two and those that this one has already.
    pub(super) fn move_pairs(&self, table: &str, into: i64, from: i64) -> Result<()> {
        for (mine, other) in [("", "other_"), ("other_", "")] {
            self.conn.execute(
                &format!(
                    "update distinct_pair as p set {mine}{table}_id = ?1
                     where {mine}{table}_id = ?2 and {other}{table}_id <> ?1 and not exists (
                         select 1 from distinct_pair k
                         where k.{table}_id = ?1 and k.other_{table}_id = p.{other}{table}_id
                            or k.other_{table}_id = ?1 and k.{table}_id = p.{other}{table}_id)"
                ),
                [into, from],
            )?;
        }
        Ok(())
    }

    /// Moves a statement about a claim to another claim, with all statements about it.
    ///
    /// # Errors
    /// A statement that is about a statement or a document; one that is about that claim already; a retraction that would take
    /// back nothing there.
    pub(super) fn move_statement(&self, old: &StatementRow, to: i64) -> Result<()> {
        let (id, to) = (old.id, self.claim_id(to).map_err(|error| error.about("to_claim"))?);
        if let Some(target) = old.target_statement_id {
            return Err(Error::refused(format!(
                "statement {id} is about statement {target}, and follows it to its claim"
            ))
            .hint(
                Sentence::from(format!("move statement {target}, or make statement {id} about another with "))
                    + flag("--reports"),
            )
            .about("to_claim"));
        }
        if let Some(document) = old.target_document_id {
            return Err(Error::refused(format!(
                "statement {id} is about document {document} as a whole, not about a claim"
            ))
            .hint(
                Suggestion::RemoveStatement(id)
                    + ", then record what was said of the claim"
                    + terminal_only(format!(": gainsay dispute {to} --by NAME")),
            )
            .about("to_claim"));
        }
        if old.claim_id == Some(to) {
            return Err(Error::refused(format!("statement {id} is about claim {to} already"))
                .hint(Suggestion::Claim(Some(to)) + " shows it")
                .about("to_claim"));
        }
        // Worked out again at the end of the entry.
        self.conn.execute(
            &format!("{BELOW} delete from retracted_cache where statement_id in (select id from below)"),
            [id],
        )?;
        self.conn.execute(
            &format!("{BELOW} update statement set claim_id = ?2 where id in (select id from below)"),
            [id, to],
        )?;
        // A request follows its reply.
        self.conn.execute(
            &format!("{BELOW} update request set claim_id = ?2 where statement_id in (select id from below)"),
            [id, to],
        )?;
        if old.stance == crate::model::Stance::Retracts {
            self.check_retraction(id, Target::Claim(to)).map_err(|error| error.about("to_claim"))?;
        }
        Ok(())
    }

    /// Whether a line of a file is what a claim was joined from: by uid, ref or words, which are not the claim's own.
    pub(in crate::store) fn is_other_wording(
        &self,
        claim: i64,
        uid: Option<&str>,
        reference: Option<&str>,
        text: &str,
    ) -> Result<bool> {
        if !value::<bool>(&self.conn, "select exists (select 1 from claim_wording where claim_id = ?1)", [claim])? {
            return Ok(false);
        }
        let known = self.wordings(claim)?;
        let named = known.iter().any(|wording| {
            uid.is_some_and(|uid| uid == wording.uid)
                || reference.is_some() && reference == wording.reference.as_deref()
        });
        let own = text_matches(&self.claim_text(claim)?, text);
        Ok(named || !own && known.iter().any(|wording| text_matches(&wording.text, text)))
    }
}
