//! The open conflicts: what two copies of the book say differently, in words.

use rusqlite::params;
use serde_json::Value;

use super::book::{Book, LiveRow};
use super::fields::{MERGED, MergedField, table_number};
use super::row_state::{FieldValue, RowKey, RowState};
use super::stored::{REMOVED, WHOLE};
use super::words::{columns_in_words, name_of_row, shortened};
use crate::error::{Error, Result, Suggestion};
use crate::model::results::merged::ConflictRow;
use crate::store::Store;
use crate::store::records::rows::value;

/// An open conflict as it is stored.
#[derive(Clone, Debug)]
pub(super) struct OpenConflict {
    pub(super) id: i64,
    pub(super) key: RowKey,
    pub(super) field: String,
    pub(super) value: FieldValue,
    pub(super) reason: String,
    /// The row for want of which it is open.
    pub(super) because: Option<RowKey>,
    at: Option<String>,
    member: Option<String>,
    claim_id: Option<i64>,
    /// The number of rows that are decided with it.
    pub(super) rows: usize,
}

/// A row as the column `because` names it.
pub(super) fn key_named(name: &str) -> Option<RowKey> {
    let (table, key) = name.split_once(' ')?;
    Some(RowKey { table: table_number(table)?, key: key.to_string() })
}

/// What a table is called.
fn noun(table: &str) -> &str {
    match table {
        "saved" => "saved filter",
        "claim_tag" => "tag",
        "claim_wording" => "wording",
        "claim_relation" => "relation",
        "claim_appearance" => "appearance",
        "speaker_alias" => "alias",
        "document_alias" => "other address",
        "marked_passage" => "marked passage",
        "distinct_pair" => "pair that is not the same",
        "correction_cause" => "cause of corrections",
        "evidence" => "piece of evidence",
        other => other,
    }
}

