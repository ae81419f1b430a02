//! The history: the entries of the journal, and what each changed in words.

use rusqlite::{OptionalExtension as _, Row, named_params};
use serde_json::Value;

use crate::error::{Error, Result, Suggestion};
use crate::model::PairKind;
use crate::model::records::EditedRecord;
use crate::model::results::history::{EntryExtent, EntryRow, News};
use crate::store::Store;
use crate::store::records::rows::{list, value};
use crate::text::grouped;

/// The rows that are about a claim, or were: `affected`.
const AFFECTED: &str = "with affected (name, id) as (
     select 'claim', :claim
     union select 'statement', statement_id from claim_statement where claim_id = :claim
     union select 'correction', id from correction where claim_id = :claim
     union select 'correction', k.id from verdict v join correction k on k.verdict_id = v.id where v.claim_id = :claim
     union select 'request', id from request where claim_id = :claim
     union select 'verdict', id from verdict where claim_id = :claim
     union select 'evidence', id from evidence where claim_id = :claim
     union select 'claim_tag', id from claim_tag where claim_id = :claim
     union select 'claim_wording', id from claim_wording where claim_id = :claim
     union select 'claim_relation', id from claim_relation where claim_id = :claim
     union select 'claim_relation', id from claim_relation where other_id = :claim
     union select 'distinct_pair', id from distinct_pair where claim_id = :claim or other_claim_id = :claim
     union select 'claim_appearance', id from claim_appearance where claim_id = :claim
     union select 'assignment', id from assignment where claim_id = :claim
     union select 'comment', id from comment where claim_id = :claim
     union select table_name, row_id from journal_change where claim_id = :claim)";

