//! Pieces that are at fault leave no trace, wherever they stand among good ones.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{folder, new_book, record_of, stamp};
use gainsay::formats::read::lines;
use gainsay::model::piece::{Piece, Raw};
use gainsay::store::exchange::{OnDuplicate, Report};
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
        Kind::HalfWay => format!(
            r#"{{"text":"claim {at}","statements":[{{"key":"k","speaker":"speaker {by}","stance":"asserts"}},{{"speaker":"Ghost {at}","stance":"denies","target_document":"nowhere"}}]}}"#
        ),
    }
}

/// Imports lines into a new book; gives all that is recorded but for uids of speakers, what was said, and who was rejected.
fn import(lines: &[(usize, Kind)]) -> (String, Report, Vec<String>) {
    let folder = folder();
    let (conn, store) = new_book(folder.path());
    let mut rejected = Vec::new();
    let report = store
        .record(&stamp("import"), |writer| {
            let mut reject = |piece: gainsay::store::exchange::Rejected| {
                rejected.push(piece.place);
                Ok(())
            };
            let mut importer = writer.importer(OnDuplicate::Skip, &mut reject)?;
            for (at, kind) in lines {
                let text = line(*kind, *at);
                let lines = lines::line(&text).map(|line| vec![line]);
                importer.take(Piece { place: at.to_string(), lines, raw: Raw::Text(text), notes: Vec::new() })?;
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
        let (with, report, rejected) = import(&all);
        let (without, clean, _) = import(&good);
        prop_assert_eq!(with, without);
        prop_assert_eq!(rejected, bad.clone());
        prop_assert_eq!(report.counts.rejected, bad.len());
        prop_assert_eq!(report.counts.read, all.len());
        prop_assert_eq!((report.counts.added, report.counts.claims, report.counts.statements, report.counts.speakers),
                        (clean.counts.added, clean.counts.claims, clean.counts.statements, clean.counts.speakers));
    }
}
