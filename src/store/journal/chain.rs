//! The hash chain of the history: each entry has a hash of what it did and of the entry before it. The comment of the table
//! `journal` in `schema.sql` defines what is hashed.
//!
//! An added row is hashed as it was when the entry ended. If later entries changed or removed it, their records are applied
//! backwards to its present state. This also shows whether each change found the state that the one before had left, so the
//! chain covers the present row, all its earlier states, and each step between them. Verifying reads the added rows once, and
//! keeps none of them in memory.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, Rows, params};
use serde_json::{Map, Value};

use crate::error::Result;
use crate::store::journal::hash::{RowHasher, encoded, value_bytes};
use crate::store::journal::tables::{TABLES, columns};

/// The result of verifying the chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ChainCheck {
    /// The number of entries before the first fault.
    pub entries: i64,
    /// The hash of the last of them.
    pub newest: String,
    /// The first fault, in words.
    pub fault: Option<String>,
}

/// Writes the hash of an entry that has ended.
///
/// # Errors
/// Errors of the database.
pub(crate) fn hash_entry(conn: &Connection, entry: i64) -> Result<()> {
    let before: Option<String> = conn
        .prepare_cached("select hash from journal where id < ?1 order by id desc limit 1")?
        .query_row([entry], |row| row.get(0))
        .optional()?;
    let computed = compute(conn, entry, &before.unwrap_or_default())?;
    conn.prepare_cached("update journal set hash = ?2 where id = ?1")?.execute(params![entry, computed.hash])?;
    Ok(())
}

/// Writes the hashes of all entries, in a book that has none.
///
/// # Errors
/// Errors of the database.
pub(crate) fn hash_all_entries(conn: &Connection) -> Result<()> {
    for_each_entry(conn, &mut |entry, _| hash_entry(conn, entry).map(|()| true))
}

/// Takes out of the history of an earlier version what it says of a column that is gone: which retraction took a statement back.
///
/// # Errors
/// Errors of the database.
pub(crate) fn forget_stored_retractions(conn: &Connection) -> Result<()> {
    Ok(conn.execute_batch(
        "update journal_change set content = json_remove(content, '$.retracted_by_id')
         where table_name = 'statement' and content like '%\"retracted_by_id\"%';
         delete from journal_change where action = 'updated' and content = '{}';",
    )?)
}

/// Writes the hashes of the entries up to one again, after an upgrade changed what is hashed. The chain stays broken behind it.
///
/// # Errors
/// Errors of the database.
pub(crate) fn hash_entries_up_to(conn: &Connection, last: i64) -> Result<()> {
    for_each_entry(conn, &mut |entry, _| {
        if entry <= last {
            hash_entry(conn, entry)?;
        }
        Ok(entry < last)
    })
}

/// The first of some entries, from the first to the last, that is not what was recorded.
///
/// # Errors
/// Errors of the database.
pub(crate) fn first_altered(conn: &Connection, first: i64, last: i64) -> Result<Option<i64>> {
    let mut hash = conn.prepare("select hash from journal where id = ?1")?;
    let mut hash = |entry: i64| hash.query_row([entry], |row| row.get::<_, String>(0)).optional();
    let mut before = if first > 1 { hash(first - 1)? } else { Some(String::new()) };
    for entry in first..=last {
        let (Some(known), Some(recorded)) = (before, hash(entry)?) else { return Ok(Some(entry)) };
        let computed = compute(conn, entry, &known)?;
        if computed.altered_row.is_some() || computed.hash != recorded {
            return Ok(Some(entry));
        }
        before = Some(recorded);
    }
    Ok(None)
}

/// Verifies the chain up to the first fault.
///
/// # Errors
/// Errors of the database.
pub(crate) fn verify(conn: &Connection) -> Result<ChainCheck> {
    let (mut found, mut rows) = (ChainCheck::default(), [0; TABLES.len()]);
    for_each_entry(conn, &mut |entry, hash| {
        if entry != found.entries + 1 {
            found.fault = Some(format!("entry {} is gone", found.entries + 1));
            return Ok(false);
        }
        let computed = compute(conn, entry, &found.newest)?;
        found.fault = if let Some((table, id)) = computed.altered_row {
            Some(format!("{table} {id}, which entry {entry} added, is not as the history left it"))
        } else if computed.hash != hash {
            Some(format!("entry {entry} is not what was recorded"))
        } else {
            None
        };
        if found.fault.is_none() {
            found.entries += 1;
            found.newest = computed.hash;
            rows.iter_mut().zip(computed.rows).for_each(|(all, more)| *all += more);
        }
        Ok(found.fault.is_none())
    })?;
    if found.fault.is_none() {
        found.fault = unrecorded(conn, &rows, &found)?;
    }
    Ok(found)
}

