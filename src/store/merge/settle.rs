//! Deciding a conflict: what was decided replaces what both copies said.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::book::Book;
use super::conflicts::OpenConflict;
use super::fields::{MERGED, WithoutTarget};
use super::history::KnownEntry;
use super::merging::add_open;
use super::plan::Plan;
use super::row_state::{FieldValue, RowKey, THIS_ENTRY, VersionedValue};
use super::rows::RowsWriter;
use super::stored::{REMOVED, WHOLE, values};
use crate::error::{Error, Result, Sentence, terminal_only};
use crate::store::Writer;
use crate::store::records::claims::key_of;

/// What is decided of a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// What this book says stays.
    Mine,
    /// What the other copy says is taken.
    Theirs,
    /// Neither: these words.
    Text(String),
}

impl Writer<'_> {
    /// Decides a conflict.
    ///
    /// # Errors
    /// No such conflict; a decision that it cannot have.
    pub fn settle(&self, id: i64, decision: &Settlement) -> Result<()> {
        let conflict = self.open_conflict(id)?;
        let here = Book::new(&self.conn, self.entry)?;
        let entries: BTreeMap<&str, &KnownEntry> =
            here.known.iter().map(|(hash, entry)| (hash.as_str(), entry)).collect();
        let times: HashMap<_, _> =
            entries.iter().map(|(hash, entry)| ((*hash).to_string(), entry.at.clone())).collect();
        self.conn.execute_batch("pragma defer_foreign_keys = on")?;
        let mut plan = Plan::new(&here, times);
        add_open(&here, &mut plan)?;
        let deciding = Deciding { writer: self, here: &here, conflict: &conflict };
        match (conflict.field.as_str(), conflict.reason.as_str(), decision) {
            (REMOVED | WHOLE, _, Settlement::Text(_)) | (_, "needs", Settlement::Text(_)) => return Err(no_text()),
            (REMOVED, _, Settlement::Mine) => deciding.stays(&mut plan)?,
            (REMOVED, _, _) => deciding.goes(&mut plan)?,
            (WHOLE, "removed", Settlement::Mine) => Deciding::stays_removed(&mut plan, &conflict.key)?,
            (WHOLE, "removed", _) => deciding.comes_back(&mut plan, &conflict.key)?,
            (_, "needs", _) => {
                let because = conflict.because.clone().ok_or_else(cannot_be)?;
                match decision {
                    Settlement::Mine => Deciding::stays_removed(&mut plan, &because)?,
                    _ => deciding.comes_back(&mut plan, &because)?,
                }
            }
            _ => deciding.field(&mut plan, decision)?,
        }
        plan.complete()?;
        let mut rows = RowsWriter::new(self, &plan)?;
        rows.write()?;
        rows.derive(None)?;
        rows.keep(&entries)
    }
}

fn no_text() -> Error {
    Error::usage("this conflict is about a row that was removed, not about words").hint(
        Sentence::from("keep what this book says, or take what the other copy says")
            + terminal_only(": --mine or --theirs"),
    )
}

fn cannot_be() -> Error {
    Error::refused("what the other copy says cannot be in the book as it is now")
        .hint("keep what this book says, or change what stands in the way first")
}

/// A conflict that is decided.
struct Deciding<'d> {
    writer: &'d Writer<'d>,
    here: &'d Book<'d>,
    conflict: &'d OpenConflict,
}

