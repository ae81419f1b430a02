//! A copy of the book as a merge reads it: its history, the rows as uids name them, and which entry set each field.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension as _, params};
use serde_json::{Map, Value};

use super::fields::{MERGED, MergedTable, table_number};
use super::history::{Insertions, KnownEntry, OwnRemoval, known_entries, merging_entries, own_hashes};
use super::row_state::{FieldValue, RowKey, RowState, VersionedValue};
use super::stored::{self, ALL_FIELDS, EXISTS, NOT_A_VALUE, REMOVED, StoredVersion, WHOLE};
use crate::error::Result;
use crate::store::records::rows::first;

/// A copy of the book.
pub(super) struct Book<'c> {
    pub(super) conn: &'c Connection,
    /// Entries before this one are read.
    pub(super) end: i64,
    /// All entries that it knows, by their hashes.
    pub(super) known: HashMap<String, KnownEntry>,
    /// The hashes of its own entries, by their numbers.
    pub(super) hashes: BTreeMap<i64, String>,
    /// The entries that are merges, or undo or redo one.
    pub(super) merging: HashSet<i64>,
    insertions: RefCell<HashMap<usize, Insertions>>,
    removals: RefCell<Option<HashMap<RowKey, OwnRemoval>>>,
    uids: RefCell<HashMap<(&'static str, i64), Option<String>>>,
}

/// A row that is in the book.
#[derive(Clone, Debug)]
pub(super) struct LiveRow {
    pub(super) id: i64,
    /// The version of each field's present value; [`NOT_A_VALUE`] where that is none of the values of the field.
    pub(super) versions: BTreeMap<&'static str, String>,
    /// Its columns, with uids in the place of the numbers of rows.
    pub(super) columns: FieldValue,
    pub(super) state: RowState,
}

impl LiveRow {
    fn new(id: i64) -> Self {
        Self { id, versions: BTreeMap::new(), columns: FieldValue::new(), state: RowState::default() }
    }
}

impl<'c> Book<'c> {
    /// Reads the history of a book up to an entry, which is not included.
    ///
    /// # Errors
    /// Errors of the database.
    pub(super) fn new(conn: &'c Connection, end: i64) -> Result<Self> {
        let hashes = own_hashes(conn, end)?;
        Ok(Self {
            conn,
            end,
            known: known_entries(conn, end)?,
            merging: merging_entries(conn, end)?,
            hashes,
            insertions: RefCell::default(),
            removals: RefCell::default(),
            uids: RefCell::default(),
        })
    }

    /// Whether it knows an entry.
    pub(super) fn knows(&self, version: &str) -> bool {
        self.known.contains_key(version)
    }

    fn hash_of(&self, entry: i64) -> String {
        self.hashes.get(&entry).cloned().unwrap_or_default()
    }

    /// The uid of a row that is or was in the book.
    pub(super) fn uid_of(&self, table: &'static str, id: i64) -> Result<Option<String>> {
        if let Some(known) = self.uids.borrow().get(&(table, id)) {
            return Ok(known.clone());
        }
        let present = first(self.conn, &format!("select uid from {table} where id = ?1"), [id])?;
        let found = match present {
            None => first(
                self.conn,
                "select json_extract(content, '$.uid') from journal_change
                 where table_name = ?1 and row_id = ?2 and action = 'deleted' order by id desc limit 1",
                params![table, id],
            )?,
            present => present,
        };
        self.uids.borrow_mut().insert((table, id), found.clone());
        Ok(found)
    }

    /// Writes the uids of rows in the place of their numbers.
    fn with_uids(&self, table: &MergedTable, columns: &mut Map<String, Value>) -> Result<()> {
        for (column, value) in columns.iter_mut() {
            if let (Some(target), Some(id)) = (table.target_of(column), value.as_i64()) {
                *value = self.uid_of(target, id)?.map_or(Value::Null, Value::String);
            }
        }
        Ok(())
    }

    /// The columns of a row that is in the book.
    fn columns(&self, table: &'static MergedTable, id: i64) -> Result<Option<Map<String, Value>>> {
        let mut names: Vec<_> = table.columns().collect();
        if table.key.is_empty() {
            names.push("uid");
        }
        let pairs: Vec<_> = names.iter().map(|name| format!("'{name}', {name}")).collect();
        let sql = format!("select json_object({}) from {} where id = ?1", pairs.join(", "), table.name);
        let text: Option<String> = self.conn.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    }

    /// The key of a row that is in the book.
    pub(super) fn key_of(&self, table: usize, id: i64) -> Result<Option<RowKey>> {
        let Some(mut columns) = self.columns(&MERGED[table], id)? else { return Ok(None) };
        self.with_uids(&MERGED[table], &mut columns)?;
        Ok(Some(Self::key(table, &columns)))
    }

