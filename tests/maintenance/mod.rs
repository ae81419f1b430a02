//! Keeping a book: upgrades, the chain of the history, backups, restoring, and what `doctor` finds and mends.

mod backups;
mod doctor;
mod leftover_logs;
mod retractions;

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use crate::common::{BEGINNING, FIRST_TABLES, act, folder, new_book, run, shared_record_of, stamp, text};
use gainsay::model::results::health::{Check, Health};
use gainsay::store::Store;
use rusqlite::Connection;

/// The frozen versions: the SQL of a book, and what the program that made it exported.
fn frozen() -> Vec<(i32, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/schema");
    let read = |name: String| fs::read_to_string(folder.join(name)).unwrap();
    (1..1000)
        .take_while(|version| folder.join(format!("v{version}.sql")).exists())
        .map(|version| (version, read(format!("v{version}.sql")), read(format!("v{version}.jsonl"))))
        .collect()
}

/// The version of the books that the program makes.
fn version() -> i64 {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(include_str!("../../schema.sql")).unwrap();
    conn.query_row("pragma user_version", [], |row| row.get(0)).unwrap()
}

fn load(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

fn examine(book: &Path) -> Vec<Check> {
    Store::examine(book, "2021-11-19".parse().unwrap()).unwrap()
}

fn health(checks: &[Check], name: &str) -> (Health, String) {
    let check = checks.iter().find(|check| check.name == name).unwrap();
    (check.health, check.found.clone())
}

fn broken(checks: &[Check]) -> Vec<&str> {
    checks.iter().filter(|check| check.health == Health::Broken).map(|check| check.name).collect()
}

/// A book with a bit of everything, closed.
fn some_book(folder: &Path) -> PathBuf {
    let (_, store) = new_book(folder);
    for op in BEGINNING.into_iter().chain((0..40).map(|n| (n % 17, n, n / 2, n / 3))) {
        act(&store, op).unwrap_or_default();
    }
    store.undo(&stamp("undo"), None).unwrap();
    folder.join("book.db")
}

/// The book of the first frozen version, upgraded: it has quotes beside a stored text.
fn frozen_book(folder: &Path) -> PathBuf {
    let book = folder.join("book.db");
    load(&book, &frozen()[0].1);
    Store::open(&book).unwrap();
    book
}

/// Changes a book as another program would, which minds none of its rules.
fn sql(book: &Path, sql: &str) {
    Connection::open(book).unwrap().execute_batch(&format!("pragma foreign_keys = off; {sql}")).unwrap();
}

/// What is in a folder, byte by byte, as hashes.
fn files(folder: &Path) -> Vec<(PathBuf, u64)> {
    let mut found: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|p| p.is_file()).collect();
    found.sort();
    let hash = |path: &Path| {
        let mut hasher = DefaultHasher::new();
        fs::read(path).unwrap().hash(&mut hasher);
        hasher.finish()
    };
    found.into_iter().map(|path| (path.clone(), hash(&path))).collect()
}

/// The lines of an export; the order of the keys in a line does not matter.
/// What a retraction took back was in lines of earlier versions.
fn lines_of(export: &str) -> Vec<serde_json::Value> {
    let mut lines: Vec<serde_json::Value> = export.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for statement in lines.iter_mut().filter_map(|line| line.get_mut("statements")?.as_array_mut()).flatten() {
        statement.as_object_mut().unwrap().remove("takes_back");
    }
    for line in &mut lines {
        line.as_object_mut().unwrap().remove("takes_back");
    }
    lines
}

