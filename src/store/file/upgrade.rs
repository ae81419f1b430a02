//! Books of earlier versions made books of today.
//!
//! A step changes tables that hold what people wrote down. Everything else is made anew out of `schema.sql` afterwards, so
//! a change there needs no step of its own, only a version. All of it is one transaction, and the book is kept as it was.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::error::{Error, ErrorKind, Result};
use crate::store::Store;
use crate::store::file::schema::{self, VERSION};
use crate::store::file::{backup, backup_dir as kept};
use crate::store::journal::chain;

/// Makes a version out of the one before it.
type Step = fn(&Connection) -> Result<()>;

/// The first makes version 2 out of version 1. Never changed, once a version is published.
const STEPS: [Step; 1] = [chain_the_entries];

/// A book that was of an earlier version when it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upgraded {
    /// The version it was of.
    pub from: i32,
    /// The version it is of.
    pub to: i32,
    /// Where it is kept as it was.
    pub kept: PathBuf,
}

impl Store {
    /// What happened to the book when it was opened here, if it was of an earlier version.
    pub fn upgraded(&self) -> Option<&Upgraded> {
        self.upgraded.as_ref()
    }
}

/// Upgrades a book; nothing is left to do where another program has just done so.
///
/// # Errors
/// A file that cannot be written, that is damaged, or that is not a settled book; it stays as it was.
pub(crate) fn upgrade(store: Store, path: &Path) -> Result<Store> {
    let shown = path.display();
    let version: i32 = store.conn.query_row("pragma user_version", [], |row| row.get(0))?;
    if store.conn.is_readonly("main")? {
        return Err(Error::refused(format!(
            "{shown} is a book of format {version}, which must be upgraded to {VERSION} first, and it is read-only"
        ))
        .hint("copy it to a folder where it can be written, or make it and its folder writable; it was not changed"));
    }
    // Steps may make a table that others refer to anew; whether all fits is asked at the end.
    store.conn.execute_batch("pragma foreign_keys = off; begin immediate;")?;
    let done = climb(&store, path);
    if !store.conn.is_autocommit() {
        store.conn.execute_batch("rollback")?;
    }
    store.conn.execute_batch("pragma foreign_keys = on;")?;
    Ok(Store { upgraded: done?, ..store })
}

/// Works within a transaction that has begun, and ends it where all went well.
fn climb(store: &Store, path: &Path) -> Result<Option<Upgraded>> {
    let conn = &store.conn;
    let from: i32 = conn.query_row("pragma user_version", [], |row| row.get(0))?;
    if from >= VERSION {
        return Ok(None);
    }
    let (copy, _) = backup::copy_of(path, &kept::folder(path, true)?)?;
    let first = usize::try_from(from - 1).map_err(|_| early(path))?;
    for step in STEPS.iter().skip(first) {
        // The copy was sound: what a step misses was never there.
        step(conn).map_err(|error| if error.kind == ErrorKind::Integrity { early(path) } else { error })?;
    }
    if !schema::differences(conn)?.own.is_empty() {
        return Err(early(path));
    }
    store.derive_anew()?;
    if conn.prepare("pragma foreign_key_check")?.exists([])? {
        return Err(Error::integrity(format!("{} refers to rows that it does not have", path.display()))
            .hint("gainsay doctor says what is wrong with it; it was not changed"));
    }
    let kept = kept::keep(copy, path, &format!("format-{from}"))?;
    conn.execute_batch("commit")?;
    Ok(Some(Upgraded { from, to: VERSION, kept }))
}

fn early(path: &Path) -> Error {
    Error::refused(format!("{} was made by an early gainsay, before books were settled", path.display()))
        .hint("export it with that program as JSON Lines, and gainsay import the file into a new book")
}

/// Version 2: every entry of the history carries a hash of itself and of the one before it.
fn chain_the_entries(conn: &Connection) -> Result<()> {
    conn.execute_batch("alter table journal add column hash text not null default ''")?;
    chain::close_all(conn)
}
