//! Pieces that are at fault leave no trace, wherever they stand among good ones.

use crate::common::{folder, new_book, record_of, stamp};
use gainsay::import::jsonl;
use gainsay::model::import::item::{ImportItem, RawItem};
use gainsay::store::exchange::{ImportOutcome, OnDuplicate, Rejected};
use proptest::prelude::*;

/// What a line of the file is: good, not to be read, or found to be at fault when half of it is in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Good,
    Unread,
    HalfWay,
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![6 => Just(Kind::Good), 1 => Just(Kind::Unread), 1 => Just(Kind::HalfWay)]
}

/// A line; what is at fault names a speaker and a document that only good lines may bring, and sets a key they use.
fn line(kind: Kind, at: usize) -> String {
    let by = at % 7;
    match kind {
        Kind::Good => format!(
            r#"{{"uid":"{at:020}","text":"claim {at}","recorded_at":"2021-11-18","statements":[{{"uid":"a{at:019}","key":"k","speaker":"Speaker {by}","stance":"asserts"}},{{"uid":"b{at:019}","speaker":"Echo {by}","stance":"reports","target_statement":"k"}}]}}"#
        ),
        Kind::Unread => format!(r#"{{"text":"claim {at}","no such field":1}}"#),
        Kind::HalfWay => {
            let fault = [r#""denies","target_document":"nowhere""#, r#""sings""#][at % 2];
            format!(
                r#"{{"text":"claim {at}","statements":[{{"key":"k","speaker":"speaker {by}","stance":"asserts"}},{{"speaker":"Ghost {at}","stance":{fault}}}]}}"#
            )
        }
    }
}

/// Lines may stand in any order; only what refers to nothing is rejected.
#[test]
fn what_refers_to_later_lines_waits_for_them() {
    let statement = |uid: usize, target: &str| {
        let (speaker, stance) = if target.is_empty() { ("Ann Lee", "asserts") } else { ("The Echo", "reports") };
        let target = if target.is_empty() { String::new() } else { format!(r#","target_statement":"{target}""#) };
        format!(
            r#"{{"type":"statement","uid":"s{uid:019}","claim":"the-claim","speaker":"{speaker}","stance":"{stance}"{target}}}"#
        )
    };
    let mut file = vec![r#"{"uid":"the-claim","text":"The ferry is free"}"#.to_string(), statement(0, "")];
    file.extend((1..40).map(|at| statement(at, &format!("s{:019}", at - 1))));
    let (straight, _, _) = taken(&file);
    file.insert(20, statement(99, "nowhere"));
    for turn in [0, 1, 7, 20, 39] {
        let mut lines = file.clone();
        lines.rotate_left(turn);
        lines.reverse();
        let (records, report, rejected) = taken(&lines);
        assert_eq!((report.counts.statements, report.counts.rejected, rejected.len()), (40, 1, 1), "{turn}");
        assert_eq!(records.lines().count(), straight.lines().count());
    }
}

/// Imports lines into a new book; gives all that is recorded but for uids of speakers, what was said, and who was rejected.
fn taken(lines: &[String]) -> (String, ImportOutcome, Vec<String>) {
    let folder = folder();
    let (conn, store) = new_book(folder.path());
    let mut rejected = Vec::new();
    let report = store
        .record(&stamp("import"), |writer| {
            let mut reject = |piece: Rejected| {
                rejected.push(piece.place);
                Ok(())
            };
            let mut importer = writer.importer(OnDuplicate::Skip, &mut reject)?;
            for (at, text) in lines.iter().enumerate() {
                let lines = jsonl::line(text).map(|line| vec![line]);
                importer.take(ImportItem { place: at.to_string(), lines, raw: RawItem::Text(text.clone()) })?;
            }
            importer.finish()
        })
        .unwrap();
    conn.execute_batch("update speaker set uid = id").unwrap();
    (record_of(&conn), report, rejected)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn faults_leave_no_trace(kinds in prop::collection::vec(kind(), 1..2_500)) {
        let all: Vec<_> = kinds.iter().copied().enumerate().collect();
        let good: Vec<_> = all.iter().copied().filter(|(_, kind)| *kind == Kind::Good).collect();
        let bad: Vec<_> = all.iter().filter(|(_, kind)| *kind != Kind::Good).map(|(at, _)| at.to_string()).collect();
        prop_assume!(!good.is_empty());
        let file = |lines: &[(usize, Kind)]| lines.iter().map(|(at, kind)| line(*kind, *at)).collect::<Vec<_>>();
        let (with, report, mut rejected) = taken(&file(&all));
        let (without, clean, _) = taken(&file(&good));
        rejected.sort_by_key(|place| place.parse::<usize>().unwrap());
        prop_assert_eq!(with, without);
        prop_assert_eq!(rejected, bad.clone());
        prop_assert_eq!(report.counts.rejected, bad.len());
        prop_assert_eq!(report.counts.read, all.len());
        prop_assert_eq!((report.counts.added, report.counts.claims, report.counts.statements, report.counts.speakers),
                        (clean.counts.added, clean.counts.claims, clean.counts.statements, clean.counts.speakers));
    }
}
