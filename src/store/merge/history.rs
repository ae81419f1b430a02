//! The history of a copy as a merge reads it: which entries it knows, which are merges, and which added and removed its rows.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension as _, params};
use serde_json::{Map, Value};

use crate::error::Result;
use crate::store::journal::tables::columns;

/// An entry that a copy knows: of its own history, or of one that was merged into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KnownEntry {
    pub(super) at: String,
    pub(super) member: Option<String>,
    pub(super) command: String,
    /// Whether it is an entry of the copy's own history.
    pub(super) own: bool,
}

/// The entries that a copy knows, by their hashes.
pub(super) fn known_entries(conn: &Connection, end: i64) -> Result<HashMap<String, KnownEntry>> {
    let mut query = conn.prepare(
        "select hash, at, member, command, false from merged_entry
         union all select hash, at, member, command, true from journal where id < ?1",
    )?;
    let rows = query.query_map([end], |row| {
        let entry = KnownEntry { at: row.get(1)?, member: row.get(2)?, command: row.get(3)?, own: row.get(4)? };
        Ok((row.get(0)?, entry))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The hashes of the entries of a copy's own history, by their numbers.
pub(super) fn own_hashes(conn: &Connection, end: i64) -> Result<BTreeMap<i64, String>> {
    let mut query = conn.prepare("select id, hash from journal where id < ?1")?;
    let rows = query.query_map([end], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The entries that are merges, or undo or redo one: they set no field themselves.
pub(super) fn merging_entries(conn: &Connection, end: i64) -> Result<HashSet<i64>> {
    let mut query =
        conn.prepare("select entry_id from journal_change where table_name = 'merged_entry' and entry_id < ?1")?;
    let rows = query.query_map([end], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The entries that added the rows of a table.
pub(super) struct Insertions {
    /// The first and the last id of rows that were added together, and the entry, in the order of the ids.
    added: Vec<(i64, i64, i64)>,
    /// The entries that brought a row back, in their order.
    again: HashMap<i64, Vec<i64>>,
}

impl Insertions {
    /// Reads those of a table, without merges.
    pub(super) fn read(conn: &Connection, table: &str, end: i64, merging: &HashSet<i64>) -> Result<Self> {
        let mut query = conn.prepare_cached(
            "select row_id, last_id, entry_id from journal_change
             where table_name = ?1 and action = 'inserted' and entry_id < ?2 order by entry_id, row_id",
        )?;
        let mut rows = query.query(params![table, end])?;
        let mut all = Self { added: Vec::new(), again: HashMap::new() };
        while let Some(row) = rows.next()? {
            let (first, last, entry) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if merging.contains(&entry) {
                continue;
            }
            if all.added.last().is_none_or(|(_, known, _)| *known < first) {
                all.added.push((first, last, entry));
            } else {
                for id in first..=last {
                    all.again.entry(id).or_default().push(entry);
                }
            }
        }
        Ok(all)
    }

    /// The entry before another one that added a row last; 0 if none did.
    pub(super) fn entry_of(&self, id: i64, end: i64) -> i64 {
        let again = self.again.get(&id).and_then(|entries| entries.iter().rev().find(|entry| **entry < end));
        if let Some(entry) = again {
            return *entry;
        }
        let after = self.added.partition_point(|(first, ..)| *first <= id);
        match self.added[..after].last() {
            Some((_, last, entry)) if id <= *last => *entry,
            _ => 0,
        }
    }
}

/// How a row was removed, or got another key.
#[derive(Clone, Debug)]
pub(super) struct OwnRemoval {
    pub(super) table: String,
    pub(super) entry: i64,
    pub(super) row: i64,
    /// The row as it was before, with the numbers of the rows that it refers to.
    pub(super) columns: Map<String, Value>,
}

/// The tables whose rows are recognised by columns that can change.
const MOVING: [(&str, &[&str]); 3] = [
    ("claim_relation", &["claim_id", "other_id", "relation"]),
    (
        "distinct_pair",
        &["claim_id", "other_claim_id", "speaker_id", "other_speaker_id", "document_id", "other_document_id"],
    ),
    ("assignment", &["claim_id"]),
];

impl OwnRemoval {
    /// The removals of the entries from one to another one, which is not included, in their order.
    pub(super) fn all(conn: &Connection, first: i64, end: i64) -> Result<Vec<Self>> {
        let mut query = conn.prepare_cached(
            "select table_name, entry_id, row_id, content, action, id from journal_change
             where entry_id >= ?1 and entry_id < ?2 and (action = 'deleted' or action = 'updated' and table_name in
                   ('claim_relation', 'distinct_pair', 'assignment')) order by id",
        )?;
        let mut rows = query.query(params![first, end])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let (table, entry, id): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let content: Map<String, Value> = serde_json::from_str(&row.get::<_, String>(3)?)?;
            let columns = if row.get::<_, String>(4)? == "deleted" {
                Some(content)
            } else {
                let key = MOVING.iter().find(|(name, _)| *name == table).map_or(&[][..], |(_, key)| key);
                if !key.iter().any(|column| content.contains_key(*column)) {
                    continue;
                }
                before(conn, &table, id, row.get(5)?)?
            };
            if let Some(columns) = columns {
                all.push(Self { table, entry, row: id, columns });
            }
        }
        Ok(all)
    }
}

/// The columns of a row as they were before a change of the journal.
fn before(conn: &Connection, table: &str, id: i64, change: i64) -> Result<Option<Map<String, Value>>> {
    let mut query = conn.prepare_cached(
        "select action, content from journal_change
         where table_name = ?1 and row_id = ?2 and id >= ?3 and action <> 'inserted' order by id",
    )?;
    let mut rows = query.query(params![table, id, change])?;
    let (mut changes, mut last) = (Vec::<Map<String, Value>>::new(), None);
    while let Some(row) = rows.next()? {
        let content = serde_json::from_str(&row.get::<_, String>(1)?)?;
        if row.get::<_, String>(0)? == "deleted" {
            last = Some(content);
            break;
        }
        changes.push(content);
    }
    if last.is_none() {
        let pairs: Vec<_> = columns(conn, table)?.iter().map(|name| format!("'{name}', {name}")).collect();
        let sql = format!("select json_object({}) from {table} where id = ?1", pairs.join(", "));
        let text: Option<String> = conn.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?;
        last = text.map(|text| serde_json::from_str(&text)).transpose()?;
    }
    let Some(mut row) = last else { return Ok(None) };
    for (name, values) in changes.into_iter().rev().flatten() {
        row.insert(name, values.get(0).cloned().unwrap_or_default());
    }
    Ok(Some(row))
}
