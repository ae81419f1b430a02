//! Passages of stored texts of which a person said something: what is suggested there was recorded or dismissed, or nothing there has
//! to be checked.

use std::collections::HashMap;

use rusqlite::params;

use super::batch::Among;
use super::rows::{insert, read_all, set};
use crate::error::Result;
use crate::model::records::{MarkedPassageRow, NewMarkedPassage, WriteColumn};
use crate::store::{Store, Writer};
use crate::text::quotes::{QuotableText, slice};

impl Store {
    /// The marked passages of a document, in the order of the text.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn marked_passages(&self, document: i64) -> Result<Vec<MarkedPassageRow>> {
        let sql = format!(
            "select {} from marked_passage r where document_id = ?1 order by quote_start is null, quote_start, id",
            MarkedPassageRow::SELECT
        );
        read_all(&self.conn, &sql, [document], |columns| MarkedPassageRow::read(columns))
    }
}

impl Store {
    /// The passages in which each of some claims was recorded.
    pub(in crate::store) fn marked_among(&self, among: &Among) -> Result<HashMap<i64, Vec<MarkedPassageRow>>> {
        let mut all: HashMap<i64, Vec<MarkedPassageRow>> = HashMap::new();
        let sql = format!("select {} from marked_passage r where claim_id {{}} order by id", MarkedPassageRow::SELECT);
        among.each(self, &sql, &mut |columns| {
            let row = MarkedPassageRow::read(columns)?;
            all.entry(row.claim_id.unwrap_or_default()).or_default().push(row);
            Ok(())
        })?;
        Ok(all)
    }
}

impl Writer<'_> {
    /// Says that somebody looked at a passage again after its words had changed.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn passage_still_holds(&self, id: i64) -> Result<()> {
        self.conn.execute("update marked_passage set changed_at = null where id = ?1", [id])?;
        Ok(())
    }

    /// Says the same of all passages in which a claim was recorded: it was checked as it stands there now.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn checked_as_worded(&self, claim: i64) -> Result<()> {
        let sql = "update marked_passage set changed_at = null where claim_id = ?1 and changed_at is not null";
        self.conn.execute(sql, [claim])?;
        Ok(())
    }

    /// Marks a passage of a document.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn mark_passage(&self, new: &NewMarkedPassage) -> Result<i64> {
        let uid = self.uid(new.uid.as_deref())?;
        let mut values = new.columns();
        set(&mut values, "uid", uid.write());
        insert(&self.conn, "marked_passage", &values)
    }

    /// Takes back a mark.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn unmark_passage(&self, id: i64) -> Result<()> {
        self.conn.execute("delete from marked_passage where id = ?1", [id])?;
        Ok(())
    }

    /// Finds the marked passages of a document in its text after that was replaced: each at the place that is nearest to where it
    /// was.
    pub(in crate::store) fn find_marked_passages(&self, document: i64) -> Result<()> {
        let marks = self.marked_passages(document)?;
        if marks.is_empty() {
            return Ok(());
        }
        let text = QuotableText::new(self.document_text(document)?.unwrap_or_default());
        let number = |offset: usize| i64::try_from(offset).unwrap_or(i64::MAX);
        for mark in marks {
            // A passage that is where it was needs no search.
            let here = mark.quote_start.zip(mark.quote_end);
            let is_here = here.is_some_and(|(start, end)| {
                let place = |offset: i64| usize::try_from(offset).unwrap_or(usize::MAX);
                slice(text.as_str(), place(start), place(end)) == Some(mark.quote.as_str())
            });
            if is_here {
                continue;
            }
            let before = mark.quote_start.unwrap_or_default();
            let places = text.find(&mark.quote);
            let place = places.iter().min_by_key(|place| number(place.start).abs_diff(before));
            let (start, end) = (place.map(|place| number(place.start)), place.map(|place| number(place.end)));
            if (start, end) != (mark.quote_start, mark.quote_end) {
                self.conn.execute(
                    "update marked_passage set quote_start = ?2, quote_end = ?3 where id = ?1",
                    params![mark.id, start, end],
                )?;
            }
        }
        Ok(())
    }
}
