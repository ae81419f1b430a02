//! Laws of merges, over random histories of copies of a book.

use std::cell::Cell as Counter;
use std::collections::BTreeSet;

use gainsay::model::records::NewSaved;
use gainsay::store::Settlement;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::copies::{Cell, Copy};
use crate::common::measures::{in_full, tell};
use crate::common::{BEGINNING, Op, act, folder, index_is_right, record_of, standings_are_right};

/// How many sets of copies each law is tried on; `GAINSAY_CASES` asks for more.
fn cases() -> u32 {
    let asked = std::env::var("GAINSAY_CASES").ok().and_then(|text| text.parse().ok());
    asked.unwrap_or(if in_full() { 1000 } else { 25 })
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: cases(), failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() }
}

/// A command, or an undo of the entry with that number.
pub type Step = (Op, u8);

/// Changes and removals more often than additions, so that copies disagree.
fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let kind = prop_oneof![
        6 => Just(9u8), // changes
        4 => Just(10), // removes
        1 => Just(11), // saved filters
        2 => Just(16), // the desk
        1 => Just(18), // corrections
        1 => Just(20), // many claims at once
        5 => any::<u8>(),
    ];
    let op = (kind, any::<u8>(), any::<u8>(), any::<u8>());
    prop::collection::vec((op, any::<u8>()), 0..most)
}

fn work(copy: &Copy, steps: &[Step]) {
    for (op, back) in steps {
        act(&copy.store, *op).unwrap_or_default();
        match back % 9 {
            0 => drop(copy.store.undo(&copy.entry("undo"), None)),
            1 => drop(copy.store.undo(&copy.entry("undo"), Some(i64::from(back / 9) % 30 + 1))),
            _ => {}
        }
    }
}

/// A book, and a copy of it for each list of steps, in which these were done.
pub fn copies(folder: &std::path::Path, before: &[Step], each: &[&[Step]]) -> (Copy, Vec<Copy>) {
    let base = Copy::new(folder, "base.db");
    for op in BEGINNING {
        act(&base.store, op).unwrap_or_default();
    }
    work(&base, before);
    let copies = each.iter().enumerate().map(|(number, steps)| {
        let copy = base.copied(&format!("copy-{number}.db"));
        // Else two copies in which the same is done in the same second have the same history.
        let mark = NewSaved::named(&format!("copy-{number}"), "is:disputed");
        copy.store.record(&copy.entry("mark"), |writer| writer.save_filter(&mark)).unwrap();
        work(&copy, steps);
        copy
    });
    let copies = copies.collect();
    (base, copies)
}

/// Whether a merge is refused because nobody would be an editor: what the desk must put right first.
fn merged(into: &Copy, other: &Copy) -> Result<bool, TestCaseError> {
    match into.merge(other) {
        Ok(_) => {}
        Err(error) if error.to_string().contains("needs an editor") => return Ok(false),
        Err(error) => return Err(TestCaseError::fail(format!("{error}"))),
    }
    prop_assert_eq!(into.broken(), Vec::<String>::new());
    Ok(true)
}

/// What each of two books says, and what is to be decided in it; in copies of one book also what is kept and the same.
pub fn same(one: &Copy, other: &Copy, what: &str) -> Result<(), TestCaseError> {
    same_record(one, other, what)?;
    let (a, b) = (one.kept(), other.kept());
    let differ: Vec<_> = a.symmetric_difference(&b).collect();
    prop_assert!(differ.is_empty(), "{}: kept {:#?}", what, differ);
    Ok(())
}

fn same_record(one: &Copy, other: &Copy, what: &str) -> Result<(), TestCaseError> {
    let (a, b) = (one.cells(), other.cells());
    let differ: Vec<_> = a.symmetric_difference(&b).collect();
    prop_assert!(differ.is_empty(), "{}: {:#?}", what, differ);
    Ok(())
}

/// What a copy changed since a base must be in the merged book, or be kept beside it.
fn nothing_is_lost(base: &BTreeSet<Cell>, of: &BTreeSet<Cell>, merged: &Copy) -> Result<(), TestCaseError> {
    let (cells, kept) = (merged.cells(), merged.kept());
    for cell @ (table, key, column, value) in of.difference(base) {
        let is_there = cells.contains(cell)
            || kept.iter().any(|[of, row, _, _, text, ..]| {
                of == table && row == key && (text.contains(&value.replace('"', "\\\"")) || value.is_empty())
            })
            || matches!(
                column.as_str(),
                "uid"
                    | "claim_id"
                    | "origin_id"
                    | "family"
                    | "recorded_at"
                    | "assigned_at"
                    | "same_as_id"
                    | "name"
                    | "text_key"
            );
        let is_there =
            is_there || serde_json::to_string(value).is_ok_and(|json| kept.iter().any(|row| row[4].contains(&json)));
        prop_assert!(
            is_there,
            "{:?} is lost; kept: {:#?}",
            cell,
            kept.iter().filter(|row| row[1] == *key).collect::<Vec<_>>()
        );
    }
    Ok(())
}

