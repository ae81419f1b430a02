//! The index finds what a look at all names finds, and work is in proportion to what is asked.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use proptest::prelude::*;

use super::*;
use crate::model::SpeakerKind;
use crate::model::import::item::{ImportItem, RawItem};
use crate::model::records::{ClaimLine, Line, NewSpeaker, SpeakerEdit, StatementLine};
use crate::store::exchange::OnDuplicate;
use crate::store::{EntryMeta, Store, Writer};

fn meta() -> EntryMeta {
    EntryMeta::new("2021-11-19T12:00:00Z", "test")
}

/// Does something in one entry of a new book.
fn in_entry<T>(work: impl FnOnce(&Writer) -> Result<T>) -> T {
    Store::dry_run_new(&meta(), work).unwrap()
}

/// Asks the same with the index and without it.
fn both_ways<T>(writer: &Writer, ask: impl Fn() -> T) -> (T, T) {
    let index = writer.entry_names.replace(EntryNames::NoEntry);
    let scanned = ask();
    let index = if matches!(index, EntryNames::Indexed(_)) { index } else { EntryNames::Asked(3) };
    writer.entry_names.replace(index);
    (ask(), scanned)
}

/// A name of one or two short words, so that many are alike.
fn name() -> impl Strategy<Value = String> {
    "(The |Dr )?[ABé][abn]{0,3}( [ÄBo][abu]{1,4})?"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn an_index_finds_what_a_look_at_all_names_finds(
        steps in proptest::collection::vec((0..5u8, name(), 0..20i64), 1..40),
        asked in proptest::collection::vec(name(), 1..6),
    ) {
        in_entry(|writer| {
            for (what, name, which) in &steps {
                // What is refused changes nothing.
                let _ = match what {
                    0 | 1 => writer.add_speaker(&NewSpeaker::named(name, SpeakerKind::Person)).map(drop),
                    2 => writer.add_alias(*which, name),
                    3 => writer.edit_speaker(*which, &SpeakerEdit { name: Some(name.clone()), ..SpeakerEdit::default() }),
                    _ => writer.join_speakers(*which, which / 2 + 1).and_then(|()| writer.remove_speaker(which / 3)),
                };
                for typed in asked.iter().chain([name]) {
                    let (found, scanned) = both_ways(writer, || writer.find_speaker(typed).map_err(|error| error.to_string()));
                    assert_eq!(found, scanned, "{typed}");
                    let (found, scanned) = both_ways(writer, || writer.speaker(typed).map_err(|error| error.to_string()));
                    assert_eq!(found, scanned, "{typed}");
                    let (found, scanned) = both_ways(writer, || writer.speaker_like(typed, *which).unwrap());
                    assert_eq!(found, scanned, "{typed}");
                }
            }
            Ok(())
        });
    }
}

#[test]
fn a_slip_of_the_hand_is_noticed_among_many_names() {
    in_entry(|writer| {
        for number in 0..2_000 {
            let name = format!("{} {}", word(number * 7 + 1), word(number * 31 + 5));
            writer.add_speaker(&NewSpeaker::named(&name, SpeakerKind::Person))?;
        }
        let known = format!("{} {}", word(70_008), word(3));
        writer.add_speaker(&NewSpeaker::named(&known, SpeakerKind::Person))?;
        let mut mistyped = known.clone();
        mistyped.remove(3);
        let (found, scanned) = both_ways(writer, || writer.speaker_like(&mistyped, 0).unwrap());
        assert_eq!((found, scanned), (Some(known.clone()), Some(known)));
        Ok(())
    });
}

/// A word that can be spoken.
fn word(mut number: usize) -> String {
    let mut word = String::new();
    for _ in 0..4 {
        word.push(['b', 'd', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v'][number * 7 % 12]);
        word.push(['a', 'e', 'i', 'o', 'u'][number % 5]);
        number = number / 3 + 1;
    }
    word
}

/// The thousands of instructions of SQLite that some work takes in a new book.
fn instructions(work: impl FnOnce(&Writer) -> Result<()>) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    Store::create(&path, |_| Ok(())).unwrap();
    let mut store = Store::open(&path).unwrap();
    let count = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&count);
    let counts = move || {
        counter.fetch_add(1, Ordering::Relaxed);
        false
    };
    store.conn.progress_handler(1_000, Some(counts)).unwrap();
    store.record(&meta(), work).unwrap();
    count.load(Ordering::Relaxed)
}

/// Work on twice as much takes no more than two and a half times as long.
fn is_in_proportion(work: impl Fn(&Writer, usize) -> Result<()>) {
    let [once, twice] = [400, 800].map(|much| instructions(|writer| work(writer, much)));
    assert!(once > 0 && 2 * twice <= 5 * once, "{once} and then {twice} thousand instructions");
}

#[test]
fn naming_many_new_speakers_is_in_proportion() {
    is_in_proportion(|writer, much| {
        for number in 0..much {
            let name = format!("{} {}", word(number), word(number * 3));
            if writer.find_speaker(&name)?.is_none() {
                let id = writer.add_speaker(&NewSpeaker::named(&name, SpeakerKind::Person))?;
                writer.speaker_like(&name, id)?;
            }
        }
        Ok(())
    });
}

#[test]
fn importing_a_claim_by_many_speakers_with_notes_is_in_proportion() {
    for on_duplicate in [OnDuplicate::Skip, OnDuplicate::Update] {
        is_in_proportion(|writer, much| {
            let mut reject = |rejected: crate::store::exchange::Rejected| panic!("{}", rejected.reason);
            let mut importer = writer.importer(on_duplicate, &mut reject)?;
            for number in 0..much {
                let made = StatementLine {
                    speaker: format!("Speaker {number} Lee"),
                    stance: "asserts".to_string(),
                    ..StatementLine::default()
                };
                let claim = ClaimLine {
                    text: "The bridge is closed".to_string(),
                    note: Some(format!("row {number}")),
                    statements: vec![made],
                    ..ClaimLine::default()
                };
                let lines = Ok(vec![Line::Claim(Box::new(claim))]);
                importer.take(ImportItem { place: String::new(), lines, raw: RawItem::Cells(Vec::new()) })?;
            }
            importer.finish().map(drop)
        });
    }
}
