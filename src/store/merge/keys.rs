//! By what two copies recognise a row: its uid, or the columns of its key with uids in the place of numbers.

use rusqlite::{OptionalExtension as _, params_from_iter};
use serde_json::{Map, Value};

use super::book::Book;
use super::fields::MERGED;
use super::row_state::RowKey;
use crate::error::Result;
use crate::store::records::rows::first;

impl Book<'_> {
    /// The key of a row with these columns, whose references are uids.
    pub(super) fn key(table: usize, columns: &Map<String, Value>) -> RowKey {
        let of = &MERGED[table];
        let text = |column: &str| columns.get(column).and_then(Value::as_str).unwrap_or_default().to_string();
        let key = if of.key.is_empty() {
            text("uid")
        } else if of.name == "distinct_pair" {
            let mut pair: Vec<_> = of.key.iter().map(|column| text(column)).filter(|uid| !uid.is_empty()).collect();
            pair.sort();
            let kind =
                ["claim", "speaker", "document"].into_iter().find(|kind| !text(&format!("{kind}_id")).is_empty());
            format!("{} {}", kind.unwrap_or_default(), pair.join(" "))
        } else {
            of.key.iter().map(|column| text(column)).collect::<Vec<_>>().join(" ")
        };
        // The names of saved filters and of causes are the same in whatever case.
        let key = if of.key == ["name"] { key.to_ascii_lowercase() } else { key };
        RowKey { table, key }
    }

    /// The number of a row that is in the book.
    pub(super) fn find(&self, key: &RowKey) -> Result<Option<i64>> {
        let table = &MERGED[key.table];
        if table.key.is_empty() {
            return first(self.conn, &format!("select id from {} where uid = ?1", table.name), [&key.key]);
        }
        let mut parts: Vec<_> = key.key.splitn(table.key.len().min(3), ' ').collect();
        if table.name == "distinct_pair" {
            let [kind, one, other] = parts[..] else { return Ok(None) };
            let id = |uid: &str| first::<i64>(self.conn, &format!("select id from {kind} where uid = ?1"), [uid]);
            let (Some(one), Some(other)) = (id(one)?, id(other)?) else { return Ok(None) };
            let sql = format!(
                "select id from distinct_pair where {kind}_id = ?1 and other_{kind}_id = ?2
                 or {kind}_id = ?2 and other_{kind}_id = ?1"
            );
            return first(self.conn, &sql, [one, other]);
        }
        let mut values = Vec::new();
        for (column, part) in table.key.iter().zip(parts.drain(..)) {
            values.push(match table.target_of(column) {
                None => rusqlite::types::Value::Text(part.to_string()),
                Some(target) => match first(self.conn, &format!("select id from {target} where uid = ?1"), [part])? {
                    Some(id) => rusqlite::types::Value::Integer(id),
                    None => return Ok(None),
                },
            });
        }
        let conditions: Vec<_> = table
            .key
            .iter()
            .map(|column| {
                let in_any_case = if table.key == ["name"] { " collate nocase" } else { "" };
                format!("{column} = ?{in_any_case}")
            })
            .collect();
        let sql = format!("select id from {} where {}", table.name, conditions.join(" and "));
        Ok(self.conn.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0)).optional()?)
    }
}
