//! Keeping a book: upgrades, the chain of the history, backups, restoring, and what `doctor` finds and mends.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

mod common;

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use common::{BEGINNING, act, folder, gainsay, new_book, record_of, run, stamp, text};
use gainsay::model::keeping::{Check, Health};
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

#[test]
fn every_frozen_version_becomes_a_book_of_today() {
    let versions = frozen();
    assert!(!versions.is_empty());
    for (version, made, exported) in &versions {
        let folder = folder();
        let book = folder.path().join("claims.db");
        load(&book, made);
        let tables = "document speaker speaker_alias claim claim_tag statement verdict evidence saved journal";
        for table in tables.split(' ') {
            let rows: i64 = Connection::open(&book)
                .unwrap()
                .query_row(&format!("select count(*) from {table}"), [], |row| row.get(0))
                .unwrap();
            assert!(rows > 0, "version {version} has no {table}");
        }
        let before = record_of(&Connection::open(&book).unwrap());
        let upgraded = Store::open(&book).unwrap().upgraded().cloned().unwrap();
        assert_eq!(upgraded.from, *version);
        assert_eq!(record_of(&Connection::open(&book).unwrap()), before);
        // Among what is looked at is that tables, views and indexes are those of a fresh book, and that the chain fits.
        assert_eq!(broken(&examine(&book)), Vec::<&str>::new(), "version {version}");
        let export = run(folder.path(), "--db claims.db export - --format jsonl");
        assert_eq!(&text(&export.stdout), exported);
        let kept = Connection::open(&upgraded.kept).unwrap();
        assert_eq!(record_of(&kept), before);
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
        "upgraded claims.db from format 1 to 2; as it was, it is kept in backups/claims.format-1.db\n"
    );
    for line in ["--db claims.db undo", "--db claims.db redo", "--db claims.db undo 9"] {
        let done = run(folder.path(), line);
        assert!(done.status.success() || line.ends_with('9'), "{line}: {}", text(&done.stderr));
    }
    assert_eq!(broken(&examine(&folder.path().join("claims.db"))), Vec::<&str>::new());
}

