//! Whether the full-text index is what would be made of the texts now.
//!
//! The index lists places word by word, the texts give them row by row. So that neither has to be held or sorted, the places of
//! each are added up as numbers, one a place, drawn from word, row, field and position: sums of 64 bits that are the same by
//! chance once in 10^19.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::error::Result;
use crate::store::Store;
use crate::store::search::index::{CLAIMS, DOCUMENTS, Finder, Indexed, halves, read};
use crate::store::status::affected::ALL_IDS;

impl Store {
    /// Whose words are not in the index as they should be.
    ///
    /// # Errors
    /// Those of the database.
    pub(crate) fn unindexed(&self) -> Result<Vec<&'static str>> {
        let mut wrong = Vec::new();
        for (what, table, named) in [(&CLAIMS, "claim", "claims"), (&DOCUMENTS, "document", "documents")] {
            if !self.is_indexed(what, table)? {
                wrong.push(named);
            }
        }
        Ok(wrong)
    }

    fn is_indexed(&self, what: &Indexed, table: &str) -> Result<bool> {
        let (mut finder, mut sum, mut stems) = (Finder::default(), 0_u64, true);
        let mut stem = self.conn.prepare("select 1 from word_stem where stem = ?1 and word = ?2")?;
        let mut wanted = self.id_ranges(table, ALL_IDS)?;
        wanted.reverse();
        while let Some(lot) = wanted.pop() {
            let Some(texts) = read(&self.conn, what, lot)? else {
                wanted.extend(halves(lot));
                continue;
            };
            let found = finder.words(what, &texts);
            for (id, lines) in &found.rows {
                for (field, line) in what.fields.iter().zip(lines) {
                    sum = tokens(line)
                        .zip(0..)
                        .fold(sum, |sum, (word, at)| sum.wrapping_add(place(word, *id, field, at)));
                }
            }
            for pair in &found.stems {
                stems = stems && stem.exists([&pair.0, &pair.1])?;
            }
        }
        Ok(stems && sum == self.sum_of(what)?)
    }

    /// The sum of the places that the index has.
    fn sum_of(&self, what: &Indexed) -> Result<u64> {
        let words = what.words;
        self.conn.execute_batch(&format!(
            "create virtual table if not exists temp.places_{words} using fts5vocab (main, {words}, instance)"
        ))?;
        let mut query = self.conn.prepare(&format!("select term, doc, col, offset from temp.places_{words}"))?;
        let (mut rows, mut sum) = (query.query([])?, 0_u64);
        while let Some(row) = rows.next()? {
            let (word, field) = (row.get_ref(0)?.as_bytes_or_null(), row.get_ref(2)?.as_bytes_or_null());
            let word = word.ok().flatten().unwrap_or_default();
            let field = field.ok().flatten().unwrap_or_default();
            sum = sum.wrapping_add(place(word, row.get(1)?, field, row.get(3)?));
        }
        Ok(sum)
    }
}

/// The words of a line as the tokenizer `ascii` of FTS5 sees them.
fn tokens(line: &str) -> impl Iterator<Item = &[u8]> {
    line.as_bytes().split(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

/// The number of a place.
fn place(word: &[u8], row: i64, field: impl AsRef<[u8]>, at: i64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (word, row, field.as_ref(), at).hash(&mut hasher);
    hasher.finish()
}