impl Store {
    /// The number of open conflicts: of a claim, or of all.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn count_conflicts(&self, claim: Option<i64>) -> Result<i64> {
        let groups = "count(distinct iif(reason = 'needs', because, id))";
        match claim {
            Some(claim) => value(
                &self.conn,
                &format!("select {groups} from conflict where reason <> 'same' and claim_id = ?1"),
                [claim],
            ),
            None => value(&self.conn, &format!("select {groups} from conflict where reason <> 'same'"), []),
        }
    }

    /// The open conflicts: of a claim, or all.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn conflicts(&self, claim: Option<i64>) -> Result<Vec<ConflictRow>> {
        let open = self.open_conflicts(claim)?;
        if open.is_empty() {
            return Ok(Vec::new());
        }
        let here = Book::new(&self.conn, i64::MAX)?;
        open.iter().map(|conflict| self.conflict_row(&here, conflict)).collect()
    }

    /// An open conflict, by its number.
    ///
    /// # Errors
    /// No such conflict.
    pub(super) fn open_conflict(&self, id: i64) -> Result<OpenConflict> {
        let found = self.open_conflicts(None)?.into_iter().find(|conflict| conflict.id == id);
        found.ok_or_else(|| Error::not_found(format!("no open conflict {id}")).hint(Suggestion::Conflicts))
    }

    fn open_conflicts(&self, claim: Option<i64>) -> Result<Vec<OpenConflict>> {
        let mut query = self.conn.prepare_cached(
            "select id, table_name, row_key, field, value, reason, because, at, member, claim_id from conflict
             where reason <> 'same' and (?1 is null or claim_id = ?1) order by id",
        )?;
        let mut rows = query.query(params![claim])?;
        let mut open: Vec<OpenConflict> = Vec::new();
        while let Some(row) = rows.next()? {
            let table: String = row.get(1)?;
            let Some(table) = table_number(&table) else { continue };
            let (reason, because): (String, Option<String>) = (row.get(5)?, row.get(6)?);
            let because = because.as_deref().and_then(key_named);
            // What waits for one row is decided together.
            if reason == "needs"
                && let Some(known) = open.iter_mut().find(|known| known.reason == reason && known.because == because)
            {
                known.rows += 1;
                continue;
            }
            let value: Option<String> = row.get(4)?;
            open.push(OpenConflict {
                id: row.get(0)?,
                key: RowKey { table, key: row.get(2)? },
                field: row.get(3)?,
                value: value.map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default(),
                reason,
                because,
                at: row.get(7)?,
                member: row.get(8)?,
                claim_id: row.get(9)?,
                rows: 1,
            });
        }
        Ok(open)
    }

    fn conflict_row(&self, here: &Book, conflict: &OpenConflict) -> Result<ConflictRow> {
        let mut row = ConflictRow {
            id: conflict.id,
            claim_id: conflict.claim_id,
            there_at: conflict.at.clone(),
            there_by: conflict.member.clone(),
            ..ConflictRow::default()
        };
        let live = here.live(&conflict.key)?;
        let subject = match (&conflict.because, conflict.reason.as_str()) {
            (Some(because), "needs") => because,
            _ => &conflict.key,
        };
        row.what = self.row_named(here, subject)?;
        let removed = |key: &RowKey| -> Result<(Option<String>, Option<String>)> {
            let version = here.absent(key)?.and_then(|state| state.removed.into_iter().next());
            let entry = version.and_then(|version| here.known.get(&version));
            Ok((entry.map(|entry| entry.at.clone()), entry.and_then(|entry| entry.member.clone())))
        };
        match (conflict.field.as_str(), conflict.reason.as_str()) {
            (WHOLE, reason) | (_, reason @ "needs") => {
                row.field = "removal".to_string();
                row.here = "removed".to_string();
                (row.here_at, row.here_by) = removed(subject)?;
                let told = self.row_named(here, &conflict.key)?;
                row.there = if reason == "needs" { format!("used by {told}") } else { format!("changed: {told}") };
                if conflict.rows > 1 {
                    row.there.push_str(&format!(", and {} more", conflict.rows - 1));
                }
            }
            (REMOVED, _) => {
                row.field = "removal".to_string();
                row.here = "is in the book".to_string();
                row.there = "removed".to_string();
            }
            (name, _) => {
                row.field = name.to_string();
                if let (Some(live), Some(field)) = (&live, MERGED[conflict.key.table].field(name)) {
                    row.here = self.field_in_words(conflict.key.table, field, &live.columns)?;
                    row.there = self.field_in_words(conflict.key.table, field, &conflict.value)?;
                    (row.here_at, row.here_by) = set_by(here, live, field);
                }
            }
        }
        Ok(row)
    }

    /// A row in words, with its number if it is in the record: `claim 3: It rains`.
    fn row_named(&self, here: &Book, key: &RowKey) -> Result<String> {
        let table = MERGED[key.table].name;
        let named = |table: &'static str, uid: &str| -> Result<Option<String>> { name_of_row(&self.conn, table, uid) };
        let (number, columns) = match here.live(key)? {
            Some(live) => (format!(" {}", live.id), live.columns),
            None => (String::new(), here.absent(key)?.map(|state| first_values(&state)).unwrap_or_default()),
        };
        let words = columns_in_words(table, &columns, &named)?;
        Ok(format!("{}{number}: {words}", noun(table)))
    }

    /// The columns of a field in words.
    fn field_in_words(&self, table: usize, field: &MergedField, value: &FieldValue) -> Result<String> {
        let mut words = Vec::new();
        for column in field.columns.iter().filter(|column| !matches!(**column, "text_key" | "text_sha256" | "uid")) {
            let text = match value.get(*column) {
                None | Some(Value::Null) => continue,
                Some(Value::String(text)) => text.clone(),
                Some(other) => other.to_string(),
            };
            words.push(match MERGED[table].target_of(column) {
                Some(target) => name_of_row(&self.conn, target, &text)?.unwrap_or(text),
                None => text,
            });
        }
        Ok(if words.is_empty() { "nothing".to_string() } else { shortened(&words.join(", ")) })
    }
}

/// One value of each field.
fn first_values(state: &RowState) -> FieldValue {
    state.fields.values().filter_map(|values| values.first()).flat_map(|value| value.value.clone()).collect()
}

/// When the present value of a field was set, and by whom.
fn set_by(here: &Book, live: &LiveRow, field: &MergedField) -> (Option<String>, Option<String>) {
    let entry = live.versions.get(field.name).and_then(|version| here.known.get(version));
    (entry.map(|entry| entry.at.clone()), entry.and_then(|entry| entry.member.clone()))
}
