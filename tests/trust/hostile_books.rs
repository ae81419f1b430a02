//! Books that somebody else made to do harm: with SQL of their own, or with values that no command records. Every command is
//! tried on each. None of that SQL may run, nothing may be written outside the book, and every command ends in time.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fastrand::Rng;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension as _};

use crate::common::measures::{in_full, tell};
use crate::common::server::Served;
use crate::common::{folder, gainsay, run, text};
use crate::reliability::{chance, is_plain, number, within};

/// Commands that read, then commands that write.
const COMMANDS: &[&str] = &[
    "list",
    "list --format json",
    "disputed",
    "show 1",
    "show --statement 1",
    "document show 1",
    "counts",
    "search albania",
    "match 'talks with Albania are under way'",
    "repeats",
    "speaker list",
    "speaker show 1",
    "document list",
    "document show 1",
    "saved",
    "log",
    "doctor",
    "export - --format jsonl",
    "export out.csv --force",
    "export out.xlsx --force",
    "report out.html --force",
    "backup",
    "backup --auto",
    "--db other.db restore book.db",
    "--db other.db import book.db",
    "add 'It rains' --by 'Ann Lee'",
    "dispute 1 --by 'Ann Lee'",
    "edit 1 --note 'a note'",
    "tag 1 weather",
    "rate 1 false",
    "remove 1",
    "undo",
    "import claims.csv",
    "doctor --fix",
    "list",
    "dispute 2 --by 'Bo Lee'",
];

/// SQL that would be seen if it ran: it shows or writes `OWNED`, or reads the secret of another database.
const PAYLOADS: &[&str] = &[
    "select 'OWNED'",
    "insert into claim (text, text_key, recorded_at) values ('OWNED', 1, '2021')",
    "update statement set note = 'OWNED'",
    "delete from claim",
    "select (with recursive r (x) as (select 1 union all select x + 1 from r) select count(*) from r)",
    "select writefile('owned.txt', 'OWNED')",
    "select load_extension('owned.so')",
    "insert into tag_owned values ((select group_concat(text) from document))",
];

const TABLES: &[&str] = &[
    "document",
    "speaker",
    "speaker_alias",
    "claim",
    "claim_tag",
    "claim_appearance",
    "statement",
    "verdict",
    "evidence",
    "saved",
    "document_alias",
    "attachment",
    "attachment_content",
    "member",
    "member_password",
    "assignment",
    "comment",
    "claim_wording",
    "claim_relation",
    "distinct_pair",
    "marked_passage",
    "journal",
    "journal_change",
];
const VIEWS: &[&str] = &[
    "canonical_speaker",
    "carrying_statement",
    "claim_repetition",
    "statement_part",
    "claim_bearing",
    "document_bearing",
    "claim_statement",
    "claim_status",
    "verdict_row",
    "claim_summary",
    "claim_category",
    "wording",
    "claim_text",
    "document_text",
];
const DERIVED: &[&str] =
    &["claim_status_cache", "category_count", "word_stem", "claim_words_data", "claim_words_config"];
/// Names that end a name in SQL and go on.
const NAMES: &[&str] = &[
    "x'), 1); attach 'owned.db' as o; create table o.t (x); --",
    "x\"; attach 'owned.db' as o; create table o.t (x); --",
    "x, (select group_concat(secret) from stolen)",
    "id\" from claim; vacuum into 'owned.db'; --",
];
/// A query without end.
const ENDLESS: &str = "with recursive r (x) as (select 1 union all select x + 1 from r) select count(*) as n from r";

/// Changes a book in one way; the words say how.
type Harm = fn(&Connection, &mut Rng) -> String;

fn one<'a>(rng: &mut Rng, of: &[&'a str]) -> &'a str {
    of[rng.usize(..of.len())]
}

/// Runs SQL, of which some may fail.
fn sql(conn: &Connection, sql: &str) -> String {
    conn.execute_batch(sql).err().map_or(String::new(), |error| format!("-- {error}: ")) + sql
}

