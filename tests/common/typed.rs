//! A book in which commands are typed, line by line, and of which a test asks what stands in it.

use std::path::PathBuf;

use gainsay::error::Result;
use rusqlite::Connection;
use serde_json::Value;

use super::folder;
use super::program::{said, word};

/// A book of its own folder.
pub struct TypedBook {
    folder: tempfile::TempDir,
}

impl TypedBook {
    /// A book after some commands, all of which succeed.
    pub fn after(lines: &[&str]) -> Self {
        let book = Self { folder: folder() };
        lines.iter().for_each(|line| {
            book.typed(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        });
        book
    }

    /// The file of the book.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("book.db")
    }

    /// A file in the folder of the book, which a line names `DIR/name`.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file in the folder of the book.
    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.file(name), text).unwrap();
    }

    /// The database of the book.
    pub fn connection(&self) -> Connection {
        Connection::open(self.path()).unwrap()
    }

    /// What a command says on standard output, then on standard error.
    pub fn typed(&self, line: &str) -> Result<(String, String)> {
        let path = self.path();
        let words = shlex::split(&line.replace("DIR", word(self.folder.path()))).unwrap();
        let words: Vec<_> = ["--db", word(&path)].into_iter().chain(words.iter().map(String::as_str)).collect();
        said(&words)
    }

    /// Everything that a command says.
    pub fn says(&self, line: &str) -> String {
        let (out, err) = self.typed(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        out + &err
    }

    /// The error of a command that is refused, with its hint.
    pub fn refused(&self, line: &str) -> String {
        let error = self.typed(line).map(|said| said.0).expect_err(line);
        format!("{error}\nhint: {}", error.hint_text().unwrap_or_default())
    }

    /// What a command says in JSON.
    pub fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.typed(&format!("{line} --format json")).unwrap().0).unwrap()
    }

    /// One column of what a filter lists, row by row.
    pub fn listed(&self, filter: &str, column: &str) -> Vec<String> {
        let rows = self.json(&format!("list {filter}"));
        rows.as_array().unwrap().iter().map(|row| text_of(&row[column])).collect()
    }

    /// The status of a claim.
    pub fn status(&self, claim: i64) -> String {
        self.listed(&format!("claim:{claim}"), "status").remove(0)
    }

    /// The numbers of the statements that stand.
    pub fn standing(&self) -> Vec<i64> {
        self.rows("select id from standing_statement where retracted_by_id is null order by id")
    }

    /// The numbers that a query gives.
    pub fn rows(&self, sql: &str) -> Vec<i64> {
        let conn = Connection::open(self.path()).unwrap();
        let mut query = conn.prepare(sql).unwrap();
        query.query_map([], |row| row.get(0)).unwrap().map(std::result::Result::unwrap).collect()
    }
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_string)
}