/// The status of each claim in a book of any version.
fn statuses(conn: &Connection) -> BTreeMap<i64, String> {
    let version: i32 = conn.query_row("pragma user_version", [], |row| row.get(0)).unwrap();
    let cache = if version < 3 { "claim_standing" } else { "claim_status_cache" };
    let mut query = conn.prepare(&format!("select claim_id, status from {cache}")).unwrap();
    query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

#[test]
fn every_frozen_version_becomes_a_book_of_today() {
    let versions = frozen();
    assert!(!versions.is_empty());
    for (version, made, exported) in &versions {
        let folder = folder();
        let book = folder.path().join("claims.db");
        load(&book, made);
        for table in FIRST_TABLES.iter().copied().chain(["journal"]) {
            let rows: i64 = Connection::open(&book)
                .unwrap()
                .query_row(&format!("select count(*) from {table}"), [], |row| row.get(0))
                .unwrap();
            assert!(rows > 0, "version {version} has no {table}");
        }
        let conn = Connection::open(&book).unwrap();
        let (before, mut expected) = (shared_record_of(&conn), statuses(&conn));
        let upgraded = Store::open(&book).unwrap().upgraded().cloned().unwrap();
        assert_eq!(upgraded.from, *version);
        let conn = Connection::open(&book).unwrap();
        assert_eq!(shared_record_of(&conn), before);
        if *version == 4 {
            // A retraction of the claim had taken back its speaker's correction, and not the report.
            assert_eq!(expected.insert(13, "disputed".to_string()).unwrap(), "undisputed");
        }
        assert_eq!(statuses(&conn), expected);
        // Among what is looked at is that tables, views and indexes are those of a fresh book, and that the chain fits.
        assert_eq!(broken(&examine(&book)), Vec::<&str>::new(), "version {version}");
        let export = run(folder.path(), "--db claims.db export - --format jsonl");
        assert_eq!(lines_of(&text(&export.stdout)), lines_of(exported));
        let kept = Connection::open(&upgraded.kept).unwrap();
        assert_eq!(shared_record_of(&kept), before);
        assert_eq!(kept.query_row("pragma user_version", [], |row| row.get::<_, i32>(0)).unwrap(), *version);
        assert!(Store::open(&book).unwrap().upgraded().is_none());
    }
    println!("{} frozen versions upgraded", versions.len());
}

#[test]
fn an_upgrade_is_told_and_the_history_goes_on() {
    let folder = folder();
    load(&folder.path().join("claims.db"), &frozen()[0].1);
    let listed = run(folder.path(), "--db claims.db list");
    assert_eq!(
        text(&listed.stderr),
        format!(
            "upgraded claims.db from format 1 to {}; as it was, it is kept in backups/claims.format-1.db\n",
            version()
        )
    );
    for line in ["--db claims.db undo", "--db claims.db redo", "--db claims.db undo 9"] {
        let done = run(folder.path(), line);
        assert!(done.status.success() || line.ends_with('9'), "{line}: {}", text(&done.stderr));
    }
    assert_eq!(broken(&examine(&folder.path().join("claims.db"))), Vec::<&str>::new());
}

#[test]
fn an_old_book_with_a_table_of_somebody_else_is_read_and_not_written() {
    let folder = folder();
    let book = folder.path().join("old.db");
    load(&book, &frozen()[0].1);
    sql(&book, "create table mine (x)");
    let before = fs::read(&book).unwrap();
    for (line, code) in
        [("list", 0), ("show 1", 0), ("search albania", 0), ("add x --by y", 4), ("undo", 4), ("backup", 4)]
    {
        let done = run(folder.path(), &format!("--db old.db {line}"));
        let words = text(&done.stderr);
        assert_eq!(done.status.code(), Some(code), "{line}: {words}");
        assert!(words.contains("old.db is not as gainsay made it: "), "{line}: {words}");
    }
    assert_eq!(fs::read(&book).unwrap(), before);
}

#[test]
fn what_cannot_be_upgraded_is_refused_and_left_as_it_is() {
    let (_, made, _) = frozen().remove(0);
    for (change, said) in [
        ("pragma user_version = 999;", "newer.db was written by a newer gainsay (format 999)"),
        ("drop table saved;", "newer.db was made by an early gainsay, before the format of books was fixed"),
        ("drop table journal_change;", "newer.db was made by an early gainsay, before the format of books was fixed"),
        ("pragma user_version = -1;", "newer.db was made by an early gainsay, before the format of books was fixed"),
        ("pragma user_version = 0;", "newer.db was made by an early gainsay, before the format of books was fixed"),
    ] {
        let folder = folder();
        let book = folder.path().join("newer.db");
        load(&book, &made);
        sql(&book, change);
        let before = fs::read(&book).unwrap();
        for line in ["--db newer.db list", "--db newer.db add x --by y", "--db newer.db doctor"] {
            let refused = run(folder.path(), line);
            assert_eq!(refused.status.code(), Some(4), "{line}: {}", text(&refused.stderr));
            assert!(text(&refused.stderr).starts_with(&format!("error: {said}")), "{}", text(&refused.stderr));
        }
        assert_eq!(fs::read(&book).unwrap(), before);
        let kept = folder.path().join("backups");
        assert!(!kept.exists() || fs::read_dir(kept).unwrap().next().is_none());
    }
}