impl Store {
    /// Calls `each` with the entries of the history, newest first; with those about one claim, if one is given.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn entries(
        &self,
        claim: Option<i64>,
        limit: Option<u64>,
        each: &mut dyn FnMut(EntryRow) -> Result<()>,
    ) -> Result<()> {
        self.entries_by(claim, None, limit, each)
    }

    /// As [`Store::entries`]; only with those of a member, if one is given.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn entries_by(
        &self,
        claim: Option<i64>,
        member: Option<&str>,
        limit: Option<u64>,
        each: &mut dyn FnMut(EntryRow) -> Result<()>,
    ) -> Result<()> {
        let mut query = self.conn.prepare_cached(&format!(
            "{AFFECTED}
             select j.id, j.at, j.member, j.command, j.undoes from journal j
             where (:claim is null or j.id in (
                 select entry_id from journal_change where claim_id = :claim
                 union select c.entry_id from affected t join journal_change c
                 on c.table_name = t.name and c.row_id <= t.id and c.last_id >= t.id))
               and (:member is null or j.member = :member collate nocase)
             order by j.id desc limit coalesce(:limit, -1)"
        ))?;
        let limit = limit.map(|limit| i64::try_from(limit).unwrap_or(i64::MAX));
        let mut rows = query.query(named_params! { ":claim": claim, ":member": member, ":limit": limit })?;
        while let Some(row) = rows.next()? {
            each(self.entry_row(row)?)?;
        }
        Ok(())
    }

    /// When something of a claim was changed last that the public may see, in UTC: nothing of the desk among themselves, and no change
    /// of these columns only.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn published_change(&self, claim: i64, hidden: &[&str]) -> Result<Option<String>> {
        let hidden = hidden.iter().map(|column| format!("'{column}'")).collect::<Vec<_>>().join(", ");
        let mut query = self.conn.prepare_cached(&format!(
            "{AFFECTED}
             select at from journal where id = (
                 select max(c.entry_id) from journal_change c
                 where c.table_name not in ('assignment', 'comment', 'distinct_pair', 'conflict')
                   and (c.action <> 'updated' or exists (select 1 from json_each(c.content) where key not in ({hidden})))
                   and (c.claim_id = :claim
                        or c.id in (select k.id from affected t join journal_change k
                                    on k.table_name = t.name and k.row_id <= t.id and k.last_id >= t.id)))"
        ))?;
        Ok(query.query_row(named_params! { ":claim": claim }, |row| row.get(0)).optional()?)
    }

    /// The number of the newest entry of the history; 0 while there is none.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn newest_entry(&self) -> Result<i64> {
        value(&self.conn, "select coalesce(max(id), 0) from journal", [])
    }

    /// Who made the entries after one, and at most so many of the claims that these changed.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn news(&self, since: i64, most: usize) -> Result<News> {
        let added = |table: &str, claim: &str| {
            format!(
                "select t.{claim} as id from e cross join journal_change k on k.entry_id = e.id and k.table_name = '{table}'
                 cross join {table} t on t.id between k.row_id and k.last_id"
            )
        };
        let parts = ["statement", "verdict", "evidence", "claim_tag", "assignment", "comment"];
        let parts: Vec<_> = parts.into_iter().map(|table| added(table, "claim_id")).collect();
        let sql = format!(
            "with e as materialized (select id from journal where id > ?1)
             select distinct id from (
                 select k.claim_id as id from e cross join journal_change k on k.entry_id = e.id
                 union all {} union all {}) where id is not null limit ?2",
            added("claim", "id"),
            parts.join(" union all ")
        );
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        Ok(News {
            members: list(
                &self.conn,
                "select distinct member from journal where id > ?1 and member is not null order by id",
                [since],
            )?,
            claims: list(&self.conn, &sql, [since, most])?,
        })
    }

    /// Whether the history has no entries.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn has_no_history(&self) -> Result<bool> {
        value(&self.conn, "select not exists (select 1 from journal)", [])
    }

    /// The newest entry that changed a claim, a document, a speaker or a saved filter.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn last_entry_of(&self, watched: &EditedRecord) -> Result<Option<EntryRow>> {
        match watched {
            EditedRecord::Claim(id) => self.newest(Some(*id)),
            EditedRecord::Document(id) => self.last_change("document", *id),
            EditedRecord::Correction(id) => self.last_change("correction", *id),
            EditedRecord::Speaker(id) => self.last_change("speaker", *id),
            EditedRecord::Saved(name) => {
                let known = self.saved_filters()?.into_iter().find(|row| row.name.eq_ignore_ascii_case(name));
                known.map_or(Ok(None), |row| self.last_change("saved", row.id))
            }
        }
    }

    /// The newest entry of the history.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn last_entry(&self) -> Result<Option<EntryRow>> {
        self.newest(None)
    }

    fn newest(&self, claim: Option<i64>) -> Result<Option<EntryRow>> {
        let mut last = None;
        self.entries(claim, Some(1), &mut |entry| {
            last = Some(entry);
            Ok(())
        })?;
        Ok(last)
    }

    fn last_change(&self, table: &str, id: i64) -> Result<Option<EntryRow>> {
        let mut query = self.conn.prepare_cached(
            "select max(entry_id) from journal_change where table_name = ?1 and row_id <= ?2 and last_id >= ?2",
        )?;
        let entry: Option<i64> = query.query_row((table, id), |row| row.get(0))?;
        entry.map(|entry| self.entry(entry)).transpose()
    }

    /// Checks that a claim is in the book or was in it.
    ///
    /// # Errors
    /// No such claim, now or ever.
    pub fn claim_in_history(&self, claim: i64) -> Result<()> {
        let existed: bool = value(
            &self.conn,
            "select exists (select 1 from journal_change
                            where table_name = 'claim' and row_id <= ?1 and last_id >= ?1)",
            [claim],
        )?;
        if existed { Ok(()) } else { self.claim_id(claim).map(|_| ()) }
    }

    fn entry_row(&self, row: &Row) -> Result<EntryRow> {
        let id = row.get("id")?;
        let reversals = self.reversals(id)?;
        let undone = reversals.len() % 2 == 1;
        let undone_by = match reversals.last() {
            Some(last) if undone => value(&self.conn, "select member from journal where id = ?1", [last])?,
            _ => None,
        };
        Ok(EntryRow {
            id,
            at: row.get("at")?,
            member: row.get("member")?,
            command: row.get("command")?,
            changed: self.changed(id)?,
            changes: self.changes(id)?,
            undoes: row.get("undoes")?,
            undone,
            undone_by,
            rows: self.changed_rows(id)?,
        })
    }

    /// An entry of the history.
    ///
    /// # Errors
    /// No such entry.
    pub fn entry(&self, id: i64) -> Result<EntryRow> {
        let mut query =
            self.conn.prepare_cached("select id, at, member, command, undoes from journal where id = ?1")?;
        let mut rows = query.query([id])?;
        match rows.next()? {
            Some(row) => self.entry_row(row),
            None => Err(Error::not_found(format!("no such entry in the history: {id}")).hint(Suggestion::History)),
        }
    }

    /// The number of rows that an entry changed.
    pub(crate) fn changed_rows(&self, entry: i64) -> Result<i64> {
        let sql = "select coalesce(sum(last_id - row_id + 1), 0) from journal_change where entry_id = ?1";
        value(&self.conn, sql, [entry])
    }

    /// How many rows of each kind an entry changed, in words.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn entry_extent(&self, entry: i64) -> Result<EntryExtent> {
        let mut query = self.conn.prepare_cached(
            "select table_name, action, sum(last_id - row_id + 1) from journal_change where entry_id = ?1
             group by table_name, action order by min(id)",
        )?;
        let mut rows = query.query([entry])?;
        let mut extent = EntryExtent::default();
        while let Some(row) = rows.next()? {
            let (table, action, number): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let (noun, nouns) = nouns_of(&table);
            let words = format!("{} {}", grouped(number), if number == 1 { noun } else { &nouns });
            match action.as_str() {
                "inserted" => extent.inserted.push(words),
                "deleted" => extent.deleted.push(words),
                _ => extent.updated.push(words),
            }
        }
        Ok(extent)
    }

    /// The undo of an entry, the redo of that undo, and so on: each entry reverses the one before. An odd number means that the
    /// entry is undone.
    pub(crate) fn reversals(&self, id: i64) -> Result<Vec<i64>> {
        let mut query = self.conn.prepare_cached(
            "with recursive chain (id) as (
                 select id from journal where undoes = ?1
                 union all select j.id from chain c join journal j on j.undoes = c.id)
             select id from chain order by id",
        )?;
        let rows = query.query_map([id], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What an entry changed, in words; neighbouring rows are one range.
    pub(crate) fn changed(&self, entry: i64) -> Result<String> {
        let changes = self.changes(entry)?;
        let (more, last) = match changes.last() {
            Some(last) if is_rest(last) => (format!(" {last}"), changes.len() - 1),
            _ => (String::new(), changes.len()),
        };
        Ok(changes[..last].join(", ") + &more)
    }

    /// The same, change by change; the last may be "and 3 more".
    fn changes(&self, entry: i64) -> Result<Vec<String>> {
        let mut query = self.conn.prepare_cached(
            "select table_name, action, min(row_id), max(last_id), iif(count(*) = 1, min(content), null) from (
                 select *, row_id - row_number() over (partition by table_name, action order by row_id) as run
                 from journal_change where entry_id = ?1 and table_name <> 'merged_version')
             group by table_name, action, iif(action = 'updated', id, run)
             order by action = 'inserted' desc, action = 'updated' desc, min(id) limit 50",
        )?;
        let rows = query.query_map([entry], |row| {
            let (table, action): (String, String) = (row.get(0)?, row.get(1)?);
            let content: Option<String> = row.get(4)?;
            Ok(change_in_words(&table, &action, (row.get(2)?, row.get(3)?), content.as_deref()))
        })?;
        let mut changes: Vec<String> = rows.collect::<rusqlite::Result<_>>()?;
        let more = changes.len().saturating_sub(8);
        changes.truncate(8);
        if more > 0 {
            changes.push(format!("and {more} more"));
        }
        Ok(changes)
    }
}

