//! Writing: each command that changes the book is one transaction and one entry of the journal, hashed into its chain.
//!
//! Temporary triggers record what undo needs: changed columns and removed rows as they were. They are created from the columns
//! of the tables, so that none can be forgotten. Added rows are recorded as ranges of ids, which `sqlite_sequence` gives before
//! and after the work, so a million imported rows are one row of the journal.

use std::ops::Deref;

use rusqlite::{Connection, named_params, params};

use crate::error::{Error, Result, terminal_or_page};
use crate::model::Right;
use crate::store::file::connect::foreign_schema;
use crate::store::journal::author::Author;
use crate::store::journal::chain;
use crate::store::journal::tables::{TABLES, columns, last_ids};
use crate::store::records::rows::value;
use crate::store::records::uids::Uids;
use crate::store::{EntryMeta, Store};

/// KiB of pages that a writer keeps in memory. The rows of an import change pages of about ten indexes, and a page that leaves
/// memory before the commit is written twice.
const CACHE_KIB: usize = 16 << 10;

/// The right to write, within one transaction and one entry.
pub struct Writer<'s> {
    store: &'s Store,
    /// The id of the entry.
    pub(crate) entry: i64,
    /// The time of the entry, as [`EntryMeta::now`].
    pub(crate) now: String,
    /// Who makes the entry.
    author: Author,
    uids: Uids,
}

impl Deref for Writer<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store
    }
}

impl Writer<'_> {
    /// The id of the entry.
    pub fn entry(&self) -> i64 {
        self.entry
    }

    /// Returns who makes the entry.
    pub fn author(&self) -> &Author {
        &self.author
    }

    /// Errors if who makes the entry has not a right that a part of it needs.
    ///
    /// # Errors
    /// The role has not the right; `what` is the action that needs it.
    pub fn require(&self, right: Right, what: &str) -> Result<()> {
        self.author.require(right, what)
    }

    /// The uid of an added row: the given one, or a new one.
    pub(crate) fn uid(&self, given: Option<&str>) -> Result<String> {
        given.map_or_else(|| self.uids.next(&self.conn), |uid| Ok(uid.to_string()))
    }
}

impl Store {
    /// Does `work` in one transaction and records it as one entry of the journal. If it fails or changes nothing, the book stays
    /// as it was. Only `record_entry`, below, makes a [`Writer`], so nothing is written without an entry.
    ///
    /// # Errors
    /// Errors of `work`, and of the database.
    pub fn record<T>(&self, meta: &EntryMeta, work: impl FnOnce(&Writer) -> Result<T>) -> Result<T> {
        self.transact(|| self.record_entry(meta, None, work))
    }

