//! Removing rows. Undo brings everything back, and nothing is removed that another row still refers to.

use crate::error::{Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::store::Writer;
use crate::store::records::rows::value;
use crate::text::counted;

/// Statements with all statements about them, however indirect.
const WITH_DEPENDENTS: &str = "with recursive dependent (id) as (
     select id from statement where id in (select value from json_each(?1))
     union select s.id from dependent d join statement s on s.target_statement_id = d.id)";

impl Writer<'_> {
    /// Removes a claim with its statements, verdicts, evidence and tags.
    ///
    /// # Errors
    /// No such claim.
    pub fn remove_claim(&self, id: i64) -> Result<()> {
        self.claim_id(id)?;
        self.forget_corrections(id)?;
        for table in ["request", "evidence", "verdict", "claim_appearance", "marked_passage", "assignment", "comment"] {
            self.conn.execute(&format!("delete from {table} where claim_id = ?1"), [id])?;
        }
        self.conn.execute("delete from claim_wording where claim_id = ?1", [id])?;
        self.conn.execute("delete from claim_relation where claim_id = ?1 or other_id = ?1", [id])?;
        self.forget_pairs("claim", id)?;
        self.conn.execute_batch("pragma defer_foreign_keys = on")?;
        self.conn.execute("delete from statement where claim_id = ?1", [id])?;
        self.conn.execute("delete from claim where id = ?1", [id])?;
        Ok(())
    }

    /// Removes a statement, with `force` also the statements about it.
    ///
    /// # Errors
    /// No such statement; statements about it, if `force` is not given.
    pub fn remove_statement(&self, id: i64, force: bool) -> Result<()> {
        self.statement(id)?;
        let dependents: Vec<i64> = {
            let mut query =
                self.conn.prepare(&format!("{WITH_DEPENDENTS} select id from dependent order by id desc"))?;
            query.query_map([format!("[{id}]")], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
        };
        if dependents.len() > 1 && !force {
            let others: Vec<_> =
                dependents.iter().rev().filter(|other| **other != id).map(ToString::to_string).collect();
            return Err(Error::refused(format!(
                "statement {id} is what other statements are about: {}",
                others.join(", ")
            ))
            .hint(
                terminal_only(format!("{} ", Suggestion::RemoveStatement(id)))
                    + flag("--force")
                    + " removes them all; undo brings them back",
            ));
        }
        for dependent in dependents {
            for request in self.reopen_requests(dependent)? {
                self.follow_requests(self.request(request, None)?.claim_id)?;
            }
            self.conn.execute("delete from statement where id = ?1", [dependent])?;
        }
        Ok(())
    }

    /// Removes a document that nothing refers to.
    ///
    /// # Errors
    /// No such document; a row that refers to it.
    pub fn remove_document(&self, id: i64) -> Result<()> {
        self.document(id)?;
        self.refuse_if_used(
            "document",
            id,
            "select (select count(*) from statement where document_id = ?1 or target_document_id = ?1),
                    (select count(*) from evidence where document_id = ?1),
                    (select count(*) from speaker where document_id = ?1),
                    (select count(*) from document where through_id = ?1),
                    (select count(*) from claim_appearance where document_id = ?1),
                    (select count(*) from correction where document_id = ?1)",
            [
                "statement",
                "piece of evidence",
                "unnamed speaker",
                "secondhand document",
                "claim that appears in it",
                "correction",
            ],
        )?;
        for table in ["document_alias", "marked_passage", "attachment"] {
            self.conn.execute(&format!("delete from {table} where document_id = ?1"), [id])?;
        }
        self.forget_pairs("document", id)?;
        self.conn.execute("delete from document where id = ?1", [id])?;
        Ok(())
    }

    /// Removes a speaker that nothing refers to.
    ///
    /// # Errors
    /// No such speaker; a row that refers to it.
    pub fn remove_speaker(&self, id: i64) -> Result<()> {
        self.speaker_by_id(id)?;
        self.refuse_if_used(
            "speaker",
            id,
            "select (select count(*) from statement where speaker_id = ?1),
                    (select count(*) from document where publisher_id = ?1),
                    (select count(*) from verdict where reviewer_id = ?1),
                    (select count(*) from speaker where same_as_id = ?1),
                    (select count(*) from member where speaker_id = ?1),
                    (select count(*) from request where speaker_id = ?1)",
            ["statement", "document", "verdict", "joined speaker", "member of the desk", "request"],
        )?;
        self.forget_pairs("speaker", id)?;
        // Claims of the speaker that it is are no longer found by its name.
        if value::<bool>(&self.conn, "select same_as_id is not null from speaker where id = ?1", [id])? {
            self.part_speaker(id)?;
        }
        self.conn.execute("delete from speaker where id = ?1", [id])?;
        Ok(())
    }

    /// Removes what is said not to be the same as a row.
    pub(super) fn forget_pairs(&self, table: &str, id: i64) -> Result<()> {
        let sql = format!("delete from distinct_pair where {table}_id = ?1 or other_{table}_id = ?1");
        self.conn.execute(&sql, [id])?;
        Ok(())
    }

    /// Removes a verdict or a piece of evidence; returns the id of its claim.
    ///
    /// # Errors
    /// No such row.
    pub fn remove_finding(&self, finding: FindingKind, id: i64) -> Result<i64> {
        let table = finding.table();
        let corrected = "select exists (select 1 from correction where verdict_id = ?1)";
        if finding == FindingKind::Verdict && value(&self.conn, corrected, [id])? {
            return Err(Error::refused(format!("verdict {id} was published and corrected: it stays on record")).hint(
                Suggestion::Corrections + " shows the correction; " + Suggestion::Rate + " records a new verdict",
            ));
        }
        self.must_exist(table, id, Suggestion::Claim(None) + " has the numbers")?;
        value(&self.conn, &format!("delete from {table} where id = ?1 returning claim_id"), [id])
    }

    /// Refuses to remove a row that others refer to; `counts` is a query for their numbers.
    fn refuse_if_used<const N: usize>(&self, what: &str, id: i64, counts: &str, names: [&str; N]) -> Result<()> {
        let found: Vec<i64> =
            self.conn.query_row(counts, [id], |row| (0..N).map(|at| row.get(at)).collect::<rusqlite::Result<_>>())?;
        let used: Vec<_> = found
            .iter()
            .zip(names)
            .filter(|(count, _)| **count > 0)
            .map(|(count, name)| counted(*count, name))
            .collect();
        if used.is_empty() {
            return Ok(());
        }
        Err(Error::refused(format!("{what} {id} is still referred to by {}", used.join(", "))).hint(
            Sentence::from("remove those first, or edit them to name another: ")
                + Suggestion::EditStatement
                + terminal_only(" --by NAME, or --in DOCUMENT"),
        ))
    }
}

/// A kind of row that a checker added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// A verdict.
    Verdict,
    /// A piece of evidence.
    Evidence,
}

impl FindingKind {
    fn table(self) -> &'static str {
        match self {
            Self::Verdict => "verdict",
            Self::Evidence => "evidence",
        }
    }
}
