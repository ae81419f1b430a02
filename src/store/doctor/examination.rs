//! What all checks share: the book that is examined, and the result of a check.

use std::path::Path;

use rusqlite::Connection;

use crate::error::{Error, ErrorKind, Result};
use crate::model::results::health::{Check, Health};
use crate::store::Store;
use crate::store::file::clean_copy;
use crate::store::file::connect::{check_file, flags, open_any_to_read};
use crate::store::file::schema::{self, FIRST_VERSION, SchemaDifferences, VERSION};

/// The advice if a check cannot read what it needs.
pub(super) const RESTORE: &str = "gainsay restore FILE goes back to a backup";
/// The maximum number of ids that a result names.
const MAX_IDS: i64 = 5;

/// The book that is examined.
pub(super) struct Examination<'a> {
    /// The book, or a copy of its record if its schema is not that of this program.
    pub store: Store,
    /// How the schema differs, if it does.
    pub foreign: Option<SchemaDifferences>,
    /// The path of the book.
    pub book: &'a Path,
    /// The day from which the age of a backup is counted.
    pub today: chrono::NaiveDate,
}

/// The result of a check.
pub(super) struct CheckResult {
    health: Health,
    found: String,
    todo: Option<String>,
    /// The hash of the newest entry, if the check computes it.
    newest: Option<String>,
}

/// A check.
pub(super) type CheckFn = fn(&Examination) -> Result<CheckResult>;

impl CheckResult {
    /// All is well: what was found.
    pub(super) fn ok(found: impl Into<String>) -> Self {
        Self { health: Health::Ok, found: found.into(), todo: None, newest: None }
    }

    /// Somebody should look at what was found, and what to do about it.
    pub(super) fn warning(found: impl Into<String>, todo: &str) -> Self {
        Self { health: Health::Warning, todo: Some(todo.to_string()), ..Self::ok(found) }
    }

    /// The book is not sound: what was found, and what to do about it.
    pub(super) fn broken(found: impl Into<String>, todo: &str) -> Self {
        Self { health: Health::Broken, todo: Some(todo.to_string()), ..Self::ok(found) }
    }

    /// A warning without advice.
    pub(super) fn notice(found: impl Into<String>) -> Self {
        Self { health: Health::Warning, ..Self::ok(found) }
    }

    /// The result with the hash of the newest entry.
    pub(super) fn with_newest(self, hash: String) -> Self {
        Self { newest: Some(hash), ..self }
    }
}

impl<'a> Examination<'a> {
    /// Opens a book for its examination.
    ///
    /// # Errors
    /// No book, or a book of another version.
    pub(super) fn open(book: &'a Path, today: chrono::NaiveDate) -> Result<Self> {
        check_file(book)?;
        let (conn, version) = match open_any_to_read(book) {
            // Not even the first page can be read; each check reports it.
            Err(error) if error.kind == ErrorKind::Integrity => (Connection::open_with_flags(book, flags())?, VERSION),
            opened => opened?,
        };
        let foreign = schema::foreign(&conn, version);
        if !(FIRST_VERSION..=VERSION).contains(&version)
            || version < VERSION && (matches!(foreign, Ok(None)) || !schema::has_record_tables(&conn)?)
        {
            return Err(Error::refused(format!("{} is of format {version}, not {VERSION}", book.display()))
                .hint("gainsay list upgrades it, if it is intact; else go back to a backup: gainsay restore FILE"));
        }
        let Ok(Some(foreign)) = foreign else {
            return Ok(Self { store: Store::on(conn), foreign: None, book, today });
        };
        let copy = clean_copy::copy_record(&conn, clean_copy::nameless()?)?;
        Ok(Self { store: copy.store, foreign: Some(foreign), book, today })
    }

    /// Runs a check.
    pub(super) fn run(&self, name: &'static str, check: CheckFn) -> Check {
        let result = check(self)
            .unwrap_or_else(|error| CheckResult::broken(format!("this cannot be checked: {error}"), RESTORE));
        Check { name, health: result.health, found: result.found, todo: result.todo, newest: result.newest }
    }

    /// The number of ids that a query gives, and the first of them in words; none if it gives none.
    pub(super) fn ids(&self, sql: &str) -> Result<Option<(i64, String)>> {
        let mut query = self.store.conn.prepare(sql)?;
        let mut rows = query.query([])?;
        let (mut count, mut first) = (0, Vec::new());
        while let Some(row) = rows.next()? {
            count += 1;
            if count <= MAX_IDS {
                first.push(row.get::<_, i64>(0)?.to_string());
            }
        }
        Ok((count > 0).then(|| (count, first.join(", ") + if count > MAX_IDS { " …" } else { "" })))
    }

    /// A warning about the ids that a query gives; `found` puts their number and the first of them into words.
    pub(super) fn warn_of(
        &self,
        sql: &str,
        ok: &str,
        found: impl FnOnce(i64, &str) -> String,
        todo: &str,
    ) -> Result<CheckResult> {
        Ok(match self.ids(sql)? {
            None => CheckResult::ok(ok),
            Some((count, first)) => CheckResult::warning(found(count, &first), todo),
        })
    }
}
