//! Rows that were removed from the book, and that a file brings back: an import cannot know which of the two is later.

use super::read::BookReader;
use crate::error::Result;
use crate::store::records::rows::list;

impl BookReader<'_> {
    /// Notes that a row is added, which may have been removed before.
    pub(super) fn note_return(&mut self, uid: Option<&str>) -> Result<()> {
        let Some(uid) = uid else { return Ok(()) };
        if self.removed.is_none() {
            let sql = "select json_extract(content, '$.uid') from journal_change
                       where action = 'deleted' and table_name in ('claim', 'statement', 'verdict')";
            self.removed = Some(list(&self.writer.conn, sql, [])?.into_iter().collect());
        }
        self.returned += usize::from(self.removed.as_ref().is_some_and(|removed| removed.contains(uid)));
        Ok(())
    }

    /// Says how many rows were removed before, and are back.
    pub(super) fn warn_of_returned(&mut self) {
        let rows = match self.returned {
            0 => return,
            1 => "1 row was removed from this book before, and is back".to_string(),
            rows => format!("{rows} rows were removed from this book before, and are back"),
        };
        self.report.take(format!("{rows}; to put two copies of a book together, merge the other book itself"));
    }
}
