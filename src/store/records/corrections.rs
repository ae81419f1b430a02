//! Corrections of what was published, and the causes that a desk chooses.

use rusqlite::params;

use super::rows::{insert, read_all, set, update, value};
use crate::error::{Error, Result, Suggestion, flag};
use crate::model::Predicate;
use crate::model::records::{
    CorrectionCauseRow, CorrectionEdit, CorrectionRow, NewCorrection, USUAL_CAUSES, WriteColumn,
};
use crate::model::results::counts::{CorrectionCount, CountCorrectionsBy};
use crate::store::{Store, Writer};

/// Which corrections are listed.
#[derive(Clone, Debug, Default)]
pub struct CorrectionFilter {
    /// Which claims they are of; of documents, too, where all claims are meant.
    pub claims: Predicate,
    /// The cause; any if there is none.
    pub cause: Option<String>,
}

impl Store {
    /// The corrections of a claim and of its verdicts, the newest first.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn corrections_of_claim(&self, claim: i64) -> Result<Vec<CorrectionRow>> {
        self.corrections_where("r.claim_id = ?1", [claim])
    }

    /// The corrections that a filter means, the newest first.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn corrections(&self, which: &CorrectionFilter) -> Result<Vec<CorrectionRow>> {
        let mut all = self.corrections_where("true", [])?;
        let claims = self.narrowed_to(&which.claims)?;
        all.retain(|row| {
            let is_meant =
                claims.as_ref().is_none_or(|claims| row.claim_id.is_some_and(|claim| claims.contains(&claim)));
            let of_cause = which
                .cause
                .as_ref()
                .is_none_or(|cause| row.cause.as_ref().is_some_and(|known| known.eq_ignore_ascii_case(cause)));
            is_meant && of_cause
        });
        Ok(all)
    }

    /// One correction.
    ///
    /// # Errors
    /// No such correction.
    pub fn correction(&self, id: i64) -> Result<CorrectionRow> {
        let found = self.corrections_where("r.id = ?1", [id])?.into_iter().next();
        found.ok_or_else(|| {
            Error::not_found(format!("no such correction: {id}")).hint(Suggestion::Corrections + " has the numbers")
        })
    }

    fn corrections_where(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<CorrectionRow>> {
        self.corrections_where_now(&format!("{sql} order by r.day desc, r.id desc"), values)
    }

    /// The corrections that meet a condition on `correction_row r`.
    pub(in crate::store) fn corrections_where_now(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<CorrectionRow>> {
        let sql = format!("select {} from correction_row r where {sql}", CorrectionRow::SELECT);
        read_all(&self.conn, &sql, values, |columns| CorrectionRow::read(columns))
    }

    /// Whether the same was corrected already: the same words of the same claim, verdict or document.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn same_correction(&self, new: &NewCorrection) -> Result<bool> {
        value(
            &self.conn,
            "select exists (select 1 from correction where claim_id is ?1 and verdict_id is ?2 and document_id is ?3
                            and wrong = ?4 and correct = ?5)",
            params![new.claim, new.verdict, new.document, new.wrong.trim(), new.correct.trim()],
        )
    }

    /// How many corrections there are of each cause, the most first, or of each month.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn correction_counts(&self, which: &CorrectionFilter, by: CountCorrectionsBy) -> Result<Vec<CorrectionCount>> {
        let mut counts: Vec<CorrectionCount> = Vec::new();
        for row in self.corrections(which)? {
            let value = match by {
                CountCorrectionsBy::Cause => row.cause.unwrap_or_else(|| "none".to_string()),
                CountCorrectionsBy::Month => row.day.get(..7).unwrap_or(&row.day).to_string(),
            };
            match counts.iter_mut().find(|known| known.value == value) {
                Some(known) => known.corrections += 1,
                None => counts.push(CorrectionCount { what: by.word().to_string(), value, corrections: 1 }),
            }
        }
        match by {
            CountCorrectionsBy::Cause => {
                counts.sort_by(|a, b| b.corrections.cmp(&a.corrections).then_with(|| a.value.cmp(&b.value)));
            }
            CountCorrectionsBy::Month => counts.sort_by(|a, b| a.value.cmp(&b.value)),
        }
        Ok(counts)
    }

    /// The causes that the desk has chosen; the usual ones where it has chosen none.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn causes(&self) -> Result<Vec<String>> {
        let chosen = self.own_causes()?;
        Ok(if chosen.is_empty() {
            USUAL_CAUSES.map(str::to_string).to_vec()
        } else {
            chosen.into_iter().map(|cause| cause.name).collect()
        })
    }

    /// The causes that the desk has chosen itself.
    ///
    /// # Errors
    /// Errors of the database.
    pub(in crate::store) fn own_causes(&self) -> Result<Vec<CorrectionCauseRow>> {
        let sql = format!("select {} from correction_cause r order by r.id", CorrectionCauseRow::SELECT);
        read_all(&self.conn, &sql, [], |columns| CorrectionCauseRow::read(columns))
    }

    /// Whether the desk has chosen its causes.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn has_own_causes(&self) -> Result<bool> {
        value(&self.conn, "select exists (select 1 from correction_cause)", [])
    }
}

