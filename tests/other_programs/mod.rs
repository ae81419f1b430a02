//! Other programs read what is exported: Python's csv module, openpyxl and sqlite-utils. `tests/run` installs them
//! (`requirements.txt`) and names their Python in `GAINSAY_PYTHON`; without them these tests count as skipped.

use std::path::Path;
use std::process::Command;

use crate::common::measures::skipped;
use crate::common::program::{said, word};
use crate::common::{folder, gainsay, text};
use rusqlite::Connection;
use serde_json::json;

fn python() -> Command {
    Command::new(std::env::var_os("GAINSAY_PYTHON").unwrap_or_else(|| "python3".into()))
}

/// Whether Python has a module; if not, the test counts as skipped, and fails in CI (where `CI` is set).
fn has(module: &str) -> bool {
    let found = python().args(["-c", &format!("import {module}")]).output().is_ok_and(|done| done.status.success());
    if !found {
        assert!(std::env::var_os("CI").is_none(), "Python has no {module}");
        skipped(&format!("Python has no {module}; tests/run installs it"));
    }
    found
}

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
    if !has("openpyxl") {
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
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/other_programs/read.py");
    let done = python()
        .arg(script)
        .args(["claims.csv", "claims.xlsx", "texts.json"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", text(&done.stderr));
    println!("{}", text(&done.stdout));
}

#[test]
fn sqlite_utils_reads_as_many_rows_of_the_right_types() {
    if !has("sqlite_utils") {
        return;
    }
    let folder = folder();
    let at = |name: &str| word(&folder.path().join(name)).to_string();
    let (book, tables, claims, statements, jsonl) =
        (at("book.db"), at("tables.db"), at("claims.csv"), at("statements.csv"), at("book.jsonl"));
    let lines = [
        &["add", "=1+1 is, \"so\"\nhe said", "--by", "Ann Lee", "--on", "2021-11-18", "--tag", "sums"][..],
        &["dispute", "1", "--by", "Tom Hill", "--quote", "never"],
        &["add", "Rain 😀"],
        &["export", &claims, "--raw"],
        &["export", &statements, "--statements"],
        &["export", &jsonl],
    ];
    for line in lines {
        said(&[&["--db", &book], line].concat()).unwrap();
    }
    for (table, file, flag) in
        [("claims", &claims, "--csv"), ("statements", &statements, "--csv"), ("lines", &jsonl, "--nl")]
    {
        let line = ["-m", "sqlite_utils", "insert", &tables, table, file, flag, "--alter"];
        let done = python().args(line).output().unwrap();
        assert!(done.status.success(), "{file}: {}", text(&done.stderr));
    }
    let conn = Connection::open(&tables).unwrap();
    let text = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(text("select count(*) || typeof(max(id)) || typeof(max(origins)) from claims"), "2integerinteger");
    assert_eq!(
        text("select claim || tags || first_said_on from claims where id = 1"),
        "=1+1 is, \"so\"\nhe saidsums2021-11-18"
    );
    assert_eq!(text("select count(*) || max(quote) from statements"), "2never");
    assert_eq!(text("select count(*) || max(text) from lines"), "4Rain 😀");
}
