//! A one-way copy of the book in PostgreSQL, for the dashboards and the archive of a newsroom. `schema.postgres.sql` says what is
//! there.
//!
//! Rows travel by `COPY` into temporary tables, and from there into the tables; only those that entries since the last run touched. A
//! run is one transaction on both sides, so what is there is always the book as it was after one of its entries. Rows of other
//! books are never touched: every statement has the number of the book.

mod copy_format;
mod database;
mod mirrored;
mod table;

use postgres::Transaction;

use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::exchange::HistoryEnd;
use database::{connect, failed, prepared};

pub use mirrored::Mirrored;

/// The version of the book's schema that `schema.postgres.sql` belongs to.
const VERSION: i32 = 8;

/// A database into which books are mirrored.
pub struct Mirror {
    client: postgres::Client,
}

impl Mirror {
    /// Connects to the database at an address such as `postgres://desk@db.example/news`. `password` is used where the address
    /// has none.
    ///
    /// # Errors
    /// What is wrong with the address; why the database cannot be reached.
    pub fn connect(address: &str, password: Option<&str>) -> Result<Self> {
        Ok(Self { client: connect(address, password)? })
    }

    /// Copies what entries recorded since the last run, under a name of the book; `anew` copies all of it again.
    ///
    /// # Errors
    /// Another book has the name; what the database refuses; errors of the book.
    pub fn copy(&mut self, store: &Store, name: &str, anew: bool) -> Result<Mirrored> {
        let mut transaction = self.client.transaction().map_err(failed)?;
        prepared(&mut transaction, VERSION)?;
        let done = store.in_snapshot(|| copy_changes(&mut transaction, store, name, anew))?;
        transaction.commit().map_err(failed)?;
        Ok(done)
    }
}

/// The book as it is known in the database.
struct KnownBook {
    book: i64,
    newest: HistoryEnd,
}

fn copy_changes(transaction: &mut Transaction, store: &Store, name: &str, anew: bool) -> Result<Mirrored> {
    let known = known_book(transaction, name)?;
    if known.newest.entry > 0 && !anew && store.hash_of_entry(known.newest.entry)? != Some(known.newest.hash.clone()) {
        return Err(another(name, known.newest.entry));
    }
    let (newest, since) = (store.history_end()?, if anew { 0 } else { known.newest.entry });
    let mut done = Mirrored { before: since, entry: newest.entry, written: 0, removed: 0 };
    if newest.entry > since || anew {
        for rows in store.changed_since(since)? {
            table::copy(transaction, store, known.book, &rows, &mut done)?;
        }
        for name in ["vague_date", "retracted_cache"] {
            table::copy_without_claim(transaction, store, known.book, name, &mut done)?;
        }
        let update = "update book set version = $2, entry = $3, hash = $4, mirrored_at = now() where book = $1";
        transaction.execute(update, &[&known.book, &VERSION, &newest.entry, &newest.hash]).map_err(failed)?;
    }
    Ok(done)
}

/// Finds the book of a name, or adds it, and keeps others from mirroring it meanwhile.
fn known_book(transaction: &mut Transaction, name: &str) -> Result<KnownBook> {
    let add = "insert into book (name, version, entry, hash, mirrored_at) values ($1, $2, 0, '', now()) on conflict (name) do nothing";
    transaction.execute(add, &[&name, &VERSION]).map_err(failed)?;
    let find = "select book, entry, hash from book where name = $1 for update";
    let row = transaction.query_one(find, &[&name]).map_err(failed)?;
    Ok(KnownBook { book: row.get(0), newest: HistoryEnd { entry: row.get(1), hash: row.get(2) } })
}

fn another(name: &str, entry: i64) -> Error {
    Error::refused(format!("the database has another book as “{name}”: its entry {entry} is not that of this book"))
        .hint("--name gives this book another name there; if this is the same book, restored from a backup, --anew copies all of it again")
        .about("name")
}