#[test]
fn what_cannot_be_upgraded_is_refused_and_left_as_it_is() {
    let (_, made, _) = frozen().remove(0);
    for (change, said) in [
        ("pragma user_version = 3;", "newer.db was written by a newer gainsay (format 3)"),
        ("drop table saved;", "newer.db was made by an early gainsay, before books were settled"),
        ("drop table journal_change;", "newer.db was made by an early gainsay, before books were settled"),
        ("pragma user_version = -1;", "newer.db was made by an early gainsay, before books were settled"),
        ("pragma user_version = 0;", "newer.db was made by an early gainsay, before books were settled"),
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

#[test]
fn whoever_changes_the_book_past_the_program_is_found_out() {
    for (change, said) in [
        ("update statement set quote = 'another' where id = 2", "entry"),
        ("update statement set occasion = 'the radio' where id = (select max(id) from statement)", "entry"),
        ("update claim set note = 'mine' where id = 1", "entry"),
        ("update journal set command = 'gainsay add x' where id = 3", "entry 3 is not what was recorded"),
        ("update journal set at = '2020-01-01T00:00:00Z' where id = 4", "entry 4 is not what was recorded"),
        ("delete from journal_change where entry_id = 2", "entry 2 is not what was recorded"),
        (
            "delete from journal where id = (select max(id) from journal where undoes is null)",
            "is not what was recorded",
        ),
        ("delete from journal where id = (select max(id) from journal)", "is gone"),
        ("delete from claim_tag where id = 1", "entry"),
        ("insert into speaker (kind, name) values ('person', 'Nobody')", "the table speaker has"),
        ("update journal_change set content = replace(content, 'e', 'f') where content is not null", ""),
    ] {
        let folder = folder();
        let book = some_book(folder.path());
        assert_eq!(health(&examine(&book), "history").0, Health::Ok);
        sql(&book, change);
        let (found, words) = health(&examine(&book), "history");
        assert_eq!(found, Health::Broken, "{change}: {words}");
        assert!(words.contains(said), "{change}: {words}");
    }
}

#[test]
fn a_corrected_row_is_vouched_for_as_it_is_and_as_it_was() {
    let folder = folder();
    let book = folder.path().join("claims.db");
    for line in ["add \"It rains\" --by \"Ann Lee\"", "edit 1 --text \"It snows\"", "edit 1 --text \"It thaws\""] {
        assert!(run(folder.path(), &format!("--db claims.db {line}")).status.success());
    }
    assert_eq!(health(&examine(&book), "history").0, Health::Ok);
    sql(&book, "update claim set text = 'It hails'");
    assert_eq!(
        health(&examine(&book), "history").1,
        "claim 1, which entry 1 added, is not as the history left it; before that, 0 entries fit"
    );
    sql(
        &book,
        "update claim set text = 'It thaws'; update journal_change set content = replace(content, 'It rains', 'It pours')",
    );
    assert!(health(&examine(&book), "history").1.starts_with("entry 1 is not what was recorded"));
}

#[test]
fn what_is_made_from_the_record_is_mended() {
    for (harm, name) in [
        ("update claim_standing set status = 'withdrawn' where claim_id = 1", "standings"),
        ("delete from claim_standing where claim_id = 1", "standings"),
        (
            "insert into claim_standing (claim_id, status, sourced, times, stage) values (999, 'disputed', 0, 0, 'new')",
            "standings",
        ),
        ("update tally set n = n + 1 where what = 'status'", "tally"),
        ("delete from claim_words where rowid = 1", "index"),
        ("insert into claim_words (rowid, claim) values (999, 'nothing of the kind')", "index"),
        ("insert into document_words (document_words) values ('delete-all')", "index"),
        ("delete from word_stem", "index"),
        ("drop index statement_claim", "schema"),
        ("drop view claim_now; create view claim_now as select 1 as x", "schema"),
        ("create trigger t after insert on claim begin delete from claim; end", "schema"),
        ("create table mine (x)", "schema"),
        // An index that lacks rows: SQLite was told that it has others than it was made with.
        (
            "pragma writable_schema = on; update sqlite_schema set sql = replace(sql, 'undisputed', 'x') where name = 'claim_standing_status'",
            "integrity",
        ),
    ] {
        let folder = folder();
        let book = some_book(folder.path());
        let before = record_of(&Connection::open(&book).unwrap());
        sql(&book, harm);
        let checks = examine(&book);
        assert_eq!(health(&checks, name).0, Health::Broken, "{harm}");
        assert!(!Store::mend(&book, &checks).unwrap().is_empty());
        assert_eq!(broken(&examine(&book)), Vec::<&str>::new(), "{harm}");
        assert_eq!(record_of(&Connection::open(&book).unwrap()), before, "{harm}");
    }
}

#[test]
fn what_was_recorded_is_never_mended() {
    for (harm, name) in [
        ("update document set text = text || '.' where text is not null", "texts"),
        ("update claim set text_key = 1 where id = 1", "texts"),
        (
            "update statement set quote_start = quote_start + 1, quote_end = quote_end + 1 where quote_start is not null",
            "quotes",
        ),
        ("update statement set speaker_id = 999 where id = 1", "references"),
        ("update statement set origin_id = null, target_statement_id = null where stance <> 'reports'", "history"),
        ("drop table saved", "schema"),
    ] {
        let folder = folder();
        let book = frozen_book(folder.path());
        sql(&book, harm);
        let checks = examine(&book);
        assert_eq!(health(&checks, name).0, Health::Broken, "{harm}");
        Store::mend(&book, &checks).unwrap_or_default();
        assert_eq!(health(&examine(&book), name).0, Health::Broken, "{harm} was mended");
    }
}

#[test]
fn a_damaged_book_says_so_and_stays_as_it_is() {
    let folder = folder();
    let book = some_book(folder.path());
    let good = fs::read(&book).unwrap();
    fs::copy(&book, folder.path().join("good.db")).unwrap();
    fs::write(&book, &good[..good.len() / 3]).unwrap();
    let before = files(folder.path());
    for line in [
        "list",
        "add x --by y",
        "counts",
        "export -",
        "log",
        "undo",
        "backup",
        "backup --auto",
        "backup good.db --force",
    ] {
        let refused = run(folder.path(), &format!("--db book.db {line}"));
        let said = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(5), "{line}: {said}");
        assert!(
            said.contains("damaged") && said.contains("gainsay doctor") && said.contains("gainsay restore"),
            "{line}: {said}"
        );
        assert_eq!(files(folder.path()), before, "{line}");
    }
    let looked = run(folder.path(), "--db book.db doctor");
    assert_eq!(looked.status.code(), Some(5));
    assert!(text(&looked.stdout).contains("broken"), "{}", text(&looked.stdout));
    assert_eq!(files(folder.path()), before);
    assert!(run(folder.path(), "--db book.db restore good.db").status.success());
    assert_eq!(broken(&examine(&book)), Vec::<&str>::new());
    assert_eq!(
        fs::read(folder.path().join("backups/book.2021-11-19.before-restore.db")).unwrap(),
        good[..good.len() / 3]
    );
}

#[test]
fn backups_are_for_their_owner_and_take_nobodys_place() {
    let folder = folder();
    let book = some_book(folder.path());
    let others =
        ["book.2021-11-01.auto.db", "book.2021-11-02.auto.db", "book.2021-13-01.auto.db", "other.2021-11-01.auto.db"];
    fs::create_dir(folder.path().join("backups")).unwrap();
    // One that is only named so, one of another book, and names that are no days or of other books.
    fs::write(folder.path().join("backups").join(others[0]), "notes").unwrap();
    {
        let far = common::folder();
        fs::copy(some_book(far.path()), folder.path().join("backups").join(others[1])).unwrap();
    }
    for name in &others[2..] {
        fs::copy(&book, folder.path().join("backups").join(name)).unwrap();
    }
    for day in 3..9 {
        let daily = Store::back_up_daily(&book, &format!("2021-11-0{day}"), 3).unwrap();
        assert!(daily.made);
        assert_eq!(daily.removed.len(), usize::from(day > 5), "{daily:?}");
    }
    for name in others {
        assert!(folder.path().join("backups").join(name).exists(), "{name} was removed");
    }
    let left: Vec<_> =
        (3..9).filter(|day| folder.path().join(format!("backups/book.2021-11-0{day}.auto.db")).exists()).collect();
    assert_eq!(left, [6, 7, 8]);
    let refused = Store::back_up(&book, &folder.path().join("backups").join(others[0]), false).unwrap_err();
    assert_eq!(refused.exit_code(), 4);
    assert_eq!(fs::read(folder.path().join("backups").join(others[0])).unwrap(), b"notes");
    #[cfg(unix)]
    for (file, _) in
        files(&folder.path().join("backups")).iter().filter(|(file, _)| file.ends_with("book.2021-11-08.auto.db"))
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_backup_is_of_one_moment_while_others_write() {
    let folder = folder();
    let book = some_book(folder.path());
    let writing = Store::open(&book).unwrap();
    let rows = |path: &Path| record_of(&Connection::open(path).unwrap());
    writing
        .record(&stamp("long"), |writer| {
            let before = rows(&book);
            writer.save_filter(None, "half", "bridge", None)?;
            let copy = Store::back_up_beside(&book, "2021-11-19").unwrap();
            assert_eq!(rows(&copy), before);
            Ok(())
        })
        .unwrap();
    let copy = Store::back_up_beside(&book, "2021-11-19").unwrap();
    assert!(copy.ends_with("book.2021-11-19-2.db"));
    assert_eq!(rows(&copy), rows(&book));
    assert_eq!(broken(&examine(&copy)), Vec::<&str>::new());
}

#[test]
fn whoever_has_the_book_open_goes_on_with_what_was_restored() {
    let folder = folder();
    let book = some_book(folder.path());
    let copy = Store::back_up_beside(&book, "2021-11-19").unwrap();
    let open = Store::open(&book).unwrap();
    open.record(&stamp("more"), |writer| writer.save_filter(None, "more", "bridge", None).map(drop)).unwrap();
    let (later, before) = (record_of(&Connection::open(&book).unwrap()), record_of(&Connection::open(&copy).unwrap()));
    let restored = Store::restore(&book, &copy, "2021-11-20").unwrap();
    assert!(open.saved_filters().unwrap().iter().all(|saved| saved.name != "more"));
    open.record(&stamp("after"), |writer| writer.save_filter(None, "after", "bridge", None).map(drop)).unwrap();
    open.undo(&stamp("undo"), None).unwrap();
    assert_eq!(record_of(&Connection::open(&book).unwrap()), before);
    assert_eq!(record_of(&Connection::open(restored.kept.unwrap()).unwrap()), later);
    assert_eq!(broken(&examine(&book)), Vec::<&str>::new());
}

#[test]
fn what_is_restored_is_a_sound_book_or_nothing_is() {
    let folder = folder();
    let book = some_book(folder.path());
    let make = |name: &str, change: &dyn Fn(&Path)| {
        let path = folder.path().join(name);
        fs::copy(&book, &path).unwrap();
        change(&path);
    };
    make("foreign.db", &|path| sql(path, "pragma application_id = 1"));
    make("newer.db", &|path| sql(path, "pragma user_version = 9"));
    make("changed.db", &|path| sql(path, "update claim set text = 'other' where id = 1"));
    make("cut.db", &|path| fs::OpenOptions::new().write(true).open(path).unwrap().set_len(20_000).unwrap());
    fs::write(folder.path().join("empty.db"), "").unwrap();
    let before = files(folder.path());
    for (name, code) in
        [("foreign", 5), ("newer", 4), ("changed", 5), ("cut", 5), ("empty", 5), ("nowhere", 3), ("book", 4)]
    {
        let refused = run(folder.path(), &format!("--db book.db restore {name}.db"));
        assert_eq!(refused.status.code(), Some(code), "{name}: {}", text(&refused.stderr));
        assert!(text(&refused.stderr).contains("\nhint: "), "{name}");
        assert_eq!(files(folder.path()), before, "{name}");
    }
    let old = folder.path().join("old.db");
    load(&old, &frozen()[0].1);
    let restored = gainsay(folder.path()).args(["--db", "book.db", "restore", "old.db"]).output().unwrap();
    assert!(restored.status.success() && text(&restored.stderr).starts_with("upgraded book.db from format 1 to 2"));
    assert_eq!(broken(&examine(&book)), Vec::<&str>::new());
}
