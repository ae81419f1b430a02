//! The rows of one table, out of the book and into the database.

use std::io::Write as _;

use postgres::Transaction;

use super::copy_format::push_row;
use super::database::failed;
use super::mirrored::Mirrored;
use crate::error::{Error, Result};
use crate::model::records::ColumnValue;
use crate::store::Store;
use crate::store::exchange::ChangedRows;

/// Number of bytes that are collected before they are sent.
const BUFFER: usize = 1 << 20;

/// Copies the rows of a table that changed, and removes those that are gone.
///
/// # Errors
/// What the database refuses; errors of the book.
pub(super) fn copy(
    transaction: &mut Transaction,
    store: &Store,
    book: i64,
    rows: &ChangedRows,
    done: &mut Mirrored,
) -> Result<()> {
    let (table, key) = (rows.table, rows.key);
    let columns = store.columns_of(table)?;
    receive(transaction, table, &columns, |each| store.rows_of(rows, each))?;
    let is_same = same_row(table);
    let gone = if rows.is_whole_table() {
        format!("delete from {table} t where t.book = $1 and not exists (select from received n where {is_same})")
    } else {
        receive_ids(transaction, rows)?;
        format!(
            "delete from {table} t using touched r where t.book = $1 and t.{key} = r.id
             and not exists (select from received n where {is_same})"
        )
    };
    done.removed += transaction.execute(&gone, &[&book]).map_err(failed)?;
    done.written += merge(transaction, table, &columns, book)?;
    transaction.batch_execute("drop table if exists touched; drop table received").map_err(failed)
}

/// Copies the rows of a table of the cache that have nothing to do with claims.
///
/// # Errors
/// What the database refuses; errors of the book.
pub(super) fn copy_without_claim(
    transaction: &mut Transaction,
    store: &Store,
    book: i64,
    table: &str,
    done: &mut Mirrored,
) -> Result<()> {
    let columns = store.columns_of(table)?;
    receive(transaction, table, &columns, |each| store.rows_without_claim(table, each))?;
    let condition = if table == "retracted_cache" { "t.claim_id is null" } else { "true" };
    let is_same = same_row(table);
    let gone = format!(
        "delete from {table} t where t.book = $1 and {condition} and not exists (select from received n where {is_same})"
    );
    done.removed += transaction.execute(&gone, &[&book]).map_err(failed)?;
    done.written += merge(transaction, table, &columns, book)?;
    transaction.batch_execute("drop table received").map_err(failed)
}

/// Puts the keys of the rows that changed into the temporary table `touched`, one by one: PostgreSQL finds rows by keys, but reads the
/// whole table for ranges.
fn receive_ids(transaction: &mut Transaction, rows: &ChangedRows) -> Result<()> {
    let create = "create temporary table ranges (first_id bigint, last_id bigint) on commit drop";
    transaction.batch_execute(create).map_err(failed)?;
    send(transaction, "copy ranges from stdin", |each| {
        rows.ids.iter().try_for_each(|(first, last)| each(&[ColumnValue::Integer(*first), ColumnValue::Integer(*last)]))
    })?;
    let expand = "create temporary table touched on commit drop as
                  select generate_series(first_id, last_id) as id from ranges;
                  analyze touched; drop table ranges";
    transaction.batch_execute(expand).map_err(failed)
}

/// The column that, with the book, is the primary key of a table.
fn primary_key(table: &str) -> &'static str {
    match table {
        "claim_status_cache" => "claim_id",
        "verdict_cache" => "verdict_id",
        "retracted_cache" => "statement_id",
        "vague_date" => "date",
        _ => "id",
    }
}

fn same_row(table: &str) -> String {
    let key = primary_key(table);
    format!("n.{key} = t.{key}")
}

/// Puts rows of the book into the temporary table `received`.
fn receive(
    transaction: &mut Transaction,
    table: &str,
    columns: &[String],
    rows: impl FnOnce(&mut dyn FnMut(&[ColumnValue]) -> Result<()>) -> Result<()>,
) -> Result<()> {
    let names = columns.join(", ");
    let create = format!("create temporary table received on commit drop as select {names} from {table} where false");
    transaction.batch_execute(&create).map_err(failed)?;
    send(transaction, &format!("copy received ({names}) from stdin"), rows)?;
    transaction.batch_execute("analyze received").map_err(failed)
}

fn send(
    transaction: &mut Transaction,
    statement: &str,
    rows: impl FnOnce(&mut dyn FnMut(&[ColumnValue]) -> Result<()>) -> Result<()>,
) -> Result<()> {
    let mut out = transaction.copy_in(statement).map_err(failed)?;
    let mut lines = String::with_capacity(BUFFER);
    let sending = |error: &std::io::Error| Error::failure(format!("the rows could not be sent: {}", error.kind()));
    rows(&mut |values| {
        push_row(values, &mut lines);
        if lines.len() >= BUFFER {
            out.write_all(lines.as_bytes()).map_err(|error| sending(&error))?;
            lines.clear();
        }
        Ok(())
    })?;
    out.write_all(lines.as_bytes()).map_err(|error| sending(&error))?;
    out.finish().map_err(failed)?;
    Ok(())
}

/// Writes the received rows into a table; returns how many are new or other than before.
fn merge(transaction: &mut Transaction, table: &str, columns: &[String], book: i64) -> Result<u64> {
    let (names, key) = (columns.join(", "), primary_key(table));
    let others: Vec<_> = columns.iter().filter(|name| *name != key).collect();
    let set: Vec<_> = others.iter().map(|name| format!("{name} = excluded.{name}")).collect();
    let list = |prefix: &str| others.iter().map(|name| format!("{prefix}.{name}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "insert into {table} as t (book, {names}) select $1, {names} from received
         on conflict (book, {key}) do update set {} where ({}) is distinct from ({})",
        set.join(", "),
        list("t"),
        list("excluded"),
    );
    transaction.execute(&sql, &[&book]).map_err(failed)
}
