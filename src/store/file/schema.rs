//! The schema of a book: creating it, comparing a file with it, and rebuilding what is derived from the record.

use std::collections::BTreeMap;

use rusqlite::config::DbConfig;
use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::{Batch, Connection};

use crate::error::Result;
use crate::store::Store;
use crate::store::journal::hash::RowHasher;
use crate::store::journal::tables::{TABLES, quoted_name};
use crate::store::status::affected::{ALL_IDS, IdRanges};

/// The definition of the whole database.
const SCHEMA: &str = include_str!("../../../schema.sql");
/// `pragma user_version` of a book that this program writes.
pub(crate) const VERSION: i32 = 8;
/// The version of the first books whose format is known.
pub(crate) const FIRST_VERSION: i32 = 1;
/// `pragma application_id`: "gain".
pub(crate) const APPLICATION: i32 = 0x6761_696e;
/// The fingerprints of the schemas that the program made in each version.
const FINGERPRINTS: [(i32, &str); 8] = [
    (1, "8d7fb331cc3485e922f3056ecb456ad8a05258f450f7b9f5990516351181c025"),
    (2, "d7a8eb774c654a3413d72008ab0ecf744dfcb0b2ff5aa05996bcc9d8a6bc13c2"),
    (3, "fa17481a4b2104c31d971395ea424870d530b70a19dd176affe99a649877f2ee"),
    (4, "4cfb0eface1a1bd41a63029dead5fcd29f8d01c50d9cbac1c705721ca4a2497f"),
    (5, "f64c2a0d6fda07e2db18b35d5b3709a5a440787de01a445cbef1be9b9d3b550a"),
    (6, "91c811f01b34c89225eb91326617ae98759d008b4e3a0fc7bc840e35f45eaa03"),
    (7, "15cad9dec6ba45f1ad284c61e31e9375a04b1515efce16bbe3a143614c87164a"),
    (8, "42388cf7663dc3545e80b77161155c7414a79bbb3095838336afcede3058384f"),
];
/// The tables of the record that books of every version have.
const FIRST_TABLES: [&str; 9] =
    ["document", "speaker", "speaker_alias", "claim", "claim_tag", "statement", "verdict", "evidence", "saved"];
/// The tables of the history. They and the tables of the record hold all that cannot be derived.
const HISTORY: [&str; 2] = ["journal", "journal_change"];
/// The tables that hold what is in neither the record nor the history, and cannot be derived: files, and hashes of passwords.
const CONTENTS: [&str; 2] = ["attachment_content", "member_password"];

/// Creates the schema of an empty book.
///
/// # Errors
/// Errors of the database.
pub(crate) fn create(conn: &Connection) -> Result<()> {
    Ok(conn.execute_batch(&format!("begin; {SCHEMA} commit;"))?)
}

/// The tables of the record, of the history, and of contents.
pub(crate) fn record_tables() -> impl Iterator<Item = &'static str> {
    TABLES.into_iter().chain(HISTORY).chain(CONTENTS)
}

/// Whether a table holds what cannot be derived. Such a table is changed by upgrade steps only, and never rebuilt.
fn holds_record(table: &str) -> bool {
    record_tables().any(|known| known == table)
}

/// The type (`table`, `index`, `view` or `trigger`) and the name of something in a schema.
type ObjectKey = (String, String);

