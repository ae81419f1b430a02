//! What a merge keeps beside the record: the versions of values that came from other copies, and the values that are not in the
//! record.

use std::collections::BTreeMap;

use rusqlite::params;
use serde_json::{Value, json};

use super::fields::{MERGED, ROW, table_number};
use super::history::KnownEntry;
use super::plan::{Presence, follows_from_target};
use super::row_state::{FieldValue, RowKey, RowState, THIS_ENTRY, VersionedValue};
use super::rows::RowsWriter;
use super::stored::{self, ALL_FIELDS, EXISTS, NOT_A_VALUE, REMOVED, StoredVersion, WHOLE};
use crate::error::{Error, Result};
use crate::store::records::rows::first;

/// A value that is not in the record.
#[derive(Clone, Debug, PartialEq)]
struct KeptValue {
    field: String,
    version: String,
    value: FieldValue,
    /// As the column `reason` of the table `conflict`.
    reason: &'static str,
    because: Option<String>,
}

/// A version to be kept: field, version (none for this entry), content.
type KeptVersion = (String, Option<String>, Option<String>);

/// A row as `because` names it.
fn name_of(key: &RowKey) -> String {
    format!("{} {}", MERGED[key.table].name, key.key)
}

fn version_kept(version: &str) -> Option<String> {
    (version != THIS_ENTRY).then(|| version.to_string())
}