fn trigger(conn: &Connection, rng: &mut Rng) -> String {
    let (when, event) = (one(rng, &["before", "after"]), one(rng, &["insert", "update", "delete"]));
    let (table, payload) = (one(rng, TABLES), one(rng, PAYLOADS));
    sql(conn, &format!("create trigger harm{} {when} {event} on {table} begin {payload}; end", rng.u16(..)))
}

fn view(conn: &Connection, rng: &mut Rng) -> String {
    let name = one(rng, VIEWS);
    let columns: Vec<String> = conn
        .prepare("select name from pragma_table_info(?1)")
        .and_then(|mut query| query.query_map([name], |row| row.get(0))?.collect())
        .unwrap_or_default();
    let each: Vec<_> = columns.iter().map(|name| format!("'OWNED' as \"{name}\"")).collect();
    let body = if rng.bool() { ENDLESS.to_string() } else { format!("select {}", each.join(", ")) };
    sql(conn, &format!("drop view {name}; create view {name} as {body}"))
}

fn column(conn: &Connection, rng: &mut Rng) -> String {
    let name = one(rng, NAMES).replace('"', "\"\"");
    let kind = one(
        rng,
        &["text", "text default 'OWNED'", "text as ('OWNED') virtual", "blob as (randomblob(1000000)) virtual"],
    );
    sql(conn, &format!("alter table {} add column \"{name}\" {kind}", one(rng, TABLES)))
}

fn object(conn: &Connection, rng: &mut Rng) -> String {
    let name = one(rng, NAMES).replace('"', "\"\"");
    let body = one(
        rng,
        &[
            "create table \"N\" (x)",
            "create view \"N\" as select 'OWNED'",
            "create index \"N\" on claim (note)",
            "create virtual table \"N\" using fts5 (x)",
        ],
    );
    sql(conn, &body.replace('N', &name))
}

fn index(conn: &Connection, rng: &mut Rng) -> String {
    let expression = one(rng, &["abs(id)", "upper(text)", "json_extract(text, '$')", "hex(zeroblob(100000))"]);
    sql(conn, &format!("create index harm{} on claim ({expression})", rng.u16(..)))
}

fn record_as_view(conn: &Connection, rng: &mut Rng) -> String {
    let table = one(rng, TABLES);
    let body = one(rng, &["select * from hidden", ENDLESS, "select 'OWNED' as text, 1 as id, 'u' as uid"]);
    sql(conn, &format!("alter table {table} rename to hidden; create view {table} as {body}"))
}

fn derived_as_view(conn: &Connection, rng: &mut Rng) -> String {
    let table = one(rng, DERIVED);
    sql(
        conn,
        &format!("drop table {table}; create view {table} as {}", one(rng, &[ENDLESS, "select 'OWNED' as value"])),
    )
}

fn virtual_record(conn: &Connection, rng: &mut Rng) -> String {
    let table = one(rng, TABLES);
    sql(conn, &format!("drop table {table}; create virtual table {table} using fts5 (text)"))
}

fn schema_text(conn: &Connection, rng: &mut Rng) -> String {
    let (from, to) = [
        ("strict", ""),
        ("not null", ""),
        ("check (", "check (1 or "),
        ("'asserts'          then 'for'", "'asserts' then 'OWNED'"),
        ("references claim (id)", ""),
    ][rng.usize(..5)];
    sql(
        conn,
        &format!(
            "pragma writable_schema = on; update sqlite_schema set sql = replace(sql, '{}', '{}') where name = '{}'; pragma writable_schema = reset",
            from.replace('\'', "''"),
            to.replace('\'', "''"),
            one(rng, TABLES)
        ),
    )
}

