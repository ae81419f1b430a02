//! Reading a file whose schema is not that of this program.
//!
//! Views, triggers, generated columns and virtual tables are SQL that runs when the file is read or written. A file from a stranger
//! may hold any. So of such a file only the rows of the record's tables are read, by their columns, and copied into a new database
//! with the schema of this program. No other part of the file is used.

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, OptionalExtension as _, params_from_iter};

use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::file::connect::configure;
use crate::store::file::schema::{self, record_tables};
use crate::store::journal::chain;
use crate::store::journal::tables::{columns, quoted_name};

/// What was copied.
pub(crate) struct CleanCopy {
    /// The copy, with everything that is derived from the record.
    pub store: Store,
    /// The number of rows that break a rule of their table and were left out, such as two rows with one id.
    pub left_out: usize,
}

/// Copies the record and the history of a file into an empty database.
///
/// # Errors
/// A table that cannot be read; errors of the disk.
pub(crate) fn copy_record(from: &Connection, mut to: Connection) -> Result<CleanCopy> {
    schema::create(&to)?;
    configure(&mut to)?;
    to.execute_batch(
        "pragma foreign_keys = off; pragma ignore_check_constraints = on; pragma journal_mode = memory; pragma synchronous = off; begin;",
    )?;
    let mut left_out = 0;
    for table in record_tables() {
        left_out += copy_table(from, &to, table)?;
    }
    copy_counters(from, &to)?;
    let has =
        |table: &str, column: &str| Ok::<_, Error>(columns_to_read(from, table)?.iter().any(|name| name == column));
    let stores_retractions = has("statement", "retracted_by_id")?;
    if stores_retractions {
        chain::forget_stored_retractions(&to)?;
    }
    // What is hashed was different in earlier versions.
    if stores_retractions || !has("journal", "hash")? {
        chain::hash_all_entries(&to)?;
    }
    let store = Store::on(to);
    store.fill_derived()?;
    store.conn.execute_batch("commit; pragma foreign_keys = on; pragma ignore_check_constraints = off;")?;
    Ok(CleanCopy { store, left_out })
}

/// The columns of a table that hold values; none if there is no such table, or if it is a view or virtual.
fn columns_to_read(from: &Connection, table: &str) -> Result<Vec<String>> {
    let is_table = from
        .query_row("select type = 'table' from pragma_table_list(?1) where schema = 'main'", [table], |row| row.get(0))
        .optional()?
        .unwrap_or(false);
    if !is_table {
        return Ok(Vec::new());
    }
    let mut query = from.prepare("select name from pragma_table_xinfo(?1) where hidden = 0")?;
    let rows = query.query_map([table], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Copies the rows of a table; returns the number of rows that were left out.
fn copy_table(from: &Connection, to: &Connection, table: &str) -> Result<usize> {
    let present = columns_to_read(from, table)?;
    let mut ours = columns(to, table)?;
    ours.push("id".to_string());
    ours.retain(|column| present.iter().any(|other| other.eq_ignore_ascii_case(column)));
    if ours.is_empty() {
        return Ok(0);
    }
    let (table, names) = (quoted_name(table), ours.iter().map(|name| quoted_name(name)).collect::<Vec<_>>().join(", "));
    let places = vec!["?"; ours.len()].join(", ");
    // Without an index, because an index may have an expression.
    let mut read = from.prepare(&format!("select {names} from main.{table} not indexed"))?;
    let mut insert = to.prepare(&format!("insert into {table} ({names}) values ({places})"))?;
    let mut rows = read.query([])?;
    let mut left_out = 0;
    while let Some(row) = rows.next()? {
        let values: Vec<Value> = (0..ours.len()).map(|at| row.get(at)).collect::<rusqlite::Result<_>>()?;
        match insert.execute(params_from_iter(values)) {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => left_out += 1,
            inserted => drop(inserted?),
        }
    }
    Ok(left_out)
}

/// Copies the last id that was given out in each table.
fn copy_counters(from: &Connection, to: &Connection) -> Result<()> {
    if columns_to_read(from, "sqlite_sequence")?.is_empty() {
        return Ok(());
    }
    for table in record_tables() {
        let last: Option<Value> = from
            .query_row("select seq from main.sqlite_sequence where name = ?1", [table], |row| row.get(0))
            .optional()?;
        if let Some(Value::Integer(last)) = last {
            to.execute("delete from sqlite_sequence where name = ?1", [table])?;
            to.execute("insert into sqlite_sequence (name, seq) values (?1, ?2)", (table, last))?;
        }
    }
    Ok(())
}

/// A database in a temporary file without a name, which the system removes.
///
/// # Errors
/// Errors of the disk.
pub(crate) fn nameless() -> Result<Connection> {
    Ok(Connection::open("")?)
}
