//! Rows and values of a merge in words.

use rusqlite::Connection;
use serde_json::Value;

use super::fields::{MERGED, table_number};
use super::plan::{Plan, uid_in};
use super::row_state::{FieldValue, RowKey, RowState};
use crate::error::Result;
use crate::store::records::rows::first;
use crate::text::single_spaced;

/// Maximum number of characters of a text.
const LONGEST: usize = 120;

/// The columns that say best what a row is, in this order.
const TELLING: [&str; 12] =
    ["text", "title", "quote", "label", "tag", "wrong", "filter", "name", "stance", "relation", "mark", "channel"];

/// A text in one line, not too long.
pub(super) fn shortened(text: &str) -> String {
    let text = single_spaced(text);
    if text.chars().count() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// A row in words: its text, its title, or what it is about.
///
/// # Errors
/// Errors of the database.
pub(super) fn row_in_words(conn: &Connection, plan: &Plan, key: &RowKey, state: &RowState) -> Result<String> {
    let columns: FieldValue = state
        .fields
        .keys()
        .filter_map(|field| plan.chosen(key, field))
        .flat_map(|chosen| chosen.value.clone())
        .collect();
    let of = |table: &str, uid: &str| match table_number(table) {
        Some(table) => {
            let key = RowKey { table, key: uid.to_string() };
            plan.rows.get(&key).map(|_| plan.chosen(&key, "text").or_else(|| plan.chosen(&key, "name")))
        }
        None => None,
    };
    let named = |table: &'static str, uid: &str| -> Result<Option<String>> {
        if let Some(Some(chosen)) = of(table, uid) {
            return Ok(uid_in(&chosen.value, "text").or_else(|| uid_in(&chosen.value, "name")));
        }
        name_of_row(conn, table, uid)
    };
    columns_in_words(MERGED[key.table].name, &columns, &named)
}

/// The name, title or text of a row of the record.
///
/// # Errors
/// Errors of the database.
pub(super) fn name_of_row(conn: &Connection, table: &str, uid: &str) -> Result<Option<String>> {
    let column = match table {
        "claim" => "text",
        "document" => "title",
        "speaker" | "member" => "name",
        _ => return Ok(None),
    };
    first(conn, &format!("select {column} from {table} where uid = ?1"), [uid])
}

/// The columns of a row in words. `named` gives the name of a row.
///
/// # Errors
/// Errors of `named`.
pub(super) fn columns_in_words(
    table: &str,
    columns: &FieldValue,
    named: &dyn Fn(&'static str, &str) -> Result<Option<String>>,
) -> Result<String> {
    let text = |column: &str| columns.get(column).and_then(Value::as_str);
    let mut words = Vec::new();
    if let Some(speaker) = text("speaker_id").filter(|_| table != "distinct_pair") {
        words.extend(named("speaker", speaker)?);
    }
    if table == "statement" {
        words.extend(text("stance").map(str::to_string));
    }
    let telling =
        TELLING.iter().find_map(|column| text(column).filter(|_| *column != "stance" || table != "statement"));
    words.extend(
        telling.map(|told| if table == "statement" { format!("“{}”", shortened(told)) } else { shortened(told) }),
    );
    if let Some(member) = text("member_id") {
        words.extend(named("member", member)?);
    }
    let about = match text("claim_id") {
        Some(claim) if table != "claim" => named("claim", claim)?,
        _ => match text("target_document_id").or(text("document_id")) {
            Some(document) => named("document", document)?,
            None => None,
        },
    };
    if let Some(about) = about {
        words.push(format!("({})", shortened(&about)));
    }
    Ok(words.join(" "))
}
