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

/// A book with a claim that is disputed, a document with a text, a verdict, and words that were changed.
fn some_book(folder: &Path) -> std::path::PathBuf {
    let book = folder.join("book.db");
    let shown = word(&book).to_string();
    for line in [
        &["document", "add", "--title", "The paper", "--published", "2021-11-17"][..],
        &["add", "Rain is dry", "--by", "Ann Lee", "--in", "1", "--tag", "weather"],
        &["dispute", "1", "--by", "Tom Hill", "--for", "Home Office", "--quote", "never"],
        &["rate", "1", "false", "--because", "it is wet", "--by", "Our desk"],
        &["edit", "1", "--text", "Rain is very dry"],
        &["retract", "1", "--by", "Ann Lee"],
    ] {
        said(&[&["--db", &shown], line].concat()).unwrap();
    }
    book
}

/// Each table and view, with the number of its rows as this program's SQLite counts them.
fn row_counts(book: &Path) -> Vec<(String, i64)> {
    let conn = Connection::open(book).unwrap();
    let mut query = conn
        .prepare("select name from sqlite_schema where type in ('table', 'view') and sql is not null order by name")
        .unwrap();
    let names: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let count = |name: &str| conn.query_row(&format!("select count(*) from \"{name}\""), [], |row| row.get(0)).unwrap();
    names
        .into_iter()
        .map(|name| {
            let rows = count(&name);
            (name, rows)
        })
        .collect()
}

#[test]
fn the_sqlite3_of_the_machine_reads_every_table_and_view() {
    let sqlite3 = |arguments: &[&str]| Command::new("sqlite3").arg("-readonly").args(arguments).output();
    if sqlite3(&["-version"]).is_err() {
        skipped("there is no sqlite3 on this machine");
        return;
    }
    let folder = folder();
    let book = some_book(folder.path());
    for (name, rows) in row_counts(&book) {
        let done = sqlite3(&[word(&book), &format!("select count(*) from \"{name}\"")]).unwrap();
        assert!(done.status.success(), "{name}: {}", text(&done.stderr));
        assert_eq!(text(&done.stdout).trim(), rows.to_string(), "{name}");
    }
    let status = sqlite3(&[word(&book), "select status || '/' || disputed_by from claim_summary"]).unwrap();
    assert_eq!(text(&status.stdout).trim(), "withdrawn/Home Office");
    let checked = sqlite3(&[word(&book), "pragma integrity_check"]).unwrap();
    assert_eq!(text(&checked.stdout).trim(), "ok");
}

#[test]
fn sqlite_utils_lists_every_table_of_a_book_with_its_rows() {
    if !has("sqlite_utils") {
        return;
    }
    let folder = folder();
    let book = some_book(folder.path());
    let done = python().args(["-m", "sqlite_utils", "tables", word(&book), "--counts", "--csv"]).output().unwrap();
    assert!(done.status.success(), "{}", text(&done.stderr));
    let printed = text(&done.stdout);
    for table in ["claim,1", "statement,3", "verdict,1", "claim_words,"] {
        assert!(printed.lines().any(|line| line.starts_with(table)), "{table}: {printed}");
    }
    let views = python().args(["-m", "sqlite_utils", "rows", word(&book), "claim_summary"]).output().unwrap();
    assert!(views.status.success() && text(&views.stdout).contains("withdrawn"), "{}", text(&views.stderr));
}