impl Writer<'_> {
    /// Records a correction.
    ///
    /// # Errors
    /// An empty text.
    pub fn add_correction(&self, new: &NewCorrection) -> Result<i64> {
        refuse_empty(Some(&new.wrong), Some(&new.correct))?;
        let uid = self.uid(new.uid.as_deref())?;
        let mut values = new.columns();
        set(&mut values, "uid", uid.write());
        set(&mut values, "wrong", new.wrong.trim().write());
        set(&mut values, "correct", new.correct.trim().write());
        set(&mut values, "recorded_at", new.recorded_at.as_ref().unwrap_or(&self.now).write());
        insert(&self.conn, "correction", &values)
    }

    /// Changes a correction.
    ///
    /// # Errors
    /// No such correction; an empty text.
    pub fn edit_correction(&self, id: i64, edit: &CorrectionEdit) -> Result<()> {
        self.correction(id)?;
        refuse_empty(edit.wrong.as_ref(), edit.correct.as_ref())?;
        update(&self.conn, "correction", id, &edit.columns())
    }

    /// Removes a correction.
    ///
    /// # Errors
    /// No such correction.
    pub fn remove_correction(&self, id: i64) -> Result<()> {
        self.correction(id)?;
        self.conn.execute("delete from correction where id = ?1", [id])?;
        Ok(())
    }

    /// Makes a list of causes those of the desk; an empty one stands for the usual causes.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn set_causes(&self, names: &[String]) -> Result<()> {
        if self.has_own_causes()? && self.causes()? == names {
            return Ok(());
        }
        self.conn.execute("delete from correction_cause", [])?;
        for name in names {
            self.add_cause(name, None, None)?;
        }
        Ok(())
    }

    /// Adds a cause to those of the desk, unless it has it.
    ///
    /// # Errors
    /// Errors of the database.
    pub(in crate::store) fn add_cause(&self, name: &str, id: Option<i64>, uid: Option<&str>) -> Result<bool> {
        let added = self.conn.execute(
            "insert into correction_cause (id, uid, name)
             select ?1, ?2, ?3 where not exists (select 1 from correction_cause where name = ?3 collate nocase)",
            params![id, self.uid(uid)?, name],
        )?;
        Ok(added > 0)
    }

    /// Removes the corrections of a claim and of its verdicts, before the claim is removed.
    pub(super) fn forget_corrections(&self, claim: i64) -> Result<()> {
        self.conn.execute(
            "delete from correction where claim_id = ?1 or verdict_id in (select id from verdict where claim_id = ?1)",
            [claim],
        )?;
        Ok(())
    }
}

fn refuse_empty(wrong: Option<&String>, correct: Option<&String>) -> Result<()> {
    for (field, text) in [("wrong", wrong), ("correct", correct)] {
        if text.is_some_and(|text| text.trim().is_empty()) {
            return Err(Error::usage("a correction needs what was published, and what is right")
                .hint(flag("--wrong") + " \"…\" " + flag("--correct") + " \"…\"")
                .about(field));
        }
    }
    Ok(())
}
