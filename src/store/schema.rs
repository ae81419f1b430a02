//! The database as it is today: made, compared with a file, and, where it holds nothing of its own, made anew.

use std::collections::BTreeMap;

use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::{Batch, Connection};

use super::Store;
use super::journal::TABLES;
use super::touched::EVERY;
use crate::error::Result;

/// The whole database as it is today.
const SCHEMA: &str = include_str!("../../schema.sql");
/// `pragma user_version` of a book that this program writes.
pub(super) const VERSION: i32 = 2;
/// `pragma application_id`: "gain".
pub(super) const APPLICATION: i32 = 0x6761_696e;
/// The tables of the history. With those of the record they are all that a book has of its own.
const HISTORY: [&str; 2] = ["journal", "journal_change"];

/// Makes an empty book.
///
/// # Errors
/// Those of the database.
pub(super) fn make(conn: &Connection) -> Result<()> {
    Ok(conn.execute_batch(&format!("begin; {SCHEMA} commit;"))?)
}

/// Whether a table holds what people wrote down: such a table is changed by steps of an upgrade, and never made anew.
fn is_own(table: &str) -> bool {
    TABLES.contains(&table) || HISTORY.contains(&table)
}

/// Something that a database is made of: `table`, `index`, `view` or `trigger`, and its name.
type Part = (String, String);

/// What a database is made of, each with its text.
fn parts(conn: &Connection) -> Result<BTreeMap<Part, String>> {
    let mut query = conn.prepare(
        "select type, name, sql from sqlite_schema where sql is not null and name not like 'sqlite\\_%' escape '\\'
         and name not in (select name from pragma_table_list where schema = 'main' and type = 'shadow')",
    )?;
    let rows = query.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The text of a part without comments, white space and quotation marks around names: an upgraded table has others.
fn normal(sql: &str) -> String {
    let lines = sql.lines().map(|line| line.split_once("--").map_or(line, |(before, _)| before));
    lines.flat_map(str::chars).filter(|c| !c.is_whitespace() && *c != '"').collect()
}

/// How a book differs from one that is made today: what is missing, more, or other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Differences {
    /// In tables that hold what people wrote down.
    pub own: Vec<String>,
    /// In what can be made anew.
    pub derived: Vec<String>,
}

/// Compares a book with one that is made today.
///
/// # Errors
/// Those of the database.
pub(super) fn differences(conn: &Connection) -> Result<Differences> {
    let model = Connection::open_in_memory()?;
    make(&model)?;
    let (wanted, there) = (parts(&model)?, parts(conn)?);
    let mut found = Differences::default();
    let mut tell = |(kind, name): &Part, how: &str| {
        let list = if kind == "table" && is_own(name) { &mut found.own } else { &mut found.derived };
        list.push(format!("{kind} {name} {how}"));
    };
    for (part, sql) in &wanted {
        match there.get(part) {
            None => tell(part, "is missing"),
            Some(other) if normal(other) != normal(sql) => tell(part, "is another"),
            Some(_) => {}
        }
    }
    there.keys().filter(|part| !wanted.contains_key(*part)).for_each(|part| tell(part, "is not ours"));
    Ok(found)
}

impl Store {
    /// Makes everything anew that holds nothing of its own, out of `schema.sql` and the tables that do: indexes, views, the
    /// standing and its tally, the full-text index. Within a transaction that has begun.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) fn derive_anew(&self) -> Result<()> {
        // Views first: no table may go while a view that is checked needs it.
        for kind in ["trigger", "view", "index", "table"] {
            for ((_, name), _) in parts(&self.conn)?.iter().filter(|((other, name), _)| other == kind && !is_own(name))
            {
                self.conn.execute_batch(&format!("drop {kind} if exists \"{}\"", name.replace('"', "\"\"")))?;
            }
        }
        each_statement(&mut |sql, makes_own| if makes_own { Ok(()) } else { Ok(self.conn.execute_batch(sql)?) })?;
        let claims = self.lots("claim", EVERY)?;
        self.stand_anew(&claims)?;
        self.index(&claims, &self.lots("document", EVERY)?)
    }
}

/// Goes through the statements of `schema.sql`, and says of each whether it makes a table that holds what people wrote down.
/// An empty book in memory tells where each ends and what it makes.
fn each_statement(each: &mut dyn FnMut(&str, bool) -> Result<()>) -> Result<()> {
    let model = Connection::open_in_memory()?;
    let mut batch = Batch::new(&model, SCHEMA);
    let mut own = 0;
    while let Some(mut statement) = batch.next()? {
        statement.raw_execute()?;
        let sql = statement.expanded_sql().unwrap_or_default();
        drop(statement);
        let now = parts(&model)?.keys().filter(|(kind, name)| kind == "table" && is_own(name)).count();
        each(&sql, now > own)?;
        own = now;
    }
    Ok(())
}
