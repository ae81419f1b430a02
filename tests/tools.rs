//! Other tools read what is exported. Runs where a Python with sqlite-utils is there: `pip install sqlite-utils`, and
//! `GAINSAY_PYTHON` says which Python if it is not `python3`.

use std::process::Command;

use crate::common::folder;
use crate::common::program::{said, word};
use rusqlite::Connection;

fn python() -> Command {
    Command::new(std::env::var_os("GAINSAY_PYTHON").unwrap_or_else(|| "python3".into()))
}

#[test]
fn sqlite_utils_reads_as_many_rows_of_the_right_types() {
    let there = python().args(["-c", "import sqlite_utils"]).output().is_ok_and(|done| done.status.success());
    if !there {
        println!("skipped: no Python with sqlite-utils");
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
        assert!(done.status.success(), "{file}: {}", crate::common::text(&done.stderr));
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
