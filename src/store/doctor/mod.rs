//! How it stands with a book: what `doctor` looks at, also in a file of which SQLite can read a part only.
//!
//! Each check reads for itself and gives what it found. One that cannot read what it needs is broken, and the next goes on.

mod derived;
mod desk;
mod file;
mod record;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::error::{Error, ErrorKind, Result};
use crate::model::results::health::{Check, Health};
use crate::store::Store;
use crate::store::file::integrity::faults;
use crate::store::file::naming::beside;
use crate::store::file::open::{check_file, connect, flags, look_into};
use crate::store::file::schema::{VERSION, differences};
use crate::text::counted;

/// What is looked at: the book, and the day by which the age of a backup is told.
struct Patient<'a> {
    store: Store,
    book: &'a Path,
    today: chrono::NaiveDate,
}

/// What a check has found.
struct Found {
    health: Health,
    said: String,
    todo: Option<String>,
    newest: Option<String>,
}

impl Found {
    fn new(health: Health, said: impl Into<String>, todo: Option<&str>) -> Self {
        Self { health, said: said.into(), todo: todo.map(str::to_string), newest: None }
    }

    fn ok(said: impl Into<String>) -> Self {
        Self::new(Health::Ok, said, None)
    }

    fn warning(said: impl Into<String>, todo: &str) -> Self {
        Self::new(Health::Warning, said, Some(todo))
    }

    fn broken(said: impl Into<String>, todo: &str) -> Self {
        Self::new(Health::Broken, said, Some(todo))
    }
}

/// Looks at one thing.
type Look = fn(&Patient) -> Result<Found>;

/// What is looked at, in this order: the file, what people wrote down, what is made from that, and what the desk should see.
const CHECKS: [(&str, Look); 19] = [
    ("integrity", record::integrity),
    ("references", record::references),
    ("schema", derived::schema),
    ("history", record::history),
    ("texts", record::texts),
    ("quotes", record::quotes),
    ("chains", record::chains),
    ("standings", derived::standings),
    ("tally", derived::tally),
    ("index", derived::index),
    ("modes", file::modes),
    ("place", file::place),
    ("backups", file::backups),
    ("unused", desk::unused),
    ("unsourced", desk::unsourced),
    ("unplaced quotes", desk::unplaced),
    ("secondhand", desk::secondhand),
    ("verdicts", desk::verdicts),
    ("unanchored", desk::unanchored),
];

/// Those of what can be made anew, without a change to what people wrote down.
const MENDED: [&str; 4] = ["schema", "standings", "tally", "index"];
/// What to do where a check cannot read what it needs.
const GO_BACK: &str = "gainsay restore FILE goes back to a backup";

impl Store {
    /// Looks at everything that may be wrong with a book. `today` tells the age of its backups.
    ///
    /// # Errors
    /// A file that is not there, or is not a book of this version; else whatever is wrong is in the answer.
    pub fn examine(book: &Path, today: chrono::NaiveDate) -> Result<Vec<Check>> {
        let patient = Patient::open(book, today)?;
        Ok(CHECKS.iter().map(|(name, look)| patient.look(name, *look)).collect())
    }

    /// Mends what can be mended without a change to what people wrote down, and says what it did.
    ///
    /// # Errors
    /// As [`Store::examine`]; a book that would not be sound afterwards either, and those of the disk: then it stays as it was.
    pub fn mend(book: &Path, checks: &[Check]) -> Result<Vec<String>> {
        let mut done = Vec::new();
        let wrong = |name: &str| checks.iter().any(|check| check.name == name && check.health > Health::Ok);
        if wrong("modes") {
            done.extend(file::mend_modes(book)?);
        }
        let broken = |name: &str| checks.iter().any(|check| check.name == name && check.health == Health::Broken);
        let derived: Vec<_> = MENDED.into_iter().filter(|name| broken(name)).collect();
        // The index is looked into by the first check too, and an index that lacks rows is found by nothing else.
        if !derived.is_empty() || wrong("integrity") {
            check_file(book)?;
            let store = Self { conn: connect(book)?.0, upgraded: None };
            store.conn.execute_batch("begin immediate")?;
            let mended = store.derive_anew().and_then(|()| refuse_unsound(&store.conn));
            if mended.is_ok() {
                store.conn.execute_batch("commit")?;
            } else if !store.conn.is_autocommit() {
                store.conn.execute_batch("rollback")?;
            }
            mended?;
            let what = if derived.is_empty() { "integrity".to_string() } else { derived.join(", ") };
            done.push(format!("made the indexes, the standings and the words of the search anew ({what})"));
        }
        Ok(done)
    }
}

fn refuse_unsound(conn: &Connection) -> Result<()> {
    if faults(conn, 1)?.is_empty() && differences(conn)?.own.is_empty() {
        return Ok(());
    }
    Err(Error::integrity("the book is damaged where it cannot be mended; nothing was changed").hint(GO_BACK))
}

impl<'a> Patient<'a> {
    fn open(book: &'a Path, today: chrono::NaiveDate) -> Result<Self> {
        check_file(book)?;
        let (conn, version) = match look_into(book) {
            // Not even the first page can be read: each check will say so.
            Err(error) if error.kind == ErrorKind::Integrity => (Connection::open_with_flags(book, flags())?, VERSION),
            opened => opened?,
        };
        if version != VERSION {
            return Err(Error::refused(format!("{} is of format {version}, not {VERSION}", book.display()))
                .hint("gainsay list upgrades it, where it is sound; else go back to a backup: gainsay restore FILE"));
        }
        Ok(Self { store: Store { conn, upgraded: None }, book, today })
    }

    fn look(&self, name: &'static str, look: Look) -> Check {
        let found =
            look(self).unwrap_or_else(|error| Found::broken(format!("this cannot be looked at: {error}"), GO_BACK));
        Check { name, health: found.health, found: found.said, todo: found.todo, newest: found.newest }
    }

    /// How many ids a query gives, and the first of them in words; nothing where it gives none.
    fn some(&self, sql: &str) -> Result<Option<(i64, String)>> {
        let mut query = self.store.conn.prepare(sql)?;
        let mut rows = query.query([])?;
        let (mut count, mut first) = (0, Vec::new());
        while let Some(row) = rows.next()? {
            count += 1;
            if count <= SHOWN {
                first.push(row.get::<_, i64>(0)?.to_string());
            }
        }
        Ok((count > 0).then(|| (count, first.join(", ") + if count > SHOWN { " …" } else { "" })))
    }
}

/// So many are named.
const SHOWN: i64 = 5;

/// The files that belong to a book, where they are there: itself, its log, and its backups.
fn files_of(book: &Path) -> Result<Vec<PathBuf>> {
    let mut files = vec![book.to_path_buf()];
    files.extend(crate::store::file::backup_dir::all(book)?.into_iter().map(|kept| kept.file));
    let with_logs = files.iter().flat_map(|file| ["", "-wal", "-shm", "-journal"].map(|ending| beside(file, ending)));
    Ok(with_logs.filter(|file| file.exists()).collect())
}
