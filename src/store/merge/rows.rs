//! Writing the rows of a plan into the record.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{params, params_from_iter};
use serde_json::Value;

use super::fields::{MERGED, WithoutTarget, table_number};
use super::plan::{Plan, Presence, uid_in};
use super::rivals::Substitutes;
use super::row_state::{FieldValue, RowKey};
use crate::error::Result;
use crate::store::Writer;
use crate::store::journal::tables::last_ids;

/// What a row is in the record after the merge.
pub(super) struct FinalRow {
    /// Its columns; references are the uids of rows that are there.
    pub(super) columns: FieldValue,
    /// The fields whose value is not the one that was taken, with the row for want of which it is not, if that is why.
    pub(super) not_as_taken: BTreeMap<&'static str, Option<RowKey>>,
}

/// A row that the merge added, changed or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrittenRow {
    pub(super) key: RowKey,
    pub(super) id: i64,
    pub(super) what: RowWritten,
}

/// What was done to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowWritten {
    Added,
    Changed,
    Removed,
}

/// Writes the rows of a plan.
pub(super) struct RowsWriter<'w> {
    pub(super) writer: &'w Writer<'w>,
    pub(super) plan: &'w Plan<'w>,
    pub(super) rows: BTreeMap<RowKey, FinalRow>,
    /// The numbers of the rows that are in the record after the merge.
    pub(super) ids: BTreeMap<RowKey, i64>,
    pub(super) written: Vec<WrittenRow>,
    /// Rows that are in the record already under another key.
    pub(super) twice: BTreeSet<RowKey>,
}

impl<'w> RowsWriter<'w> {
    /// Works out what becomes of each row.
    ///
    /// # Errors
    /// Errors of the database.
    pub(super) fn new(writer: &'w Writer<'w>, plan: &'w Plan<'w>) -> Result<Self> {
        let substitutes = plan.substitutes()?;
        let mut all = Self {
            writer,
            plan,
            rows: BTreeMap::new(),
            ids: BTreeMap::new(),
            written: Vec::new(),
            twice: BTreeSet::new(),
        };
        for key in plan.rows.keys() {
            if plan.presence(key)? == Presence::Shown {
                let row = all.final_row(key, &substitutes)?;
                all.rows.insert(key.clone(), row);
            }
        }
        Ok(all)
    }

    fn final_row(&self, key: &RowKey, substitutes: &Substitutes) -> Result<FinalRow> {
        let table = &MERGED[key.table];
        let mut row = FinalRow { columns: FieldValue::new(), not_as_taken: BTreeMap::new() };
        for field in table.fields {
            let Some(chosen) = self.plan.chosen(key, field.name) else { continue };
            let mut value = chosen.value.clone();
            if let Some(substitute) = substitutes.get(&(key.clone(), field.name)) {
                value.extend(substitute.columns.clone());
                if substitute.is_conflict {
                    row.not_as_taken.insert(field.name, None);
                }
            }
            for reference in table.references.iter().filter(|reference| field.columns.contains(&reference.column)) {
                let (Some(uid), Some(number)) = (uid_in(&value, reference.column), table_number(reference.table))
                else {
                    continue;
                };
                let target = RowKey { table: number, key: uid };
                match (self.plan.resolve(&target)?, reference.otherwise) {
                    (Some(there), _) => _ = value.insert(reference.column.to_string(), there.key.into()),
                    (None, WithoutTarget::Emptied(columns)) => {
                        for column in columns {
                            value.insert((*column).to_string(), Value::Null);
                        }
                        row.not_as_taken.insert(field.name, Some(target));
                    }
                    (None, WithoutTarget::Hidden) => {}
                }
            }
            row.columns.extend(value);
        }
        Ok(row)
    }

    /// Writes all rows: removes, changes, adds.
    ///
    /// # Errors
    /// Errors of the database.
    pub(super) fn write(&mut self) -> Result<()> {
        self.remove()?;
        self.number()?;
        self.free_what_is_unique()?;
        let keys: Vec<_> = self.rows.keys().cloned().collect();
        for key in &keys {
            if self.plan.rows[key].live.is_some() {
                self.change(key)?;
            }
        }
        let mut added: Vec<_> = keys.iter().filter(|key| self.plan.rows[*key].live.is_none()).collect();
        added.sort_by_key(|key| self.ids.get(*key).map(|id| (key.table, *id)));
        for key in added {
            self.insert(key)?;
        }
        Ok(())
    }

