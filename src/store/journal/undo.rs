//! Undo and redo. Each is an entry of its own, so nothing is ever removed from the history.

use std::cell::Cell;

use rusqlite::{named_params, params};
use serde_json::{Map, Value};

use crate::error::{Error, Result, Sentence, Suggestion, terminal_only};
use crate::model::Right;
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
    /// Undoes the command that took effect last, or the given one. An undo that is given is undone: its command is done again.
    ///
    /// # Errors
    /// Nothing to undo; an entry that does not exist or is undone already; later entries that build on it.
    pub fn undo(&self, meta: &EntryMeta, entry: Option<i64>) -> Result<RevertOutcome> {
        self.reverse(meta, entry, Reversal::Undo, true)
    }

    /// Redoes the command that was undone last.
    ///
    /// # Errors
    /// Nothing to redo; later entries that stand in the way.
    pub fn redo(&self, meta: &EntryMeta) -> Result<RevertOutcome> {
        self.reverse(meta, None, Reversal::Redo, true)
    }

    /// Undoes or redoes the last command, or the given one. Only says what would change, if it is not to be `written`.
    ///
    /// # Errors
    /// As [`Store::undo`] and [`Store::redo`].
    pub fn reverse(
        &self,
        meta: &EntryMeta,
        entry: Option<i64>,
        reversal: Reversal,
        written: bool,
    ) -> Result<RevertOutcome> {
        let reversing = Cell::new(0);
        self.transact(|| {
            self.author(meta.member.as_deref(), meta.needs)?.require(meta.needs, &meta.command)?;
            let (root, of) = match entry {
                Some(id) => self.reversible(id, reversal)?,
                None => self.last_in_effect(reversal)?.ok_or_else(|| nothing_left(reversal))?,
            };
            reversing.set(root);
            Ok((self.revert(meta, root, of)?, written))
        })
        .map_err(|error| if error.violates_constraint() { built_on(reversing.get(), &[]) } else { error })
    }

    /// The entry whose changes an undo of an entry would reverse; of the last command in effect, if no entry is given.
    ///
    /// # Errors
    /// No such entry; it is undone already.
    pub fn entry_to_reverse(&self, entry: Option<i64>) -> Result<Option<i64>> {
        let found = match entry {
            Some(id) => Some(self.reversible(id, Reversal::Undo)?),
            None => self.last_in_effect(Reversal::Undo)?,
        };
        Ok(found.map(|(_, of)| of))
    }

    /// The command at the end of the chain of an entry, and the entry to reverse: the last one of that chain.
    fn reversible(&self, id: i64, reversal: Reversal) -> Result<(i64, i64)> {
        self.entry(id)?;
        let (root, depth) = self.root(id)?;
        let reversals = self.reversals(root)?;
        let of = reversals.last().copied().unwrap_or(root);
        let is_undone = reversals.len() % 2 == 1;
        if depth > 0 && of != id {
            return Err(Error::refused(format!("entry {id} is undone already")).hint(Suggestion::History + " shows it"));
        }
        match (is_undone, reversal) {
            (true, Reversal::Undo) if depth == 0 => {
                Err(Error::refused(format!("entry {root} is undone already")).hint(Suggestion::Redo + " does it again"))
            }
            (false, Reversal::Redo) => Err(Error::refused(format!("entry {root} is not undone"))
                .hint(Suggestion::Undo + " undoes it, " + Suggestion::History + " shows it")),
            _ => Ok((root, of)),
        }
    }

    /// The command that took effect last or was undone last, with the entry that did so: the newest one that no other reverses.
    fn last_in_effect(&self, reversal: Reversal) -> Result<Option<(i64, i64)>> {
        let mut query = self.conn.prepare_cached(
            "select id from journal j where not exists (select 1 from journal k where k.undoes = j.id) order by id desc",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            let (root, depth) = self.root(id)?;
            if (depth % 2 == 1) == (reversal == Reversal::Redo) {
                return Ok(Some((root, id)));
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

    /// Reverses the changes of the entry `of` in a new entry that undoes it; `root` is the command at the end of the chain.
    fn revert(&self, meta: &EntryMeta, root: i64, of: i64) -> Result<RevertOutcome> {
        self.conn.execute_batch("pragma defer_foreign_keys = on")?;
        let (by, _) = self.record_entry(meta, Some(of), |writer| {
            writer.refuse_others(root, of)?;
            writer.refuse_if_built_on(root, of)?;
            writer.refuse_if_referred_to(root, of)?;
            writer.delete_inserted(of)?;
            writer.refuse_if_more_deleted(root, of)?;
            writer.insert_deleted(of)?;
            writer.restore_updated(root, of)?;
            writer.forget_passwords()?;
            Ok(writer.entry)
        })?;
        let is_changed: bool =
            value(&self.conn, "select exists (select 1 from journal_change where entry_id = ?1)", [by])?;
        if !is_changed {
            return Err(Error::refused(format!("nothing would change: what entry {root} did is so already"))
                .hint(Suggestion::History + " shows what was done since"));
        }
        Ok(RevertOutcome { entry: self.entry(root)?, changed: self.changed(by)?, by })
    }
}

/// Whether a command is undone or done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reversal {
    /// It is undone.
    Undo,
    /// It is done again.
    Redo,
}

fn nothing_left(reversal: Reversal) -> Error {
    match reversal {
        Reversal::Undo => Error::refused("there is nothing to undo").hint(Suggestion::History + " shows what was done"),
        Reversal::Redo => Error::refused("there is nothing to redo").hint("redo does again what an undo took back"),
    }
}

/// Maximum number of entries that are named as standing in the way.
const MAX_NAMED: usize = 3;

/// Refuses to reverse an entry, and names the later ones that build on it, each with what it changed.
fn built_on(entry: i64, later: &[(i64, String)]) -> Error {
    let more = later.len().saturating_sub(MAX_NAMED);
    let mut named: Vec<_> = later.iter().take(MAX_NAMED).map(|(id, what)| format!("entry {id} ({what})")).collect();
    named.extend((more > 0).then(|| format!("{more} more")));
    let message = match named.split_last() {
        None => format!("later entries build on entry {entry}; it cannot be undone or redone on its own"),
        Some((one, [])) => format!("entry {entry} cannot be undone or redone on its own: {one} builds on it"),
        Some((last, others)) => {
            format!("entry {entry} cannot be undone or redone on its own: {} and {last} build on it", others.join(", "))
        }
    };
    Error::refused(message)
        .hint(Suggestion::Undo + " reverses the newest first; " + Suggestion::History + " shows them")
}

impl Writer<'_> {
    /// Refuses to reverse an entry if a later one that is in effect changed or removed a row that it added, or changed the same
    /// columns.
    fn refuse_if_built_on(&self, root: i64, of: i64) -> Result<()> {
        let mut query = self.conn.prepare_cached(
            "select distinct l.entry_id from journal_change c
             join journal_change l on l.table_name = c.table_name and l.row_id between c.row_id and c.last_id
             where c.entry_id = ?1 and l.action <> 'inserted' and l.entry_id > ?1
               and not exists (select 1 from journal k where k.undoes = l.entry_id)
               and (c.action = 'inserted' or l.action = 'deleted' or (c.action = 'updated' and exists (
                        select 1 from json_each(c.content) a join json_each(l.content) b on b.key = a.key)))",
        )?;
        let later: Vec<i64> = query.query_map([of], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        self.refuse_if_in_effect((root, of), &later)
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
                     join journal_change c on c.entry_id = ?1 and c.action = 'inserted' and c.table_name = ?2
                     where l.entry_id > ?1 and l.table_name = ?3 and l.action <> 'inserted'
                       and not exists (select 1 from journal k where k.undoes = l.entry_id)
                       and json_extract(l.content, iif(l.action = 'deleted', '$.{column}', '$.{column}[0]'))
                           between c.row_id and c.last_id"
                ))?;
                let later = query.query_map(params![of, parent, table], |row| row.get(0))?;
                self.refuse_if_in_effect((root, of), &later.collect::<rusqlite::Result<Vec<i64>>>()?)?;
            }
        }
        Ok(())
    }

    /// Refuses what a member did not do themselves, or what is about members, unless an editor reverses it; and a new password, which
    /// the history does not have.
    fn refuse_others(&self, root: i64, of: i64) -> Result<()> {
        let new_password: bool = value(
            &self.conn,
            "select exists (select 1 from journal_change where entry_id = ?1 and table_name = 'member' and action = 'updated'
                            and json_type(content, '$.password') is not null)",
            [of],
        )?;
        if new_password {
            return Err(Error::refused(format!("entry {root} set a password, and the history has no passwords")).hint(
                Sentence::from("set another one") + terminal_only("; gainsay undo ENTRY undoes an earlier entry"),
            ));
        }
        if self.author().has(Right::Edit) {
            return Ok(());
        }
        for entry in [root, of] {
            let by: Option<String> = value(&self.conn, "select member from journal where id = ?1", [entry])?;
            if by.is_none() || by != self.author().name {
                let whose = by.map_or_else(|| "of somebody unknown".to_string(), |name| format!("{name}'s"));
                return Err(Error::refused(format!(
                    "entry {entry} is {whose}, and only an editor undoes what others did"
                ))
                .hint(Suggestion::History + " shows your own entries; undo one of them by its number"));
            }
        }
        let about_members =
            "select exists (select 1 from journal_change where entry_id = ?1 and table_name = 'member')";
        if value::<bool>(&self.conn, about_members, [of])? {
            self.require(Right::Edit, "undo")?;
        }
        Ok(())
    }

    /// Refuses if one of some later entries, which no other reverses, is a command or a redo, and not an undo. What was undone and
    /// done again since the entry `of` is as it was then.
    fn refuse_if_in_effect(&self, (root, of): (i64, i64), later: &[i64]) -> Result<()> {
        let mut standing = Vec::new();
        for entry in later {
            let (command, depth) = self.root(*entry)?;
            let since = self.reversals(command)?.into_iter().chain([command]).filter(|id| *id > of).count();
            if depth % 2 == 0 && command != root && since % 2 == 1 {
                standing.push((command, self.changed(*entry)?));
            }
        }
        if standing.is_empty() { Ok(()) } else { Err(built_on(root, &standing)) }
    }

    /// Refuses if more rows were deleted than the entry had added: tags and aliases are deleted with their claim or speaker.
    fn refuse_if_more_deleted(&self, root: i64, of: i64) -> Result<()> {
        let mut query = self.conn.prepare_cached(
            "select distinct l.entry_id from journal_change d
             join journal_change l on l.table_name = d.table_name and l.action = 'inserted' and l.entry_id < ?1
                  and d.row_id between l.row_id and l.last_id
             where d.entry_id = ?1 and d.action = 'deleted' and not exists (
                 select 1 from journal_change c where c.entry_id = ?2 and c.action = 'inserted'
                 and c.table_name = d.table_name and d.row_id between c.row_id and c.last_id)
               and not exists (select 1 from journal k where k.undoes = l.entry_id)",
        )?;
        let added: Vec<i64> = query.query_map([self.entry, of], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        if added.is_empty() {
            return Ok(());
        }
        let named = added.into_iter().map(|entry| Ok((self.root(entry)?.0, self.changed(entry)?)));
        Err(built_on(root, &named.collect::<Result<Vec<_>>>()?))
    }

    /// Takes an entry back, which must be the newest that is left: every row is as it left it.
    pub(crate) fn take_back(&self, of: i64) -> Result<()> {
        self.delete_inserted(of)?;
        self.insert_deleted(of)?;
        self.restore_updated(of, of)
    }

    /// The later entries that changed a row and are in effect.
    fn changed_later(&self, of: i64, table: &str, row: i64) -> Result<Vec<(i64, String)>> {
        let mut query = self.conn.prepare_cached(
            "select distinct entry_id from journal_change l
             where table_name = ?2 and row_id = ?3 and action = 'updated' and entry_id > ?1 and entry_id < ?4
               and not exists (select 1 from journal k where k.undoes = l.entry_id)",
        )?;
        let later = query.query_map(params![of, table, row, self.entry], |row| row.get(0))?;
        let later: Vec<i64> = later.collect::<rusqlite::Result<_>>()?;
        later.into_iter().map(|entry| Ok((self.root(entry)?.0, self.changed(entry)?))).collect()
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
            self.restore_row((root, of), table, id, &content)?;
        }
        Ok(())
    }

    /// Restores the columns of a row that an entry changed, if they are still as it left them; refuses if they are neither so nor
    /// as it found them. One update restores them all, because some CHECK constraints are about several columns.
    fn restore_row(&self, (root, of): (i64, i64), table: &str, id: i64, content: &str) -> Result<()> {
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
                return Err(built_on(root, &self.changed_later(of, table, id)?));
            }
        }
        Ok(())
    }
}
