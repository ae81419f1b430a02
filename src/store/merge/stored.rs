//! What a book keeps of merges: the versions of values that came from other copies, and the values that are not in the record.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};
use serde_json::{Map, Value, json};

use super::fields::{MERGED, table_number};
use super::row_state::{FieldValue, RowKey, RowState, VersionedValue};
use crate::error::Result;

/// The name of all fields of a row at once, in `merged_version`.
pub(super) const ALL_FIELDS: &str = "*";
/// The name of the field that says that a row is there, in `merged_version`.
pub(super) const EXISTS: &str = "exists";
/// The name of the field that says that a row was removed, in both tables.
pub(super) const REMOVED: &str = "removed";
/// The name of all of a row that is not in the record, in `conflict`.
pub(super) const WHOLE: &str = "whole row";
/// The version of a field whose present value is none of its values, because that cannot be in the record.
pub(super) const NOT_A_VALUE: &str = "-";

/// A row of `merged_version`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StoredVersion {
    pub(super) id: i64,
    pub(super) field: String,
    /// The version; none if the entry itself set the field.
    pub(super) version: Option<String>,
    /// The entry of this book that wrote the row.
    pub(super) entry: i64,
    pub(super) content: Option<String>,
}

impl StoredVersion {
    /// The version; `hash_of` gives that of an own entry.
    pub(super) fn hash(&self, hash_of: impl FnOnce(i64) -> String) -> String {
        self.version.clone().unwrap_or_else(|| hash_of(self.entry))
    }
}

/// The versions that a book keeps of a row.
pub(super) fn versions(conn: &Connection, key: &RowKey) -> Result<Vec<StoredVersion>> {
    let mut query = conn.prepare_cached(
        "select id, field, version, entry_id, content from merged_version where table_name = ?1 and row_key = ?2 order by id",
    )?;
    let rows = query.query_map(params![MERGED[key.table].name, key.key], |row| {
        Ok(StoredVersion {
            id: row.get(0)?,
            field: row.get(1)?,
            version: row.get(2)?,
            entry: row.get(3)?,
            content: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A row of `conflict`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StoredValue {
    pub(super) id: i64,
    pub(super) field: String,
    pub(super) version: String,
    pub(super) value: FieldValue,
    pub(super) reason: String,
    pub(super) because: Option<String>,
}

/// The values of a row that are not in the record.
pub(super) fn values(conn: &Connection, key: &RowKey) -> Result<Vec<StoredValue>> {
    let mut query = conn.prepare_cached(
        "select id, field, version, value, reason, because from conflict where table_name = ?1 and row_key = ?2 order by id",
    )?;
    let mut rows = query.query(params![MERGED[key.table].name, key.key])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let value: Option<String> = row.get(3)?;
        all.push(StoredValue {
            id: row.get(0)?,
            field: row.get(1)?,
            version: row.get(2)?,
            value: value.map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default(),
            reason: row.get(4)?,
            because: row.get(5)?,
        });
    }
    Ok(all)
}

/// The rows of which these two tables say something that another copy does not know. Of what was settled, the version is the entry
/// itself: `first_new` is the first own entry that the other one does not know.
pub(super) fn changed_keys(
    conn: &Connection,
    first_new: i64,
    knows: &dyn Fn(&str) -> bool,
) -> Result<BTreeSet<RowKey>> {
    let mut keys = open_keys(conn)?;
    let mut query = conn.prepare("select table_name, row_key, version, entry_id from merged_version")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let version: Option<String> = row.get(2)?;
        let is_new = match &version {
            None => row.get::<_, i64>(3)? >= first_new,
            Some(version) => version != NOT_A_VALUE && !knows(version),
        };
        if is_new && let Some(table) = table_number(&row.get::<_, String>(0)?) {
            keys.insert(RowKey { table, key: row.get(1)? });
        }
    }
    Ok(keys)
}

/// The rows of which this table says that an entry of another history removed them.
pub(super) fn removed_by(conn: &Connection, version: &str) -> Result<Vec<RowKey>> {
    let mut query = conn.prepare_cached(
        "select table_name, row_key from merged_version where version = ?1 and field = 'removed' order by id",
    )?;
    let mut rows = query.query([version])?;
    let mut keys = Vec::new();
    while let Some(row) = rows.next()? {
        if let Some(table) = table_number(&row.get::<_, String>(0)?) {
            keys.push(RowKey { table, key: row.get(1)? });
        }
    }
    Ok(keys)
}

/// The rows that have values which are not in the record.
pub(super) fn open_keys(conn: &Connection) -> Result<BTreeSet<RowKey>> {
    let mut query = conn.prepare("select distinct table_name, row_key from conflict")?;
    let mut rows = query.query([])?;
    let mut keys = BTreeSet::new();
    while let Some(row) = rows.next()? {
        if let Some(table) = table_number(&row.get::<_, String>(0)?) {
            keys.insert(RowKey { table, key: row.get(1)? });
        }
    }
    Ok(keys)
}

/// All that is known of a row, as it is stored.
pub(super) fn write_state(state: &RowState) -> FieldValue {
    let fields: Map<String, Value> = state
        .fields
        .iter()
        .map(|(name, values)| {
            let values: Vec<_> = values.iter().map(|value| json!([value.version, value.value])).collect();
            ((*name).to_string(), values.into())
        })
        .collect();
    [("fields".to_string(), fields.into()), ("present".to_string(), json!(state.present))].into_iter().collect()
}

/// The versions that a removal has seen, of a row that is in the record all the same; as they are stored with the removal.
pub(super) fn write_seen(state: &RowState) -> FieldValue {
    let mut seen: Vec<_> = state.versions().filter(|version| !state.present.contains(*version)).collect();
    seen.sort_unstable();
    seen.dedup();
    [("seen".to_string(), json!(seen))].into_iter().collect()
}

/// Reads what [`write_seen`] wrote.
pub(super) fn seen(value: &FieldValue) -> Vec<String> {
    let seen = value.get("seen").and_then(Value::as_array).into_iter().flatten();
    seen.filter_map(Value::as_str).map(str::to_string).collect()
}

/// Reads what [`write_state`] wrote.
pub(super) fn read_state(key: &RowKey, text: &str, state: &mut RowState) -> Result<()> {
    let stored: Value = serde_json::from_str(text)?;
    for (name, values) in stored["fields"].as_object().into_iter().flatten() {
        let Some(field) = MERGED[key.table].field(name) else { continue };
        let read = |pair: &Value| {
            let value = pair.get(1)?.as_object()?.clone();
            Some(VersionedValue { version: pair.get(0)?.as_str()?.to_string(), value })
        };
        state.fields.insert(field.name, values.as_array().into_iter().flatten().filter_map(read).collect());
    }
    let present = stored["present"].as_array().into_iter().flatten().filter_map(Value::as_str);
    state.present.extend(present.map(str::to_string));
    Ok(())
}
