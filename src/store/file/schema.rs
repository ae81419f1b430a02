//! The schema of a book: creating it, comparing a file with it, and rebuilding what is derived from the record.

use std::collections::BTreeMap;

use rusqlite::config::DbConfig;
use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::{Batch, Connection};

use crate::error::Result;
use crate::store::Store;
use crate::store::journal::tables::TABLES;
use crate::store::status::affected::{ALL_IDS, IdRanges};

/// The definition of the whole database.
const SCHEMA: &str = include_str!("../../../schema.sql");
/// `pragma user_version` of a book that this program writes.
pub(crate) const VERSION: i32 = 5;
/// `pragma application_id`: "gain".
pub(crate) const APPLICATION: i32 = 0x6761_696e;
/// The tables of the history. They and the tables of the record hold all that cannot be derived.
const HISTORY: [&str; 2] = ["journal", "journal_change"];

/// Creates the schema of an empty book.
///
/// # Errors
/// Errors of the database.
pub(crate) fn create(conn: &Connection) -> Result<()> {
    Ok(conn.execute_batch(&format!("begin; {SCHEMA} commit;"))?)
}

/// Whether a table holds what cannot be derived. Such a table is changed by upgrade steps only, and never rebuilt.
fn holds_record(table: &str) -> bool {
    TABLES.contains(&table) || HISTORY.contains(&table)
}

/// The type (`table`, `index`, `view` or `trigger`) and the name of something in a schema.
type ObjectKey = (String, String);

/// Something in a schema.
struct SchemaObject {
    /// The table or view that it belongs to; its own name for a table or view.
    table: String,
    sql: String,
}

/// Reads the schema of a database.
fn objects(conn: &Connection) -> Result<BTreeMap<ObjectKey, SchemaObject>> {
    let mut query = conn.prepare(
        "select type, name, tbl_name, sql from sqlite_schema where sql is not null and name not like 'sqlite\\_%' escape '\\'
         and name not in (select name from pragma_table_list where schema = 'main' and type = 'shadow')",
    )?;
    let rows = query
        .query_map([], |row| Ok(((row.get(0)?, row.get(1)?), SchemaObject { table: row.get(2)?, sql: row.get(3)? })))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The schema of an empty book, as SQLite reports it.
fn expected_objects() -> Result<BTreeMap<ObjectKey, SchemaObject>> {
    let empty = Connection::open_in_memory()?;
    create(&empty)?;
    objects(&empty)
}

/// Whether this program may create and drop an object: everything in `schema.sql`, and triggers on its tables, which would
/// write without being asked. All other objects belong to other people.
fn is_ours((kind, name): &ObjectKey, object: &SchemaObject, expected: &BTreeMap<ObjectKey, SchemaObject>) -> bool {
    expected.contains_key(&(kind.clone(), name.clone()))
        || kind == "trigger" && expected.values().any(|ours| ours.table.eq_ignore_ascii_case(&object.table))
}

/// The SQL of an object without comments, white space and quotation marks around names, which `alter table` changes.
fn normalized(sql: &str) -> String {
    let lines = sql.lines().map(|line| line.split_once("--").map_or(line, |(before, _)| before));
    lines.flat_map(str::chars).filter(|c| !c.is_whitespace() && *c != '"').collect()
}

/// How the schema of a file differs from that of an empty book: what is missing, different or additional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SchemaDifferences {
    /// In tables that hold the record or the history.
    pub record: Vec<String>,
    /// In what can be rebuilt.
    pub derived: Vec<String>,
    /// Objects that other people added.
    pub foreign: Vec<String>,
}

/// Compares the schema of a file with that of an empty book.
///
/// # Errors
/// Errors of the database.
pub(crate) fn differences(conn: &Connection) -> Result<SchemaDifferences> {
    let (expected, present) = (expected_objects()?, objects(conn)?);
    let mut found = SchemaDifferences::default();
    let mut add = |(kind, name): &ObjectKey, problem: &str| {
        let list = if kind == "table" && holds_record(name) { &mut found.record } else { &mut found.derived };
        list.push(format!("{kind} {name} {problem}"));
    };
    for (key, ours) in &expected {
        match present.get(key) {
            None => add(key, "is missing"),
            Some(other) if normalized(&other.sql) != normalized(&ours.sql) => add(key, "is different"),
            Some(_) => {}
        }
    }
    let additional = present.iter().filter(|(key, _)| !expected.contains_key(*key));
    let (ours, foreign): (Vec<_>, Vec<_>) = additional.partition(|(key, object)| is_ours(key, object, &expected));
    ours.iter().for_each(|(key, _)| add(key, "is not part of this program"));
    found.foreign = foreign.iter().map(|((kind, name), _)| format!("{kind} {name}")).collect();
    Ok(found)
}

/// Gives the CHECK constraints of the record and the history the names that they have in `schema.sql`. Only the text of the
/// schema is written, as SQLite documents for such changes (<https://sqlite.org/lang_altertable.html#otheralter>), so all rows
/// stay as they are. A table that differs in more than these names is left alone. Must run inside a transaction.
///
/// # Errors
/// Errors of the database.
pub(crate) fn name_constraints(conn: &Connection) -> Result<()> {
    let (expected, present) = (expected_objects()?, objects(conn)?);
    let write = || -> Result<()> {
        let version: i64 = conn.query_row("pragma schema_version", [], |row| row.get(0))?;
        conn.execute_batch("pragma writable_schema = on")?;
        for table in TABLES.into_iter().chain(HISTORY) {
            let key = ("table".to_string(), table.to_string());
            if let (Some(ours), Some(old)) = (expected.get(&key), present.get(&key))
                && normalized(&without_names(&ours.sql)) == normalized(&old.sql)
            {
                conn.execute(
                    "update sqlite_schema set sql = ?2 where type = 'table' and name = ?1",
                    [table, &ours.sql],
                )?;
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

/// The SQL of a table without the names of its constraints.
fn without_names(sql: &str) -> String {
    let mut parts = sql.split("constraint ");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |sql, part| sql + part.split_once(' ').map_or("", |(_, rest)| rest))
}

impl Store {
    /// Rebuilds everything that is derived from the record, out of `schema.sql`: indexes, views, the status cache and its
    /// counts, the full-text index. Must run inside a transaction. What other people put into the file is left alone; an object
    /// that a new version no longer has is therefore dropped by the upgrade step of that version.
    ///
    /// # Errors
    /// Errors of the database.
    pub(crate) fn rebuild_derived(&self) -> Result<()> {
        let expected = expected_objects()?;
        // Views first: SQLite checks them when a table is dropped.
        for kind in ["trigger", "view", "index", "table"] {
            let present = objects(&self.conn)?;
            let ours = present
                .iter()
                .filter(|(key, object)| key.0 == kind && !holds_record(&key.1) && is_ours(key, object, &expected));
            for ((_, name), _) in ours {
                self.conn.execute_batch(&format!("drop {kind} if exists \"{}\"", name.replace('"', "\"\"")))?;
            }
        }
        for_each_statement(&mut |sql, creates_record_table| {
            if creates_record_table { Ok(()) } else { Ok(self.conn.execute_batch(sql)?) }
        })?;
        let claims = self.id_ranges("claim", ALL_IDS)?;
        self.refresh_status(IdRanges::new(&claims))?;
        self.index(IdRanges::new(&claims), IdRanges::new(&self.id_ranges("document", ALL_IDS)?))
    }
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
