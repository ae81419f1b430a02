//! Writing: every command that changes the book is one transaction and one entry in the journal, hashed into its chain.
//!
//! What an entry needs for undo is kept by triggers that live only as long as the connection and are made from the columns
//! of the tables, so that no table and no column can be forgotten: changed columns and removed rows as they were. Rows that
//! were added are only named, as a range of ids, which `sqlite_sequence` tells; a million of them cost one line.

use std::ops::Deref;

use rusqlite::{Connection, named_params, params};

use crate::error::Result;
use crate::store::journal::chain;
use crate::store::journal::tables::{TABLES, columns, last_ids};
use crate::store::records::uids::Uids;
use crate::store::{EntryMeta, Store};

/// KiB of pages that a writer keeps in memory: uids are random, so that every added row changes pages all over the book, and
/// one that has to leave before the commit is written twice.
const CACHE: usize = 16 << 10;

/// The right to write, within one transaction and one entry.
pub struct Writer<'s> {
    store: &'s Store,
    /// The entry.
    pub(crate) entry: i64,
    /// UTC, as [`EntryMeta::now`].
    pub(crate) now: String,
    uids: Uids,
}

impl Deref for Writer<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store
    }
}

impl Writer<'_> {
    /// The number of the entry.
    pub fn entry(&self) -> i64 {
        self.entry
    }

    /// The uid of a row that is added: the one it comes with, or a new one.
    pub(crate) fn uid(&self, given: Option<&str>) -> Result<String> {
        given.map_or_else(|| self.uids.next(&self.conn), |uid| Ok(uid.to_string()))
    }
}

impl Store {
    /// Does `work` in one transaction and keeps it as one entry of the journal. Where it fails, or changes nothing, the
    /// book stays as it was.
    ///
    /// # Errors
    /// Those of `work`, and those of the database.
    pub fn record<T>(&self, meta: &EntryMeta, work: impl FnOnce(&Writer) -> Result<T>) -> Result<T> {
        self.transact(|| self.within(meta, None, work))
    }

    /// Does `work` as [`Store::record`] does, and keeps nothing of it.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn dry_run<T>(&self, meta: &EntryMeta, work: impl FnOnce(&Writer) -> Result<T>) -> Result<T> {
        self.transact(|| Ok((self.within(meta, None, work)?.0, false)))
    }

    /// Does `work` in one transaction that begins before it looks at anything; it says whether to keep what it did.
    pub(crate) fn transact<T>(&self, work: impl FnOnce() -> Result<(T, bool)>) -> Result<T> {
        watch(&self.conn)?;
        self.conn.execute_batch("begin immediate")?;
        let done = work().and_then(|(value, keep)| {
            if keep {
                self.conn.execute_batch("commit")?;
            }
            Ok(value)
        });
        // Not kept: nothing changed, or something failed. SQLite may have ended the transaction by itself.
        if !self.conn.is_autocommit() {
            self.conn.execute_batch("rollback")?;
        }
        done
    }

    /// Reads in one transaction, so that all of it is of one moment.
    ///
    /// # Errors
    /// Those of `work`, and those of the database.
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

    /// Works within a transaction that has begun; says whether anything changed.
    pub(crate) fn within<T>(
        &self,
        meta: &EntryMeta,
        undoes: Option<i64>,
        work: impl FnOnce(&Writer) -> Result<T>,
    ) -> Result<(T, bool)> {
        let conn = &self.conn;
        conn.execute(
            "insert into journal (at, command, undoes) values (:at, :command, :undoes)",
            named_params! { ":at": meta.now, ":command": meta.command, ":undoes": undoes },
        )?;
        let entry = conn.last_insert_rowid();
        let writer = Writer { store: self, entry, now: meta.now.clone(), uids: Uids::new(conn)? };
        let before = last_ids(conn)?;
        let value = work(&writer)?;
        for ((table, first), (_, last)) in before.iter().zip(last_ids(conn)?) {
            if *first < last {
                settle_range(conn, writer.entry, table, first + 1, last)?;
            }
        }
        let changed = conn.query_row(
            "select exists (select 1 from journal_change where entry_id = ?1)",
            [writer.entry],
            |row| row.get(0),
        )?;
        if changed {
            self.refresh_affected(entry)?;
        }
        chain::hash_entry(conn, entry)?;
        Ok((value, changed))
    }
}

/// Names the rows that an entry added; what it then changed in them, or took away again, needs no line of its own.
fn settle_range(conn: &Connection, entry: i64, table: &str, first: i64, last: i64) -> Result<()> {
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

/// Gives a connection what a writer needs, once: room, and the triggers that keep what undo needs.
fn watch(conn: &Connection) -> Result<()> {
    let watched: bool =
        conn.query_row("select exists (select 1 from temp.sqlite_schema where type = 'trigger')", [], |row| {
            row.get(0)
        })?;
    if watched {
        return Ok(());
    }
    let mut script = format!("pragma cache_size = -{CACHE};");
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
            "create temp trigger keep_changed_{table} after update on main.{table} begin
                 insert into journal_change (entry_id, table_name, action, row_id, last_id, claim_id, content)
                 select (select max(id) from journal), '{table}', 'updated', old.id, old.id, {claim},
                        json_group_object(name, json_array(was, now))
                 from ({changes}) where was is not now having count(*) > 0;
             end;
             create temp trigger keep_removed_{table} after delete on main.{table} begin
                 insert into journal_change (entry_id, table_name, action, row_id, last_id, claim_id, content)
                 values ((select max(id) from journal), '{table}', 'deleted', old.id, old.id, {claim}, json_object({row}));
             end;"
        ));
    }
    Ok(conn.execute_batch(&script)?)
}
