//! What other programs make of what is exported: the csv module of Python, and openpyxl.

use std::path::Path;
use std::process::Command;

use crate::common::{folder, gainsay, text};
use serde_json::json;

/// What a spreadsheet would run, or take for what it is not.
const TEXTS: &[&str] = &[
    "=cmd|' /C calc'!A0",
    "+1",
    "-5.2",
    "+44 20 7946",
    "-2+3",
    "@x",
    "\ttab",
    "\r=1+1",
    "=\"quoted\"",
    "\"=1+1\"",
    "a \"=1+1\", b",
    "=HYPERLINK(\"https://a.example\")",
    "two\nlines",
    "00123",
    "1e5",
    "2021-11-18",
    "TRUE",
    "#N/A",
];

#[test]
fn python_reads_texts_as_texts_and_days_as_days() {
    let has = |module: &str| Command::new("python3").args(["-c", &format!("import {module}")]).output();
    if !has("openpyxl").is_ok_and(|done| done.status.success()) {
        println!("skipped: it needs python3 and openpyxl (python3 -m pip install openpyxl)");
        return;
    }
    let folder = folder();
    let run = |words: &[&str]| {
        let done = gainsay(folder.path()).args(["--db", "a.db"]).args(words).output().unwrap();
        assert!(done.status.success(), "{words:?}: {}", text(&done.stderr));
    };
    let line = |(at, note): (usize, &&str)| {
        let statement = json!({"speaker": "=Ann Lee", "stance": "asserts", "said_on": "2021-11-18"});
        json!({"text": format!("=claim {at}"), "statements": [statement], "note": note, "tags": ["+tag"]}).to_string()
    };
    let lines: Vec<_> = TEXTS.iter().enumerate().map(line).collect();
    std::fs::write(folder.path().join("in.jsonl"), lines.join("\n")).unwrap();
    std::fs::write(folder.path().join("texts.json"), json!(TEXTS).to_string()).unwrap();
    run(&["import", "in.jsonl"]);
    run(&["export", "claims.csv"]);
    run(&["export", "claims.xlsx"]);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/read.py");
    let done = Command::new("python3")
        .arg(script)
        .args(["claims.csv", "claims.xlsx", "texts.json"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", text(&done.stderr));
    println!("{}", text(&done.stdout));
}