    /// A row that is in the book, with the version of each field.
    pub(super) fn live(&self, key: &RowKey) -> Result<Option<LiveRow>> {
        let Some(id) = self.find(key)? else { return Ok(None) };
        let Some(columns) = self.columns(&MERGED[key.table], id)? else { return Ok(None) };
        let mut row = LiveRow::new(id);
        let versions = stored::versions(self.conn, key)?;
        self.read_fields(key, (id, columns, self.end), &versions, &mut row)?;
        for version in &versions {
            if version.field == EXISTS {
                row.state.present.insert(version.hash(|entry| self.hash_of(entry)));
            }
        }
        let mut seen = Vec::new();
        for other in stored::values(self.conn, key)? {
            if other.field == REMOVED {
                row.state.removed.insert(other.version);
                seen.extend(stored::seen(&other.value));
            } else if let Some(field) = MERGED[key.table].field(&other.field) {
                row.state.present.insert(other.version.clone());
                let values = row.state.fields.entry(field.name).or_default();
                if !values.iter().any(|known| known.version == other.version) {
                    values.push(VersionedValue { version: other.version, value: other.value });
                }
            }
        }
        for version in seen {
            row.state.present.remove(&version);
        }
        Ok(Some(row))
    }

    /// Reads the fields of a row with their versions, as they were before the entry `end`.
    fn read_fields(
        &self,
        key: &RowKey,
        (id, mut columns, end): (i64, Map<String, Value>, i64),
        versions: &[StoredVersion],
        row: &mut LiveRow,
    ) -> Result<()> {
        let table = &MERGED[key.table];
        let changed = self.changes(table, id, end, &columns)?;
        let inserted = self.inserted(key.table, id, end)?;
        self.with_uids(table, &mut columns)?;
        for field in table.fields {
            let value: FieldValue = field
                .columns
                .iter()
                .chain(field.carried)
                .map(|column| ((*column).to_string(), columns.get(*column).cloned().unwrap_or_default()))
                .collect();
            let since = |entry: &i64| *entry >= inserted;
            let own = changed.iter().filter(|(_, names)| field.columns.iter().any(|name| names.contains(*name)));
            let own = own.map(|(entry, _)| *entry).filter(since).max();
            let own = own.unwrap_or(inserted);
            let taken = versions.iter().filter(|version| version.entry >= own);
            let taken = taken.filter(|version| version.field == field.name || version.field == ALL_FIELDS);
            let taken = taken.max_by_key(|version| (version.entry, version.field != ALL_FIELDS));
            let version = match taken {
                Some(taken) => taken.hash(|entry| self.hash_of(entry)),
                None => self.hash_of(own),
            };
            row.versions.insert(field.name, version.clone());
            row.columns.extend(value.clone());
            if version != NOT_A_VALUE {
                row.state.present.insert(version.clone());
                row.state.fields.insert(field.name, vec![VersionedValue { version, value }]);
            }
        }
        Ok(())
    }

