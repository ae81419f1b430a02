//! Saved filters: stored as typed under a name, and read again each time they are used.

use chrono::NaiveDateTime;

use super::rows::{insert, read_all, set};
use crate::error::{Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::model::Filter;
use crate::model::filter::{FilterReader, is_name};
use crate::model::records::{NewSaved, SavedRow, WriteColumn};
use crate::store::{Store, Writer};
use crate::text::suggest::did_you_mean;

impl Store {
    /// The saved filters, by name.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn saved_filters(&self) -> Result<Vec<SavedRow>> {
        let sql = format!("select {} from saved r order by r.name collate nocase", SavedRow::SELECT);
        read_all(&self.conn, &sql, [], |columns| SavedRow::read(columns))
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
            Some(name) => Sentence::from(format!("did you mean @{name}?")),
            None if saved.is_empty() => Suggestion::SaveFilter + terminal_only(" NAME FILTER") + " saves one",
            None => Suggestion::SavedFilters + " lists them",
        };
        Err(Error::not_found(format!("no such saved filter: @{name}")).hint(hint))
    }
}

impl Store {
    /// What a filter means that is written as one text. One that is to be saved under a name must not mean itself.
    ///
    /// # Errors
    /// A filter that cannot be read; a saved one in it that is not there.
    pub fn meaning(&self, text: &str, now: NaiveDateTime, within: Option<&str>) -> Result<Filter> {
        let saved = |name: &str| Ok(self.saved_filter(name)?.filter);
        let reader = FilterReader::new(now, &saved);
        let mut reader = match within {
            Some(name) => reader.within(name),
            None => reader,
        };
        Ok(reader.text(text)?.into())
    }

    /// The saved filters, each with how many claims it means now; and notes on those that mean nothing any more.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn saved_filters_counted(&self, now: NaiveDateTime) -> Result<(Vec<SavedRow>, Vec<String>)> {
        let (mut saved, mut notes) = (self.saved_filters()?, Vec::new());
        for row in &mut saved {
            match self.meaning(&row.filter, now, None).and_then(|filter| self.count(&filter)) {
                Ok(claims) => row.claims = Some(claims),
                Err(error) => notes.push(format!("note: @{}: {error}", row.name)),
            }
        }
        Ok((saved, notes))
    }
}

impl Writer<'_> {
    /// Saves a filter under a name; gives its number.
    ///
    /// # Errors
    /// A name that cannot be one, or is taken.
    pub fn save_filter(&self, new: &NewSaved) -> Result<i64> {
        let name = new.name.as_str();
        if !is_name(name) {
            return Err(Error::usage(format!("“{name}” cannot be the name of a saved filter"))
                .hint("letters, digits, - and _, as in awaiting-reply"));
        }
        if self.saved_filters()?.iter().any(|row| row.name.eq_ignore_ascii_case(name)) {
            return Err(Error::refused(format!("there is a saved filter @{name} already"))
                .hint(Sentence::from("name it otherwise, or ") + flag("--force") + " puts this one in its place"));
        }
        let uid = self.uid(new.uid.as_deref())?;
        let mut values = new.columns();
        set(&mut values, "uid", uid.write());
        set(&mut values, "recorded_at", new.recorded_at.as_ref().unwrap_or(&self.now).write());
        insert(&self.conn, "saved", &values)
    }

    /// Gives a saved filter another meaning; says whether it is another.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn change_saved_filter(&self, id: i64, filter: &str) -> Result<bool> {
        let mut update = self.conn.prepare_cached("update saved set filter = ?2 where id = ?1 and filter <> ?2")?;
        Ok(update.execute((id, filter))? > 0)
    }

    /// Removes a saved filter.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn remove_saved_filter(&self, id: i64) -> Result<()> {
        self.conn.prepare_cached("delete from saved where id = ?1")?.execute([id])?;
        Ok(())
    }
}
