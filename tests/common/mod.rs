//! What several tests share: a book in a file of its own, random commands, and everything it holds as text.

pub mod measures;
pub mod program;
mod random_commands;
pub mod server;
pub mod small_disk;
pub mod texts;
pub mod typed;

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use gainsay::error::{Error, Result};
use gainsay::store::exchange::{ImportOutcome, OnDuplicate, Rejected};
use gainsay::store::{EntryMeta, Store, Writer};
use rusqlite::Connection;
use rusqlite::types::Value;

pub use random_commands::{BEGINNING, Op, act, act_with};

/// A folder that goes with the test; in memory where the machine has such a place, so that many commits are quick.
pub fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let base = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
    tempfile::Builder::new().prefix("gainsay-test-").tempdir_in(base).unwrap()
}

/// The name of who does everything.
pub const MEMBER: &str = "Ann";

pub fn stamp(command: &str) -> EntryMeta {
    EntryMeta { member: Some(MEMBER.to_string()), ..EntryMeta::new("2021-11-19T12:00:00Z", command) }
}

/// Serves the demo story.
pub const DEMO: &str = "--db gainsay-demo.db serve";

/// A folder with the demo story in it.
pub fn demo() -> tempfile::TempDir {
    let folder = folder();
    assert!(run(folder.path(), "demo").status.success());
    folder
}

/// The program, with nothing of the surroundings but a fixed clock.
pub fn gainsay(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gainsay"));
    command
        .env_clear()
        .env("HOME", folder)
        .env("TZ", "UTC")
        .env("GAINSAY_NOW", "2021-11-19T12:00:00Z")
        .current_dir(folder);
    command
}

pub fn run(folder: &Path, line: &str) -> Output {
    let words = shlex::split(line).unwrap();
    gainsay(folder).args(words).output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The tables of the record.
pub const TABLES: [&str; 25] = [
    "document",
    "speaker",
    "speaker_alias",
    "claim",
    "claim_tag",
    "statement",
    "verdict",
    "evidence",
    "saved",
    "claim_appearance",
    "document_alias",
    "attachment",
    "claim_wording",
    "claim_relation",
    "distinct_pair",
    "marked_passage",
    "member",
    "assignment",
    "comment",
    "request",
    "correction",
    "correction_cause",
    "merged_entry",
    "merged_version",
    "conflict",
];
/// The tables of the record that books of every version have.
pub const FIRST_TABLES: &[&str] = TABLES.split_at(9).0;

/// Everything of the record in a book of today, row by row, with the statuses.
pub fn record_of(conn: &Connection) -> String {
    let mut text = String::new();
    for table in TABLES {
        dump(conn, &format!("select * from {table} order by id"), &mut text);
    }
    text.push_str(&statuses_of(conn));
    text
}

/// Everything of the record in a book of any version, row by row: the columns that every version has.
pub fn shared_record_of(conn: &Connection) -> String {
    let mut text = String::new();
    for table in FIRST_TABLES {
        let columns: String = conn
            .query_row(
                "select group_concat(name) from pragma_table_info(?1) where name not in ('retracted_by_id', 'for_speaker_id', 'is_desk')",
                [table],
                |row| row.get(0),
            )
            .unwrap();
        dump(conn, &format!("select {columns} from {table} order by id"), &mut text);
    }
    text
}

/// The statuses of the claims of a book of any version, claim by claim, and their counts.
pub fn statuses_of(conn: &Connection) -> String {
    let mut text = String::new();
    // The columns that every version has, under the names of the first two versions where the book is one of these.
    let version: i32 = conn.query_row("pragma user_version", [], |row| row.get(0)).unwrap();
    let (cache, counts) =
        if version < 3 { ("claim_standing", "tally") } else { ("claim_status_cache", "category_count") };
    let columns = "claim_id, status, sourced, times, stage, verdict_id, bucket";
    dump(conn, &format!("select {columns} from {cache} order by claim_id"), &mut text);
    dump(conn, &format!("select * from {counts} where n > 0 order by what, value"), &mut text);
    text
}

/// The rows of a query as text.
pub fn dump(conn: &Connection, sql: &str, text: &mut String) {
    let mut query = conn.prepare_cached(sql).unwrap();
    let columns = query.column_count();
    let mut rows = query.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        for column in 0..columns {
            let value: Value = row.get(column).unwrap();
            write!(text, "{value:?} ").unwrap();
        }
        text.push('\n');
    }
}

/// Whether the status cache is what the rules say, and the counts are those of the cache.
pub fn standings_are_right(conn: &Connection) -> bool {
    let (mut rules, mut copy) = (String::new(), String::new());
    dump(conn, "select * from claim_status order by claim_id", &mut rules);
    dump(
        conn,
        "select claim_id, status, sourced, times, stage, said_on, verdict_id, bucket, checkers_disagree
         from claim_status_cache order by claim_id",
        &mut copy,
    );
    let (mut counted, mut tally) = (String::new(), String::new());
    dump(
        conn,
        "select 'status', status, count(*) from claim_status_cache group by 2
         union all select 'verdict', coalesce(k.bucket, 'none'), count(distinct c.id)
                   from claim c left join standing_verdict k on k.claim_id = c.id group by 2
         union all select 'verdict', 'disagree', count(*) from claim_status where checkers_disagree having count(*) > 0
         union all select 'source', iif(sourced, 'sourced', 'unsourced'), count(*) from claim_status_cache group by 2
         union all select 'stage', stage, count(*) from claim group by 2 order by 1, 2",
        &mut counted,
    );
    dump(conn, "select what, value, n from category_count where n > 0 order by 1, 2", &mut tally);
    rules == copy && counted == tally
}

/// Whether the full-text index is what it would be if it were made anew.
pub fn index_is_right(conn: &Connection, store: &Store) -> bool {
    let kept = index_of(conn);
    store.rebuild_index().unwrap();
    kept == index_of(conn)
}

/// Every word of the index with the claim or document, the column and the place where it stands.
fn index_of(conn: &Connection) -> String {
    let mut text = String::new();
    dump(conn, "select * from quantity order by claim_id, source, row_id, start", &mut text);
    for (table, id) in [("claim_words", "claim_id"), ("document_words", "document_id")] {
        conn.execute_batch(&format!(
            "create virtual table if not exists temp.v_{table} using fts5vocab(main, {table}, instance)"
        ))
        .unwrap();
        let sql = format!(
            "select v.term, coalesce(m.{id}, v.doc), v.col, v.offset from temp.v_{table} v
             left join {table}_moved m on m.row_id = v.doc where m.row_id is null or m.{id} is not null order by 1, 2, 3, 4"
        );
        dump(conn, &sql, &mut text);
    }
    text
}

/// A new book, and another connection to look into it.
pub fn new_book(folder: &Path) -> (Connection, Store) {
    let path = folder.join("book.db");
    Store::create(&path, |_| Ok(())).unwrap().unwrap();
    let conn = Connection::open(&path).unwrap();
    // The record is read table by table, again and again.
    conn.set_prepared_statement_cache_capacity(128);
    (conn, Store::open(&path).unwrap())
}

/// Takes lines of a book into another one, or says which is at fault.
pub fn take_lines(writer: &Writer, text: &str) -> Result<ImportOutcome> {
    let mut reject = |piece: Rejected| Err(Error::usage(piece.reason).at(piece.place));
    let mut importer = writer.importer(OnDuplicate::Skip, &mut reject)?;
    gainsay::import::jsonl::pieces(&mut text.as_bytes(), &mut |piece| importer.take(piece))?;
    importer.finish()
}