    /// The entries that changed a row, with the names of the columns; without merges.
    fn changes(
        &self,
        table: &MergedTable,
        id: i64,
        end: i64,
        columns: &Map<String, Value>,
    ) -> Result<Vec<(i64, HashSet<String>)>> {
        let mut query = self.conn.prepare_cached(
            "select entry_id, content from journal_change
             where table_name = ?1 and row_id = ?2 and action = 'updated' and entry_id < ?3 order by id",
        )?;
        let mut rows = query.query(params![table.name, id, end])?;
        // The claim of a statement about a statement follows from that one.
        let follows = table.name == "statement" && columns.get("target_statement_id").is_some_and(|id| !id.is_null());
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            let entry = row.get(0)?;
            if self.merging.contains(&entry) {
                continue;
            }
            let content: Map<String, Value> = serde_json::from_str(&row.get::<_, String>(1)?)?;
            let mut names: HashSet<String> = content.into_iter().map(|(name, _)| name).collect();
            if follows {
                names.remove("claim_id");
            }
            // Where the key changed, it is another row since then.
            if table.key.iter().any(|column| names.contains(*column)) {
                names.extend(table.columns().map(str::to_string));
            }
            changes.push((entry, names));
        }
        Ok(changes)
    }

    /// The entry that added a row, or that brought it back last; 0 if only merges did.
    fn inserted(&self, table: usize, id: i64, end: i64) -> Result<i64> {
        if !self.insertions.borrow().contains_key(&table) {
            let read = Insertions::read(self.conn, MERGED[table].name, self.end, &self.merging)?;
            self.insertions.borrow_mut().insert(table, read);
        }
        Ok(self.insertions.borrow()[&table].entry_of(id, end))
    }

    /// What the book knows of a row that is not in it; none if it knows nothing.
    pub(super) fn absent(&self, key: &RowKey) -> Result<Option<RowState>> {
        let versions = stored::versions(self.conn, key)?;
        let removed = |version: &&StoredVersion| version.field == REMOVED;
        let gone = versions.iter().filter(removed).map(|version| version.hash(|entry| self.hash_of(entry)));
        let mut state = RowState { removed: gone.collect(), ..RowState::default() };
        let content = versions.iter().filter(removed).find_map(|version| version.content.as_deref());
        if let Some(content) = content {
            stored::read_state(key, content, &mut state)?;
        }
        let own = self.own_removal(key)?;
        state.removed.extend(own.as_ref().map(|own| self.hash_of(own.entry)));
        if let Some(whole) = stored::values(self.conn, key)?.into_iter().find(|value| value.field == WHOLE) {
            state.fields.clear();
            stored::read_state(key, &Value::Object(whole.value).to_string(), &mut state)?;
        } else if let Some(own) = own.filter(|_| state.fields.is_empty()) {
            let mut row = LiveRow::new(own.row);
            self.read_fields(key, (own.row, own.columns, own.entry), &versions, &mut row)?;
            state.fields = row.state.fields;
        }
        Ok((!state.fields.is_empty() || !state.removed.is_empty()).then_some(state))
    }

    /// The version of the removal of a row that is not in the book, if its own history removed it.
    ///
    /// # Errors
    /// Errors of the database.
    pub(super) fn own_removal_version(&self, key: &RowKey) -> Result<Option<String>> {
        Ok(self.own_removal(key)?.map(|own| self.hash_of(own.entry)))
    }

    /// How the book's own history removed a row last; none if merges did, or if it came back since then.
    fn own_removal(&self, key: &RowKey) -> Result<Option<OwnRemoval>> {
        if self.removals.borrow().is_none() {
            let mut all = HashMap::new();
            for removal in OwnRemoval::all(self.conn, 0, self.end)? {
                if !self.merging.contains(&removal.entry)
                    && let Some(key) = self.key_of_removed(&removal)?
                {
                    all.insert(key, removal);
                }
            }
            *self.removals.borrow_mut() = Some(all);
        }
        let own = self.removals.borrow().as_ref().and_then(|all| all.get(key).cloned());
        let Some(own) = own else { return Ok(None) };
        Ok((self.inserted(key.table, own.row, self.end)? <= own.entry).then_some(own))
    }

    /// The rows that were removed by the same entries as a row.
    ///
    /// # Errors
    /// Errors of the database.
    pub(super) fn removed_together(&self, key: &RowKey, removed: &BTreeSet<String>) -> Result<Vec<RowKey>> {
        let mut found = Vec::new();
        if let Some(own) = self.own_removal(key)? {
            let all = self.removals.borrow();
            let others = all.iter().flatten().filter(|(other, removal)| removal.entry == own.entry && *other != key);
            found.extend(others.map(|(other, _)| other.clone()));
        }
        for version in removed {
            found.extend(stored::removed_by(self.conn, version)?.into_iter().filter(|other| other != key));
        }
        Ok(found)
    }

    /// The key of a row that was removed.
    pub(super) fn key_of_removed(&self, removal: &OwnRemoval) -> Result<Option<RowKey>> {
        let Some(table) = table_number(&removal.table) else { return Ok(None) };
        let mut columns = removal.columns.clone();
        self.with_uids(&MERGED[table], &mut columns)?;
        Ok(Some(Self::key(table, &columns)))
    }

    /// The rows of which the book says something that another copy does not know.
    ///
    /// # Errors
    /// Errors of the database.
    pub(super) fn changed_beyond(&self, knows: &dyn Fn(&str) -> bool) -> Result<BTreeSet<RowKey>> {
        let first_new = self.hashes.iter().find(|(_, hash)| !knows(hash)).map_or(self.end, |(entry, _)| *entry);
        let mut keys = BTreeSet::new();
        for (table, merged) in MERGED.iter().enumerate() {
            let mut query = self.conn.prepare_cached(
                "select entry_id, row_id, last_id from journal_change
                 where entry_id >= ?1 and entry_id < ?2 and table_name = ?3 and action <> 'deleted'",
            )?;
            let mut rows = query.query(params![first_new, self.end, merged.name])?;
            while let Some(row) = rows.next()? {
                let (entry, from, to): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
                if self.merging.contains(&entry) {
                    continue;
                }
                for id in self.ids_between(merged.name, from, to)? {
                    keys.extend(self.key_of(table, id)?);
                }
            }
        }
        for removal in OwnRemoval::all(self.conn, first_new, self.end)? {
            if !self.merging.contains(&removal.entry) {
                keys.extend(self.key_of_removed(&removal)?);
            }
        }
        keys.extend(stored::changed_keys(self.conn, first_new, knows)?);
        Ok(keys)
    }

    fn ids_between(&self, table: &str, first: i64, last: i64) -> Result<Vec<i64>> {
        let sql = format!("select id from {table} where id between ?1 and ?2 order by id");
        crate::store::records::rows::list(self.conn, &sql, [first, last])
    }
}
