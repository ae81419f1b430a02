//! Undo and redo. Each is an entry of its own, so nothing is ever removed from the history.

use std::cell::Cell;

use rusqlite::{named_params, params};
use serde_json::{Map, Value};

use crate::error::{Error, Result, Sentence, Suggestion};
use crate::model::results::history::EntryRow;
use crate::store::journal::tables::{TABLES, columns};
use crate::store::records::rows::value;
use crate::store::{EntryMeta, Store, Writer};

/// The result of an undo or a redo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevertOutcome {
    /// The entry that was undone or redone.
    pub entry: EntryRow,
    /// What the undo or redo changed, in words.
    pub changed: String,
    /// The entry that records it.
    pub by: i64,
}

impl Store {
    /// Undoes the newest command that is not undone, or the given one.
    ///
    /// # Errors
    /// Nothing to undo; an entry that does not exist or is undone already; later entries that build on it.
    pub fn undo(&self, meta: &EntryMeta, entry: Option<i64>) -> Result<RevertOutcome> {
        let undoing = Cell::new(0);
        self.transact(|| {
            let id = match entry {
                Some(id) => self.command_entry(id)?,
                None => self.newest_not_undone()?.ok_or_else(|| {
                    Error::refused("there is nothing to undo").hint(Suggestion::History + " shows what was done")
                })?,
            };
            undoing.set(id);
            let reversals = self.reversals(id)?;
            if reversals.len() % 2 == 1 {
                return Err(
                    Error::refused(format!("entry {id} is undone already")).hint(Suggestion::Redo + " does it again")
                );
            }
            self.revert(meta, id, reversals.last().copied().unwrap_or(id))
        })
        .map_err(|error| if error.violates_constraint() { built_on(undoing.get()) } else { error })
    }

    /// Redoes the command that was undone last, unless another command came after the undo.
    ///
    /// # Errors
    /// Nothing to redo.
    pub fn redo(&self, meta: &EntryMeta) -> Result<RevertOutcome> {
        self.transact(|| {
            let Some((root, undo)) = self.last_undone()? else {
                return Err(Error::refused("there is nothing to redo")
                    .hint("redo does again what the last undo took back, if nothing else was done since"));
            };
            self.revert(meta, root, undo)
        })
    }

    /// The command that was undone last, and the entry that undid it, if no other command came after it.
    fn last_undone(&self) -> Result<Option<(i64, i64)>> {
        let mut query = self.conn.prepare_cached(
            "select id from journal j where not exists (select 1 from journal k where k.undoes = j.id)
             and id > coalesce((select max(id) from journal where undoes is null), 0) order by id desc",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            let (root, depth) = self.root(id)?;
            if depth % 2 == 1 {
                return Ok(Some((root, id)));
            }
        }
        Ok(None)
    }