/// Whether a change in words says how many others there are.
fn is_rest(change: &str) -> bool {
    change.starts_with("and ") && change.ends_with(" more")
}

/// Columns that are computed from others, which are left out of descriptions.
const DERIVED: [&str; 8] = [
    "text_key",
    "text_sha256",
    "retrieved_at",
    "quote_start",
    "quote_end",
    "quote_prefix",
    "quote_suffix",
    "origin_id",
];

/// Two records that are not the same, in words.
fn not_same(row: &Value) -> Option<String> {
    PairKind::ALL.iter().find_map(|kind| {
        let id = |key: String| row.get(key).and_then(Value::as_i64);
        let (one, other) = (id(format!("{kind}_id"))?, id(format!("other_{kind}_id"))?);
        Some(format!("{kind}s {one} and {other} are not the same"))
    })
}

/// What a row of a table is called, and several.
fn nouns_of(table: &str) -> (&str, String) {
    match table {
        "speaker_alias" => ("alias", "aliases".to_string()),
        "claim_tag" => ("tag", "tags".to_string()),
        "claim_wording" => ("wording", "wordings".to_string()),
        "claim_relation" => ("relation", "relations".to_string()),
        "document_alias" => ("other address", "other addresses".to_string()),
        "marked_passage" => ("marked passage", "marked passages".to_string()),
        "distinct_pair" => ("pair that is not the same", "pairs that are not the same".to_string()),
        "claim_appearance" => ("appearance", "appearances".to_string()),
        "correction_cause" => ("cause of corrections", "causes of corrections".to_string()),
        "evidence" => ("evidence", "evidence".to_string()),
        "saved" => ("saved filter", "saved filters".to_string()),
        "merged_entry" => ("entry of another history", "entries of other histories".to_string()),
        other => (other, format!("{other}s")),
    }
}

