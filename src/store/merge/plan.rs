//! Which rows are in the record after a merge, and with which values: what the book's own history says stays, and of values of others
//! the earliest is taken. What is put together decides alone, so the order of merges does not matter.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::book::{Book, LiveRow};
use super::fields::{MERGED, MergedReference, ROW, WithoutTarget, table_number};
use super::row_state::{FieldValue, RowKey, RowState, THIS_ENTRY, VersionedValue};
use crate::error::Result;
use crate::store::records::rows::{first, list};

/// Whether a row is in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// It is.
    Shown,
    /// It was removed.
    Removed,
    /// It was removed here and changed there.
    RemovedHere,
    /// It refers to this row, which is not in the record.
    Needs(RowKey),
}

/// A row that a merge is about.
pub(super) struct PlannedRow {
    pub(super) state: RowState,
    pub(super) live: Option<LiveRow>,
    /// Its number in the other copy.
    pub(super) order: i64,
}

/// The order in which of several versions one is taken: own ones first, then by time and hash.
pub(super) type Rank = (bool, String, String);

/// What becomes of the rows that a merge is about.
pub(super) struct Plan<'p> {
    pub(super) here: &'p Book<'p>,
    /// When each entry was made that either copy knows.
    pub(super) times: HashMap<String, String>,
    pub(super) rows: BTreeMap<RowKey, PlannedRow>,
    /// The rows of the plan that refer to a row.
    inward: HashMap<RowKey, Vec<RowKey>>,
    decided: RefCell<HashMap<RowKey, Option<Presence>>>,
}

impl<'p> Plan<'p> {
    /// A plan without rows.
    pub(super) fn new(here: &'p Book<'p>, times: HashMap<String, String>) -> Self {
        Self { here, times, rows: BTreeMap::new(), inward: HashMap::new(), decided: RefCell::default() }
    }

    /// Adds a row.
    pub(super) fn add(&mut self, key: RowKey, state: RowState, live: Option<LiveRow>, order: i64) {
        self.rows.insert(key, PlannedRow { state, live, order });
    }

    /// Adds a row of the record as it is, unless the plan has it.
    ///
    /// # Errors
    /// Errors of the database.
    pub(super) fn add_from_record(&mut self, key: RowKey) -> Result<bool> {
        if self.rows.contains_key(&key) {
            return Ok(false);
        }
        let Some(live) = self.here.live(&key)? else { return Ok(false) };
        self.add(key, live.state.clone(), Some(live), 0);
        Ok(true)
    }

    /// Adds the rows of the record whose fate depends on the rows of the plan, until there are no more.
    ///
    /// # Errors
    /// Errors of the database.
    pub(super) fn complete(&mut self) -> Result<()> {
        let mut asked = HashSet::new();
        loop {
            self.link();
            if self.add_removed(&mut asked)? {
                continue;
            }
            let mut more = self.rivals()?;
            for (key, row) in &self.rows {
                if let Some(live) = &row.live
                    && self.presence(key)? != Presence::Shown
                {
                    more.extend(self.stored_dependents(key, live.id)?);
                }
            }
            let mut is_complete = true;
            for key in more {
                is_complete &= !self.add_from_record(key)?;
            }
            if is_complete {
                return Ok(());
            }
        }
    }

    /// Adds the removed rows to which rows of the plan refer, and those that were removed with a row that may come back. Returns
    /// whether there were any.
    fn add_removed(&mut self, asked: &mut HashSet<RowKey>) -> Result<bool> {
        let alive = self.rows.iter().filter(|(_, row)| row.state.is_alive());
        let targets = alive.clone().flat_map(|(key, _)| self.references(key)).map(|(_, target)| target);
        let back = alive.filter(|(_, row)| row.live.is_none() && !row.state.removed.is_empty());
        let candidates: Vec<_> = back.map(|(key, _)| key.clone()).chain(targets).collect();
        let mut is_new = false;
        for key in candidates {
            if !asked.insert(key.clone()) || self.rows.get(&key).is_some_and(|row| row.live.is_some()) {
                continue;
            }
            is_new |= self.add_absent(&key)?;
            let Some(removed) = self.rows.get(&key).map(|row| row.state.removed.clone()) else { continue };
            for other in self.here.removed_together(&key, &removed)? {
                is_new |= self.add_absent(&other)?;
            }
        }
        Ok(is_new)
    }

    /// Adds a row that is not in the record and of which something is known, unless the plan has it.
    pub(super) fn add_absent(&mut self, key: &RowKey) -> Result<bool> {
        if self.rows.contains_key(key) || self.here.find(key)?.is_some() {
            return Ok(false);
        }
        let Some(state) = self.here.absent(key)? else { return Ok(false) };
        self.add(key.clone(), state, None, 0);
        Ok(true)
    }

