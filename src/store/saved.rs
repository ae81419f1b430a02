//! Saved filters: kept as typed under a name, and understood anew each time.

use rusqlite::named_params;

use super::{Store, Writer};
use crate::error::{Error, Result};
use crate::model::book::SavedRow;
use crate::model::filter::is_name;
use crate::text::similar::did_you_mean;

impl Store {
    /// The saved filters, by name.
    ///
    /// # Errors
    /// Those of the database.
    pub fn saved_filters(&self) -> Result<Vec<SavedRow>> {
        let mut query = self
            .conn
            .prepare_cached("select id, uid, name, filter, recorded_at from saved order by name collate nocase")?;
        let rows = query.query_map([], |row| {
            Ok(SavedRow {
                id: row.get("id")?,
                uid: row.get("uid")?,
                name: row.get("name")?,
                filter: row.get("filter")?,
                claims: None,
                recorded_at: row.get("recorded_at")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The saved filter of a name, whatever its case.
    ///
    /// # Errors
    /// A name that no filter is saved under.
    pub fn saved_filter(&self, name: &str) -> Result<SavedRow> {
        let saved = self.saved_filters()?;
        if let Some(row) = saved.iter().find(|row| row.name.eq_ignore_ascii_case(name)) {
            return Ok(row.clone());
        }
        let hint = match did_you_mean(name, saved.iter().map(|row| row.name.as_str())) {
            Some(name) => format!("did you mean @{name}?"),
            None if saved.is_empty() => "gainsay saved add NAME FILTER saves one".to_string(),
            None => "gainsay saved lists them".to_string(),
        };
        Err(Error::not_found(format!("no such saved filter: @{name}")).hint(hint))
    }
}

impl Writer<'_> {
    /// Saves a filter under a name; gives its number.
    ///
    /// # Errors
    /// A name that cannot be one, or is taken.
    pub fn save_filter(&self, uid: Option<&str>, name: &str, filter: &str, at: Option<&str>) -> Result<i64> {
        if !is_name(name) {
            return Err(Error::usage(format!("“{name}” cannot be the name of a saved filter"))
                .hint("letters, digits, - and _, as in awaiting-reply"));
        }
        if self.saved_filters()?.iter().any(|row| row.name.eq_ignore_ascii_case(name)) {
            return Err(Error::refused(format!("there is a saved filter @{name} already"))
                .hint("name it otherwise, or --force puts this one in its place"));
        }
        let mut insert = self.conn.prepare_cached(
            "insert into saved (uid, name, filter, recorded_at)
             values (:uid, :name, :filter, :at)",
        )?;
        insert.execute(named_params! {
            ":uid": self.uid(uid)?, ":name": name, ":filter": filter, ":at": at.unwrap_or(&self.now),
        })?;
        Ok(self.conn.last_insert_rowid())
    }

    /// Gives a saved filter another meaning; says whether it is another.
    ///
    /// # Errors
    /// Those of the database.
    pub fn change_saved_filter(&self, id: i64, filter: &str) -> Result<bool> {
        let mut update = self.conn.prepare_cached("update saved set filter = ?2 where id = ?1 and filter <> ?2")?;
        Ok(update.execute((id, filter))? > 0)
    }

    /// Removes a saved filter.
    ///
    /// # Errors
    /// Those of the database.
    pub fn remove_saved_filter(&self, id: i64) -> Result<()> {
        self.conn.prepare_cached("delete from saved where id = ?1")?.execute([id])?;
        Ok(())
    }
}