fn change_in_words(table: &str, action: &str, (first, last): (i64, i64), content: Option<&str>) -> String {
    let (noun, nouns) = nouns_of(table);
    let numbered = if first == last { format!("{noun} {first}") } else { format!("{nouns} {first}–{last}") };
    let content: Option<Value> = content.and_then(|text| serde_json::from_str(text).ok());
    let word = |key: &str| content.as_ref().and_then(|row| row.get(key)).and_then(Value::as_str).map(str::to_string);
    let named = match (table, word("tag"), word("name")) {
        ("claim_tag", Some(tag), _) => format!("tag {tag}"),
        ("speaker_alias", _, Some(name)) => format!("alias {name}"),
        ("correction_cause", _, Some(name)) => format!("cause {name}"),
        ("saved", _, Some(name)) => format!("saved filter @{name}"),
        ("member", _, Some(name)) => format!("member {name}"),
        ("distinct_pair", ..) => content.as_ref().and_then(not_same).unwrap_or(numbered),
        _ => numbered,
    };
    match action {
        "inserted" => format!("+ {named}"),
        "deleted" => format!("− {named}"),
        _ => {
            let changes: Vec<_> = content
                .iter()
                .filter_map(Value::as_object)
                .flatten()
                .filter(|(name, _)| !DERIVED.contains(&name.as_str()))
                .map(|(name, values)| match (&values[0], &values[1]) {
                    (Value::String(old), Value::String(new)) if old.len() + new.len() < 60 => {
                        format!("{name} {old} → {new}")
                    }
                    _ => name.trim_end_matches("_id").replace('_', " "),
                })
                .collect();
            if changes.is_empty() { named } else { format!("{named} ({})", changes.join(", ")) }
        }
    }
}
