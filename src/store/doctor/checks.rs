//! The list of all checks, and the repair of what they find.

use std::path::Path;

use rusqlite::Connection;

use super::examination::{CheckFn, Examination, RESTORE};
use super::{contents, derived, editorial, file, record};
use crate::error::{Error, Result};
use crate::model::results::health::{Check, Health};
use crate::store::Store;
use crate::store::file::atomic_write::folder_of;
use crate::store::file::connect::{check_file, connect, flags, open_any_to_read};
use crate::store::file::integrity::sqlite_problems;
use crate::store::file::schema::{self, differences};
use crate::store::file::temporary::temporary_file;
use crate::store::file::{clean_copy, restore};
use crate::text::counted;

/// All checks in the order of the report: the schema, on which all others rely; the record; what is derived from it; the file; and
/// what an editor should look at.
const CHECKS: [(&str, CheckFn); 23] = [
    ("schema", derived::schema),
    ("integrity", record::integrity),
    ("references", record::references),
    ("history", record::history),
    ("texts", record::texts),
    ("attachments", contents::attachments),
    ("quotes", record::quotes),
    ("chains", record::chains),
    ("statuses", derived::statuses),
    ("counts", derived::counts),
    ("index", derived::index),
    ("quantities", derived::quantities),
    ("modes", file::modes),
    ("place", file::place),
    ("backups", file::backups),
    ("unused", editorial::unused),
    ("unsourced", editorial::unsourced),
    ("unplaced quotes", editorial::unplaced),
    ("secondhand", editorial::secondhand),
    ("verdicts", editorial::verdicts),
    ("unanchored", editorial::unanchored),
    ("retractions", editorial::retractions),
    ("days", editorial::days),
];

/// The checks of what can be rebuilt from the record.
const REPAIRABLE: [&str; 4] = ["statuses", "counts", "index", "quantities"];

impl Store {
    /// Runs all checks on a book. `today` is the day from which the age of its backups is counted.
    ///
    /// # Errors
    /// A file that does not exist or is no book of this version; every other problem is part of the result.
    pub fn examine(book: &Path, today: chrono::NaiveDate) -> Result<Vec<Check>> {
        let examination = Examination::open(book, today)?;
        Ok(CHECKS.iter().map(|(name, check)| examination.run(name, *check)).collect())
    }

    /// Repairs what can be repaired without a change of the record; returns what was done, in words. `day` is in the name of the
    /// copy that is kept of a book whose schema is not that of this program.
    ///
    /// # Errors
    /// As [`Store::examine`]; a book that would still be damaged, and errors of the disk: then the book stays as it was.
    pub fn repair(book: &Path, checks: &[Check], day: &str) -> Result<Vec<String>> {
        let mut done = Vec::new();
        let wrong = |name: &str| checks.iter().any(|check| check.name == name && check.health > Health::Ok);
        if wrong("modes") {
            done.extend(file::repair_modes(book)?);
        }
        let broken = |name: &str| checks.iter().any(|check| check.name == name && check.health == Health::Broken);
        if broken("schema") {
            done.extend(take_away_foreign(book, day)?);
            return Ok(done);
        }
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

/// Replaces the contents of a book by its record and what is derived from it. A copy of the book is kept.
fn take_away_foreign(book: &Path, day: &str) -> Result<Option<String>> {
    let (conn, version) = open_any_to_read(book)?;
    let Some(found) = schema::foreign(&conn, version)?.filter(|found| found.record.is_empty()) else { return Ok(None) };
    let file = temporary_file(folder_of(book), ".db")?;
    let copy = clean_copy::copy_record(&conn, Connection::open_with_flags(file.path(), flags())?)?;
    if copy.left_out > 0 {
        let rows = counted(i64::try_from(copy.left_out).unwrap_or(i64::MAX), "row");
        return Err(
            Error::integrity(format!("{rows} of the record cannot be copied; nothing was changed")).hint(RESTORE)
        );
    }
    let kept = restore::replace_contents(&copy.store.conn, book, &format!("{day}.before-fix"))?.kept;
    let kept = kept.map(|kept| format!("; the book as it was is kept in {}", kept.display())).unwrap_or_default();
    Ok(Some(format!("took away what gainsay did not make, and made what was missing ({}){kept}", found.summary())))
}

fn refuse_if_damaged(conn: &Connection) -> Result<()> {
    if sqlite_problems(conn, 1)?.is_empty() && differences(conn)?.record.is_empty() {
        return Ok(());
    }
    Err(Error::integrity("the book is damaged where it cannot be repaired; nothing was changed").hint(RESTORE))
}
