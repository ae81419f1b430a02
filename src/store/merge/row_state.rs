//! What two copies say of one row, put together: the values of each field with the entries that set them, and the entries that
//! removed the row. Nothing here reads a database.
//!
//! Each value has a version: the hash of the entry of the history that set it. A copy knows all entries of its own history, and those
//! of the copies that were merged into it. A value that one copy has and the other one has not was replaced there, if the other
//! one knows its version; else it is new. So the result is the same in whatever order and however often copies are merged (this
//! is the multi-value register with version vectors, <https://inria.hal.science/inria-00555588>, section 3.2.2).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// The version of what is set by the entry that is being written, whose hash is not known yet.
pub(super) const THIS_ENTRY: &str = "this entry";

/// A row of the record in whatever book: the number of its table in the list of tables, and its uid or key.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) struct RowKey {
    pub(super) table: usize,
    pub(super) key: String,
}

/// The values of the columns of a field. References are the uids of their rows.
pub(super) type FieldValue = Map<String, Value>;

/// A value of a field, with the entry that set it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct VersionedValue {
    pub(super) version: String,
    pub(super) value: FieldValue,
}

/// What is known of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RowState {
    /// The values of each field. There are several, where copies changed it differently.
    pub(super) fields: BTreeMap<&'static str, Vec<VersionedValue>>,
    /// The entries that say that the row is there, and that no removal has seen.
    pub(super) present: BTreeSet<String>,
    /// The entries that removed it, and that nothing has seen that says that it is there.
    pub(super) removed: BTreeSet<String>,
}

impl RowState {
    /// Puts together what two copies say of a row. `knows_a` and `knows_b` say whether a copy knows an entry.
    pub(super) fn joined(a: &Self, b: &Self, knows_a: &dyn Fn(&str) -> bool, knows_b: &dyn Fn(&str) -> bool) -> Self {
        let mut fields = a.fields.clone();
        for (name, values) in &mut fields {
            let there = b.fields.get(name);
            let has = |version: &str| there.is_some_and(|values| values.iter().any(|value| value.version == version));
            // A field of which the other copy says nothing was not replaced there.
            values.retain(|value| there.is_none() || has(&value.version) || !knows_b(&value.version));
        }
        for (name, values) in &b.fields {
            let here = fields.entry(name).or_default();
            let was_empty = !a.fields.contains_key(name);
            for value in values {
                if !here.iter().any(|known| known.version == value.version) && (was_empty || !knows_a(&value.version)) {
                    here.push(value.clone());
                }
            }
        }
        let sets = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
            let of_a = a.iter().filter(|version| b.contains(*version) || !knows_b(version));
            let of_b = b.iter().filter(|version| !a.contains(*version) && !knows_a(version));
            of_a.chain(of_b).cloned().collect()
        };
        Self { fields, present: sets(&a.present, &b.present), removed: sets(&a.removed, &b.removed) }
    }

    /// Whether an entry says that the row is there.
    pub(super) fn is_alive(&self) -> bool {
        !self.present.is_empty()
    }

    /// All entries that set a field.
    pub(super) fn versions(&self) -> impl Iterator<Item = &str> {
        self.fields.values().flatten().map(|value| value.version.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(field: &[(&str, i64)], present: &[&str], removed: &[&str]) -> RowState {
        let set = |versions: &[&str]| versions.iter().map(ToString::to_string).collect();
        let values = field.iter().map(|(version, number)| VersionedValue {
            version: (*version).to_string(),
            value: [("x".to_string(), Value::from(*number))].into_iter().collect(),
        });
        RowState { fields: [("x", values.collect())].into(), present: set(present), removed: set(removed) }
    }

    #[test]
    fn what_one_changed_replaces_what_the_other_knew_and_what_both_changed_stays_twice() {
        let all = state(&[("0", 1)], &["0"], &[]);
        let a = state(&[("a", 2)], &["a"], &[]);
        let b = state(&[("b", 3)], &["b"], &[]);
        let removed = state(&[("0", 1)], &[], &["r"]);
        let knows = |known: &'static [&'static str]| move |version: &str| known.contains(&version);
        let join = |a: &RowState, b: &RowState, ka, kb| RowState::joined(a, b, &knows(ka), &knows(kb));
        assert_eq!(join(&all, &b, &["0"], &["0", "b"]), b);
        assert_eq!(join(&a, &all, &["0", "a"], &["0"]), a);
        assert_eq!(join(&a, &a, &["0", "a"], &["0", "a"]), a);
        let both = join(&a, &b, &["0", "a"], &["0", "b"]);
        assert_eq!(both, state(&[("a", 2), ("b", 3)], &["a", "b"], &[]));
        assert_eq!(join(&both, &b, &["0", "a", "b"], &["0", "b"]), both);
        let gone = join(&all, &removed, &["0"], &["0", "r"]);
        assert_eq!(gone, removed);
        let kept = join(&a, &removed, &["0", "a"], &["0", "r"]);
        assert_eq!(kept, state(&[("a", 2)], &["a"], &["r"]));
    }
}
