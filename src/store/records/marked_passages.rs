//! Passages of stored texts of which a person said something: what is suggested there was recorded or dismissed, or nothing there has
//! to be checked.

use rusqlite::params;

use super::rows::{insert, read_all, set};
use crate::error::Result;
use crate::model::records::{MarkedPassageRow, NewMarkedPassage, WriteColumn};
use crate::store::{Store, Writer};
use crate::text::quotes::QuotableText;

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

impl Writer<'_> {
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