    /// Removes the rows that are no longer in the record, those that refer to others first.
    fn remove(&mut self) -> Result<()> {
        for (key, row) in self.plan.rows.iter().rev() {
            if let Some(live) = row.live.as_ref().filter(|_| !self.rows.contains_key(key)) {
                let sql = format!("delete from {} where id = ?1", MERGED[key.table].name);
                self.writer.conn.execute(&sql, [live.id])?;
                self.written.push(WrittenRow { key: key.clone(), id: live.id, what: RowWritten::Removed });
            }
        }
        Ok(())
    }

    /// Gives the new rows their numbers, in the order that they have in the other copy.
    fn number(&mut self) -> Result<()> {
        let mut last: BTreeMap<_, _> = last_ids(&self.writer.conn)?.into_iter().collect();
        let mut keys: Vec<_> = self.rows.keys().collect();
        keys.sort_by_key(|key| (key.table, self.plan.rows[*key].order, *key));
        for key in keys {
            let id = if let Some(live) = &self.plan.rows[key].live {
                live.id
            } else {
                let last = last.entry(MERGED[key.table].name).or_default();
                *last += 1;
                *last
            };
            self.ids.insert(key.clone(), id);
        }
        Ok(())
    }

    /// Takes away the refs and the names of members that change, so that rows can exchange them.
    fn free_what_is_unique(&self) -> Result<()> {
        for (key, row) in &self.rows {
            let Some(live) = &self.plan.rows[key].live else { continue };
            let new = |column: &str| row.columns.get(column).and_then(Value::as_str).map(str::to_string);
            match MERGED[key.table].name {
                "claim" => {
                    let sql = "update claim set ref = null where id = ?1 and ref is not null and ref is not ?2";
                    self.writer.conn.execute(sql, params![live.id, new("ref")])?;
                }
                "member" => {
                    let sql = "update member set name = uid where id = ?1 and name <> ?2";
                    self.writer.conn.execute(sql, params![live.id, new("name").unwrap_or_default()])?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The number of a row that is in the record after the merge.
    pub(super) fn id_of(&self, key: &RowKey) -> Result<Option<i64>> {
        match self.ids.get(key) {
            Some(id) => Ok(Some(*id)),
            None => self.plan.here.find(key),
        }
    }

    /// The columns of a row as they are stored: the numbers of rows in the place of their uids.
    fn stored_columns(&self, key: &RowKey) -> Result<Vec<(String, rusqlite::types::Value)>> {
        let (table, row) = (&MERGED[key.table], &self.rows[key]);
        let mut columns = Vec::new();
        for (column, value) in &row.columns {
            if column == "origin_id" || super::plan::follows_from_target(&row.columns, column) {
                continue;
            }
            let target = table.target_of(column).and_then(table_number);
            let value = match (target, value) {
                (Some(table), Value::String(uid)) => match self.id_of(&RowKey { table, key: uid.clone() })? {
                    Some(id) => rusqlite::types::Value::Integer(id),
                    None => rusqlite::types::Value::Null,
                },
                (_, Value::String(text)) => rusqlite::types::Value::Text(text.clone()),
                (_, Value::Number(number)) => rusqlite::types::Value::Integer(number.as_i64().unwrap_or_default()),
                _ => rusqlite::types::Value::Null,
            };
            columns.push((column.clone(), value));
        }
        if table.name == "statement" {
            let (claim, origin) = self.chain(key, 0)?;
            let is_direct = row.columns.get("target_statement_id").is_none_or(Value::is_null);
            if !is_direct {
                columns.push(("claim_id".to_string(), claim.into()));
            }
            columns.push(("origin_id".to_string(), origin.into()));
        }
        if table.key.is_empty() {
            columns.push(("uid".to_string(), rusqlite::types::Value::Text(key.key.clone())));
        }
        Ok(columns)
    }

    /// The claim at the end of the chain of a statement, and the first statement further down that is not a report.
    fn chain(&self, key: &RowKey, depth: usize) -> Result<(Option<i64>, Option<i64>)> {
        let Some(row) = self.rows.get(key).filter(|_| depth < 10_000) else {
            let sql = "select claim_id, origin_id from statement where uid = ?1";
            return Ok(self.writer.conn.query_row(sql, [&key.key], |row| Ok((row.get(0)?, row.get(1)?)))?);
        };
        let Some(target) = uid_in(&row.columns, "target_statement_id") else {
            let claim = uid_in(&row.columns, "claim_id").zip(table_number("claim"));
            let claim = claim.map(|(key, table)| self.id_of(&RowKey { table, key })).transpose()?.flatten();
            return Ok((claim, None));
        };
        let target = RowKey { table: key.table, key: target };
        let (claim, origin) = self.chain(&target, depth + 1)?;
        let stance = match self.rows.get(&target) {
            Some(row) => uid_in(&row.columns, "stance").unwrap_or_default(),
            None => {
                self.writer
                    .conn
                    .query_row("select stance from statement where uid = ?1", [&target.key], |row| row.get(0))?
            }
        };
        let own = self.id_of(&target)?;
        Ok((claim, if stance == "reports" { origin.or(own) } else { own }))
    }

    fn change(&mut self, key: &RowKey) -> Result<()> {
        let columns = self.stored_columns(key)?;
        let id = self.ids[key];
        let table = MERGED[key.table].name;
        if !MERGED[key.table].key.is_empty() && self.is_there_already(key, &columns)? {
            self.writer.conn.execute(&format!("delete from {table} where id = ?1"), [id])?;
            self.twice.insert(key.clone());
            self.ids.remove(key);
            return Ok(());
        }
        if table == "statement" {
            // Worked out again at the end of the entry.
            let moves = "delete from retracted_cache where statement_id = ?1 and claim_id is not ?2";
            let claim = columns.iter().find(|(name, _)| name == "claim_id").map(|(_, claim)| claim.clone());
            self.writer.conn.execute(moves, params![id, claim])?;
        }
        let set: Vec<_> = columns.iter().map(|(name, _)| format!("{name} = ?")).collect();
        let differ: Vec<_> = columns.iter().map(|(name, _)| format!("{name} is not ?")).collect();
        let sql = format!("update {table} set {} where id = ? and ({})", set.join(", "), differ.join(" or "));
        let values = columns.iter().map(|(_, value)| value.clone());
        let all = values.clone().chain([id.into()]).chain(values);
        if self.writer.conn.prepare_cached(&sql)?.execute(params_from_iter(all))? > 0 {
            self.written.push(WrittenRow { key: key.clone(), id, what: RowWritten::Changed });
        }
        Ok(())
    }

    fn insert(&mut self, key: &RowKey) -> Result<()> {
        let mut columns = self.stored_columns(key)?;
        let (id, table) = (self.ids[key], &MERGED[key.table]);
        if !table.key.is_empty() && self.is_there_already(key, &columns)? {
            self.twice.insert(key.clone());
            self.ids.remove(key);
            return Ok(());
        }
        columns.push(("id".to_string(), id.into()));
        let (names, values): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
        let places = vec!["?"; names.len()].join(", ");
        let sql = format!("insert into {} ({}) values ({places})", table.name, names.join(", "));
        self.writer.conn.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        self.written.push(WrittenRow { key: key.clone(), id, what: RowWritten::Added });
        Ok(())
    }

    /// Whether the record has another row with the same key, after claims or documents were joined.
    fn is_there_already(&self, key: &RowKey, columns: &[(String, rusqlite::types::Value)]) -> Result<bool> {
        let table = &MERGED[key.table];
        let value = |name: &str| columns.iter().find(|(column, _)| column == name).map(|(_, value)| value);
        let same: Vec<_> = table.key.iter().map(|column| format!("{column} is ?")).collect();
        let sql = format!("select 1 from {} where {} and id <> ?", table.name, same.join(" and "));
        let values = table.key.iter().map(|column| value(column).cloned().unwrap_or(rusqlite::types::Value::Null));
        let values = values.chain([rusqlite::types::Value::Integer(self.ids[key])]);
        Ok(self.writer.conn.prepare_cached(&sql)?.exists(params_from_iter(values))?)
    }
}
