//! Keeping the full-text index true.

use std::collections::{BTreeMap, HashSet};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::Store;
use super::touched::Lot;
use crate::error::Result;
use crate::text::words::{Stems, words};

impl Store {
    /// Makes the whole index anew.
    ///
    /// # Errors
    /// Those of the database.
    pub fn index_anew(&self) -> Result<()> {
        self.transact(|| {
            self.conn.execute_batch(
                "insert into claim_words (claim_words) values ('delete-all');
                 insert into document_words (document_words) values ('delete-all');
                 delete from word_stem;",
            )?;
            self.index(&self.lots("claim")?, &self.lots("document")?)?;
            Ok(((), true))
        })
    }

    /// Indexes claims and documents as they are now, or takes them out of the index if they are gone.
    pub(super) fn index(&self, claims: &[Lot], documents: &[Lot]) -> Result<()> {
        let mut index = Index::of(&self.conn);
        index.write(&CLAIMS, claims)?;
        index.write(&DOCUMENTS, documents)
    }
}

/// What is indexed: the view of its texts, the column that says whose they are, the index, and the fields.
struct Indexed {
    texts: &'static str,
    of: &'static str,
    words: &'static str,
    fields: &'static [&'static str],
}

const CLAIMS: Indexed = Indexed {
    texts: "claim_text",
    of: "claim_id",
    words: "claim_words",
    fields: &["claim", "wording", "title", "reply", "speaker", "finding", "desk"],
};

const DOCUMENTS: Indexed = Indexed {
    texts: "document_text",
    of: "document_id",
    words: "document_words",
    fields: &["title", "publisher", "text", "reply"],
};

/// Stands between two texts of a field, as a word that nobody can ask for, so that no phrase runs from one to the next.
const BETWEEN: &str = " \u{e000} ";
/// Writes the index.
struct Index<'c> {
    conn: &'c Connection,
    stems: Stems,
    /// Words whose stem is kept already.
    known: HashSet<String>,
}

impl<'c> Index<'c> {
    fn of(conn: &'c Connection) -> Self {
        Self { conn, stems: Stems::default(), known: HashSet::new() }
    }

    fn write(&mut self, what: &Indexed, lots: &[Lot]) -> Result<()> {
        let Indexed { texts, of, words, fields } = what;
        let mut forget = self.conn.prepare_cached(&format!("delete from {words} where rowid = ?1"))?;
        let mut read =
            self.conn.prepare_cached(&format!("select {of}, field, text from {texts} where {of} between ?1 and ?2"))?;
        let places: Vec<_> = (2..fields.len() + 2).map(|number| format!("?{number}")).collect();
        let sql = format!("insert into {words} (rowid, {}) values (?1, {})", fields.join(", "), places.join(", "));
        let mut keep = self.conn.prepare_cached(&sql)?;
        for &(first, last) in lots {
            let mut rows: BTreeMap<i64, Vec<String>> = BTreeMap::new();
            let mut texts = read.query([first, last])?;
            while let Some(row) = texts.next()? {
                let field: String = row.get(1)?;
                let line = self.words(&row.get::<_, String>(2)?)?;
                let lines = rows.entry(row.get(0)?).or_insert_with(|| vec![String::new(); fields.len()]);
                if let Some(place) = fields.iter().position(|known| *known == field) {
                    add_line(&mut lines[place], &line);
                }
            }
            for id in first..=last {
                forget.execute([id])?;
            }
            for (id, lines) in rows {
                keep.execute(params_from_iter(
                    std::iter::once(Value::from(id)).chain(lines.into_iter().map(Value::from)),
                ))?;
            }
        }
        Ok(())
    }

    /// A text as it is indexed; the stems of its words are kept.
    fn words(&mut self, text: &str) -> Result<String> {
        let mut line = String::with_capacity(text.len());
        for word in words(text) {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word.folded);
            if !self.known.contains(&word.folded) {
                let stem = self.stems.of(&word.folded).into_owned();
                if stem != word.folded {
                    let mut keep =
                        self.conn.prepare_cached("insert or ignore into word_stem (stem, word) values (?1, ?2)")?;
                    keep.execute([&stem, &word.folded])?;
                }
                self.known.insert(word.folded);
            }
        }
        Ok(line)
    }
}

/// Adds a text to a field that has not got it yet: names and titles come with every statement.
fn add_line(field: &mut String, line: &str) {
    if !field.split(BETWEEN).any(|known| known == line) {
        if !field.is_empty() {
            field.push_str(BETWEEN);
        }
        field.push_str(line);
    }
}
