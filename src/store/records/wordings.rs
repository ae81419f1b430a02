//! Other wordings of a claim: those of claims that were joined into it.

use std::collections::HashMap;

use super::batch::Among;
use super::claims::key_of;
use super::rows::{first, insert, read_all, set, value};
use crate::error::Result;
use crate::model::records::{ColumnValue, Columns, NewWording, WordingLine, WordingRow, WriteColumn};
use crate::store::{Store, Writer};

impl Store {
    /// The other wordings of a claim, in the order in which they were recorded.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn wordings(&self, claim: i64) -> Result<Vec<WordingRow>> {
        let sql = format!("select {} from claim_wording r where claim_id = ?1 order by id", WordingRow::SELECT);
        read_all(&self.conn, &sql, [claim], |columns| WordingRow::read(columns))
    }

    /// The other wordings of each of some claims, as texts.
    pub(in crate::store) fn wording_texts(&self, among: &Among) -> Result<HashMap<i64, Vec<String>>> {
        Ok(self
            .wording_lines(among)?
            .into_iter()
            .map(|(claim, lines)| (claim, lines.into_iter().map(|line| line.text).collect()))
            .collect())
    }

    /// The other wordings of each of some claims, as lines.
    pub(in crate::store) fn wording_lines(&self, among: &Among) -> Result<HashMap<i64, Vec<WordingLine>>> {
        let mut all: HashMap<i64, Vec<WordingLine>> = HashMap::new();
        // Most books have none.
        if !value::<bool>(&self.conn, "select exists (select 1 from claim_wording)", [])? {
            return Ok(all);
        }
        let sql = "select claim_id, uid, text, ref from claim_wording where claim_id {} order by claim_id, id";
        among.each(self, sql, &mut |columns| {
            let (claim, uid, text) = (columns.next()?, columns.next()?, columns.next()?);
            let line = WordingLine { uid, text, reference: columns.next()?, ..WordingLine::default() };
            all.entry(claim).or_default().push(line);
            Ok(())
        })?;
        Ok(all)
    }

    /// The claim into which one was joined that had this number, if it was.
    ///
    /// # Errors
    /// Errors of the database.
    pub(in crate::store) fn joined_into(&self, claim: i64) -> Result<Option<i64>> {
        first(
            &self.conn,
            "select w.claim_id from journal_change c join claim_wording w on w.uid = json_extract(c.content, '$.uid')
             where c.table_name = 'claim' and c.row_id = ?1 and c.action = 'deleted' order by c.id desc limit 1",
            [claim],
        )
    }
}

impl Writer<'_> {
    /// Records another wording of a claim.
    ///
    /// # Errors
    /// Errors of the database.
    pub(in crate::store) fn add_wording(&self, new: &NewWording) -> Result<i64> {
        let uid = self.uid(new.uid.as_deref())?;
        let mut values = new.columns();
        set(&mut values, "uid", uid.write());
        set(&mut values, "text_key", ColumnValue::Integer(key_of(&new.text)));
        insert(&self.conn, "claim_wording", &values)
    }
}