impl RowsWriter<'_> {
    /// Writes what is kept of all rows of the plan; `entries` are those that either copy knows.
    ///
    /// # Errors
    /// Errors of the database.
    pub(super) fn keep(&self, entries: &BTreeMap<&str, &KnownEntry>) -> Result<()> {
        // Conflicts are numbered in the order of the rows, not in that of their random uids.
        let mut rows: Vec<_> = self.plan.rows.iter().collect();
        rows.sort_by_key(|(key, row)| (key.table, row.live.as_ref().map_or(row.order, |live| live.id), *key));
        for (key, _) in rows {
            let kept = self.kept_values(key)?;
            self.keep_values(key, kept, entries)?;
            self.keep_versions(key)?;
        }
        Ok(())
    }

    fn is_shown(&self, key: &RowKey) -> bool {
        self.ids.contains_key(key)
    }

    /// The values of a row that are not in the record.
    fn kept_values(&self, key: &RowKey) -> Result<Vec<KeptValue>> {
        let state = &self.plan.rows[key].state;
        if self.is_shown(key) {
            return self.values_beside(key, state);
        }
        let (reason, because) = match self.plan.presence(key)? {
            _ if self.twice.contains(key) => ("same", None),
            Presence::RemovedHere => ("removed", None),
            Presence::Needs(target) => ("needs", Some(name_of(&self.root_of(&target)?))),
            Presence::Removed | Presence::Shown => return Ok(Vec::new()),
        };
        let newest = state.present.iter().max_by_key(|version| self.plan.times.get(*version));
        Ok(vec![KeptValue {
            field: WHOLE.to_string(),
            version: newest.cloned().unwrap_or_default(),
            value: stored::write_state(state),
            reason,
            because,
        }])
    }

    /// The row for want of which one is not there, at the end of what that one wants.
    fn root_of(&self, key: &RowKey) -> Result<RowKey> {
        let mut key = key.clone();
        for _ in 0..1000 {
            if !self.plan.rows.contains_key(&key) {
                break;
            }
            match self.plan.presence(&key)? {
                Presence::Needs(target) if target != key => key = target,
                _ => break,
            }
        }
        Ok(key)
    }

    /// The values beside those that are in the record.
    fn values_beside(&self, key: &RowKey, state: &RowState) -> Result<Vec<KeptValue>> {
        let mut kept = Vec::new();
        let (table, row) = (&MERGED[key.table], &self.rows[key]);
        for field in table.fields {
            let Some(chosen) = self.plan.chosen(key, field.name) else { continue };
            let own = |value: &VersionedValue, columns: &[&str]| {
                columns
                    .iter()
                    .filter(|column| !follows_from_target(&value.value, column))
                    .map(|column| value.value.get(*column).cloned().unwrap_or_default())
                    .collect::<Vec<_>>()
            };
            for value in state.fields.get(field.name).into_iter().flatten() {
                let not_as_taken = row.not_as_taken.get(field.name);
                let (reason, because) = if value.version == chosen.version {
                    match not_as_taken {
                        None => continue,
                        Some(None) => ("taken", None),
                        Some(Some(target)) => ("needs", Some(name_of(&self.root_of(target)?))),
                    }
                } else if field.name == ROW || own(value, field.columns) == own(chosen, field.columns) {
                    ("same", None)
                } else {
                    ("changed", None)
                };
                kept.push(KeptValue {
                    field: field.name.to_string(),
                    version: value.version.clone(),
                    value: value.value.clone(),
                    reason,
                    because,
                });
            }
        }
        let with = self.plan.removed_with(key)?;
        for version in &state.removed {
            kept.push(KeptValue {
                field: REMOVED.to_string(),
                version: version.clone(),
                value: stored::write_seen(state),
                reason: if with.is_some() { "same" } else { "removed" },
                because: with.as_ref().map(name_of),
            });
        }
        Ok(kept)
    }

    /// Writes the values of a row that are not in the record, and removes those that are settled. What stays keeps its number.
    fn keep_values(&self, key: &RowKey, kept: Vec<KeptValue>, entries: &BTreeMap<&str, &KnownEntry>) -> Result<()> {
        let conn = &self.writer.conn;
        let mut before = stored::values(conn, key)?;
        let claim = if kept.is_empty() { None } else { self.claim_of(key)? };
        for value in kept {
            let is_it = |known: &stored::StoredValue| known.field == value.field && known.version == value.version;
            let known = before.iter().position(is_it).map(|at| before.swap_remove(at));
            let is_same = |known: &stored::StoredValue| {
                known.value == value.value && known.reason == value.reason && known.because == value.because
            };
            if known.as_ref().is_some_and(is_same) {
                continue;
            }
            if value.version == THIS_ENTRY {
                return Err(Error::refused("what was decided cannot be in the book: another row has it, or needs it")
                    .hint("decide the other conflict first"));
            }
            let content = (!value.value.is_empty()).then(|| Value::Object(value.value.clone()).to_string());
            if let Some(known) = known {
                conn.prepare_cached(
                    "update conflict set value = ?2, reason = ?3, because = ?4, claim_id = ?5 where id = ?1",
                )?
                .execute(params![known.id, content, value.reason, value.because, claim])?;
                continue;
            }
            let entry = entries.get(value.version.as_str());
            conn.prepare_cached(
                "insert into conflict (table_name, row_key, field, version, at, member, value, reason, because, claim_id)
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                MERGED[key.table].name,
                key.key,
                value.field,
                value.version,
                entry.map(|entry| &entry.at),
                entry.and_then(|entry| entry.member.as_ref()),
                content,
                value.reason,
                value.because,
                claim,
            ])?;
        }
        for gone in before {
            conn.prepare_cached("delete from conflict where id = ?1")?.execute([gone.id])?;
        }
        Ok(())
    }

    /// The claim that a row is about, if that is in the record.
    fn claim_of(&self, key: &RowKey) -> Result<Option<i64>> {
        let Some(claims) = table_number("claim") else { return Ok(None) };
        if key.table == claims {
            return self.id_of(key);
        }
        let id = self.ids.get(key);
        if let Some(id) = id.filter(|_| MERGED[key.table].columns().any(|column| column == "claim_id")) {
            let sql = format!("select claim_id from {} where id = ?1", MERGED[key.table].name);
            return Ok(first::<Option<i64>>(&self.writer.conn, &sql, [id])?.flatten());
        }
        let references = self.plan.references(key);
        let claim = references.into_iter().find(|(_, target)| target.table == claims);
        claim.map_or(Ok(None), |(_, claim)| self.id_of(&claim))
    }

    /// Writes the versions of a row that do not follow from the history of this book.
    fn keep_versions(&self, key: &RowKey) -> Result<()> {
        let before = stored::versions(&self.writer.conn, key)?;
        let kept = if self.is_shown(key) { self.versions_of_shown(key) } else { self.versions_of_removed(key)? };
        let is_kept = |known: &StoredVersion| match known.field.as_str() {
            EXISTS | REMOVED => false,
            // Those of a row that was added again are written anew; of a field, if it is written anew.
            field => !(self.is_added(key) || kept.iter().any(|(name, ..)| name == field)),
        };
        let mut before: Vec<_> = before.into_iter().filter(|known| !is_kept(known)).collect();
        for (field, version, content) in kept {
            let is_it = |known: &StoredVersion| {
                known.field == field
                    && known.version == version
                    && known.content == content
                    && (matches!(field.as_str(), EXISTS | REMOVED) && version.is_some())
            };
            if let Some(at) = before.iter().position(is_it) {
                before.swap_remove(at);
                continue;
            }
            self.writer
                .conn
                .prepare_cached(
                    "insert into merged_version (table_name, row_key, field, version, entry_id, content)
                 values (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![MERGED[key.table].name, key.key, field, version, self.writer.entry, content])?;
        }
        for gone in before {
            self.writer.conn.prepare_cached("delete from merged_version where id = ?1")?.execute([gone.id])?;
        }
        Ok(())
    }

    fn is_added(&self, key: &RowKey) -> bool {
        self.is_shown(key) && self.plan.rows[key].live.is_none()
    }

    fn versions_of_shown(&self, key: &RowKey) -> Vec<KeptVersion> {
        let (planned, row) = (&self.plan.rows[key], &self.rows[key]);
        let mut fields = BTreeMap::new();
        for field in MERGED[key.table].fields {
            let Some(chosen) = self.plan.chosen(key, field.name) else { continue };
            let version = if row.not_as_taken.contains_key(field.name) { NOT_A_VALUE } else { chosen.version.as_str() };
            let known = planned.live.as_ref().and_then(|live| live.versions.get(field.name));
            if known.is_none_or(|known| known != version) {
                fields.insert(field.name, version);
            }
        }
        let mut kept: Vec<KeptVersion> = Vec::new();
        let mut versions = fields.values();
        let one = versions.next().filter(|one| versions.all(|other| other == *one));
        match one.filter(|_| planned.live.is_none()) {
            Some(version) => kept.push((ALL_FIELDS.to_string(), version_kept(version), None)),
            None => {
                kept.extend(fields.iter().map(|(field, version)| ((*field).to_string(), version_kept(version), None)));
            }
        }
        let of_fields: Vec<_> = planned.state.versions().collect();
        let others = planned.state.present.iter().filter(|version| !of_fields.contains(&version.as_str()));
        kept.extend(others.map(|version| (EXISTS.to_string(), version_kept(version), None)));
        kept
    }

    fn versions_of_removed(&self, key: &RowKey) -> Result<Vec<KeptVersion>> {
        let state = &self.plan.rows[key].state;
        let own = self.plan.here.own_removal_version(key)?;
        let others = state.removed.iter().filter(|version| own.as_ref() != Some(*version));
        let frozen = RowState { present: std::collections::BTreeSet::new(), ..state.clone() };
        let content = json!(stored::write_state(&frozen)).to_string();
        Ok(others.map(|version| (REMOVED.to_string(), version_kept(version), Some(content.clone()))).collect())
    }
}