    /// The newest command that is not undone.
    fn newest_not_undone(&self) -> Result<Option<i64>> {
        let mut query = self.conn.prepare_cached("select id from journal where undoes is null order by id desc")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            if self.reversals(id)?.len() % 2 == 0 {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    /// The command at the end of a chain of undos and redos, and the number of steps to it.
    fn root(&self, mut id: i64) -> Result<(i64, usize)> {
        let mut query = self.conn.prepare_cached("select undoes from journal where id = ?1")?;
        let mut depth = 0;
        while let Some(undoes) = query.query_row([id], |row| row.get::<_, Option<i64>>(0))? {
            id = undoes;
            depth += 1;
        }
        Ok((id, depth))
    }

    /// Checks that an entry is a command, not an undo or a redo.
    fn command_entry(&self, id: i64) -> Result<i64> {
        match self.entry(id)?.undoes {
            None => Ok(id),
            Some(_) => Err(Error::refused(format!("entry {id} is itself an undo or a redo"))
                .hint(Sentence::from("name the entry of the command, as ") + Suggestion::History + " shows it")),
        }
    }

    /// Reverses the changes of the entry `of` in a new entry that undoes it; `root` is the command at the end of the chain. The
    /// new entry is recorded even if nothing was left to reverse.
    fn revert(&self, meta: &EntryMeta, root: i64, of: i64) -> Result<(RevertOutcome, bool)> {
        self.conn.execute_batch("pragma defer_foreign_keys = on")?;
        let (by, _) = self.record_entry(meta, Some(of), |writer| {
            writer.refuse_if_built_on(root, of)?;
            writer.refuse_if_referred_to(root, of)?;
            writer.delete_inserted(of)?;
            writer.refuse_if_more_deleted(root, of)?;
            writer.insert_deleted(of)?;
            writer.restore_updated(root, of)?;
            Ok(writer.entry)
        })?;
        Ok((RevertOutcome { entry: self.entry(root)?, changed: self.changed(by)?, by }, true))
    }
}

fn built_on(entry: i64) -> Error {
    Error::refused(format!("later entries build on entry {entry}; it cannot be undone on its own"))
        .hint(Suggestion::Undo + " reverses the newest first; " + Suggestion::History + " shows them")
}

impl Writer<'_> {
    /// Refuses to reverse an entry if a later command that is not undone changed or removed a row that it added, or changed the
    /// same columns.
    fn refuse_if_built_on(&self, root: i64, of: i64) -> Result<()> {
        let mut query = self.conn.prepare_cached(
            "select distinct l.entry_id from journal_change c
             join journal_change l on l.table_name = c.table_name and l.row_id between c.row_id and c.last_id
             join journal j on j.id = l.entry_id and j.undoes is null
             where c.entry_id = ?1 and l.action <> 'inserted' and l.entry_id > ?2
               and (c.action = 'inserted' or l.action = 'deleted' or (c.action = 'updated' and exists (
                        select 1 from json_each(c.content) a join json_each(l.content) b on b.key = a.key)))",
        )?;
        let later: Vec<i64> = query.query_map([of, root], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        self.refuse_unless_undone(root, &later)
    }

    /// Refuses to reverse an entry whose added rows the undo of a later command would need: a row that it removed, or a column
    /// that it changed, refers to them.
    fn refuse_if_referred_to(&self, root: i64, of: i64) -> Result<()> {
        let mut references = self.conn.prepare_cached("select \"from\", \"table\" from pragma_foreign_key_list(?1)")?;
        for table in TABLES {
            let pairs = references.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for (column, parent) in pairs.collect::<rusqlite::Result<Vec<(String, String)>>>()? {
                let mut query = self.conn.prepare_cached(&format!(
                    "select distinct l.entry_id from journal_change l
                     join journal j on j.id = l.entry_id and j.undoes is null
                     join journal_change c on c.entry_id = ?1 and c.action = 'inserted' and c.table_name = ?3
                     where l.entry_id > ?2 and l.table_name = ?4 and l.action <> 'inserted'
                       and json_extract(l.content, iif(l.action = 'deleted', '$.{column}', '$.{column}[0]'))
                           between c.row_id and c.last_id"
                ))?;
                let later = query.query_map(params![of, root, parent, table], |row| row.get(0))?;
                self.refuse_unless_undone(root, &later.collect::<rusqlite::Result<Vec<i64>>>()?)?;
            }
        }
        Ok(())
    }

    /// Refuses if one of some later entries is not undone.
    fn refuse_unless_undone(&self, root: i64, later: &[i64]) -> Result<()> {
        for entry in later {
            if self.reversals(*entry)?.len() % 2 == 0 {
                return Err(built_on(root));
            }
        }
        Ok(())
    }

    /// Refuses if more rows were deleted than the entry had added: tags and aliases are deleted with their claim or speaker.
    fn refuse_if_more_deleted(&self, root: i64, of: i64) -> Result<()> {
        let more: bool = value(
            &self.conn,
            "select exists (
                 select 1 from journal_change d where d.entry_id = ?1 and d.action = 'deleted' and not exists (
                     select 1 from journal_change c where c.entry_id = ?2 and c.action = 'inserted'
                     and c.table_name = d.table_name and d.row_id between c.row_id and c.last_id))",
            [self.entry, of],
        )?;
        if more { Err(built_on(root)) } else { Ok(()) }
    }

    fn delete_inserted(&self, of: i64) -> Result<()> {
        for table in TABLES.iter().rev() {
            self.conn.execute(
                &format!(
                    "delete from {table} where id in (
                         select t.id from journal_change c join {table} t on t.id between c.row_id and c.last_id
                         where c.entry_id = ?1 and c.table_name = ?2 and c.action = 'inserted')"
                ),
                params![of, table],
            )?;
        }
        Ok(())
    }

    fn insert_deleted(&self, of: i64) -> Result<()> {
        for table in TABLES {
            let names = columns(&self.conn, table)?;
            let values: Vec<_> = names.iter().map(|name| format!("json_extract(content, '$.{name}')")).collect();
            let back = self.conn.execute(
                &format!(
                    "insert into {table} (id, {}) select row_id, {} from journal_change
                     where entry_id = ?1 and table_name = ?2 and action = 'deleted' order by row_id",
                    names.join(", "),
                    values.join(", ")
                ),
                params![of, table],
            )?;
            if back > 0 {
                self.conn.execute(
                    "insert into journal_change (entry_id, table_name, action, row_id, last_id)
                     select ?1, table_name, 'inserted', row_id, row_id from journal_change
                     where entry_id = ?2 and table_name = ?3 and action = 'deleted' order by row_id",
                    params![self.entry, of, table],
                )?;
            }
        }
        Ok(())
    }

    fn restore_updated(&self, root: i64, of: i64) -> Result<()> {
        let mut query = self.conn.prepare(
            "select table_name, row_id, content from journal_change
             where entry_id = ?1 and action = 'updated' order by id desc",
        )?;
        let mut rows = query.query([of])?;
        while let Some(row) = rows.next()? {
            let (table, id, content): (String, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let Some(table) = TABLES.iter().find(|known| **known == table) else { continue };
            self.restore_row(root, table, id, &content)?;
        }
        Ok(())
    }

    /// Restores the columns of a row that an entry changed, if they are still as it left them; refuses if they are neither so nor
    /// as it found them. One update restores them all, because some CHECK constraints are about several columns.
    fn restore_row(&self, root: i64, table: &str, id: i64, content: &str) -> Result<()> {
        let changed: Map<String, Value> = serde_json::from_str(content)?;
        let names: Vec<_> = columns(&self.conn, table)?.into_iter().filter(|name| changed.contains_key(name)).collect();
        let each =
            |form: &dyn Fn(&String) -> String, between: &str| names.iter().map(form).collect::<Vec<_>>().join(between);
        let was = each(&|name| format!("{name} = json_extract(:content, '$.{name}[0]')"), ", ");
        let is_so = |at: u8| each(&|name| format!("{name} is json_extract(:content, '$.{name}[{at}]')"), " and ");
        let values = named_params! { ":content": content, ":id": id };
        let put_back =
            self.conn.execute(&format!("update {table} set {was} where id = :id and {}", is_so(1)), values)?;
        if put_back == 0 {
            let back: bool = value(
                &self.conn,
                &format!("select exists (select 1 from {table} where id = :id and {})", is_so(0)),
                values,
            )?;
            if !back {
                return Err(built_on(root));
            }
        }
        Ok(())
    }
}