/// Reads the schema of a database, without what SQLite adds by itself: shadow tables and the counters of ids.
fn objects(conn: &Connection) -> Result<BTreeMap<ObjectKey, String>> {
    let mut query = conn.prepare(
        "select type, name, sql from sqlite_schema where sql is not null and name <> 'sqlite_sequence'
         and name not in (select name from pragma_table_list where schema = 'main' and type = 'shadow')",
    )?;
    let rows = query.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether the schema of a file is exactly what this program makes in a book of that version.
///
/// # Errors
/// Errors of the database.
pub(crate) fn is_known(conn: &Connection, version: i32) -> Result<bool> {
    let found = fingerprint(conn)?;
    Ok(FINGERPRINTS.iter().any(|(known, fingerprint)| *known == version && *fingerprint == found))
}

/// How the schema of a file differs from what this program makes in a book of that version; none if it does not. For an earlier
/// version the differences have no names.
///
/// # Errors
/// Errors of the database.
pub(crate) fn foreign(conn: &Connection, version: i32) -> Result<Option<SchemaDifferences>> {
    Ok(match is_known(conn, version)? {
        true => None,
        false if version == VERSION => Some(differences(conn)?),
        false => Some(SchemaDifferences::default()),
    })
}

/// Whether a file has all tables of the record and the history that books of every version have.
///
/// # Errors
/// Errors of the database.
pub(crate) fn has_record_tables(conn: &Connection) -> Result<bool> {
    let mut query = conn.prepare("select 1 from sqlite_schema where type = 'table' and name = ?1")?;
    for table in FIRST_TABLES.into_iter().chain(HISTORY) {
        if !query.exists([table])? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// SHA-256 of the whole schema, in hex: type, name, table and SQL of everything in it, in the order of the names. Comments and
/// white space in the SQL do not count.
fn fingerprint(conn: &Connection) -> Result<String> {
    let mut query =
        conn.prepare("select type, name, tbl_name, sql from sqlite_schema order by type, name, tbl_name, sql")?;
    let (mut rows, mut hash) = (query.query([])?, RowHasher::default());
    while let Some(row) = rows.next()? {
        hash.values(row, 3)?;
        hash.text(without_comments(&row.get::<_, Option<String>>(3)?.unwrap_or_default()).as_bytes());
    }
    Ok(hash.finish())
}

/// SQL with one space for each run of white space and comments outside quotation marks
/// (<https://sqlite.org/lang_comment.html>, <https://sqlite.org/lang_keywords.html>).
fn without_comments(sql: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(sql.len()), sql);
    loop {
        // Text without comments, spaces and quotation marks is copied as it is.
        let plain = rest.bytes().position(|byte| byte.is_ascii_whitespace() || b"-/'\"`[".contains(&byte));
        let (copied, special) = rest.split_at(plain.unwrap_or(rest.len()));
        out.push_str(copied);
        let Some(first) = special.bytes().next() else { break };
        let end =
            |from: usize, close: &str| special[from..].find(close).map_or(special.len(), |at| from + at + close.len());
        let (length, is_space) = match first {
            b'-' if special.starts_with("--") => (end(2, "\n"), true),
            b'/' if special.starts_with("/*") => (end(2, "*/"), true),
            // A doubled quotation mark ends one text and begins the next, with nothing between them.
            b'\'' => (end(1, "'"), false),
            b'"' => (end(1, "\""), false),
            b'`' => (end(1, "`"), false),
            b'[' => (end(1, "]"), false),
            _ => (1, first.is_ascii_whitespace()),
        };
        if !is_space {
            out.push_str(&special[..length]);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        rest = &special[length..];
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// The schema of an empty book, as SQLite reports it.
fn expected_objects() -> Result<BTreeMap<ObjectKey, String>> {
    let empty = Connection::open_in_memory()?;
    create(&empty)?;
    objects(&empty)
}

/// How the schema of a file differs from that of an empty book, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SchemaDifferences {
    /// What is missing or different in tables that hold the record or the history.
    pub record: Vec<String>,
    /// Everything else that is missing, different or additional.
    pub other: Vec<String>,
}

impl SchemaDifferences {
    /// The first difference, and how many more there are.
    pub(crate) fn summary(&self) -> String {
        let Some(first) = self.record.first().or(self.other.first()) else {
            return "its schema has a text that gainsay did not write".to_string();
        };
        match self.record.len() + self.other.len() - 1 {
            0 => first.clone(),
            more => format!("{first}, and {more} more"),
        }
    }
}

/// Compares the schema of a file with that of an empty book.
///
/// # Errors
/// Errors of the database.
pub(crate) fn differences(conn: &Connection) -> Result<SchemaDifferences> {
    let (expected, present) = (expected_objects()?, objects(conn)?);
    let mut found = SchemaDifferences::default();
    let mut add = |(kind, name): &ObjectKey, problem: &str| {
        let list = if kind == "table" && holds_record(name) { &mut found.record } else { &mut found.other };
        list.push(format!("{kind} {name} {problem}"));
    };
    for (key, ours) in &expected {
        match present.get(key) {
            None => add(key, "is missing"),
            Some(other) if without_comments(other) != without_comments(ours) => add(key, "is different"),
            Some(_) => {}
        }
    }
    for key in present.keys().filter(|key| !expected.contains_key(*key)) {
        add(key, "is not part of this program");
    }
    Ok(found)
}

/// Gives the tables of the record and the history the SQL that they have in `schema.sql`, where they hold the same columns: names of
/// constraints and generated columns may differ. Only the text of the schema is written, as SQLite documents for such changes
/// (<https://sqlite.org/lang_altertable.html#otheralter>), so all rows stay as they are. Must run inside a transaction.
///
/// # Errors
/// Errors of the database.
pub(crate) fn rewrite_definitions(conn: &Connection) -> Result<()> {
    let empty = Connection::open_in_memory()?;
    create(&empty)?;
    let definitions = objects(&empty)?;
    let write = || -> Result<()> {
        let version: i64 = conn.query_row("pragma schema_version", [], |row| row.get(0))?;
        conn.execute_batch("pragma writable_schema = on")?;
        for table in record_tables() {
            if let Some(sql) = definitions.get(&("table".to_string(), table.to_string()))
                && stored_columns(conn, table)? == stored_columns(&empty, table)?
            {
                conn.execute("update sqlite_schema set sql = ?2 where type = 'table' and name = ?1", [table, sql])?;
            }
        }
        // Other connections read the schema again when this number changes.
        conn.execute_batch(&format!("pragma schema_version = {}; pragma writable_schema = reset;", version + 1))?;
        Ok(())
    };
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
    let written = write();
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    written
}

/// The columns of a table that its rows hold, in order: name, type, whether it may be null, and its place in the key.
fn stored_columns(conn: &Connection, table: &str) -> Result<Vec<(String, String, bool, i64)>> {
    let mut query =
        conn.prepare("select name, type, \"notnull\", pk from pragma_table_xinfo(?1) where hidden in (0, 3)")?;
    let rows = query.query_map([table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

impl Store {
    /// Rebuilds everything that is derived from the record, out of `schema.sql`: indexes, views, the status cache and its
    /// counts, the full-text index. All else in the file is dropped. Must run inside a transaction.
    ///
    /// # Errors
    /// Errors of the database.
    pub(crate) fn rebuild_derived(&self) -> Result<()> {
        // Views first: SQLite checks them when a table is dropped.
        for kind in ["trigger", "view", "index", "table"] {
            for (_, name) in objects(&self.conn)?.into_keys().filter(|key| key.0 == kind && !holds_record(&key.1)) {
                self.conn.execute_batch(&format!("drop {kind} if exists {}", quoted_name(&name)))?;
            }
        }
        for_each_statement(&mut |sql, creates_record_table| {
            if creates_record_table { Ok(()) } else { Ok(self.conn.execute_batch(sql)?) }
        })?;
        self.fill_derived()
    }

    /// Computes the status cache, its counts and the full-text index, all of which are empty.
    ///
    /// # Errors
    /// Errors of the database.
    pub(crate) fn fill_derived(&self) -> Result<()> {
        self.add_all_vague_dates()?;
        let claims = self.id_ranges("claim", ALL_IDS)?;
        self.refresh_status(IdRanges::new(&claims))?;
        self.index(IdRanges::new(&claims), IdRanges::new(&self.id_ranges("document", ALL_IDS)?))
    }
}

/// Creates the tables of the record that a book of an earlier version does not have.
///
/// # Errors
/// Errors of the database.
pub(crate) fn add_missing_tables(conn: &Connection) -> Result<()> {
    let present = objects(conn)?;
    for ((kind, name), sql) in expected_objects()? {
        if kind == "table" && holds_record(&name) && !present.contains_key(&(kind, name)) {
            conn.execute_batch(&sql)?;
        }
    }
    Ok(())
}

/// Calls `each` with every statement of `schema.sql`, and whether it creates a table of the record or the history. Running the
/// statements in an empty database shows where each ends and what it creates.
fn for_each_statement(each: &mut dyn FnMut(&str, bool) -> Result<()>) -> Result<()> {
    let empty = Connection::open_in_memory()?;
    let mut batch = Batch::new(&empty, SCHEMA);
    let mut tables = 0;
    while let Some(mut statement) = batch.next()? {
        statement.raw_execute()?;
        let sql = statement.expanded_sql().unwrap_or_default();
        drop(statement);
        let now = objects(&empty)?.keys().filter(|(kind, name)| kind == "table" && holds_record(name)).count();
        each(&sql, now > tables)?;
        tables = now;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_white_space_do_not_count_and_quoted_text_does() {
        for (sql, expected) in [
            ("create  table t ( -- a table\n  x /* one\n column */ integer )", "create table t ( x integer )"),
            ("select 'it''s  -- not' -- it is", "select 'it''s  -- not'"),
            ("select \"a  --\" , [b  --], `c  /*`, 1/2-3", "select \"a  --\" , [b  --], `c  /*`, 1/2-3"),
            ("-- first\nselect 1 /* open", "select 1"),
            ("select 'open  --", "select 'open  --"),
        ] {
            assert_eq!(without_comments(sql), expected);
        }
    }

    #[test]
    fn fingerprints_are_those_of_the_schemas() {
        let frozen = |sql: &str| {
            let conn = Connection::open_in_memory().unwrap();
            conn.execute_batch(sql).unwrap();
            conn
        };
        let (first, second) =
            (include_str!("../../../data/schema/v1.sql"), include_str!("../../../data/schema/v2.sql"));
        let altered = frozen(first);
        altered.execute_batch("alter table journal add column hash text not null default ''").unwrap();
        let journal: String =
            altered.query_row("select sql from sqlite_schema where name = 'journal'", [], |row| row.get(0)).unwrap();
        let upgraded = frozen(second);
        upgraded.execute_batch("pragma writable_schema = on").unwrap();
        upgraded.execute("update sqlite_schema set sql = ?1 where name = 'journal'", [journal]).unwrap();
        upgraded.execute_batch("pragma writable_schema = reset").unwrap();
        let third = include_str!("../../../data/schema/v3.sql");
        let fourth = include_str!("../../../data/schema/v4.sql");
        let fifth = include_str!("../../../data/schema/v5.sql");
        let sixth = include_str!("../../../data/schema/v6.sql");
        let seventh = include_str!("../../../data/schema/v7.sql");
        let books = [
            (1, frozen(first)),
            (2, frozen(second)),
            (2, upgraded),
            (3, frozen(third)),
            (4, frozen(fourth)),
            (5, frozen(fifth)),
            (6, frozen(sixth)),
            (7, frozen(seventh)),
            (VERSION, frozen(SCHEMA)),
        ];
        for (version, conn) in books {
            let found = fingerprint(&conn).unwrap();
            assert!(is_known(&conn, version).unwrap(), "the fingerprint of version {version} is {found}");
            conn.execute_batch("create view v as select 1").unwrap();
            assert!(!is_known(&conn, version).unwrap());
        }
    }
}
