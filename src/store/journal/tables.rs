//! The tables of the record, their columns, and the ids that were given out in them.

use rusqlite::Connection;

use crate::error::Result;

/// The tables of the record, those that others refer to first.
pub(crate) const TABLES: [&str; 10] = [
    "document",
    "speaker",
    "speaker_alias",
    "claim",
    "claim_tag",
    "statement",
    "verdict",
    "evidence",
    "saved",
    "setting",
];

/// The last id that was given out in each table of the record.
pub(crate) fn last_ids(conn: &Connection) -> Result<Vec<(&'static str, i64)>> {
    let mut find = conn.prepare_cached("select coalesce((select seq from sqlite_sequence where name = ?1), 0)")?;
    TABLES.into_iter().map(|table| Ok((table, find.query_row([table], |row| row.get(0))?))).collect()
}

/// The stored columns of a table, without its id.
pub(crate) fn columns(conn: &Connection, table: &str) -> Result<Vec<String>> {
    let mut names = conn.prepare_cached("select name from pragma_table_info(?1) where name <> 'id'")?;
    let rows = names.query_map([table], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
