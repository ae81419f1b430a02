//! A book as it was recorded at an earlier time: a temporary copy, in which the later entries are taken back, the newest first.
//!
//! Each entry that is taken back is compared with its hash first, and so is the entry at which the copy arrives. The copy of a book
//! is most of the work: SQLite writes all of its pages, while an entry changes few.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Error, Result, Suggestion};
use crate::model::{Moment, Right};
use crate::store::file::backup::copy_rest;
use crate::store::file::connect::{configure, flags};
use crate::store::file::temporary::temporary_file;
use crate::store::journal::chain;
use crate::store::records::rows::value;
use crate::store::{EntryMeta, RecordedState, Store};

impl Store {
    /// Opens the book at a path as it was recorded at a moment. It is read from a temporary file, and never written.
    ///
    /// # Errors
    /// As [`Store::open`]; no such entry; a moment before the first entry; a history that is not what was recorded.
    pub fn open_as_recorded(path: &Path, moment: &Moment) -> Result<Self> {
        let now = Self::open(path)?;
        if let Some(foreign) = now.foreign() {
            return Err(Error::refused(format!("{} is not as gainsay made it: {}", path.display(), foreign.what))
                .hint("what was recorded then cannot be worked out of such a file; gainsay doctor says more"));
        }
        let state = now.state_at(moment)?;
        now.copy_as_recorded(state)
    }

    /// Returns the moment at which the book is looked at, if that is not now.
    pub fn recorded_state(&self) -> Option<&RecordedState> {
        self.recorded.as_ref()
    }

    /// The state of the book at a moment.
    ///
    /// # Errors
    /// No such entry; a moment before the first entry.
    pub fn state_at(&self, moment: &Moment) -> Result<RecordedState> {
        let newest: i64 = value(&self.conn, "select coalesce(max(id), 0) from journal", [])?;
        let found = match moment {
            Moment::Entry(entry) => self
                .conn
                .query_row("select id, at from journal where id = ?1", [entry], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?,
            Moment::Minute(minute) => self
                .conn
                .query_row(
                    "select id, at from journal where substr(at, 1, 16) <= ?1 order by id desc limit 1",
                    [minute],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .optional()?,
        };
        if let Some((entry, at)) = found {
            return Ok(RecordedState { entry, at, newest });
        }
        let error = match moment {
            Moment::Entry(entry) => Error::not_found(format!("no such entry in the history: {entry}")),
            Moment::Minute(minute) => Error::not_found(format!("nothing was recorded by {minute} UTC yet")),
        };
        Err(error
            .hint(Suggestion::History + " shows what was recorded when; a year needs a day, as in 2021-12-31")
            .about("at"))
    }

    /// Copies the book into a temporary file, and takes the entries back that are newer than a state.
    ///
    /// # Errors
    /// Errors of the database and of the disk; a history that is not what was recorded.
    pub fn copy_as_recorded(&self, state: RecordedState) -> Result<Self> {
        let file = temporary_file(&std::env::temp_dir(), ".db")?;
        let mut conn = Connection::open_with_flags(file.path(), flags())?;
        // Nobody else uses the file, and it is removed in the end.
        conn.execute_batch("pragma journal_mode = off; pragma synchronous = off;")?;
        copy_rest(&rusqlite::backup::Backup::new(&self.conn, &mut conn)?)?;
        conn.execute_batch("pragma journal_mode = memory;")?;
        configure(&mut conn)?;
        conn.execute_batch("pragma synchronous = off;")?;
        let copy = Self { _temporary: Some(file), ..Self::on(conn) };
        copy.take_back_after(state.entry)?;
        Ok(Self { recorded: Some(state), ..copy })
    }

    /// Takes back all entries after one, and compares the history with its hashes on the way.
    fn take_back_after(&self, entry: i64) -> Result<()> {
        self.transact(|| {
            let newest: i64 = value(&self.conn, "select coalesce(max(id), 0) from journal", [])?;
            refuse_altered(&self.conn, entry + 1, newest)?;
            if newest > entry {
                self.conn.execute_batch("pragma defer_foreign_keys = on")?;
                // Nobody needs a right for it: nothing is recorded in the book.
                let meta = EntryMeta { needs: Right::Look, ..EntryMeta::new("", "") };
                self.record_entry(&meta, None, |writer| {
                    (entry + 1..=newest).rev().try_for_each(|later| writer.take_back(later))?;
                    // The caches take added rows for new ones, which have no derived data yet. Rows that came back may have some, so
                    // they are passed off as changed.
                    self.conn.execute(
                        "update journal_change set action = 'updated', content = '{}' where entry_id = ?1 and action = 'inserted'",
                        params![writer.entry],
                    )?;
                    Ok(())
                })
                .map_err(|error| if error.is_final() { error } else { altered(entry) })?;
                self.conn.execute("delete from journal_change where entry_id > ?1", params![entry])?;
                self.conn.execute("delete from journal where id > ?1", params![entry])?;
            }
            refuse_altered(&self.conn, entry, entry)?;
            Ok(((), true))
        })
    }
}

/// Refuses a history of which an entry from the first to the last is not what was recorded.
fn refuse_altered(conn: &Connection, first: i64, last: i64) -> Result<()> {
    match chain::first_altered(conn, first, last)? {
        Some(entry) => Err(altered(entry)),
        None => Ok(()),
    }
}

fn altered(entry: i64) -> Error {
    Error::integrity(format!(
        "entry {entry} of the history is not what was recorded, so the book cannot be shown as it was"
    ))
    .hint("gainsay doctor says what is wrong with the book")
}