fn values(conn: &Connection, rng: &mut Rng) -> String {
    let (table, column) = [
        ("speaker", "kind"),
        ("document", "kind"),
        ("document", "access"),
        ("claim", "stage"),
        ("claim", "text"),
        ("claim", "text_key"),
        ("verdict", "bucket"),
        ("verdict", "label"),
        ("evidence", "relation"),
        ("statement", "said_on"),
        ("statement", "quote_start"),
        ("document", "published_on"),
        ("document", "text_sha256"),
        ("speaker", "same_as_id"),
        ("document", "through_id"),
        ("statement", "origin_id"),
        ("statement", "target_statement_id"),
        ("statement", "claim_id"),
        ("saved", "filter"),
        ("saved", "name"),
        ("claim_status_cache", "status"),
        ("claim_status_cache", "stage"),
        ("journal", "at"),
        ("journal", "hash"),
        ("journal", "command"),
        ("journal_change", "content"),
        ("journal_change", "last_id"),
        ("journal_change", "table_name"),
        ("category_count", "n"),
    ][rng.usize(..29)];
    let value = one(
        rng,
        &[
            "'nonsense'",
            "''",
            "-1",
            "9223372036854775807",
            "1",
            "id",
            "id + 1",
            "null",
            "char(27) || '[31m'",
            "'[' || hex(zeroblob(100000))",
        ],
    );
    sql(conn, &format!("update or ignore {table} set {column} = {value}"))
}

fn counters(conn: &Connection, rng: &mut Rng) -> String {
    let value = one(rng, &["9223372036854775807", "-5", "0", "'many'", "null", "1e300"]);
    sql(conn, &format!("update sqlite_sequence set seq = {value} where name = '{}'", one(rng, TABLES)))
}

fn statistics(conn: &Connection, _: &mut Rng) -> String {
    sql(conn, "analyze; update sqlite_stat1 set stat = '1 1 1 1'")
}

const HARMS: &[Harm] = &[
    trigger,
    trigger,
    view,
    view,
    column,
    column,
    object,
    index,
    record_as_view,
    derived_as_view,
    virtual_record,
    schema_text,
    values,
    values,
    values,
    counters,
    statistics,
];

/// A book with one to three harms, and what they are.
fn hostile_book(clean: &Path, path: &Path, rng: &mut Rng) -> Vec<String> {
    fs::copy(clean, path).unwrap();
    let conn = Connection::open(path).unwrap();
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
    conn.execute_batch(
        "pragma foreign_keys = off; pragma ignore_check_constraints = on; pragma legacy_alter_table = on",
    )
    .unwrap();
    let harms = (0..rng.usize(1..=3)).map(|_| HARMS[rng.usize(..HARMS.len())](&conn, rng)).collect();
    conn.execute_batch("pragma journal_mode = delete").ok();
    harms
}

/// Everything in a folder that a hostile book must not change.
fn others(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    ["secret.db", "claims.csv"].map(|name| (folder.join(name), fs::read(folder.join(name)).unwrap())).to_vec()
}

