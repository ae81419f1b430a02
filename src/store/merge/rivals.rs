//! What only one row of the record can have, and what must not close a circle: a ref, the name of a member, being the desk, which
//! speaker another one is, through which document one is known. Where copies disagree, the value that comes first in the order of
//! versions is in the record, and the other one is kept beside it.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use super::fields::{MERGED, table_number};
use super::plan::{Plan, Presence, uid_in};
use super::row_state::{FieldValue, RowKey};
use crate::error::Result;
use crate::store::records::rows::{first, list};

/// A value that is in the record in the place of the one that was taken.
pub(super) struct Substitute {
    /// The columns that are different.
    pub(super) columns: FieldValue,
    /// Whether it is a conflict; else the value is put right by a rule.
    pub(super) is_conflict: bool,
}

/// The substitutes by row and field.
pub(super) type Substitutes = BTreeMap<(RowKey, &'static str), Substitute>;

/// A value that only one row can have: table, field, column.
const UNIQUE: [(&str, &str, &str); 3] =
    [("claim", "ref", "ref"), ("member", "name", "name"), ("speaker", "the desk", "is_desk")];

/// References that must not close a circle: table, field, column.
const POINTERS: [(&str, &str, &str); 2] = [("speaker", "same as", "same_as_id"), ("document", "access", "through_id")];

/// A text as two names of members are compared.
fn comparable(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.to_ascii_lowercase()),
        other => Some(other.to_string()),
    }
}

