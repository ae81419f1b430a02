//! Copies of a book for the tests of merges, and what they say, row by row, with uids in the place of numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gainsay::error::Result;
use gainsay::model::Role;
use gainsay::model::results::health::Health;
use gainsay::model::results::merged::MergeReport;
use gainsay::store::{EntryMeta, OtherBook, Store};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::common::{TABLES, stamp};

/// The tables that hold what a merge knows of other copies.
pub const OF_MERGES: [&str; 3] = ["merged_entry", "merged_version", "conflict"];

/// A copy of a book in a file of its own.
pub struct Copy {
    pub path: PathBuf,
    pub store: Store,
}

impl Copy {
    /// A new book.
    pub fn new(folder: &Path, name: &str) -> Self {
        let path = folder.join(name);
        Store::create(&path, |_| Ok(())).unwrap().unwrap();
        Self { store: Store::open(&path).unwrap(), path }
    }

    /// A copy of this one as it is now.
    pub fn copied(&self, name: &str) -> Self {
        let path = self.path.with_file_name(name);
        Store::back_up(&self.path, &path, false).unwrap();
        Self { store: Store::open(&path).unwrap(), path }
    }

    /// An entry by somebody who may do everything.
    pub fn entry(&self, command: &str) -> EntryMeta {
        let members = self.store.members().unwrap();
        let editor = members.iter().find(|member| member.name == "Ann" && member.role() == Role::Editor);
        let editor = editor.or_else(|| members.iter().find(|member| member.role() == Role::Editor));
        EntryMeta { member: editor.map(|editor| editor.name.clone()), ..stamp(command) }
    }

    /// Merges another copy into this one.
    pub fn merge(&self, other: &Self) -> Result<MergeReport> {
        let other = OtherBook::open(&other.path)?;
        self.store.record(&self.entry("merge other.db"), |writer| writer.merge(&other))
    }

    pub fn connection(&self) -> Connection {
        Connection::open(&self.path).unwrap()
    }

    /// The cells of the record: table, uid or key of the row, column, value.
    pub fn cells(&self) -> BTreeSet<Cell> {
        let conn = self.connection();
        let mut cells = BTreeSet::new();
        for table in TABLES.into_iter().filter(|table| !OF_MERGES.contains(table)) {
            cells_of(&conn, table, &mut cells);
        }
        cells
    }

    /// What is not in the record: table, key, field, version, value, reason, because.
    pub fn kept(&self) -> BTreeSet<[String; 7]> {
        let conn = self.connection();
        let mut query =
            conn.prepare("select table_name, row_key, field, version, value, reason, because from conflict").unwrap();
        let text = |value: Option<String>| value.unwrap_or_default();
        let rows = query.query_map([], |row| {
            let mut all: [String; 7] = Default::default();
            for (at, field) in all.iter_mut().enumerate() {
                *field = text(row.get(at)?);
            }
            all[4] = without_places(&all[4]);
            Ok(all)
        });
        rows.unwrap().map(rusqlite::Result::unwrap).collect()
    }

    /// What `doctor` finds broken.
    pub fn broken(&self) -> Vec<String> {
        let checks = Store::examine(&self.path, "2021-11-19".parse().unwrap()).unwrap();
        let broken = checks.into_iter().filter(|check| check.health == Health::Broken);
        broken.map(|check| format!("{}: {}", check.name, check.found)).collect()
    }
}

/// A cell of the record.
pub type Cell = (String, String, String, String);

/// Columns that follow from others: where a quote stands in a text as it is now.
const PLACES: [&str; 5] = ["quote_start", "quote_end", "quote_prefix", "quote_suffix", "retrieved_at"];

/// A stored value without what follows from other columns.
fn without_places(value: &str) -> String {
    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(map) => {
                for column in PLACES.into_iter().chain(["origin_id"]) {
                    map.remove(column);
                }
                if map.get("target_statement_id").is_some_and(|target| !target.is_null()) {
                    map.remove("claim_id");
                }
                map.values_mut().for_each(strip);
            }
            serde_json::Value::Array(all) => {
                all.iter_mut().for_each(strip);
                // The order of the values of a field has no meaning.
                all.sort_by_key(ToString::to_string);
            }
            _ => {}
        }
    }
    let Ok(mut parsed) = serde_json::from_str(value) else { return value.to_string() };
    strip(&mut parsed);
    parsed.to_string()
}

fn cells_of(conn: &Connection, table: &str, cells: &mut BTreeSet<Cell>) {
    let mut keys = conn.prepare("select \"from\", \"table\" from pragma_foreign_key_list(?1)").unwrap();
    let references: BTreeMap<String, String> =
        keys.query_map([table], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(rusqlite::Result::unwrap).collect();
    let mut query = conn.prepare(&format!("select * from {table}")).unwrap();
    let names: Vec<String> = query.column_names().map(str::to_string).collect();
    let mut rows = query.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let mut read = BTreeMap::new();
        for (at, name) in names.iter().enumerate() {
            let value: Value = row.get(at).unwrap();
            let text = match (references.get(name), value) {
                (Some(to), Value::Integer(id)) => conn
                    .query_row(&format!("select uid from {to} where id = ?1"), [id], |row| row.get(0))
                    .unwrap_or_else(|_| format!("{to} {id} is missing")),
                (_, Value::Text(text)) => text,
                (_, Value::Integer(number)) => number.to_string(),
                (_, Value::Null) => String::new(),
                (_, other) => format!("{other:?}"),
            };
            read.insert(name.clone(), text);
        }
        let key = match (table, read.get("uid")) {
            ("assignment", _) => read["claim_id"].clone(),
            ("saved" | "correction_cause", _) => read["name"].to_ascii_lowercase(),
            ("claim_relation", _) => format!("{} {} {}", read["claim_id"], read["relation"], read["other_id"]),
            (_, Some(uid)) => uid.clone(),
            _ => read
                .iter()
                .filter(|(name, _)| *name != "id")
                .map(|(_, value)| value.clone())
                .collect::<Vec<_>>()
                .join(" "),
        };
        for (name, value) in read {
            if name != "id" && name != "password" && !PLACES.contains(&name.as_str()) {
                cells.insert((table.to_string(), key.clone(), name, value));
            }
        }
    }
}
