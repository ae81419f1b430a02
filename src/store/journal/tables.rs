//! The tables of the record, their columns, and the ids that were given out in them.

use rusqlite::Connection;

use crate::error::{Error, Result};

/// The tables of the record, those that others refer to first.
pub(crate) const TABLES: [&str; 25] = [
    "document",
    "document_alias",
    "attachment",
    "speaker",
    "speaker_alias",
    "claim",
    "marked_passage",
    "claim_tag",
    "claim_appearance",
    "claim_wording",
    "claim_relation",
    "distinct_pair",
    "statement",
    "request",
    "verdict",
    "evidence",
    "correction",
    "correction_cause",
    "saved",
    "member",
    "assignment",
    "comment",
    "merged_entry",
    "merged_version",
    "conflict",
];

/// The last id that was given out in each table of the record.
pub(crate) fn last_ids(conn: &Connection) -> Result<Vec<(&'static str, i64)>> {
    let mut find = conn.prepare_cached("select coalesce((select seq from sqlite_sequence where name = ?1), 0)")?;
    TABLES.into_iter().map(|table| Ok((table, find.query_row([table], |row| row.get(0))?))).collect()
}

/// The stored columns of a table, without its id. Their names may be written into SQL.
///
/// # Errors
/// A name that is not one of this program: a file may have any.
pub(crate) fn columns(conn: &Connection, table: &str) -> Result<Vec<String>> {
    let mut query = conn.prepare_cached("select name from pragma_table_info(?1) where name <> 'id'")?;
    let rows = query.query_map([table], |row| row.get(0))?;
    let names: Vec<String> = rows.collect::<rusqlite::Result<_>>()?;
    match names.iter().find(|name| !is_plain(name)) {
        None => Ok(names),
        Some(name) => {
            Err(Error::integrity(format!("the table {table} has a column “{name}”, which gainsay did not make"))
                .hint("gainsay doctor says what is wrong with the book"))
        }
    }
}

/// Whether a name has only the characters that names of this program have.
fn is_plain(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// A name as it is written in SQL, whatever characters it has.
pub(crate) fn quoted_name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