    /// Does `work` as [`Store::record`] does, and rolls it back.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn dry_run<T>(&self, meta: &EntryMeta, work: impl FnOnce(&Writer) -> Result<T>) -> Result<T> {
        self.transact(|| Ok((self.record_entry(meta, None, work)?.0, false)))
    }

    /// Does `work` in one transaction that holds the write lock from its beginning; `work` returns whether to commit.
    pub(crate) fn transact<T>(&self, work: impl FnOnce() -> Result<(T, bool)>) -> Result<T> {
        if let Some(foreign) = &self.foreign {
            return Err(foreign_schema(&foreign.book, &foreign.what));
        }
        if let Some(state) = &self.recorded {
            return Err(Error::refused(format!("this is the book {state}: nothing can be recorded in it"))
                .hint(terminal_or_page("leave out --at", "go back to the book as it is now")));
        }
        prepare_to_write(&self.conn)?;
        self.begin_to_write()?;
        let done = work().and_then(|(value, commit)| {
            if commit {
                self.conn.execute_batch("commit")?;
            }
            Ok(value)
        });
        // Nothing changed, or something failed, after which SQLite may have ended the transaction by itself.
        if !self.conn.is_autocommit() {
            self.conn.execute_batch("rollback")?;
        }
        done
    }

    /// Reads in one transaction, so that everything read is of the same moment.
    ///
    /// # Errors
    /// Errors of `work`, and of the database.
    pub fn in_snapshot<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        if !self.conn.is_autocommit() {
            return work();
        }
        self.conn.execute_batch("begin")?;
        let done = work();
        if !self.conn.is_autocommit() {
            self.conn.execute_batch("rollback")?;
        }
        done
    }

    /// Does `work` as one entry, inside a transaction; returns whether anything changed.
    pub(crate) fn record_entry<T>(
        &self,
        meta: &EntryMeta,
        undoes: Option<i64>,
        work: impl FnOnce(&Writer) -> Result<T>,
    ) -> Result<(T, bool)> {
        let conn = &self.conn;
        let author = self.author(meta.member.as_deref(), meta.needs)?;
        author.require(meta.needs, &meta.command)?;
        conn.execute(
            "insert into journal (at, member, command, undoes) values (:at, :member, :command, :undoes)",
            named_params! { ":at": meta.now, ":member": author.name, ":command": meta.command, ":undoes": undoes },
        )?;
        let entry = conn.last_insert_rowid();
        let writer = Writer { store: self, entry, now: meta.now.clone(), author, uids: Uids::new(conn)? };
        let before = last_ids(conn)?;
        self.begin_entry_names();
        let done = work(&writer);
        self.end_entry_names(done.is_ok())?;
        let done = done?;
        for ((table, first), (_, last)) in before.iter().zip(last_ids(conn)?) {
            if *first < last {
                record_added(conn, writer.entry, table, first + 1, last)?;
            }
        }
        let changed = value(conn, "select exists (select 1 from journal_change where entry_id = ?1)", [writer.entry])?;
        if changed {
            self.refuse_without_editor()?;
            self.forget_conflicts_of_removed(entry)?;
            self.refresh_affected(entry)?;
        }
        chain::hash_entry(conn, entry)?;
        Ok((done, changed))
    }
}

/// Records the range of rows that an entry added. Its changes to these rows need no record of their own.
fn record_added(conn: &Connection, entry: i64, table: &str, first: i64, last: i64) -> Result<()> {
    conn.execute(
        "delete from journal_change where entry_id = ?1 and table_name = ?2 and row_id between ?3 and ?4",
        params![entry, table, first, last],
    )?;
    conn.execute(
        "insert into journal_change (entry_id, table_name, action, row_id, last_id) values (?1, ?2, 'inserted', ?3, ?4)",
        params![entry, table, first, last],
    )?;
    Ok(())
}

/// Prepares a connection for writing, once: its page cache, and the triggers that record what undo needs.
fn prepare_to_write(conn: &Connection) -> Result<()> {
    let is_prepared: bool = value(conn, "select exists (select 1 from temp.sqlite_schema where type = 'trigger')", [])?;
    if is_prepared {
        return Ok(());
    }
    let mut script = format!("pragma cache_size = -{CACHE_KIB};");
    for table in TABLES {
        let names = columns(conn, table)?;
        let claim = match table {
            "claim" => "old.id",
            _ if names.iter().any(|name| name == "claim_id") => "old.claim_id",
            _ => "null",
        };
        let changes: Vec<_> =
            names.iter().map(|name| format!("select '{name}' as name, old.{name} as was, new.{name} as now")).collect();
        let row: Vec<_> = names.iter().map(|name| format!("'{name}', old.{name}")).collect();
        let (changes, row) = (changes.join(" union all "), row.join(", "));
        script.push_str(&format!(
            "create temp trigger record_changed_{table} after update on main.{table} begin
                 insert into journal_change (entry_id, table_name, action, row_id, last_id, claim_id, content)
                 select (select max(id) from journal), '{table}', 'updated', old.id, old.id, {claim},
                        json_group_object(name, json_array(was, now))
                 from ({changes}) where was is not now having count(*) > 0;
             end;
             create temp trigger record_removed_{table} after delete on main.{table} begin
                 insert into journal_change (entry_id, table_name, action, row_id, last_id, claim_id, content)
                 values ((select max(id) from journal), '{table}', 'deleted', old.id, old.id, {claim}, json_object({row}));
             end;"
        ));
    }
    Ok(conn.execute_batch(&script)?)
}