    fn link(&mut self) {
        self.decided.borrow_mut().clear();
        self.inward.clear();
        let mut links = Vec::new();
        for key in self.rows.keys() {
            links.extend(self.references(key).into_iter().map(|(_, target)| (target, key.clone())));
        }
        for (target, key) in links {
            self.inward.entry(target).or_default().push(key);
        }
    }

    /// The place of a version in the order in which versions are taken.
    pub(super) fn rank(&self, version: &str) -> Rank {
        let own = version == THIS_ENTRY || self.here.known.get(version).is_some_and(|entry| entry.own);
        (!own, self.times.get(version).cloned().unwrap_or_default(), version.to_string())
    }

    /// The value of a field that is taken.
    pub(super) fn chosen(&self, key: &RowKey, field: &str) -> Option<&VersionedValue> {
        let values = self.rows.get(key)?.state.fields.get(field)?;
        // The uid of what has no uid for a key, and the case of a name, are the same in all copies.
        let rank = |value: &&VersionedValue| {
            let (is_other, at, version) = self.rank(&value.version);
            (is_other && field != ROW, at, version)
        };
        values.iter().min_by_key(rank)
    }

    /// The rows to which a row refers, by the values that are taken.
    pub(super) fn references(&self, key: &RowKey) -> Vec<(&'static MergedReference, RowKey)> {
        let table = &MERGED[key.table];
        let mut found = Vec::new();
        for field in table.fields {
            let Some(chosen) = self.chosen(key, field.name) else { continue };
            for reference in table.references {
                if let (true, Some(uid)) =
                    (field.columns.contains(&reference.column), uid_in(&chosen.value, reference.column))
                    && let Some(table) = table_number(reference.table)
                    && !follows_from_target(&chosen.value, reference.column)
                {
                    found.push((reference, RowKey { table, key: uid }));
                }
            }
        }
        found
    }

    /// Whether a row is in the record after the merge.
    ///
    /// # Errors
    /// Errors of the database.
    pub(super) fn presence(&self, key: &RowKey) -> Result<Presence> {
        match self.decided.borrow().get(key) {
            Some(Some(known)) => return Ok(known.clone()),
            // A circle of rows that need each other.
            Some(None) => return Ok(Presence::Needs(key.clone())),
            None => {}
        }
        self.decided.borrow_mut().insert(key.clone(), None);
        let mut presence = self.own_presence(key)?;
        if presence == Presence::Shown {
            let mut ends = HashSet::new();
            for (reference, target) in self.references(key) {
                if reference.otherwise != WithoutTarget::Hidden {
                    continue;
                }
                let end = self.resolve(&target)?;
                // What tells two claims apart or relates them has no meaning once they are one.
                let is_pair = matches!(MERGED[key.table].name, "claim_relation" | "distinct_pair");
                if end.is_none_or(|end| !ends.insert(end) && is_pair) {
                    presence = Presence::Needs(target);
                    break;
                }
            }
        }
        self.decided.borrow_mut().insert(key.clone(), Some(presence.clone()));
        Ok(presence)
    }

    /// Whether a row is in the record, whatever it refers to.
    fn own_presence(&self, key: &RowKey) -> Result<Presence> {
        let state = &self.rows[key].state;
        if state.removed.is_empty() {
            return Ok(if state.is_alive() { Presence::Shown } else { Presence::Removed });
        }
        let mut evidence = BTreeSet::new();
        if state.is_alive() || self.alias(key)?.is_none() {
            self.evidence(key, &mut evidence, &mut HashSet::new())?;
        }
        if evidence.is_empty() {
            let stays = self.removed_with(key)?;
            return Ok(if stays.is_some() { Presence::Shown } else { Presence::Removed });
        }
        let first = |versions: &BTreeSet<String>| versions.iter().map(|version| self.rank(version)).min();
        if first(&state.removed) < first(&evidence) {
            return Ok(if state.is_alive() { Presence::RemovedHere } else { Presence::Removed });
        }
        Ok(Presence::Shown)
    }

    /// The row to which this one belongs, which was removed with it and stays.
    pub(super) fn removed_with(&self, key: &RowKey) -> Result<Option<RowKey>> {
        let removed = &self.rows[key].state.removed;
        for (reference, target) in self.references(key) {
            if reference.otherwise != WithoutTarget::Hidden || target == *key {
                continue;
            }
            let Some(parent) = self.rows.get(&target) else { continue };
            if !parent.state.removed.is_disjoint(removed) && self.own_presence(&target)? == Presence::Shown {
                return Ok(Some(target));
            }
        }
        Ok(None)
    }

