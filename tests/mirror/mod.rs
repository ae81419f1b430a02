//! The mirror of books in PostgreSQL: the same rows and the same statuses, whatever was recorded, undone or stopped on the way.

pub mod server;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use gainsay::mirror::Mirror;
use gainsay::store::Store;
use postgres::Client;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::common::measures::{in_full, skipped, tell};
use crate::common::{BEGINNING, Op, TABLES, act, demo, folder, gainsay, new_book, run, stamp, text};
use server::PostgresServer;

/// The tables beside those of the record that are the same on both sides.
const OTHERS: [&str; 6] =
    ["journal", "journal_change", "claim_status_cache", "verdict_cache", "retracted_cache", "vague_date"];

/// The views that give the same rows on both sides.
const VIEWS: [&str; 16] = [
    "canonical_speaker",
    "dated_statement",
    "standing_retraction",
    "statement_retracted",
    "standing_statement",
    "carrying_statement",
    "claim_repetition",
    "claim_statement",
    "dated_verdict",
    "standing_verdict",
    "claim_status",
    "statement_row",
    "verdict_row",
    "request_row",
    "correction_row",
    "wording",
];

fn columns_here(book: &Connection, table: &str) -> Vec<String> {
    let mut query = book.prepare("select name from pragma_table_xinfo(?1) where hidden <> 1").unwrap();
    query.query_map([table], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// The rows of a table or view of the book, each as text, in order.
fn rows_here(book: &Connection, table: &str, columns: &[String]) -> Vec<String> {
    let sql = format!("select {} from {table}", columns.join(", "));
    let mut query = book.prepare(&sql).unwrap();
    let mut rows = query.query([]).unwrap();
    let mut all = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let cells = (0..columns.len()).map(|at| match row.get_ref(at).unwrap() {
            ValueRef::Null => "∅".to_string(),
            ValueRef::Integer(number) => number.to_string(),
            other => other.as_str().unwrap().replace('\0', "\u{fffd}"),
        });
        all.push(cells.collect::<Vec<_>>().join(" | "));
    }
    all.sort();
    all
}

/// The same out of the mirror.
fn rows_there(client: &mut Client, book: &str, table: &str, columns: &[String]) -> Vec<String> {
    let cell = |name: &String| {
        format!(
            "case when pg_typeof(t.{name})::text = 'boolean' then (t.{name}::text = 'true')::int::text else t.{name}::text end"
        )
    };
    let cells: Vec<_> = columns.iter().map(cell).collect();
    let sql =
        format!("select {} from {table} t where t.book = (select book from book where name = $1)", cells.join(", "));
    let rows = client.query(&sql, &[&book]).unwrap_or_else(|error| panic!("{table}: {error:?}"));
    let mut all: Vec<_> = rows
        .iter()
        .map(|row| {
            let cells =
                (0..columns.len()).map(|at| row.get::<_, Option<String>>(at).unwrap_or_else(|| "∅".to_string()));
            cells.collect::<Vec<_>>().join(" | ")
        })
        .collect();
    all.sort();
    all
}

/// What differs between a book and its mirror; nothing, if all is well.
fn what_differs(book: &Connection, client: &mut Client, name: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for table in TABLES.iter().chain(&OTHERS).chain(&VIEWS) {
        let columns = columns_here(book, table);
        let (here, there) = (rows_here(book, table, &columns), rows_there(client, name, table, &columns));
        if here != there {
            wrong.push(format!("{table}\n here: {here:#?}\n there: {there:#?}"));
        }
    }
    // The view works out what the cache has.
    let columns =
        ["claim_id", "status", "sourced", "times", "stage", "said_on", "verdict_id", "bucket"].map(String::from);
    if rows_here(book, "claim_status_cache", &columns) != rows_there(client, name, "claim_status", &columns) {
        wrong.push("claim_status".to_string());
    }
    wrong
}

fn mirror(folder: &Path, server: &PostgresServer, more: &str) -> std::process::Output {
    run(folder, &format!("--db gainsay-demo.db mirror {} {more}", server.address()))
}

#[test]
fn tables_and_columns_are_those_of_the_book() {
    let Some(server) = PostgresServer::start() else { return skipped("PostgreSQL is not installed") };
    let folder = demo();
    assert!(mirror(folder.path(), &server, "").status.success());
    let (book, mut client) = (Connection::open(folder.path().join("gainsay-demo.db")).unwrap(), server.tables());
    let mut there: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let sql = "select table_name, column_name from information_schema.columns where table_schema = 'gainsay'
               and column_name not in ('book', 'words') order by table_name, ordinal_position";
    for row in client.query(sql, &[]).unwrap() {
        there.entry(row.get(0)).or_default().push(row.get(1));
    }
    let only_here = "select name from sqlite_schema where type in ('table', 'view') and name not like 'sqlite_%'
                     and name not like '%\\_words%' escape '\\' and sql not like '%virtual table%' order by name";
    let mut query = book.prepare(only_here).unwrap();
    let names: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    // What the program's own search needs, and what is private or large, is not there.
    let left_out = [
        "attachment_content",
        "member_password",
        "quantity",
        "quantity_text",
        "word_stem",
        "claim_text",
        "document_text",
        "speaker_of_statement",
    ];
    for name in names.iter().filter(|name| !left_out.contains(&name.as_str())) {
        let mut here = columns_here(&book, name);
        let mut there = there.get(name).unwrap_or_else(|| panic!("{name} is missing")).clone();
        here.sort();
        there.sort();
        assert_eq!(here, there, "{name}");
        let described = "select obj_description(to_regclass($1))";
        let kind: String =
            book.query_row("select type from sqlite_schema where name = ?1", [name], |row| row.get(0)).unwrap();
        // There, the counts are a view.
        if kind == "table" && name != "category_count" {
            let comment: Option<String> = client.query_one(described, &[&format!("gainsay.{name}")]).unwrap().get(0);
            assert!(comment.is_some(), "{name} has no comment");
        }
    }
}

#[test]
fn the_demo_story_is_mirrored_and_followed() {
    let Some(server) = PostgresServer::start() else { return skipped("PostgreSQL is not installed") };
    let folder = demo();
    let said = |more: &str| {
        let done = mirror(folder.path(), &server, more);
        assert!(done.status.success(), "{}", text(&done.stderr));
        text(&done.stdout)
    };
    let first = said("");
    assert!(first.starts_with("“gainsay-demo” is mirrored up to entry "), "{first}");
    let (book, mut client) = (Connection::open(folder.path().join("gainsay-demo.db")).unwrap(), server.tables());
    assert_eq!(what_differs(&book, &mut client, "gainsay-demo"), Vec::<String>::new());
    assert!(said("").contains("has nothing new since entry"));
    for line in
        ["dispute 6 --by 'Ann Lee' --quote 'not so'", "remove 2", "undo", "tag 1 'a\tb'", "speaker join 2 1 --yes"]
    {
        run(folder.path(), &format!("--db gainsay-demo.db {line}"));
    }
    let later = said("");
    assert!(later.contains("written"), "{later}");
    assert_eq!(what_differs(&book, &mut client, "gainsay-demo"), Vec::<String>::new());
    let found = client.query("select claim_id from search_claims('talks albania')", &[]).unwrap();
    assert!(found.iter().any(|row| row.get::<_, i64>(0) == 1), "{found:?}");
}

#[test]
fn many_books_live_in_one_database() {
    let Some(server) = PostgresServer::start() else { return skipped("PostgreSQL is not installed") };
    // A copy is another book, as soon as something else is recorded in it.
    let (one, two) = (demo(), folder());
    std::fs::copy(one.path().join("gainsay-demo.db"), two.path().join("gainsay-demo.db")).unwrap();
    assert!(mirror(one.path(), &server, "--name north").status.success());
    for folder in [&one, &two] {
        assert!(
            run(folder.path(), &format!("--db gainsay-demo.db tag 1 {}", folder.path().display())).status.success()
        );
    }
    assert!(mirror(two.path(), &server, "--name south").status.success());
    let mut client = server.tables();
    let north = rows_there(&mut client, "north", "claim_tag", &["id".to_string(), "tag".to_string()]);
    assert!(mirror(one.path(), &server, "--name north").status.success());
    let refused = mirror(two.path(), &server, "--name north");
    assert_eq!(refused.status.code(), Some(4), "{}", text(&refused.stderr));
    assert!(text(&refused.stderr).contains("another book as “north”"), "{}", text(&refused.stderr));
    assert!(mirror(two.path(), &server, "--name south --anew").status.success());
    let again = rows_there(&mut client, "north", "claim_tag", &["id".to_string(), "tag".to_string()]);
    assert_eq!(north.len() + 1, again.len());
    for (folder, name) in [(&one, "north"), (&two, "south")] {
        let book = Connection::open(folder.path().join("gainsay-demo.db")).unwrap();
        assert_eq!(what_differs(&book, &mut client, name), Vec::<String>::new());
    }
    let shared: i64 = client.query_one("select count(*) from shared_claim where same_uid", &[]).unwrap().get(0);
    let claims: i64 = client.query_one("select count(*) from claim", &[]).unwrap().get(0);
    assert_eq!(shared, claims);
}

#[test]
fn whatever_is_recorded_and_taken_back_the_mirror_has_it() {
    let Some(server) = PostgresServer::start() else { return skipped("PostgreSQL is not installed") };
    let mut random = fastrand::Rng::with_seed(7);
    let (mut mirror, mut client) = (Mirror::connect(&server.address(), None).unwrap(), server.client("news"));
    let (books, mut runs) = (if in_full() { 60 } else { 3 }, 0);
    for number in 0..books {
        let folder = folder();
        let (book, store) = new_book(folder.path());
        let name = format!("book {number}");
        BEGINNING.into_iter().for_each(|op| act(&store, op).unwrap_or_default());
        for _ in 0..8 {
            for _ in 0..random.usize(0..8) {
                let op: Op = (random.u8(..), random.u8(..), random.u8(..), random.u8(..));
                act(&store, op).unwrap_or_default();
                match random.u8(..6) {
                    0 => drop(store.undo(&stamp("undo"), None)),
                    1 => drop(store.redo(&stamp("redo"))),
                    _ => {}
                }
            }
            mirror.copy(&store, &name, false).unwrap_or_else(|error| panic!("{error:?}"));
            client.batch_execute("set search_path = gainsay").unwrap();
            assert_eq!(what_differs(&book, &mut client, &name), Vec::<String>::new());
            runs += 1;
        }
    }
    tell(
        "the mirror in PostgreSQL after random commands",
        &format!("{books} books, {runs} runs, each the same as the book"),
    );
}

#[test]
fn stopped_at_any_moment_the_next_run_ends_the_work() {
    let Some(server) = PostgresServer::start() else { return skipped("PostgreSQL is not installed") };
    let folder = demo();
    let path = folder.path().join("gainsay-demo.db");
    let store = Store::open(&path).unwrap();
    let (book, mut client) = (Connection::open(&path).unwrap(), server.client("news"));
    for turn in 0..if in_full() { 100 } else { 6 } {
        act(&store, (0, turn, turn, turn)).unwrap_or_default();
        let mut child =
            gainsay(folder.path()).args(["--db", "gainsay-demo.db", "mirror", &server.address()]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(u64::from(turn) * 17 % 230));
        child.kill().unwrap();
        child.wait().unwrap();
        let has_tables: bool = client.query_one("select to_regclass('gainsay.book') is not null", &[]).unwrap().get(0);
        if has_tables {
            // It is as it was after an entry, whichever.
            let sql = "select (select coalesce(max(id), 0) from gainsay.journal) = (select coalesce(max(entry), 0) from gainsay.book)";
            assert!(client.query_one(sql, &[]).unwrap().get::<_, bool>(0), "turn {turn}");
        }
    }
    assert!(mirror(folder.path(), &server, "").status.success());
    client.batch_execute("set search_path = gainsay").unwrap();
    assert_eq!(what_differs(&book, &mut client, "gainsay-demo"), Vec::<String>::new());
}

#[test]
fn what_is_wrong_is_said_in_words() {
    let Some(server) = PostgresServer::start() else { return skipped("PostgreSQL is not installed") };
    let folder = demo();
    let address = server.address();
    for (address, code, said) in [
        ("claims.db".to_string(), 2, "claims.db is no address of a PostgreSQL database"),
        ("postgres://a@b:c/d".to_string(), 2, "the address of the database cannot be read"),
        ("postgres://desk@127.0.0.1:1/news".to_string(), 1, "the database cannot be reached: nothing answers there"),
        (format!("{address}?sslmode=require"), 2, "gainsay cannot encrypt the connection"),
        (address.replace("/news", "/nothing"), 3, "the server has no such database"),
    ] {
        let done = run(folder.path(), &format!("{DEMO_BOOK} mirror {address}"));
        assert_eq!(done.status.code(), Some(code), "{address}: {}", text(&done.stderr));
        assert!(text(&done.stderr).contains(said), "{address}: {}", text(&done.stderr));
    }
    let mut client = server.client("news");
    client.batch_execute("create schema gainsay").unwrap();
    let done = mirror(folder.path(), &server, "");
    assert_eq!(done.status.code(), Some(4), "{}", text(&done.stderr));
    assert!(text(&done.stderr).contains("a schema “gainsay” that gainsay did not make"), "{}", text(&done.stderr));
    client.batch_execute("comment on schema gainsay is 'gainsay 1'").unwrap();
    let done = mirror(folder.path(), &server, "");
    assert!(text(&done.stderr).contains("made by another version of gainsay"), "{}", text(&done.stderr));
}

const DEMO_BOOK: &str = "--db gainsay-demo.db";
