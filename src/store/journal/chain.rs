//! The chain of the history: each entry carries a hash of what it did and of the entry before it. `schema.sql` says what is
//! hashed, at the table `journal`.
//!
//! What is hashed of an added row is what it was when the entry ended. Where later entries changed or removed it, that is
//! found by going back through what they kept; and on the way it is seen whether each found what the one before had left.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, Rows, params};
use serde_json::{Map, Value};

use crate::error::Result;
use crate::store::journal::hash::{Hash, bytes, written};
use crate::store::journal::tables::{TABLES, columns};

/// What is found when the chain is gone through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verified {
    /// How many entries fit.
    pub entries: i64,
    /// The hash of the last of them.
    pub newest: String,
    /// What does not fit first, in words.
    pub fault: Option<String>,
}

/// Gives an entry that has ended its hash, and thereby its place in the chain.
///
/// # Errors
/// Those of the database.
pub(crate) fn hash_entry(conn: &Connection, entry: i64) -> Result<()> {
    let before: Option<String> = conn
        .prepare_cached("select hash from journal where id < ?1 order by id desc limit 1")?
        .query_row([entry], |row| row.get(0))
        .optional()?;
    let seen = look(conn, entry, &before.unwrap_or_default())?;
    conn.prepare_cached("update journal set hash = ?2 where id = ?1")?.execute(params![entry, seen.hash])?;
    Ok(())
}

/// Makes the chain of a book that has none.
///
/// # Errors
/// Those of the database.
pub(crate) fn hash_all_entries(conn: &Connection) -> Result<()> {
    each_entry(conn, &mut |entry, _| hash_entry(conn, entry).map(|()| true))
}

/// Goes through the chain, as far as it fits.
///
/// # Errors
/// Those of the database.
pub(crate) fn verify(conn: &Connection) -> Result<Verified> {
    let (mut found, mut rows) = (Verified::default(), [0; TABLES.len()]);
    each_entry(conn, &mut |entry, hash| {
        if entry != found.entries + 1 {
            found.fault = Some(format!("entry {} is gone", found.entries + 1));
            return Ok(false);
        }
        let seen = look(conn, entry, &found.newest)?;
        found.fault = if let Some((table, id)) = seen.other {
            Some(format!("{table} {id}, which entry {entry} added, is not as the history left it"))
        } else if seen.hash != hash {
            Some(format!("entry {entry} is not what was recorded"))
        } else {
            None
        };
        if found.fault.is_none() {
            found.entries += 1;
            found.newest = seen.hash;
            rows.iter_mut().zip(seen.rows).for_each(|(all, more)| *all += more);
        }
        Ok(found.fault.is_none())
    })?;
    if found.fault.is_none() {
        found.fault = unrecorded(conn, &rows, &found)?;
    }
    Ok(found)
}