#[test]
fn a_merge_loses_nothing_and_is_undone_at_once() {
    let (tried, conflicts) = (Counter::new(0), Counter::new(0));
    proptest!(config(), |(before in steps(12), one in steps(14), other in steps(14))| {
        let folder = folder();
        let (base, copies) = copies(folder.path(), &before, &[&one, &other]);
        let [a, b] = &copies[..] else { unreachable!() };
        let (base, mine, theirs) = (base.cells(), a.cells(), b.cells());
        let record = record_of(&a.connection());
        if !merged(a, b)? {
            return Ok(());
        }
        tried.set(tried.get() + 1);
        conflicts.set(conflicts.get() + usize::try_from(a.store.count_conflicts(None).unwrap()).unwrap());
        prop_assert!(standings_are_right(&a.connection()));
        prop_assert!(index_is_right(&a.connection(), &a.store));
        nothing_is_lost(&base, &mine, a)?;
        nothing_is_lost(&base, &theirs, a)?;
        a.store.conflicts(None).unwrap();
        // Again, nothing changes, not even the history.
        let entries = a.store.newest_entry().unwrap();
        let (cells, kept) = (a.cells(), a.kept());
        prop_assert_eq!(a.merge(b).unwrap().entries, 0);
        prop_assert_eq!(a.store.newest_entry().unwrap(), entries);
        let itself = a.copied("itself.db");
        prop_assert_eq!(a.merge(&itself).unwrap().entries, 0);
        prop_assert_eq!(a.merge(a).unwrap().entries, 0);
        prop_assert_eq!(a.store.newest_entry().unwrap(), entries);
        // One undo takes all of it back, and the same merge does it again.
        if record_of(&a.connection()) != record {
            a.store.undo(&a.entry("undo"), None).unwrap();
        }
        prop_assert_eq!(record_of(&a.connection()), record);
        prop_assert_eq!(a.broken(), Vec::<String>::new());
        merged(a, b)?;
        prop_assert_eq!(a.cells(), cells);
        prop_assert_eq!(a.kept(), kept);
    });
    tell(
        "merges of random copies",
        &format!("{} pairs, {} conflicts, nothing lost, each undone", tried.get(), conflicts.get()),
    );
}

#[test]
fn the_order_of_merges_does_not_matter() {
    let tried = Counter::new(0);
    proptest!(config(), |(before in steps(10), each in prop::array::uniform3(steps(10)))| {
        let folder = folder();
        let (_, copies) = copies(folder.path(), &before, &[&each[0], &each[1], &each[2]]);
        let [a, b, c] = &copies[..] else { unreachable!() };
        let (first, second, third) = (a.copied("first.db"), a.copied("second.db"), a.copied("third.db"));
        let both = c.copied("both.db");
        if !(merged(&first, b)? && merged(&first, c)? && merged(&second, c)? && merged(&second, b)? && merged(&both, b)?
            && merged(&third, &both)?)
        {
            return Ok(());
        }
        tried.set(tried.get() + 1);
        same(&first, &second, "B then C, or C then B")?;
        same(&first, &third, "B then C, or both at once")?;
    });
    tell("merges of three random copies in every order", &format!("{} sets, each the same", tried.get()));
}

#[test]
fn what_is_decided_in_one_copy_is_decided_in_the_other() {
    let (tried, decided) = (Counter::new(0), Counter::new(0));
    proptest!(config(), |(before in steps(10), one in steps(12), other in steps(12), choices in any::<u64>())| {
        let folder = folder();
        let (_, copies) = copies(folder.path(), &before, &[&one, &other]);
        let [a, b] = &copies[..] else { unreachable!() };
        if !merged(a, b)? {
            return Ok(());
        }
        let mut number = 0;
        for _ in 0..200 {
            let open = a.store.conflicts(None).unwrap();
            let Some(conflict) = open.first() else { break };
            let wanted = if choices >> (number % 64) & 1 == 0 { Settlement::Mine } else { Settlement::Theirs };
            number += 1;
            let settle = |decision: &Settlement| a.store.record(&a.entry("settle"), |writer| writer.settle(conflict.id, decision));
            if settle(&wanted).is_err() {
                settle(&Settlement::Mine).map_err(|error| TestCaseError::fail(format!("{conflict:?}: {error}")))?;
            }
            prop_assert_eq!(a.broken(), Vec::<String>::new());
        }
        decided.set(decided.get() + number);
        prop_assert_eq!(a.store.conflicts(None).unwrap(), vec![]);
        if !merged(b, a)? {
            return Ok(());
        }
        tried.set(tried.get() + 1);
        prop_assert_eq!(b.store.conflicts(None).unwrap(), vec![]);
        same_record(a, b, "after everything is decided")?;
        // What is new later comes alone.
        prop_assert_eq!(a.merge(b).unwrap().rows, vec![]);
    });
    tell(
        "conflicts of random copies, decided in one and merged into the other",
        &format!("{} pairs, {} conflicts, both the same", tried.get(), decided.get()),
    );
}
