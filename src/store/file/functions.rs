//! Functions of this program in SQL. Only queries of the program use them: views and indexes must work in every SQLite tool.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;

use crate::text::normalize::name_key;

/// Adds the function `folded(text)`: the text without case, accents and punctuation, by which lists are sorted. It is null for
/// what is not a text.
///
/// # Errors
/// Errors of the database.
pub(crate) fn add_functions(conn: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    conn.create_scalar_function("folded", 1, flags, |context| {
        Ok(match context.get_raw(0) {
            ValueRef::Text(text) => Some(name_key(&String::from_utf8_lossy(text))),
            _ => None,
        })
    })
}
