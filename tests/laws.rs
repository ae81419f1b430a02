//! Laws that hold for any sequence of commands: undo and redo, the copy of the standings, the index, export and
//! import.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::Path;

use crate::common::measures::{in_full, tell};
use crate::common::{
    BEGINNING, Op, act, folder, index_is_right, new_book, record_of, stamp, standings_are_right, take_lines,
};
use gainsay::model::records::ClaimRow;
use gainsay::model::results::health::Health;
use gainsay::model::{Filter, Moment, Role};
use gainsay::store::{EntryMeta, Store};
use proptest::prelude::*;
use rusqlite::Connection;

/// How many sequences each law is tried on; `GAINSAY_CASES` asks for more.
fn cases() -> u32 {
    let asked = std::env::var("GAINSAY_CASES").ok().and_then(|text| text.parse().ok());
    asked.unwrap_or(if in_full() { 1000 } else { 24 })
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    prop::collection::vec(any::<Op>(), 1..40).prop_map(|more| BEGINNING.into_iter().chain(more).collect())
}

fn lines(store: &Store) -> String {
    let mut text = String::new();
    store
        .lines(&Filter::default(), &mut |line| {
            text.push_str(&line.text().unwrap());
            text.push('\n');
            Ok(())
        })
        .unwrap();
    text
}

/// Every claim as lists show it, with its status and verdict.
fn claims(store: &Store) -> String {
    let mut text = String::new();
    let mut each = |claim: ClaimRow| {
        text.push_str(&format!("{claim:?}\n"));
        Ok(())
    };
    store.claims(&Filter::default(), &mut each).unwrap();
    text
}

fn import(store: &Store, text: &str) -> gainsay::store::exchange::ImportOutcome {
    let report = store.record(&stamp("import"), |writer| take_lines(writer, text));
    report.unwrap_or_else(|error| panic!("{error} in\n{text}"))
}

/// Who disputes each claim, as any tool sees it in the view `claim_summary`.
fn disputers_in_sql(book: &Connection) -> Vec<BTreeSet<String>> {
    let mut query = book.prepare("select coalesce(disputed_by, '') from claim_summary order by id").unwrap();
    let rows = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
    rows.map(|names| parted(&names.unwrap())).collect()
}

/// Who disputes each claim, as lists and exports show it; a name may itself have what parts names.
fn disputers_in_lists(store: &Store) -> Vec<BTreeSet<String>> {
    let mut all = Vec::new();
    let mut each = |claim: ClaimRow| {
        all.push(parted(&claim.disputed_by.join("; ")));
        Ok(())
    };
    store.claims(&Filter::default(), &mut each).unwrap();
    all
}

fn parted(names: &str) -> BTreeSet<String> {
    names.split("; ").filter(|name| !name.is_empty()).map(str::to_string).collect()
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() }
}

/// What `doctor` finds broken in the book of a folder; the chain of the history holds whatever was done.
fn what_is_broken(folder: &Path) -> Vec<String> {
    let checks = Store::examine(&folder.join("book.db"), "2021-11-19".parse().unwrap()).unwrap();
    checks.into_iter().filter(|check| check.health == Health::Broken).map(|check| check.found).collect()
}

/// An entry by an editor of the book as it is: whoever undoes the entry that made them a member leaves the rest to another one.
fn by_an_editor(store: &Store, command: &str) -> EntryMeta {
    let editor = store.members().unwrap().into_iter().find(|member| member.role() == Role::Editor);
    EntryMeta { member: editor.map(|editor| editor.name), ..stamp(command) }
}

/// As many undos as commands give back every state in turn, and as many redos every state again. A command that is refused
/// changes nothing. The copy of the standings and the index are right throughout.
#[test]
fn undo_and_redo_give_every_state_back() {
    let (sequences, commands) = (Cell::new(0), Cell::new(0));
    proptest!(config(), |(ops in ops())| {
        sequences.set(sequences.get() + 1);
        commands.set(commands.get() + ops.len());
        let folder = folder();
        let (path, store) = new_book(folder.path());
        let mut states = vec![record_of(&path)];
        for op in ops {
            let done = act(&store, op);
            let state = record_of(&path);
            prop_assert!(standings_are_right(&path), "after {op:?}");
            if done.is_err() {
                prop_assert_eq!(&state, states.last().unwrap(), "{:?} was refused and changed something", op);
            } else if &state != states.last().unwrap() {
                states.push(state);
            }
        }
        prop_assert_eq!(disputers_in_sql(&path), disputers_in_lists(&store));
        prop_assert!(index_is_right(&path, &store));
        for (left, state) in states.iter().enumerate().rev().skip(1) {
            store.undo(&by_an_editor(&store, "undo"), None).unwrap();
            prop_assert_eq!(&record_of(&path), state);
            prop_assert!(standings_are_right(&path));
            prop_assert!(left % 8 > 0 || index_is_right(&path, &store));
        }
        prop_assert!(store.undo(&stamp("undo"), None).is_err());
        for state in states.iter().skip(1) {
            store.redo(&by_an_editor(&store, "redo")).unwrap();
            prop_assert_eq!(&record_of(&path), state);
        }
        prop_assert!(store.redo(&stamp("redo")).is_err());
        prop_assert_eq!(what_is_broken(folder.path()), Vec::<String>::new());
    });
    tell(
        "undo and redo of random sequences of commands",
        &format!("{} sequences ({} commands), each state the same again", sequences.get(), commands.get()),
    );
}