#[test]
fn every_command_on_books_that_would_do_harm() {
    let (rng, books) = (&mut chance(), if in_full() { 240 } else { 14 });
    let folder = folder();
    assert!(run(folder.path(), "demo").status.success());
    let clean = folder.path().join("gainsay-demo.db");
    Connection::open(&clean).unwrap().execute_batch("pragma journal_mode = delete").unwrap();
    Connection::open(folder.path().join("secret.db"))
        .unwrap()
        .execute_batch("create table t (secret); insert into t values ('OWNED')")
        .unwrap();
    fs::write(folder.path().join("claims.csv"), "claim,speaker\nIt snows,Ann Lee\n").unwrap();
    let (before, book) = (others(folder.path()), folder.path().join("book.db"));
    let mut commands = 0;
    for number in 0..books {
        let harms = hostile_book(&clean, &book, rng);
        // In an everyday run each book is tried with a third of the commands.
        for line in
            COMMANDS.iter().enumerate().filter(|(at, _)| in_full() || (at + number) % 3 == 0).map(|(_, line)| line)
        {
            let db = if line.starts_with("--db") { "" } else { "--db book.db " };
            let mut command = gainsay(folder.path());
            command.args(shlex::split(&format!("{db}{line}")).unwrap());
            let output = within(&mut command, Duration::from_secs(60));
            let printed = text(&output.stdout) + &text(&output.stderr);
            assert!(is_plain(&output), "{line}: {printed}\n{harms:#?}");
            let tells = printed.contains("OWNED") && !harms.iter().any(|harm| printed.contains(harm.as_str()));
            assert!(!tells || line.starts_with("log"), "{line}: {printed}\n{harms:#?}");
            assert_eq!(others(folder.path()), before, "{line}\n{harms:#?}");
            for name in ["owned.db", "owned.txt"] {
                assert!(!folder.path().join(name).exists(), "{line} made {name}\n{harms:#?}");
            }
            commands += 1;
        }
        let conn = Connection::open(&book).unwrap();
        // Where a view has taken the name of the table of claims, what it says was never recorded.
        let claims = conn.query_row("select type from sqlite_schema where name = 'claim'", [], |row| row.get(0));
        let claims = if claims.is_ok_and(|kind: String| kind == "table") { "claim" } else { "hidden" };
        let owned = [
            "select 1 from statement where note = 'OWNED'".to_string(),
            format!("select 1 from {claims} where text = 'OWNED'"),
        ]
        .map(|sql| conn.query_row(&sql, [], |_| Ok(())).optional());
        assert!(!owned.iter().any(|found| matches!(found, Ok(Some(())))), "{harms:#?}");
        drop(conn);
        for name in ["book.db", "book.db-wal", "book.db-shm", "other.db"] {
            fs::remove_file(folder.path().join(name)).ok();
        }
        fs::remove_dir_all(folder.path().join("backups")).ok();
    }
    tell(
        "hostile books: names, triggers, views, indexes, values, counters",
        &format!(
            "{books} books, {commands} commands: none of their SQL ran, nothing else was written, each ended in time with a sentence"
        ),
    );
}

#[test]
fn a_word_that_is_not_known_fails_no_page() {
    let folder = folder();
    assert!(run(folder.path(), "demo").status.success());
    let conn = Connection::open(folder.path().join("gainsay-demo.db")).unwrap();
    conn.execute_batch(
        "pragma ignore_check_constraints = on; update speaker set kind = 'robot' where kind = 'person'; update document set kind = 'tweet';
         update document set access = 'heard' where id = 1; update claim set stage = 'stuck'; update claim_status_cache set stage = 'stuck', status = 'odd';
         update evidence set relation = 'near'; update verdict set bucket = 'half'",
    )
    .unwrap();
    for line in [
        "list",
        "show 1",
        "document show 1",
        "speaker list",
        "document list",
        "export - --format csv",
        "export - --format jsonl",
        "counts",
    ] {
        let output = run(folder.path(), &format!("--db gainsay-demo.db {line}"));
        assert!(output.status.success(), "{line}: {}", text(&output.stderr));
    }
    let served = Served::start(folder.path(), "--db gainsay-demo.db serve");
    for path in ["/", "/claims/1", "/documents", "/documents/1", "/speakers", "/speakers/1", "/api/claims", "/history"]
    {
        assert_eq!(served.get(path).status, 200, "{path}");
    }
    assert!(served.get("/documents/1").text().contains("tweet"));
}

#[test]
fn the_page_of_a_book_with_sql_of_its_own_says_so_and_writes_nothing() {
    let folder = folder();
    assert!(run(folder.path(), "demo").status.success());
    let conn = Connection::open(folder.path().join("gainsay-demo.db")).unwrap();
    conn.execute_batch(
        "create trigger mine after insert on statement begin update statement set stance = 'confirms'; end",
    )
    .unwrap();
    let served = Served::start(folder.path(), "--db gainsay-demo.db serve");
    for path in ["/", "/claims/1", "/documents", "/speakers", "/search?q=albania", "/history"] {
        let page = served.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text().contains("is not as gainsay made it (trigger mine is not part of this program)"), "{path}");
    }
    let refused = served.post("/claims/1/dispute", &[("by", "Ann Lee")]);
    assert!(refused.text().contains("is not as gainsay made it"), "{}", refused.text());
    let statements = "select count(*) from statement where stance = 'confirms' or speaker_id = (select id from speaker where name = 'Ann Lee')";
    assert_eq!(number(&conn, statements), 0);
}
