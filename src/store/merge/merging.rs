//! Merging another copy of the book into this one, within one entry of the history.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::{Connection, params};

use super::book::Book;
use super::fields::MERGED;
use super::history::KnownEntry;
use super::plan::Plan;
use super::row_state::RowState;
use super::rows::{RowWritten, RowsWriter};
use super::stored;
use crate::error::{Error, Result};
use crate::model::results::merged::{MergeReport, MergedRow};
use crate::store::file::backup::copy_rest;
use crate::store::file::connect::{check_file, open_to_read};
use crate::store::file::schema::VERSION;
use crate::store::journal::chain;
use crate::store::records::rows::value;
use crate::store::{Store, Writer};

/// Another copy of the book, which is only read.
pub struct OtherBook {
    conn: Connection,
    /// Its name, as the history of merges shows it.
    name: String,
    /// Where a copy of a book of an earlier version was upgraded.
    _folder: Option<tempfile::TempDir>,
}

impl OtherBook {
    /// Opens a copy of the book. Of one of an earlier version a copy is upgraded; the file stays as it is.
    ///
    /// # Errors
    /// A file that is no book, is damaged, newer or changed by another program.
    pub fn open(path: &Path) -> Result<Self> {
        check_file(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (conn, version) = open_to_read(path)?;
        let (conn, folder) = if version < VERSION {
            let folder = tempfile::tempdir()?;
            let copy = folder.path().join("book.db");
            let mut to = Connection::open(&copy)?;
            copy_rest(&Backup::new(&conn, &mut to)?)?;
            drop(to);
            (Store::open(&copy)?.conn, Some(folder))
        } else {
            (conn, None)
        };
        conn.execute_batch("begin")?;
        if let Some(fault) = chain::verify(&conn)?.fault {
            return Err(Error::refused(format!("{} was changed by another program: {fault}", path.display()))
                .hint("a merge trusts the history of both books; gainsay doctor says what is wrong with this one"));
        }
        Ok(Self { conn, name, _folder: folder })
    }
}

impl Writer<'_> {
    /// Merges another copy of the book into this one.
    ///
    /// # Errors
    /// Errors of the database; a book that would be left without an editor.
    pub fn merge(&self, other: &OtherBook) -> Result<MergeReport> {
        let here = Book::new(&self.conn, self.entry)?;
        let last: i64 = value(&other.conn, "select coalesce(max(id), 0) from journal", [])?;
        let there = Book::new(&other.conn, last + 1)?;
        let mut report = MergeReport { book: other.name.clone(), ..MergeReport::default() };
        let mut entries: Vec<_> = there.known.iter().filter(|(hash, _)| !here.knows(hash)).collect();
        if entries.is_empty() {
            return Ok(report);
        }
        report.is_copy = here.known.keys().any(|hash| there.knows(hash));
        let all: BTreeMap<&str, &KnownEntry> =
            there.known.iter().chain(&here.known).map(|(hash, entry)| (hash.as_str(), entry)).collect();
        self.conn.execute_batch("pragma defer_foreign_keys = on")?;
        let mut plan = joined(&here, &there, &all)?;
        plan.complete()?;
        let mut rows = RowsWriter::new(self, &plan)?;
        rows.write()?;
        rows.derive(Some(&other.conn))?;
        rows.keep(&all)?;
        report.rows = self.described(&rows)?;
        entries.sort_by_key(|(hash, entry)| (&entry.at, *hash));
        for (hash, entry) in &entries {
            self.conn
                .prepare_cached(
                    "insert into merged_entry (hash, at, member, command, file) values (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![hash, entry.at, entry.member, entry.command, other.name])?;
        }
        report.entries = entries.len();
        report.by = entries.iter().filter_map(|(_, entry)| entry.member.clone()).collect();
        Ok(report)
    }

    /// What was done to the rows of the record, in words.
    fn described(&self, rows: &RowsWriter) -> Result<Vec<MergedRow>> {
        let mut all = Vec::new();
        let mut written: Vec<_> = rows.written.iter().collect();
        written.sort_by_key(|row| (row.key.table, row.id));
        for row in written {
            let state = &rows.plan.rows[&row.key].state;
            let words = super::words::row_in_words(&self.conn, rows.plan, &row.key, state)?;
            all.push(MergedRow {
                table: MERGED[row.key.table].name,
                id: row.id,
                text: words,
                is_added: row.what == RowWritten::Added,
                is_removed: row.what == RowWritten::Removed,
            });
        }
        Ok(all)
    }
}

/// What both copies say of the rows of which the other one says something new, and of those that are open here.
fn joined<'b>(here: &'b Book<'b>, there: &Book, all: &BTreeMap<&str, &KnownEntry>) -> Result<Plan<'b>> {
    let times: HashMap<_, _> = all.iter().map(|(hash, entry)| ((*hash).to_string(), entry.at.clone())).collect();
    let mut plan = Plan::new(here, times);
    let (is_known, is_known_there) = (|version: &str| here.knows(version), |version: &str| there.knows(version));
    for key in there.changed_beyond(&is_known)? {
        let (state, order) = match there.live(&key)? {
            Some(row) => (row.state, row.id),
            None => match there.absent(&key)? {
                Some(state) => (state, 0),
                None => continue,
            },
        };
        let live = here.live(&key)?;
        let mine = match &live {
            Some(row) => row.state.clone(),
            None => here.absent(&key)?.unwrap_or_default(),
        };
        plan.add(key, RowState::joined(&mine, &state, &is_known, &is_known_there), live, order);
    }
    add_open(here, &mut plan)?;
    Ok(plan)
}

/// Adds the rows that have values which are not in the record, or that are not in it themselves.
pub(super) fn add_open(here: &Book, plan: &mut Plan) -> Result<()> {
    for key in stored::open_keys(here.conn)? {
        if plan.rows.contains_key(&key) {
            continue;
        }
        match here.live(&key)? {
            Some(live) => plan.add(key, live.state.clone(), Some(live), 0),
            None => {
                if let Some(state) = here.absent(&key)? {
                    plan.add(key, state, None, 0);
                }
            }
        }
    }
    Ok(())
}
