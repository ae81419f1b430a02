//! Removing: everything can be brought back by undo, and nothing goes that something else still needs.

use super::Writer;
use crate::error::{Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::text::counted;

/// The statements that hang on some others: those themselves, and what targets them, however indirectly.
const HANGING: &str = "with recursive hanging (id) as (
     select id from statement where id in (select value from json_each(?1))
     union select s.id from hanging h join statement s on s.target_statement_id = h.id)";

impl Writer<'_> {
    /// Removes a claim with its statements, verdicts, evidence and tags.
    ///
    /// # Errors
    /// No such claim.
    pub fn remove_claim(&self, id: i64) -> Result<()> {
        self.claim_id(id)?;
        for table in ["evidence", "verdict"] {
            self.conn.execute(&format!("delete from {table} where claim_id = ?1"), [id])?;
        }
        self.conn.execute_batch("pragma defer_foreign_keys = on")?;
        self.conn.execute("delete from statement where claim_id = ?1", [id])?;
        self.conn.execute("delete from claim where id = ?1", [id])?;
        Ok(())
    }

    /// Removes a statement; with `force` also those that target it.
    ///
    /// # Errors
    /// No such statement; others target it and `force` is not given.
    pub fn remove_statement(&self, id: i64, force: bool) -> Result<()> {
        self.statement(id)?;
        let hanging: Vec<i64> = {
            let mut query = self.conn.prepare(&format!("{HANGING} select id from hanging order by id desc"))?;
            query.query_map([format!("[{id}]")], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
        };
        if hanging.len() > 1 && !force {
            let others: Vec<_> = hanging.iter().rev().filter(|other| **other != id).map(ToString::to_string).collect();
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
        for hanging in hanging {
            self.conn.execute("delete from statement where id = ?1", [hanging])?;
        }
        Ok(())
    }

    /// Removes a document that nothing refers to.
    ///
    /// # Errors
    /// No such document; one that something refers to.
    pub fn remove_document(&self, id: i64) -> Result<()> {
        self.document(id)?;
        self.refuse_if_used(
            "document",
            id,
            "select (select count(*) from statement where document_id = ?1 or target_document_id = ?1),
                    (select count(*) from evidence where document_id = ?1),
                    (select count(*) from speaker where document_id = ?1),
                    (select count(*) from document where through_id = ?1)",
            ["statement", "piece of evidence", "unnamed speaker", "secondhand document"],
        )?;
        self.conn.execute("delete from document where id = ?1", [id])?;
        Ok(())
    }

    /// Removes a speaker that nothing refers to.
    ///
    /// # Errors
    /// No such speaker; one that something refers to.
    pub fn remove_speaker(&self, id: i64) -> Result<()> {
        self.speaker_by_id(id)?;
        self.refuse_if_used(
            "speaker",
            id,
            "select (select count(*) from statement where speaker_id = ?1),
                    (select count(*) from document where publisher_id = ?1),
                    (select count(*) from verdict where reviewer_id = ?1),
                    (select count(*) from speaker where same_as_id = ?1)",
            ["statement", "document", "verdict", "joined speaker"],
        )?;
        self.conn.execute("delete from speaker where id = ?1", [id])?;
        Ok(())
    }

    /// Removes a verdict or a piece of evidence, and says of which claim it was.
    ///
    /// # Errors
    /// No such row.
    pub fn remove_finding(&self, finding: Finding, id: i64) -> Result<i64> {
        let table = finding.table();
        self.must_exist(table, id, Suggestion::Claim(None) + " has the numbers")?;
        Ok(self
            .conn
            .query_row(&format!("delete from {table} where id = ?1 returning claim_id"), [id], |row| row.get(0))?)
    }

    fn refuse_if_used(&self, what: &str, id: i64, counts: &str, names: [&str; 4]) -> Result<()> {
        let found: [i64; 4] =
            self.conn.query_row(counts, [id], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))?;
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

/// What a checker found, by the table it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A verdict.
    Verdict,
    /// A piece of evidence.
    Evidence,
}

impl Finding {
    fn table(self) -> &'static str {
        match self {
            Self::Verdict => "verdict",
            Self::Evidence => "evidence",
        }
    }
}
