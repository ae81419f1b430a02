//! Whether the full-text index agrees with the texts.
//!
//! The index lists positions word by word, the texts give them row by row. So that neither list has to be stored or sorted, each
//! position (word, row, field and offset) is hashed, and the hashes of each list are summed. Two different lists have the same
//! sum of 64 bits by chance once in 10^19.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::error::Result;
use crate::store::Store;
use crate::store::search::index::{CLAIMS, DOCUMENTS, TextIndex, TextSegmenter, halves, read};
use crate::store::status::affected::ALL_IDS;

impl Store {
    /// Which of `claims` and `documents` have other words in the index than in their texts.
    ///
    /// # Errors
    /// Errors of the database.
    pub(crate) fn unindexed(&self) -> Result<Vec<&'static str>> {
        let mut wrong = Vec::new();
        for (index, table, name) in [(&CLAIMS, "claim", "claims"), (&DOCUMENTS, "document", "documents")] {
            if !self.is_indexed(index, table)? {
                wrong.push(name);
            }
        }
        Ok(wrong)
    }

    fn is_indexed(&self, index: &TextIndex, table: &str) -> Result<bool> {
        let (mut segmenter, mut sum, mut stems) = (TextSegmenter::default(), 0_u64, true);
        let mut stem = self.conn.prepare("select 1 from word_stem where stem = ?1 and word = ?2")?;
        let mut left = self.id_ranges(table, ALL_IDS)?;
        left.reverse();
        while let Some(range) = left.pop() {
            let Some(texts) = read(&self.conn, index, range)? else {
                left.extend(halves(range));
                continue;
            };
            let found = segmenter.words(index, &texts);
            for (id, lines) in &found.rows {
                for (field, line) in index.fields.iter().zip(lines) {
                    sum = tokens(line)
                        .zip(0..)
                        .fold(sum, |sum, (word, at)| sum.wrapping_add(position_hash(word, *id, field, at)));
                }
            }
            for pair in &found.stems {
                stems = stems && stem.exists([&pair.0, &pair.1])?;
            }
        }
        Ok(stems && sum == self.sum_of(index)?)
    }

    /// The sum of the position hashes of the index.
    fn sum_of(&self, index: &TextIndex) -> Result<u64> {
        let (table, moved) = (index.table, self.moved_rows(index)?);
        self.conn.execute_batch(&format!(
            "create virtual table if not exists temp.positions_{table} using fts5vocab (main, {table}, instance)"
        ))?;
        let mut query = self.conn.prepare(&format!("select term, doc, col, offset from temp.positions_{table}"))?;
        let (mut rows, mut sum) = (query.query([])?, 0_u64);
        while let Some(row) = rows.next()? {
            let Some(of) = moved.get(&row.get(1)?).copied().unwrap_or(Some(row.get(1)?)) else { continue };
            let (word, field) = (row.get_ref(0)?.as_bytes_or_null(), row.get_ref(2)?.as_bytes_or_null());
            let word = word.ok().flatten().unwrap_or_default();
            let field = field.ok().flatten().unwrap_or_default();
            sum = sum.wrapping_add(position_hash(word, of, field, row.get(3)?));
        }
        Ok(sum)
    }

    /// The rows of the index that were written again or count no more, each with the id of its claim or document.
    fn moved_rows(&self, index: &TextIndex) -> Result<HashMap<i64, Option<i64>>> {
        let mut query = self.conn.prepare(&format!("select row_id, {} from {}_moved", index.id, index.table))?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Maximum length of a word in the index, in bytes: FTS5 cuts longer ones (`FTS5_MAX_TOKEN_SIZE`), also within a letter.
const MAX_WORD_BYTES: usize = 32_768;

/// The words of a line as the tokenizer `ascii` of FTS5 separates them, and as FTS5 cuts them.
fn tokens(line: &str) -> impl Iterator<Item = &[u8]> {
    let words = line.as_bytes().split(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).map(|word| &word[..word.len().min(MAX_WORD_BYTES)])
}

/// The hash of a position.
fn position_hash(word: &[u8], row: i64, field: impl AsRef<[u8]>, at: i64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (word, row, field.as_ref(), at).hash(&mut hasher);
    hasher.finish()
}
