//! What goes out comes in again: JSON Lines, JSON, the pair of CSV files and workbooks give the same book.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

mod common;

use std::path::Path;

use common::{Op, act, folder, gainsay, new_book, stamp};
use gainsay::model::new::{NewClaim, NewSpeaker, NewStatement, Target};
use gainsay::model::{SpeakerKind, Stance};
use proptest::prelude::*;

fn cases() -> u32 {
    std::env::var("GAINSAY_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(12)
}

/// Texts that files like to harm.
fn text() -> impl Strategy<Value = String> {
    let harmful = prop::sample::select(vec![
        "=1+1",
        "+44",
        "-5.2",
        "@x",
        "'=x",
        "''",
        "\tx",
        "a\r\nb",
        "a\nb",
        "\"",
        "a;b; c",
        "\u{feff}x",
        "x\u{0}y",
        "\u{202e}x",
        "😀",
        "_x0041_",
        "_x005F_",
        "NULL",
        "true",
        "2021-11-18",
        "1e5",
        "0012",
        "=cmd|' /C calc'!A0",
        "<b>x</b>",
        "&amp;",
        "\u{1}\u{1f}",
        "\u{85}\u{2028}",
        "a,b",
        "https://example.org/?q=\"x\"&y#z",
        "x\u{fffd}y",
    ]);
    (harmful, "\\PC{0,6}", any::<u8>()).prop_map(|(harmful, more, way)| match way % 4 {
        0 => format!("{harmful}{more}"),
        1 => format!("{more}{harmful}"),
        2 => format!("claim {harmful} {more} end"),
        _ => format!("{harmful}x").repeat(if way == 3 { 60_000 } else { 1 }),
    })
}

fn run(folder: &Path, words: &[&str]) {
    let done = gainsay(folder).args(words).output().unwrap();
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    assert!(
        !String::from_utf8_lossy(&done.stdout).contains("rejected"),
        "{words:?}: {}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    );
}

fn same(folder: &Path, a: &str, b: &str) {
    let (before, after) = (std::fs::read(folder.join(a)).unwrap(), std::fs::read(folder.join(b)).unwrap());
    if before == after {
        return;
    }
    let (before, after) = (String::from_utf8_lossy(&before).into_owned(), String::from_utf8_lossy(&after).into_owned());
    let differ = before.lines().zip(after.lines()).find(|(before, after)| before != after);
    panic!("{a} and {b} differ:\n{differ:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_goes_out_comes_in_again(ops in prop::collection::vec(any::<Op>(), 5..30), texts in prop::collection::vec(text(), 1..4)) {
        let folder = folder();
        let (_, store) = new_book(folder.path());
        for op in ops {
            let _ = act(&store, op);
        }
        store.record(&stamp("texts"), |writer| {
            for text in &texts {
                let claim = NewClaim { text: text.clone(), note: Some(text.clone()), tags: vec![text.clone()], ..NewClaim::default() };
                let Ok(claim) = writer.add_claim(&claim) else { continue };
                let Ok(speaker) = writer.add_speaker(&NewSpeaker::named(text, SpeakerKind::Person)) else { continue };
                let new = NewStatement { quote: Some(text.clone()), role: Some(text.clone()), ..NewStatement::of(speaker, Stance::Asserts, Target::Claim(claim)) };
                writer.add_statement(&new)?;
            }
            Ok(())
        }).unwrap();
        drop(store);
        let book = folder.path().file_name().map(|_| "book.db").unwrap();
        run(folder.path(), &["--db", book, "export", "a.jsonl"]);
        for ending in ["jsonl", "json", "xlsx"] {
            let (out, db, again) = (format!("out.{ending}"), format!("{ending}.db"), format!("again.{ending}"));
            run(folder.path(), &["--db", book, "export", &out]);
            run(folder.path(), &["--db", &db, "import", &out, "--strict"]);
            run(folder.path(), &["--db", &db, "export", &again]);
            if ending != "jsonl" {
                run(folder.path(), &["--db", &db, "export", &format!("{ending}.jsonl")]);
                same(folder.path(), "a.jsonl", &format!("{ending}.jsonl"));
            }
            same(folder.path(), &out, &again);
        }
        run(folder.path(), &["--db", book, "export", "claims.csv"]);
        run(folder.path(), &["--db", book, "export", "statements.csv", "--statements"]);
        run(folder.path(), &["--db", "csv.db", "import", "claims.csv", "--strict"]);
        run(folder.path(), &["--db", "csv.db", "import", "statements.csv", "--strict"]);
        run(folder.path(), &["--db", "csv.db", "export", "claims-again.csv"]);
        run(folder.path(), &["--db", "csv.db", "export", "statements-again.csv", "--statements"]);
        same(folder.path(), "statements.csv", "statements-again.csv");
        same(folder.path(), "claims.csv", "claims-again.csv");
    }
}