    /// The versions that say that a row is there: its own, and those of the rows that refer to it.
    fn evidence(&self, key: &RowKey, all: &mut BTreeSet<String>, seen: &mut HashSet<RowKey>) -> Result<()> {
        if !seen.insert(key.clone()) {
            return Ok(());
        }
        let stored;
        let (state, id) = if let Some(row) = self.rows.get(key) {
            (&row.state, row.live.as_ref().map(|live| live.id))
        } else {
            let Some(live) = self.here.live(key)? else { return Ok(()) };
            stored = live;
            (&stored.state, Some(stored.id))
        };
        all.extend(state.present.iter().cloned());
        let mut dependents = self.inward.get(key).cloned().unwrap_or_default();
        if let Some(id) = id {
            dependents.extend(self.stored_dependents(key, id)?);
        }
        for dependent in dependents {
            let is_alive = self.rows.get(&dependent).is_none_or(|row| row.state.is_alive());
            if is_alive {
                self.evidence(&dependent, all, seen)?;
            }
        }
        Ok(())
    }

    /// The rows that refer to a row, in the plan and in the record.
    ///
    /// # Errors
    /// Errors of the database.
    pub(super) fn dependents(&self, key: &RowKey) -> Result<Vec<RowKey>> {
        let refers = |other: &&RowKey| self.references(other).iter().any(|(_, target)| target == key);
        let mut all: Vec<_> = self.rows.keys().filter(refers).cloned().collect();
        if let Some(live) = self.rows.get(key).and_then(|row| row.live.as_ref()) {
            all.extend(self.stored_dependents(key, live.id)?);
        }
        Ok(all)
    }

    /// The rows of the record that refer to a row and are not in the plan.
    fn stored_dependents(&self, key: &RowKey, id: i64) -> Result<Vec<RowKey>> {
        let name = MERGED[key.table].name;
        let mut found = Vec::new();
        for (number, table) in MERGED.iter().enumerate() {
            for reference in table.references.iter().filter(|reference| reference.table == name) {
                let sql = format!("select id from {} where {} = ?1", table.name, reference.column);
                for dependent in list::<i64>(self.here.conn, &sql, [id])? {
                    let Some(dependent) = self.here.key_of(number, dependent)? else { continue };
                    if !self.rows.contains_key(&dependent) && dependent != *key {
                        found.push(dependent);
                    }
                }
            }
        }
        Ok(found)
    }

    /// The row that a reference means: the row itself, or the one into which it was joined; none if neither is in the record.
    ///
    /// # Errors
    /// Errors of the database.
    pub(super) fn resolve(&self, target: &RowKey) -> Result<Option<RowKey>> {
        let mut target = target.clone();
        for _ in 0..32 {
            let is_there = if self.rows.contains_key(&target) {
                self.presence(&target)? == Presence::Shown
            } else {
                self.here.find(&target)?.is_some()
            };
            if is_there {
                return Ok(Some(target));
            }
            match self.alias(&target)? {
                Some(other) if other != target => target = other,
                _ => return Ok(None),
            }
        }
        Ok(None)
    }

    /// The claim or document into which one was joined.
    fn alias(&self, key: &RowKey) -> Result<Option<RowKey>> {
        let (table, column) = match MERGED[key.table].name {
            "claim" => ("claim_wording", "claim_id"),
            "document" => ("document_alias", "document_id"),
            _ => return Ok(None),
        };
        let Some(number) = table_number(table) else { return Ok(None) };
        let joined = RowKey { table: number, key: key.key.clone() };
        if let Some(row) = self.rows.get(&joined) {
            let field = if table == "claim_wording" { "claim" } else { "document" };
            let chosen = self.chosen(&joined, field).filter(|_| row.state.is_alive());
            let uid = chosen.and_then(|chosen| uid_in(&chosen.value, column));
            return Ok(uid.map(|uid| RowKey { table: key.table, key: uid }));
        }
        let parent = MERGED[key.table].name;
        let sql = format!("select p.uid from {table} a join {parent} p on p.id = a.{column} where a.uid = ?1");
        Ok(first(self.here.conn, &sql, [&key.key])?.map(|uid| RowKey { table: key.table, key: uid }))
    }
}

/// The text of a column of a value.
pub(super) fn uid_in(value: &FieldValue, column: &str) -> Option<String> {
    value.get(column).and_then(Value::as_str).map(str::to_string)
}

/// Whether a column of a value follows from another one: the claim of a statement about a statement.
pub(super) fn follows_from_target(value: &FieldValue, column: &str) -> bool {
    column == "claim_id" && value.get("target_statement_id").is_some_and(|uid| !uid.is_null())
}
