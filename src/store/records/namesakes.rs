//! Speakers of one name, told apart wherever they are shown.

use rusqlite::OptionalExtension;

use crate::error::Result;
use crate::model::namesake;
use crate::model::records::StatementRow;
use crate::store::Store;

impl Store {
    /// Sets whether names are read as people see them, with what tells speakers of one name apart: "John Smith (2, chemist)".
    /// Files and programs get the names alone.
    pub fn tell_names_apart(&self, for_people: bool) {
        self.tells_apart.set(for_people);
    }

    /// The name of a speaker, after joins, as people see it: with its number where another named speaker has the name too.
    ///
    /// # Errors
    /// Errors of the database.
    pub(in crate::store) fn shown_name(&self, person: i64, name: String) -> Result<String> {
        if !self.tells_apart.get() {
            return Ok(name);
        }
        let mut query = self.conn.prepare_cached(
            "select coalesce(s.note, ''), coalesce(s.external_id, ''), s.kind from speaker s
             where s.id = ?1 and s.kind <> 'unnamed'
               and exists (select 1 from speaker o where o.name = ?2 collate nocase and o.kind <> 'unnamed' and o.id <> ?1
                                                     and o.same_as_id is null)",
        )?;
        let details = query
            .query_row(rusqlite::params![person, name], |row| Ok([row.get::<_, String>(0)?, row.get(1)?, row.get(2)?]));
        Ok(match details.optional()? {
            Some(details) => namesake::label(&name, person, &details.each_ref().map(String::as_str)),
            None => name,
        })
    }

    /// Completes a statement: whether its quote is missing in the stored text, and its speakers told apart from others of
    /// their names.
    pub(in crate::store) fn complete(&self, mut row: StatementRow) -> Result<StatementRow> {
        if let (Some(_), None, Some(document)) = (&row.quote, row.quote_start, row.document_id) {
            row.unplaced = self.text_source(document)?.is_some();
        }
        let shown = self.shown_name(row.person_id, row.speaker.clone())?;
        if row.worded == row.speaker {
            row.worded.clone_from(&shown);
        }
        row.speaker = shown;
        if let (Some(person), Some(name)) = (row.target_person_id, row.target_speaker.take()) {
            row.target_speaker = Some(self.shown_name(person, name)?);
        }
        Ok(row)
    }
}