/// What is in the book, or is not there any more, of which the history knows nothing.
fn unrecorded(conn: &Connection, rows: &[i64; TABLES.len()], found: &Verified) -> Result<Option<String>> {
    let mut given = conn.prepare("select coalesce(max(seq), 0) from sqlite_sequence where name = ?1")?;
    let mut given = |table: &str| given.query_row([table], |row| row.get::<_, i64>(0));
    // A number that is not counted would be given out again, also one that was taken back.
    let counted = |table: &str, given: i64, last: i64| {
        Ok(Some(format!("the numbers of the table {table} are counted up to {given}, and it has a row {last}")))
    };
    match given("journal")? {
        given if given > found.entries => return Ok(Some(format!("entry {} is gone", found.entries + 1))),
        given if given < found.entries => return counted("journal", given, found.entries),
        _ => {}
    }
    for (table, known) in TABLES.iter().zip(rows) {
        let (there, last): (i64, i64) =
            conn.query_row(&format!("select count(*), coalesce(max(id), 0) from {table}"), [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        match given(table)? {
            given if given < last => return counted(table, given, last),
            _ => {}
        }
        if there != *known {
            return Ok(Some(format!(
                "the table {table} has {there} rows, and the entries of the history account for {known}"
            )));
        }
    }
    Ok(None)
}

/// Gives each entry with its hash, in order, until one says that it is enough.
fn each_entry(conn: &Connection, each: &mut dyn FnMut(i64, String) -> Result<bool>) -> Result<()> {
    let mut next = conn.prepare("select id, hash from journal where id > ?1 order by id limit 1")?;
    let mut entry = 0;
    while let Some((id, hash)) = next.query_row([entry], |row| Ok((row.get(0)?, row.get(1)?))).optional()? {
        entry = id;
        if !each(id, hash)? {
            break;
        }
    }
    Ok(())
}

/// What an entry turns out to be.
struct Seen {
    hash: String,
    /// How many rows of each table are there because this entry added them.
    rows: [i64; TABLES.len()],
    /// A row that it added and that is not as later entries left it.
    other: Option<(&'static str, i64)>,
}

fn look(conn: &Connection, entry: i64, before: &str) -> Result<Seen> {
    let (mut hash, mut rows, mut other) = (Hash::default(), [0; TABLES.len()], None);
    hash.text(before.as_bytes());
    conn.prepare_cached("select id, at, command, undoes from journal where id = ?1")?
        .query_row([entry], |row| hash.values(row, 4))?;
    let mut changes = conn.prepare_cached(
        "select table_name, action, row_id, last_id, claim_id, content from journal_change where entry_id = ?1 order by id",
    )?;
    let mut changes = changes.query([entry])?;
    while let Some(change) = changes.next()? {
        hash.values(change, 6)?;
        let (table, action): (String, String) = (change.get(0)?, change.get(1)?);
        let Some(at) = TABLES.iter().position(|known| *known == table && action == "inserted") else { continue };
        let mut added = Added::new(conn, TABLES[at], entry)?;
        added.hash((change.get(2)?, change.get(3)?), &mut hash)?;
        rows[at] += added.there;
        other = other.or(added.other.map(|id| (TABLES[at], id)));
    }
    Ok(Seen { hash: hash.done(), rows, other })
}

/// Rows that an entry added to a table, as they were when it ended.
struct Added<'c> {
    conn: &'c Connection,
    table: &'static str,
    columns: Vec<String>,
    /// The names of the columns as they are hashed.
    names: Vec<Vec<u8>>,
    entry: i64,
    there: i64,
    other: Option<i64>,
}

/// What a later entry did to a row: whether it removed it, and what it kept of it.
type Change = (bool, Map<String, Value>);

impl<'c> Added<'c> {
    fn new(conn: &'c Connection, table: &'static str, entry: i64) -> Result<Self> {
        let columns = columns(conn, table)?;
        let names = columns.iter().map(|name| written(name.as_bytes())).collect();
        Ok(Self { conn, table, columns, names, entry, there: 0, other: None })
    }

    /// Hashes the rows of these ids, in their order.
    fn hash(&mut self, (first, last): (i64, i64), hash: &mut Hash) -> Result<()> {
        let mut later = self.conn.prepare_cached(
            "select row_id, action, content from journal_change
             where table_name = ?1 and row_id between ?2 and ?3 and entry_id > ?4 and action <> 'inserted' order by row_id, id",
        )?;
        let mut later = Later::new(later.query(params![self.table, first, last, self.entry])?)?;
        let sql = format!(
            "select id, {} from {} where id between ?1 and ?2 order by id",
            self.columns.join(", "),
            self.table
        );
        let mut rows = self.conn.prepare_cached(&sql)?;
        let mut rows = rows.query([first, last])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            while let Some(gone) = later.before(id) {
                self.gone(gone, later.of(gone)?, hash);
            }
            if later.before(id.saturating_add(1)).is_none() {
                self.there += 1;
                self.unchanged(row, hash)?;
            } else {
                self.changed(id, row, later.of(id)?, hash)?;
            }
        }
        while let Some(gone) = later.before(i64::MAX) {
            self.gone(gone, later.of(gone)?, hash);
        }
        Ok(())
    }

    fn unchanged(&self, row: &Row, hash: &mut Hash) -> Result<()> {
        hash.value(row.get_ref(0)?);
        for (at, name) in self.names.iter().enumerate() {
            hash.column(name, row.get_ref(at + 1)?);
        }
        Ok(())
    }

    /// A row that is there, and that later entries changed; perhaps one removed it, and another one put it back.
    fn changed(&mut self, id: i64, row: &Row, changes: Vec<Change>, hash: &mut Hash) -> Result<()> {
        if changes.iter().any(|(removed, _)| *removed) {
            self.gone(id, changes, hash);
            return Ok(());
        }
        self.there += 1;
        let values = (1..=self.columns.len()).map(|at| Ok(bytes(row.get_ref(at)?)));
        let now = values.collect::<rusqlite::Result<_>>()?;
        self.back(id, now, changes, hash);
        Ok(())
    }

    /// A row that a later entry removed. What happened to it after it was put back is no affair of this entry.
    fn gone(&mut self, id: i64, mut changes: Vec<Change>, hash: &mut Hash) {
        let Some(removed) = changes.iter().position(|(removed, _)| *removed) else {
            self.other = self.other.or(Some(id));
            return;
        };
        changes.truncate(removed + 1);
        let (_, row) = changes.pop().unwrap_or_default();
        let now = self.columns.iter().map(|name| row.get(name).and_then(json_bytes)).collect();
        self.back(id, now, changes, hash);
    }

    /// Goes back from what a row was last to what it was when the entry ended.
    fn back(&mut self, id: i64, mut now: Vec<Option<Vec<u8>>>, changes: Vec<Change>, hash: &mut Hash) {
        for (_, columns) in changes.into_iter().rev() {
            for (name, values) in columns {
                let Some(at) = self.columns.iter().position(|known| *known == name) else { continue };
                if now[at] != values.get(1).and_then(json_bytes) {
                    self.other = self.other.or(Some(id));
                }
                now[at] = values.get(0).and_then(json_bytes);
            }
        }
        hash.text(id.to_string().as_bytes());
        for (name, value) in self.names.iter().zip(now) {
            hash.column(name, value.as_deref().map_or(ValueRef::Null, ValueRef::Text));
        }
    }
}

/// What later entries did, row by row; read as it is asked for.
struct Later<'r> {
    rows: Rows<'r>,
    next: Option<(i64, Change)>,
}

impl<'r> Later<'r> {
    fn new(rows: Rows<'r>) -> Result<Self> {
        let mut later = Self { rows, next: None };
        later.step()?;
        Ok(later)
    }

    fn step(&mut self) -> Result<()> {
        self.next = match self.rows.next()? {
            None => None,
            Some(row) => {
                let (action, content): (String, String) = (row.get(1)?, row.get(2)?);
                Some((row.get(0)?, (action == "deleted", serde_json::from_str(&content).unwrap_or_default())))
            }
        };
        Ok(())
    }

    /// The next row of which something is known, if it comes before this id.
    fn before(&self, id: i64) -> Option<i64> {
        self.next.as_ref().map(|(next, _)| *next).filter(|next| *next < id)
    }

    /// All that is known of the next row, which must be this one.
    fn of(&mut self, id: i64) -> Result<Vec<Change>> {
        let mut changes = Vec::new();
        while let Some((_, change)) = self.next.take_if(|(next, _)| *next == id) {
            changes.push(change);
            self.step()?;
        }
        Ok(changes)
    }
}

fn json_bytes(value: &Value) -> Option<Vec<u8>> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone().into_bytes()),
        other => Some(other.to_string().into_bytes()),
    }
}
