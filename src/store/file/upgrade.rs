//! Upgrades of books that an earlier version of the program made.
//!
//! A step changes tables of the record or the history. Everything else is rebuilt out of `schema.sql` afterwards, so a change of
//! a view, an index or the full-text index needs an empty step, only a new version. An upgrade is one transaction, and a copy
//! of the old book is kept.

use std::path::Path;

use rusqlite::Connection;

use crate::error::{Error, ErrorKind, Result};
use crate::store::file::schema::{self, VERSION};
use crate::store::file::{backup, backup_dir};
use crate::store::journal::chain;
use crate::store::journal::tables::columns;
use crate::store::{Store, UpgradeInfo};

/// Turns a book of one version into a book of the next.
type UpgradeStep = fn(&Connection) -> Result<()>;

/// The first step turns version 1 into version 2. A step of a published version never changes.
const STEPS: [UpgradeStep; 7] = [
    hash_entries,
    rename_derived,
    join_statement_views,
    retract_by_rule,
    drop_days_and_add_attachments,
    add_new_tables,
    add_tables_of_merges,
];

impl Store {
    /// The upgrade that opening this book made, if it made one.
    pub fn upgraded(&self) -> Option<&UpgradeInfo> {
        self.upgraded.as_ref()
    }
}

/// Upgrades a book; does nothing if another program has just upgraded it.
///
/// # Errors
/// A file that cannot be written or is damaged, or a book of before version 1. The file stays as it was.
pub(crate) fn upgrade(store: Store, path: &Path) -> Result<Store> {
    let shown = path.display();
    let version: i32 = store.conn.query_row("pragma user_version", [], |row| row.get(0))?;
    if store.conn.is_readonly("main")? {
        return Err(Error::refused(format!(
            "{shown} is a book of format {version}, which must be upgraded to {VERSION} first, and it is read-only"
        ))
        .hint("copy it to a folder where it can be written, or make it and its folder writable; it was not changed"));
    }
    // A step may rebuild a table that others refer to; references are checked at the end.
    store.conn.execute_batch("pragma foreign_keys = off; begin immediate;")?;
    let done = run_steps(&store, path);
    if !store.conn.is_autocommit() {
        store.conn.execute_batch("rollback")?;
    }
    store.conn.execute_batch("pragma foreign_keys = on;")?;
    Ok(Store { upgraded: done?, ..store })
}

/// Runs the steps inside a transaction, and commits it if all is well.
fn run_steps(store: &Store, path: &Path) -> Result<Option<UpgradeInfo>> {
    let conn = &store.conn;
    let from: i32 = conn.query_row("pragma user_version", [], |row| row.get(0))?;
    if from >= VERSION {
        return Ok(None);
    }
    // The schema may have changed since the book was opened.
    if !schema::is_known(conn, from)? {
        return Err(too_early(path));
    }
    let (copy, _) = backup::checked_copy(path, &backup_dir::folder(path, true)?)?;
    let first = usize::try_from(from - 1).map_err(|_| too_early(path))?;
    for step in STEPS.iter().skip(first) {
        // The copy is undamaged, so what a step does not find was never there.
        step(conn).map_err(|error| if error.kind == ErrorKind::Integrity { too_early(path) } else { error })?;
    }
    if !schema::differences(conn)?.record.is_empty() {
        return Err(too_early(path));
    }
    store.rebuild_derived()?;
    if conn.prepare("pragma foreign_key_check")?.exists([])? {
        return Err(Error::integrity(format!("{} refers to rows that it does not have", path.display()))
            .hint("gainsay doctor says what is wrong with it; it was not changed"));
    }
    let kept = backup_dir::add(copy, path, &format!("format-{from}"))?;
    conn.execute_batch("commit")?;
    Ok(Some(UpgradeInfo { from, to: VERSION, kept }))
}

/// Refuses a book of a time before the format was fixed.
pub(crate) fn too_early(path: &Path) -> Error {
    Error::refused(format!("{} was made by an early gainsay, before the format of books was fixed", path.display()))
        .hint("export it with that program as JSON Lines, and gainsay import the file into a new book")
}

/// Version 2: each entry of the history has a hash of itself and of the entry before it.
fn hash_entries(conn: &Connection) -> Result<()> {
    conn.execute_batch("alter table journal add column hash text not null default ''")?;
    chain::hash_all_entries(conn)
}

/// Version 3: views and derived tables have other names, and each CHECK constraint has a name.
fn rename_derived(conn: &Connection) -> Result<()> {
    schema::rewrite_definitions(conn)
}

/// Version 4: one view has what two views of statements had.
fn join_statement_views(conn: &Connection) -> Result<()> {
    Ok(conn.execute_batch("drop view if exists statement_sheet")?)
}

/// Version 5: what a retraction takes back is a rule and not stored, a statement can be made for another speaker, a speaker can be
/// the desk itself, and claims and documents that were joined, related or told apart have tables. The history
/// forgets the column that is gone, so its hashes are computed again up to where they were right. The
/// legacy form of `alter table` does not read views, which are made again at the end, or are other people's.
fn retract_by_rule(conn: &Connection) -> Result<()> {
    let intact = chain::verify(conn)?.entries;
    conn.execute_batch(
        "drop index if exists statement_retracted;
         pragma legacy_alter_table = on;
         alter table statement drop column retracted_by_id;
         alter table statement add column for_speaker_id integer references speaker (id);
         alter table speaker add column is_desk integer constraint speaker_is_desk check (is_desk = 1);
         pragma legacy_alter_table = off;",
    )?;
    chain::forget_stored_retractions(conn)?;
    schema::add_missing_tables(conn)?;
    schema::rewrite_definitions(conn)?;
    chain::hash_entries_up_to(conn, intact)
}

/// Version 6: what a vague date may mean is in a table of its own; before, generated columns of three tables worked it out. Files can be kept
/// beside a document.
fn drop_days_and_add_attachments(conn: &Connection) -> Result<()> {
    schema::add_missing_tables(conn)?;
    schema::rewrite_definitions(conn)
}

/// Version 7: drafts are a kind of document, a marked passage has the claim that was recorded there, and claims can be recorded not to
/// contradict each other. A book of before version 6 got the table of passages as it is now. The desk has members, and entries say who
/// made them; the hashes of earlier entries stay as they are.
fn add_new_tables(conn: &Connection) -> Result<()> {
    schema::add_missing_tables(conn)?;
    conn.execute_batch("alter table journal add column member text")?;
    if !columns(conn, "marked_passage")?.iter().any(|column| column == "claim_id") {
        conn.execute_batch(
            "alter table marked_passage add column claim_id integer references claim (id);
             alter table marked_passage add column changed_at text;",
        )?;
    }
    schema::rewrite_definitions(conn)
}

/// Version 8: what other copies of the book say is kept when they are merged.
fn add_tables_of_merges(conn: &Connection) -> Result<()> {
    schema::add_missing_tables(conn)
}