impl Plan<'_> {
    /// The rows of the record that have what a row of the plan would have, or that point at one that would point elsewhere.
    ///
    /// # Errors
    /// Errors of the database.
    pub(super) fn rivals(&self) -> Result<Vec<RowKey>> {
        let mut found = Vec::new();
        for key in self.rows.keys() {
            let table = MERGED[key.table].name;
            for (_, field, column) in UNIQUE.iter().filter(|(of, ..)| *of == table) {
                let Some(value) = self.chosen(key, field).and_then(|chosen| chosen.value.get(*column)) else {
                    continue;
                };
                if value.is_null() {
                    continue;
                }
                let in_any_case = if table == "member" { "collate nocase" } else { "" };
                let sql = format!("select id from {table} where {column} = json_extract(?1, '$') {in_any_case}");
                for id in list::<i64>(self.here.conn, &sql, [value.to_string()])? {
                    found.extend(self.here.key_of(key.table, id)?);
                }
            }
            if table == "speaker"
                && let Some(to) = self.pointer(key, "same as", "same_as_id")
            {
                found.push(to);
                if let Some(live) = self.rows.get(key).and_then(|row| row.live.as_ref()) {
                    for id in list::<i64>(self.here.conn, "select id from speaker where same_as_id = ?1", [live.id])? {
                        found.extend(self.here.key_of(key.table, id)?);
                    }
                }
            }
        }
        found.retain(|key| !self.rows.contains_key(key));
        Ok(found)
    }

    /// The row to which a row of the plan points, by the value that is taken.
    fn pointer(&self, key: &RowKey, field: &str, column: &str) -> Option<RowKey> {
        let uid = uid_in(&self.chosen(key, field)?.value, column)?;
        Some(RowKey { table: key.table, key: uid })
    }

    /// The values that are in the record in the place of those that were taken.
    ///
    /// # Errors
    /// Errors of the database.
    pub(super) fn substitutes(&self) -> Result<Substitutes> {
        let mut all = Substitutes::new();
        for (table, field, column) in UNIQUE {
            self.one_of_several(table, field, column, &mut all)?;
        }
        for (table, field, column) in POINTERS {
            self.without_circles(table, field, column, &mut all)?;
        }
        Ok(all)
    }

    /// The rows of a table that are in the record after the merge, in the order of the versions of a field.
    fn shown_by_rank(&self, table: &str, field: &str) -> Result<Vec<RowKey>> {
        let mut shown = Vec::new();
        for key in self.rows.keys().filter(|key| MERGED[key.table].name == table) {
            if let Some(chosen) = self.chosen(key, field)
                && self.presence(key)? == Presence::Shown
            {
                shown.push((self.rank(&chosen.version), key.clone()));
            }
        }
        shown.sort();
        Ok(shown.into_iter().map(|(_, key)| key).collect())
    }

    fn one_of_several(&self, table: &str, field: &'static str, column: &str, all: &mut Substitutes) -> Result<()> {
        let mut taken: HashMap<String, RowKey> = HashMap::new();
        for key in self.shown_by_rank(table, field)? {
            let value = self.chosen(&key, field).and_then(|chosen| chosen.value.get(column)).cloned();
            let Some(text) = value.as_ref().and_then(comparable) else { continue };
            if let Entry::Vacant(free) = taken.entry(text) {
                free.insert(key);
                continue;
            }
            let other = if table == "member" {
                let name = value.as_ref().and_then(Value::as_str).unwrap_or_default().to_string();
                let free = self.free_name(&name, &taken)?;
                taken.insert(free.to_ascii_lowercase(), key.clone());
                json!(free)
            } else {
                Value::Null
            };
            let columns = [(column.to_string(), other)].into_iter().collect();
            all.insert((key, field), Substitute { columns, is_conflict: true });
        }
        Ok(())
    }

    /// A name that no other member has: "Bob (2)".
    fn free_name(&self, name: &str, taken: &HashMap<String, RowKey>) -> Result<String> {
        let mut number = 2;
        loop {
            let free = format!("{name} ({number})");
            let known = first::<i64>(self.here.conn, "select id from member where name = ?1 collate nocase", [&free])?;
            let known = known.map(|id| self.here.key_of(table_number("member").unwrap_or_default(), id)).transpose()?;
            let is_other = known.flatten().is_some_and(|key| !self.rows.contains_key(&key));
            if !is_other && !taken.contains_key(&free.to_ascii_lowercase()) {
                return Ok(free);
            }
            number += 1;
        }
    }

    /// Leaves out the pointers that would close a circle; a speaker that is another one is that which this one is.
    fn without_circles(&self, table: &str, field: &'static str, column: &str, all: &mut Substitutes) -> Result<()> {
        let mut accepted: HashMap<RowKey, RowKey> = HashMap::new();
        let shown = self.shown_by_rank(table, field)?;
        for key in &shown {
            let Some(to) = self.pointer(key, field, column) else { continue };
            let Some(to) = self.resolve(&to)? else { continue };
            if self.end_of(&to, &accepted, (table, column), key)?.is_none() {
                let columns = [(column.to_string(), Value::Null)].into_iter().collect();
                all.insert((key.clone(), field), Substitute { columns, is_conflict: true });
            } else {
                accepted.insert(key.clone(), to);
            }
        }
        if table != "speaker" {
            return Ok(());
        }
        for key in shown {
            let Some(to) = accepted.get(&key) else { continue };
            if let Some(end) = self.end_of(to, &accepted, (table, column), &key)?
                && end != *to
            {
                let columns = [(column.to_string(), json!(end.key))].into_iter().collect();
                all.insert((key, field), Substitute { columns, is_conflict: false });
            }
        }
        Ok(())
    }

    /// The row at the end of the pointers from a row; none if they lead to `start`.
    fn end_of(
        &self,
        from: &RowKey,
        accepted: &HashMap<RowKey, RowKey>,
        (table, column): (&str, &str),
        start: &RowKey,
    ) -> Result<Option<RowKey>> {
        let mut at = from.clone();
        loop {
            if at == *start {
                return Ok(None);
            }
            let next = if self.rows.contains_key(&at) {
                accepted.get(&at).cloned()
            } else {
                let sql = format!("select p.uid from {table} t join {table} p on p.id = t.{column} where t.uid = ?1");
                first(self.here.conn, &sql, [&at.key])?.map(|uid| RowKey { table: at.table, key: uid })
            };
            match next {
                Some(next) => at = next,
                None => return Ok(Some(at)),
            }
        }
    }
}