proptest! {
    #![proptest_config(config())]

    /// Whatever is taken back and done again in whatever order, an undo changes something or says why not, and when nothing
    /// is left to undo the book is empty.
    #[test]
    fn undoing_in_any_order_ends_in_an_empty_book(ops in ops(), back in prop::collection::vec(any::<u8>(), 50)) {
        let folder = folder();
        let (path, store) = new_book(folder.path());
        let empty = record_of(&path);
        for (op, back) in ops.into_iter().zip(back) {
            act(&store, op).unwrap_or_default();
            let before = record_of(&path);
            let reverted = match back % 6 {
                0 => store.undo(&stamp("undo"), None),
                1 => store.undo(&stamp("undo"), Some(i64::from(back / 6) % 30 + 1)),
                2 => store.redo(&stamp("redo")),
                _ => continue,
            };
            prop_assert!(standings_are_right(&path));
            prop_assert_eq!(reverted.is_ok(), record_of(&path) != before, "{:?}", reverted);
        }
        let left = loop {
            match store.undo(&by_an_editor(&store, "undo"), None) {
                Ok(_) => prop_assert!(standings_are_right(&path)),
                Err(error) => break error.to_string(),
            }
        };
        prop_assert_eq!(left, "there is nothing to undo");
        prop_assert_eq!(record_of(&path), empty);
        prop_assert_eq!(what_is_broken(folder.path()), Vec::<String>::new());
    }

    /// After each entry, the book says what it says of that moment later, whatever was recorded, undone and done again since.
    #[test]
    fn the_book_at_each_entry_is_what_it_was_then(ops in ops(), back in prop::collection::vec(any::<u8>(), 50)) {
        let folder = folder();
        let (_, store) = new_book(folder.path());
        let mut known = Vec::new();
        for (op, back) in ops.into_iter().zip(back) {
            act(&store, op).unwrap_or_default();
            match back % 7 {
                0 => drop(store.undo(&stamp("undo"), None)),
                1 => drop(store.undo(&stamp("undo"), Some(i64::from(back / 7) % 30 + 1))),
                2 => drop(store.redo(&stamp("redo"))),
                _ => {}
            }
            if let Some(last) = store.last_entry().unwrap() {
                known.push((last.id, lines(&store), claims(&store)));
            }
        }
        let every = known.len() / 6 + 1;
        for (entry, text, listed) in known.into_iter().step_by(every) {
            let then = Store::open_as_recorded(&folder.path().join("book.db"), &Moment::Entry(entry)).unwrap();
            prop_assert_eq!(lines(&then), text, "entry {}", entry);
            prop_assert_eq!(claims(&then), listed, "entry {}", entry);
            prop_assert_eq!(then.last_entry().unwrap().map(|last| last.id), Some(entry));
            prop_assert!(act(&then, BEGINNING[0]).is_err());
        }
    }

    /// What was exported can be imported into an empty book, and exported again it is the same to the byte. Imported once
    /// more it changes nothing.
    #[test]
    fn a_book_survives_export_and_import(ops in ops()) {
        let (here, there) = (folder(), folder());
        let (_, store) = new_book(here.path());
        for op in ops {
            act(&store, op).unwrap_or_default();
        }
        let text = lines(&store);
        let (path, copy) = new_book(there.path());
        import(&copy, &text);
        prop_assert_eq!(&lines(&copy), &text);
        prop_assert!(standings_are_right(&path) && index_is_right(&path, &copy));
        let before = record_of(&path);
        import(&copy, &text);
        prop_assert_eq!(record_of(&path), before);
        prop_assert_eq!(what_is_broken(there.path()), Vec::<String>::new());
    }
}
