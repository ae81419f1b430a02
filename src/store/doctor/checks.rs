//! The list of all checks, and the repair of what they find.

use std::path::Path;

use rusqlite::Connection;

use super::examination::{CheckFn, Examination, RESTORE};
use super::{derived, editorial, file, record};
use crate::error::{Error, Result};
use crate::model::results::health::{Check, Health};
use crate::store::Store;
use crate::store::file::connect::{check_file, connect};
use crate::store::file::integrity::sqlite_problems;
use crate::store::file::schema::differences;

/// All checks in the order of the report: the record, what is derived from it, the file, and what an editor should look at.
const CHECKS: [(&str, CheckFn); 19] = [
    ("integrity", record::integrity),
    ("references", record::references),
    ("schema", derived::schema),
    ("history", record::history),
    ("texts", record::texts),
    ("quotes", record::quotes),
    ("chains", record::chains),
    ("statuses", derived::statuses),
    ("counts", derived::counts),
    ("index", derived::index),
    ("modes", file::modes),
    ("place", file::place),
    ("backups", file::backups),
    ("unused", editorial::unused),
    ("unsourced", editorial::unsourced),
    ("unplaced quotes", editorial::unplaced),
    ("secondhand", editorial::secondhand),
    ("verdicts", editorial::verdicts),
    ("unanchored", editorial::unanchored),
];

/// The checks of what can be rebuilt from the record.
const REPAIRABLE: [&str; 4] = ["schema", "statuses", "counts", "index"];

impl Store {
    /// Runs all checks on a book. `today` is the day from which the age of its backups is counted.
    ///
    /// # Errors
    /// A file that does not exist or is no book of this version; every other problem is part of the result.
    pub fn examine(book: &Path, today: chrono::NaiveDate) -> Result<Vec<Check>> {
        let examination = Examination::open(book, today)?;
        Ok(CHECKS.iter().map(|(name, check)| examination.run(name, *check)).collect())
    }

    /// Repairs what can be repaired without a change of the record; returns what was done, in words.
    ///
    /// # Errors
    /// As [`Store::examine`]; a book that would still be damaged, and errors of the disk: then the book stays as it was.
    pub fn repair(book: &Path, checks: &[Check]) -> Result<Vec<String>> {
        let mut done = Vec::new();
        let wrong = |name: &str| checks.iter().any(|check| check.name == name && check.health > Health::Ok);
        if wrong("modes") {
            done.extend(file::repair_modes(book)?);
        }
        let broken = |name: &str| checks.iter().any(|check| check.name == name && check.health == Health::Broken);
        let derived: Vec<_> = REPAIRABLE.into_iter().filter(|name| broken(name)).collect();
        // Only the check of the integrity finds an index that lacks rows.
        if !derived.is_empty() || wrong("integrity") {
            check_file(book)?;
            let store = Self::on(connect(book)?.0);
            store.conn.execute_batch("begin immediate")?;
            let repaired = store.rebuild_derived().and_then(|()| refuse_if_damaged(&store.conn));
            if repaired.is_ok() {
                store.conn.execute_batch("commit")?;
            } else if !store.conn.is_autocommit() {
                store.conn.execute_batch("rollback")?;
            }
            repaired?;
            let what = if derived.is_empty() { "integrity".to_string() } else { derived.join(", ") };
            done.push(format!("rebuilt the indexes, the statuses and the words of the search ({what})"));
        }
        Ok(done)
    }
}

fn refuse_if_damaged(conn: &Connection) -> Result<()> {
    if sqlite_problems(conn, 1)?.is_empty() && differences(conn)?.record.is_empty() {
        return Ok(());
    }
    Err(Error::integrity("the book is damaged where it cannot be repaired; nothing was changed").hint(RESTORE))
}
