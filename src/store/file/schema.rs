//! The database as it is today: made, compared with a file, and, where it holds nothing of its own, made anew.

use std::collections::BTreeMap;

use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::{Batch, Connection};

use crate::error::Result;
use crate::store::Store;
use crate::store::journal::writer::TABLES;
use crate::store::status::affected::{EVERY, Lots};

/// The whole database as it is today.
const SCHEMA: &str = include_str!("../../../schema.sql");
/// `pragma user_version` of a book that this program writes.
pub(crate) const VERSION: i32 = 2;
/// `pragma application_id`: "gain".
pub(crate) const APPLICATION: i32 = 0x6761_696e;
/// The tables of the history. With those of the record they are all that a book has of its own.
const HISTORY: [&str; 2] = ["journal", "journal_change"];

/// Makes an empty book.
///
/// # Errors
/// Those of the database.
pub(crate) fn make(conn: &Connection) -> Result<()> {
    Ok(conn.execute_batch(&format!("begin; {SCHEMA} commit;"))?)
}

/// Whether a table holds what people wrote down: such a table is changed by steps of an upgrade, and never made anew.
fn is_own(table: &str) -> bool {
    TABLES.contains(&table) || HISTORY.contains(&table)
}

/// Something that a database is made of: `table`, `index`, `view` or `trigger`, and its name.
type Part = (String, String);

/// Of what a part is, and its text.
struct Made {
    /// The table or view it belongs to; itself, where it is one.
    of: String,
    sql: String,
}

/// What a database is made of.
fn parts(conn: &Connection) -> Result<BTreeMap<Part, Made>> {
    let mut query = conn.prepare(
        "select type, name, tbl_name, sql from sqlite_schema where sql is not null and name not like 'sqlite\\_%' escape '\\'
         and name not in (select name from pragma_table_list where schema = 'main' and type = 'shadow')",
    )?;
    let rows =
        query.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), Made { of: row.get(2)?, sql: row.get(3)? })))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What a database is made of that is made today.
fn wanted() -> Result<BTreeMap<Part, Made>> {
    let model = Connection::open_in_memory()?;
    make(&model)?;
    parts(&model)
}

/// Whether a part is for this program to make and to take away: what it makes itself, and triggers on that, which would write
/// into it unasked. All else in the file is other people's.
fn is_ours((kind, name): &Part, made: &Made, wanted: &BTreeMap<Part, Made>) -> bool {
    wanted.contains_key(&(kind.clone(), name.clone()))
        || kind == "trigger" && wanted.values().any(|ours| ours.of.eq_ignore_ascii_case(&made.of))
}

/// The text of a part without comments, white space and quotation marks around names: an upgraded table has others.
fn normal(sql: &str) -> String {
    let lines = sql.lines().map(|line| line.split_once("--").map_or(line, |(before, _)| before));
    lines.flat_map(str::chars).filter(|c| !c.is_whitespace() && *c != '"').collect()
}

/// How a book differs from one that is made today: what is missing, more, or other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Differences {
    /// In tables that hold what people wrote down.
    pub own: Vec<String>,
    /// In what can be made anew.
    pub derived: Vec<String>,
    /// What other people put there.
    pub foreign: Vec<String>,
}

/// Compares a book with one that is made today.
///
/// # Errors
/// Those of the database.
pub(crate) fn differences(conn: &Connection) -> Result<Differences> {
    let (wanted, there) = (wanted()?, parts(conn)?);
    let mut found = Differences::default();
    let mut tell = |(kind, name): &Part, how: &str| {
        let list = if kind == "table" && is_own(name) { &mut found.own } else { &mut found.derived };
        list.push(format!("{kind} {name} {how}"));
    };
    for (part, ours) in &wanted {
        match there.get(part) {
            None => tell(part, "is missing"),
            Some(other) if normal(&other.sql) != normal(&ours.sql) => tell(part, "is another"),
            Some(_) => {}
        }
    }
    let more = there.iter().filter(|(part, _)| !wanted.contains_key(*part));
    let (ours, foreign): (Vec<_>, Vec<_>) = more.partition(|(part, made)| is_ours(part, made, &wanted));
    ours.iter().for_each(|(part, _)| tell(part, "is not of this program"));
    found.foreign = foreign.iter().map(|((kind, name), _)| format!("{kind} {name}")).collect();
    Ok(found)
}

impl Store {
    /// Makes everything anew that holds nothing of its own, out of `schema.sql` and the tables that do: indexes, views, the
    /// standing and its tally, the full-text index. Within a transaction that has begun. What other people put into the file is
    /// left: so what a version makes no longer is dropped by its step.
    ///
    /// # Errors
    /// Those of the database.
    pub(crate) fn derive_anew(&self) -> Result<()> {
        let wanted = wanted()?;
        // Views first: no table may go while a view that is checked needs it.
        for kind in ["trigger", "view", "index", "table"] {
            let there = parts(&self.conn)?;
            let gone =
                there.iter().filter(|(part, made)| part.0 == kind && !is_own(&part.1) && is_ours(part, made, &wanted));
            for ((_, name), _) in gone {
                self.conn.execute_batch(&format!("drop {kind} if exists \"{}\"", name.replace('"', "\"\"")))?;
            }
        }
        each_statement(&mut |sql, makes_own| if makes_own { Ok(()) } else { Ok(self.conn.execute_batch(sql)?) })?;
        let claims = self.lots("claim", EVERY)?;
        self.stand_anew(Lots::new(&claims))?;
        self.index(Lots::new(&claims), Lots::new(&self.lots("document", EVERY)?))
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