impl Deciding<'_> {
    /// Sets a field to one value.
    fn field(&self, plan: &mut Plan, decision: &Settlement) -> Result<()> {
        let conflict = self.conflict;
        let field = MERGED[conflict.key.table].field(&conflict.field).ok_or_else(cannot_be)?;
        let row = plan.rows.get_mut(&conflict.key).ok_or_else(cannot_be)?;
        let live = row.live.as_ref().ok_or_else(cannot_be)?;
        let columns = field.columns.iter().chain(field.carried);
        let mut value: FieldValue = match decision {
            Settlement::Theirs => conflict.value.clone(),
            _ => columns
                .map(|column| ((*column).to_string(), live.columns.get(*column).cloned().unwrap_or_default()))
                .collect(),
        };
        if let Settlement::Text(text) = decision {
            let words =
                field.columns.first().copied().filter(|_| matches!(field.columns, [_] | [_, "text_key" | "edited_at"]));
            let is_words = words.is_some_and(|column| {
                matches!(
                    column,
                    "text"
                        | "note"
                        | "role"
                        | "occasion"
                        | "title"
                        | "name"
                        | "rationale"
                        | "wrong"
                        | "correct"
                        | "filter"
                )
            });
            if !is_words || text.trim().is_empty() {
                return Err(Error::usage(format!("the {} is not a text that can be written here", conflict.field))
                    .hint(
                        Sentence::from("edit it, then keep what this book says")
                            + terminal_only(": gainsay settle N --mine"),
                    ));
            }
            value.insert(words.unwrap_or_default().to_string(), Value::String(text.trim().to_string()));
            if value.contains_key("text_key") {
                value.insert("text_key".to_string(), key_of(text.trim()).into());
            }
        }
        set(&mut row.state.fields, field.name, value);
        row.state.present.insert(THIS_ENTRY.to_string());
        Ok(())
    }

    /// Keeps a row that the other copy removed, with the rows that were removed with it.
    fn stays(&self, plan: &mut Plan) -> Result<()> {
        for key in self.with_it(plan)? {
            if let Some(row) = plan.rows.get_mut(&key) {
                row.state.removed.clear();
                row.state.present.insert(THIS_ENTRY.to_string());
            }
        }
        Ok(())
    }

    /// The row of the conflict, and those that go with it.
    fn with_it(&self, plan: &Plan) -> Result<Vec<RowKey>> {
        let mut all = vec![self.conflict.key.clone()];
        let mut at = 0;
        while let Some(parent) = all.get(at).cloned() {
            let name = format!("{} {}", MERGED[parent.table].name, parent.key);
            for key in plan.rows.keys() {
                let goes = values(&self.writer.conn, key)?;
                if !all.contains(key)
                    && goes.iter().any(|value| value.field == REMOVED && value.because.as_ref() == Some(&name))
                {
                    all.push(key.clone());
                }
            }
            at += 1;
        }
        Ok(all)
    }

    /// Removes a row that the other copy removed, with everything that hangs on it.
    fn goes(&self, plan: &mut Plan) -> Result<()> {
        Self::remove_all(plan, self.with_it(plan)?)
    }

    /// Removes rows, and those that cannot be without them; from others the reference is taken.
    fn remove_all(plan: &mut Plan, mut all: Vec<RowKey>) -> Result<()> {
        let mut at = 0;
        while let Some(key) = all.get(at).cloned() {
            plan.add_from_record(key.clone())?;
            for dependent in plan.dependents(&key)? {
                plan.add_from_record(dependent.clone())?;
                for (reference, target) in plan.references(&dependent) {
                    if target != key {
                        continue;
                    }
                    match reference.otherwise {
                        WithoutTarget::Hidden if !all.contains(&dependent) => all.push(dependent.clone()),
                        WithoutTarget::Hidden => {}
                        WithoutTarget::Emptied(columns) => empty(plan, &dependent, reference.column, columns),
                    }
                }
            }
            at += 1;
        }
        for key in all {
            if let Some(row) = plan.rows.get_mut(&key) {
                row.state.present.clear();
                row.state.removed = [THIS_ENTRY.to_string()].into();
            }
        }
        Ok(())
    }

    /// Leaves a row removed that the other copy changed, and what hangs on it.
    fn stays_removed(plan: &mut Plan, key: &RowKey) -> Result<()> {
        add_any(plan, key)?;
        Self::remove_all(plan, vec![key.clone()])
    }

    /// Brings a row back that was removed here, with the rows that were removed with it.
    fn comes_back(&self, plan: &mut Plan, key: &RowKey) -> Result<()> {
        add_any(plan, key)?;
        let mut back = vec![key.clone()];
        let removed = plan.rows.get(key).map(|row| row.state.removed.clone()).unwrap_or_default();
        let with = self.here.removed_together(key, &removed)?;
        for key in &with {
            add_any(plan, key)?;
        }
        loop {
            let before = back.len();
            for key in &with {
                if !back.contains(key) && plan.references(key).iter().any(|(_, target)| back.contains(target)) {
                    back.push(key.clone());
                }
            }
            if back.len() == before {
                break;
            }
        }
        for key in back {
            let row = plan.rows.get_mut(&key).ok_or_else(cannot_be)?;
            if row.state.fields.is_empty() {
                return Err(cannot_be());
            }
            row.state.removed.clear();
            row.state.present.insert(THIS_ENTRY.to_string());
        }
        Ok(())
    }
}

fn set(fields: &mut BTreeMap<&'static str, Vec<VersionedValue>>, name: &'static str, value: FieldValue) {
    fields.insert(name, vec![VersionedValue { version: THIS_ENTRY.to_string(), value }]);
}

/// Takes a reference from a row.
fn empty(plan: &mut Plan, key: &RowKey, column: &str, columns: &[&str]) {
    let Some(field) = MERGED[key.table].fields.iter().find(|field| field.columns.contains(&column)) else { return };
    let Some(mut value) = plan.chosen(key, field.name).map(|chosen| chosen.value.clone()) else { return };
    for column in columns {
        value.insert((*column).to_string(), Value::Null);
    }
    if let Some(row) = plan.rows.get_mut(key) {
        set(&mut row.state.fields, field.name, value);
        row.state.present.insert(THIS_ENTRY.to_string());
    }
}

/// Adds a row, whether it is in the record or not.
fn add_any(plan: &mut Plan, key: &RowKey) -> Result<()> {
    if !plan.add_absent(key)? {
        plan.add_from_record(key.clone())?;
    }
    Ok(())
}