/// A row that was added or removed, or an id counter that was changed, without an entry of the history.
fn unrecorded(conn: &Connection, rows: &[i64; TABLES.len()], found: &ChainCheck) -> Result<Option<String>> {
    let kept_as_text = "select name from sqlite_sequence where typeof(seq) <> 'integer'";
    if let Some(name) = conn.query_row(kept_as_text, [], |row| row.get::<_, String>(0)).optional()? {
        return Ok(Some(format!("the counter of the ids of the table {name} is not a whole number")));
    }
    let mut counter = conn.prepare("select coalesce(max(seq), 0) from sqlite_sequence where name = ?1")?;
    let mut counter = |table: &str| counter.query_row([table], |row| row.get::<_, i64>(0));
    // An id above the counter would be given out a second time.
    let too_low = |table: &str, counter: i64, last: i64| {
        Ok(Some(format!("the ids of the table {table} are counted up to {counter}, and it has a row {last}")))
    };
    match counter("journal")? {
        last if last > found.entries => return Ok(Some(format!("entry {} is gone", found.entries + 1))),
        last if last < found.entries => return too_low("journal", last, found.entries),
        _ => {}
    }
    let mut given_out = conn.prepare(
        "select coalesce(max(last_id), 0) from journal_change where table_name = ?1 and action = 'inserted'",
    )?;
    for (table, known) in TABLES.iter().zip(rows) {
        // A book of an earlier version, which is not upgraded yet, may lack a table.
        if !conn.table_exists(None, *table)? {
            continue;
        }
        let (there, last): (i64, i64) =
            conn.query_row(&format!("select count(*), coalesce(max(id), 0) from {table}"), [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        let counter = counter(table)?;
        if counter < last {
            return too_low(table, counter, last);
        }
        let given_out: i64 = given_out.query_row([table], |row| row.get(0))?;
        if counter > given_out.max(last) {
            return Ok(Some(format!(
                "the ids of the table {table} are counted up to {counter}, and the last that was given out is {given_out}"
            )));
        }
        if there != *known {
            return Ok(Some(format!(
                "the table {table} has {there} rows, and the entries of the history account for {known}"
            )));
        }
    }
    Ok(None)
}

/// Calls `each` with the entries and their hashes, in order, until it returns false.
fn for_each_entry(conn: &Connection, each: &mut dyn FnMut(i64, String) -> Result<bool>) -> Result<()> {
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

/// The hash of an entry, computed from the book.
struct ComputedHash {
    hash: String,
    /// For each table, the number of present rows that this entry added.
    rows: [i64; TABLES.len()],
    /// A row that it added and that is not as later entries left it.
    altered_row: Option<(&'static str, i64)>,
}

fn compute(conn: &Connection, entry: i64, before: &str) -> Result<ComputedHash> {
    let (mut hash, mut rows, mut altered_row) = (RowHasher::default(), [0; TABLES.len()], None);
    hash.text(before.as_bytes());
    // A book of an earlier version, which is not upgraded yet, has no members.
    let member = if has_members(conn)? { "member" } else { "null" };
    conn.prepare_cached(&format!("select id, at, command, undoes, {member} from journal where id = ?1"))?.query_row(
        [entry],
        |row| {
            hash.values(row, 4)?;
            hash.column(&encoded(b"member"), row.get_ref(4)?);
            Ok(())
        },
    )?;
    let mut changes = conn.prepare_cached(
        "select table_name, action, row_id, last_id, claim_id, content from journal_change where entry_id = ?1 order by id",
    )?;
    let mut changes = changes.query([entry])?;
    while let Some(change) = changes.next()? {
        hash.values(change, 6)?;
        let (table, action): (String, String) = (change.get(0)?, change.get(1)?);
        let Some(at) = TABLES.iter().position(|known| *known == table && action == "inserted") else { continue };
        let mut added = AddedRows::new(conn, TABLES[at], entry)?;
        added.hash((change.get(2)?, change.get(3)?), &mut hash)?;
        rows[at] += added.present;
        altered_row = altered_row.or(added.altered.map(|id| (TABLES[at], id)));
    }
    Ok(ComputedHash { hash: hash.finish(), rows, altered_row })
}

/// Whether the entries of a book say who made them.
fn has_members(conn: &Connection) -> Result<bool> {
    Ok(conn.column_exists(None, "journal", "member")?)
}

/// The rows that an entry added to a table, as they were when it ended.
struct AddedRows<'c> {
    conn: &'c Connection,
    table: &'static str,
    columns: Vec<String>,
    /// The names of the columns, encoded for hashing.
    names: Vec<Vec<u8>>,
    entry: i64,
    /// The number of rows that are still present.
    present: i64,
    /// The first row that is not as later entries left it.
    altered: Option<i64>,
}

/// What a later entry did to a row: whether it removed it, and what it recorded of it.
type RowChange = (bool, Map<String, Value>);

impl<'c> AddedRows<'c> {
    fn new(conn: &'c Connection, table: &'static str, entry: i64) -> Result<Self> {
        let columns = columns(conn, table)?;
        let names = columns.iter().map(|name| encoded(name.as_bytes())).collect();
        Ok(Self { conn, table, columns, names, entry, present: 0, altered: None })
    }

    /// Hashes the rows with these ids, in their order.
    fn hash(&mut self, (first, last): (i64, i64), hash: &mut RowHasher) -> Result<()> {
        let mut later = self.conn.prepare_cached(
            "select row_id, action, content from journal_change
             where table_name = ?1 and row_id between ?2 and ?3 and entry_id > ?4 and action <> 'inserted' order by row_id, id",
        )?;
        let mut later = LaterChanges::new(later.query(params![self.table, first, last, self.entry])?)?;
        let sql = format!(
            "select id, {} from {} where id between ?1 and ?2 order by id",
            self.columns.join(", "),
            self.table
        );
        let mut rows = self.conn.prepare_cached(&sql)?;
        let mut rows = rows.query([first, last])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            while let Some(removed) = later.next_before(id) {
                self.hash_removed(removed, later.changes_of(removed)?, hash);
            }
            if later.next_before(id.saturating_add(1)).is_none() {
                self.present += 1;
                self.hash_unchanged(row, hash)?;
            } else {
                self.hash_changed(id, row, later.changes_of(id)?, hash)?;
            }
        }
        while let Some(removed) = later.next_before(i64::MAX) {
            self.hash_removed(removed, later.changes_of(removed)?, hash);
        }
        Ok(())
    }

    fn hash_unchanged(&self, row: &Row, hash: &mut RowHasher) -> Result<()> {
        hash.value(row.get_ref(0)?);
        for (at, name) in self.names.iter().enumerate() {
            hash.column(name, row.get_ref(at + 1)?);
        }
        Ok(())
    }

    /// Hashes a present row that later entries changed; one may have removed it, and another one added it again.
    fn hash_changed(&mut self, id: i64, row: &Row, changes: Vec<RowChange>, hash: &mut RowHasher) -> Result<()> {
        if changes.iter().any(|(removed, _)| *removed) {
            self.hash_removed(id, changes, hash);
            return Ok(());
        }
        self.present += 1;
        let values = (1..=self.columns.len()).map(|at| Ok(value_bytes(row.get_ref(at)?)));
        let now = values.collect::<rusqlite::Result<_>>()?;
        self.hash_earlier(id, now, changes, hash);
        Ok(())
    }

    /// Hashes a row that a later entry removed. Changes after it was added again belong to the entry that did so.
    fn hash_removed(&mut self, id: i64, mut changes: Vec<RowChange>, hash: &mut RowHasher) {
        let Some(removed) = changes.iter().position(|(removed, _)| *removed) else {
            self.altered = self.altered.or(Some(id));
            return;
        };
        changes.truncate(removed + 1);
        let (_, row) = changes.pop().unwrap_or_default();
        let now = self.columns.iter().map(|name| row.get(name).and_then(json_bytes)).collect();
        self.hash_earlier(id, now, changes, hash);
    }

    /// Applies the changes backwards to the last state of a row, and hashes the state in which the entry left it.
    fn hash_earlier(&mut self, id: i64, mut now: Vec<Option<Vec<u8>>>, changes: Vec<RowChange>, hash: &mut RowHasher) {
        for (_, columns) in changes.into_iter().rev() {
            for (name, values) in columns {
                let Some(at) = self.columns.iter().position(|known| *known == name) else { continue };
                if now[at] != values.get(1).and_then(json_bytes) {
                    self.altered = self.altered.or(Some(id));
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

/// The changes that later entries made, row by row, read as they are needed.
struct LaterChanges<'r> {
    rows: Rows<'r>,
    next: Option<(i64, RowChange)>,
}

impl<'r> LaterChanges<'r> {
    fn new(rows: Rows<'r>) -> Result<Self> {
        let mut later = Self { rows, next: None };
        later.advance()?;
        Ok(later)
    }

    fn advance(&mut self) -> Result<()> {
        self.next = match self.rows.next()? {
            None => None,
            Some(row) => {
                let (action, content): (String, String) = (row.get(1)?, row.get(2)?);
                Some((row.get(0)?, (action == "deleted", serde_json::from_str(&content).unwrap_or_default())))
            }
        };
        Ok(())
    }

    /// The next changed row, if its id is below this one.
    fn next_before(&self, id: i64) -> Option<i64> {
        self.next.as_ref().map(|(next, _)| *next).filter(|next| *next < id)
    }

    /// All changes of the next row, which must be this one.
    fn changes_of(&mut self, id: i64) -> Result<Vec<RowChange>> {
        let mut changes = Vec::new();
        while let Some((_, change)) = self.next.take_if(|(next, _)| *next == id) {
            changes.push(change);
            self.advance()?;
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
