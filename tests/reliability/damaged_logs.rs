//! A write-ahead log that was cut or has garbage in it: the book is what it was after some command, never between.

use std::fs;
use std::path::Path;

use gainsay::model::records::NewClaim;
use gainsay::store::Store;
use rusqlite::Connection;

use super::{chance, sound};
use crate::common::measures::{tell, times};
use crate::common::{BEGINNING, act, folder, new_book, record_of, stamp};

/// A state of the book: how long the log was when it was reached, and all that is recorded.
struct State {
    end: usize,
    record: String,
}

/// What is done to a log, and the first byte that is not as it was.
fn harm(log: &[u8], chance: &mut fastrand::Rng) -> (Vec<u8>, usize) {
    let at = chance.usize(..=log.len());
    let mut garbage = vec![0; chance.usize(1..6000)];
    chance.fill(&mut garbage);
    let mut harmed = log.to_vec();
    match chance.u8(..4) {
        0 => harmed.truncate(at),
        1 => {
            harmed.truncate(at);
            harmed.extend(garbage);
        }
        2 => {
            harmed.extend(garbage);
            return (harmed, log.len());
        }
        _ => {
            let end = harmed.len().min(at + garbage.len());
            harmed[at..end].copy_from_slice(&garbage[..end - at]);
        }
    }
    (harmed, at)
}

#[test]
fn a_log_that_was_cut_is_a_book_of_some_moment() {
    let (here, there) = (folder(), folder());
    let (path, store) = new_book(here.path());
    let log = here.path().join("book.db-wal");
    // A reader who stays keeps the log from being written into the book.
    path.execute_batch("begin").unwrap();
    let mut states = vec![State { end: 0, record: record_of(&path) }];
    let reader = Connection::open(here.path().join("book.db")).unwrap();
    for op in BEGINNING.into_iter().chain((0..30).map(|n| (n, n / 2, n * 7, n / 3))) {
        act(&store, op).unwrap_or_default();
        let state =
            State { end: usize::try_from(fs::metadata(&log).unwrap().len()).unwrap(), record: record_of(&reader) };
        if state.record != states.last().unwrap().record {
            states.push(state);
        }
    }
    assert!(states.len() > 20, "{}", states.len());
    let (book, log) = (fs::read(here.path().join("book.db")).unwrap(), fs::read(&log).unwrap());
    let (mut chance, cuts) = (chance(), times(60, 600));
    let mut reached = std::collections::BTreeSet::new();
    for _ in 0..cuts {
        let (harmed, at) = harm(&log, &mut chance);
        let copy = there.path().join("copy.db");
        fs::write(&copy, &book).unwrap();
        fs::write(there.path().join("copy.db-wal"), harmed).unwrap();
        fs::remove_file(there.path().join("copy.db-shm")).unwrap_or_default();
        // Garbage may by chance begin as what it replaced: then a later state is right too.
        let least = states.iter().rposition(|state| state.end <= at).unwrap();
        let found = record_of(&sound(&copy));
        let state = states.iter().position(|state| state.record == found);
        let state = state.unwrap_or_else(|| panic!("no state of any moment, harmed at {at}"));
        assert!(state >= least && state <= least + 1, "harmed at {at}: state {state}, not {least}");
        works_on(&copy);
        reached.insert(state);
    }
    tell(
        "log cut, or garbage in it, at random places",
        &format!("{cuts} cuts, each left the book of a moment between commands ({} different ones)", reached.len()),
    );
}

/// Whether a book can be written to.
fn works_on(path: &Path) {
    let store = Store::open(path).unwrap();
    let claim = NewClaim { text: "a claim of afterwards".to_string(), ..NewClaim::default() };
    store.record(&stamp("gainsay add"), |writer| writer.add_claim(&claim).map(drop)).unwrap();
}
