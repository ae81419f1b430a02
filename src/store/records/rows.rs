//! Records read from rows of the database, and written to them.

use rusqlite::types::{FromSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Params, Row, ToSql, params_from_iter};

use crate::error::{Error, Result};
use crate::model::records::{ColumnValue, Columns, ReadColumn};

/// The columns of a row, one after the other.
pub(in crate::store) struct RowReader<'r, 'q> {
    row: &'r Row<'q>,
    next: usize,
}

impl<'r, 'q> RowReader<'r, 'q> {
    /// The columns from the first.
    pub(in crate::store) fn of(row: &'r Row<'q>) -> Self {
        Self { row, next: 0 }
    }
}

impl Columns for RowReader<'_, '_> {
    fn next<T: ReadColumn>(&mut self) -> Result<T> {
        let value = match self.row.get_ref(self.next)? {
            ValueRef::Null => ColumnValue::Null,
            ValueRef::Integer(number) => ColumnValue::Integer(number),
            ValueRef::Text(text) => {
                ColumnValue::Text(std::str::from_utf8(text).map_err(|_| Error::integrity("a text is not in UTF-8"))?)
            }
            ValueRef::Real(_) | ValueRef::Blob(_) => {
                return Err(Error::integrity("a column holds neither a text nor a whole number"));
            }
        };
        self.next += 1;
        T::read(value)
    }
}

impl ToSql for ColumnValue<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

/// Gives each row of a query.
///
/// # Errors
/// Errors of the database and of `each`.
pub(in crate::store) fn each_row(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    mut each: impl FnMut(&mut RowReader) -> Result<()>,
) -> Result<()> {
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query(params)?;
    while let Some(row) = rows.next()? {
        each(&mut RowReader::of(row))?;
    }
    Ok(())
}

/// The records that a query gives.
///
/// # Errors
/// Errors of the database and of `read`.
pub(in crate::store) fn read_all<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl Fn(&mut RowReader) -> Result<T>,
) -> Result<Vec<T>> {
    let mut all = Vec::new();
    each_row(conn, sql, params, |row| {
        all.push(read(row)?);
        Ok(())
    })?;
    Ok(all)
}

/// The value that a query gives.
///
/// # Errors
/// Errors of the database; a query that gives no row.
pub(in crate::store) fn value<T: FromSql>(conn: &Connection, sql: &str, params: impl Params) -> Result<T> {
    Ok(conn.prepare_cached(sql)?.query_row(params, |row| row.get(0))?)
}

/// The first value that a query gives, if it gives any.
///
/// # Errors
/// Errors of the database.
pub(in crate::store) fn first<T: FromSql>(conn: &Connection, sql: &str, params: impl Params) -> Result<Option<T>> {
    Ok(conn.prepare_cached(sql)?.query_row(params, |row| row.get(0)).optional()?)
}

/// The values that a query gives.
///
/// # Errors
/// Errors of the database.
pub(in crate::store) fn list<T: FromSql>(conn: &Connection, sql: &str, params: impl Params) -> Result<Vec<T>> {
    Ok(conn.prepare_cached(sql)?.query_map(params, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// What is written to which column.
pub(in crate::store) type ColumnValues<'v> = Vec<(&'static str, ColumnValue<'v>)>;

/// Says what is written to a column, in the place of what was to be.
pub(in crate::store) fn set<'v>(values: &mut ColumnValues<'v>, column: &'static str, value: ColumnValue<'v>) {
    match values.iter_mut().find(|known| known.0 == column) {
        Some(known) => known.1 = value,
        None => values.push((column, value)),
    }
}

/// Adds a row, and gives its number.
///
/// # Errors
/// Errors of the database.
pub(in crate::store) fn insert(conn: &Connection, table: &str, values: &ColumnValues) -> Result<i64> {
    // ColumnValues are bound by place: SQLite finds a name by comparing it with all, and an import has many rows.
    let (mut names, mut places) = (String::with_capacity(256), String::with_capacity(64));
    for (column, _) in values {
        let comma = if names.is_empty() { "" } else { ", " };
        names.push_str(comma);
        names.push_str(column);
        places.push_str(comma);
        places.push('?');
    }
    let mut insert = conn.prepare_cached(&format!("insert into {table} ({names}) values ({places})"))?;
    insert.execute(params_from_iter(values.iter().map(|(_, value)| value)))?;
    Ok(conn.last_insert_rowid())
}

/// Changes columns of a row; nothing where none is given.
///
/// # Errors
/// Errors of the database.
pub(in crate::store) fn update(conn: &Connection, table: &str, id: i64, values: &ColumnValues) -> Result<()> {
    if values.is_empty() {
        return Ok(());
    }
    let set: Vec<_> = values.iter().map(|(column, _)| format!("{column} = ?")).collect();
    let mut update = conn.prepare_cached(&format!("update {table} set {} where id = ?", set.join(", ")))?;
    let id = ColumnValue::Integer(id);
    update.execute(params_from_iter(values.iter().map(|(_, value)| value).chain([&id])))?;
    Ok(())
}
