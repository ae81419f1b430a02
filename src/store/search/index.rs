//! The full-text index: two FTS5 tables without content, with the words of the texts that the views `claim_text` and
//! `document_text` list. The program removes case and accents and segments the texts, because a tokenizer for FTS5 would need
//! unsafe code. Words are indexed whole, not as stems, which `word*`, phrases and languages other than English need; the table
//! `word_stem` lists the words that share an English stem, and a query asks for all of them.

use std::collections::{BTreeMap, HashSet};
use std::sync::mpsc::channel;
use std::thread;

use rusqlite::Connection;

use crate::error::Result;
use crate::store::Store;
use crate::store::status::affected::{ALL_IDS, IdRange, IdRanges};
use crate::text::words::{Stems, words};

impl Store {
    /// Rebuilds the whole index.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn rebuild_index(&self) -> Result<()> {
        self.transact(|| {
            self.conn.execute_batch(
                "insert into claim_words (claim_words) values ('delete-all');
                 insert into document_words (document_words) values ('delete-all');
                 delete from word_stem;",
            )?;
            self.index(
                IdRanges::new(&self.id_ranges("claim", ALL_IDS)?),
                IdRanges::new(&self.id_ranges("document", ALL_IDS)?),
            )?;
            Ok(((), true))
        })
    }

    /// Indexes claims and documents as they are now; removes those from the index that no longer exist.
    pub(crate) fn index(&self, claims: IdRanges, documents: IdRanges) -> Result<()> {
        write(&self.conn, &CLAIMS, claims)?;
        write(&self.conn, &DOCUMENTS, documents)
    }
}

/// An index of texts.
pub(crate) struct TextIndex {
    /// The view of the texts.
    texts: &'static str,
    /// The column of the view with the id of the row that a text belongs to.
    id: &'static str,
    /// The FTS5 table.
    pub(crate) table: &'static str,
    /// Its columns, which are values of the column `field` of the view.
    pub(crate) fields: &'static [&'static str],
}

/// The index of claims.
pub(crate) const CLAIMS: TextIndex = TextIndex {
    texts: "claim_text",
    id: "claim_id",
    table: "claim_words",
    fields: &["claim", "wording", "title", "reply", "speaker", "finding", "desk"],
};

/// The index of documents.
pub(crate) const DOCUMENTS: TextIndex = TextIndex {
    texts: "document_text",
    id: "document_id",
    table: "document_words",
    fields: &["title", "publisher", "text", "reply"],
};

/// The separator of two texts of a field: a word that no query can contain, so that no phrase matches across it.
const SEPARATOR: &str = " \u{e000} ";
/// The number of ranges that are segmented in the other thread while the words of one are written.
const READ_AHEAD: usize = 4;
/// The maximum number of bytes of texts that are read together, except for the texts of a single row.
const MAX_BYTES: usize = 2 << 20;

/// The texts of some rows, each with the position of its field.
pub(crate) type RowTexts = BTreeMap<i64, Vec<(usize, String)>>;

/// The words of some rows: for each row, a line of words for each field; and pairs of a stem and a word with this stem.
#[derive(Default)]
pub(crate) struct RowWords {
    /// For each row, a line of words for each field.
    pub(crate) rows: Vec<(i64, Vec<String>)>,
    /// Pairs of a stem and a word with this stem.
    pub(crate) stems: Vec<(String, String)>,
}

/// Indexes rows as they are now. Another thread segments the texts, which takes as long as writing the words.
fn write(conn: &Connection, index: &TextIndex, ranges: IdRanges) -> Result<()> {
    if ranges.all().next().is_none() {
        return Ok(());
    }
    delete(conn, index, ranges.known)?;
    thread::scope(|scope| {
        let (texts, to_read) = channel::<RowTexts>();
        let (found, to_write) = channel();
        scope.spawn(move || {
            let mut segmenter = TextSegmenter::default();
            to_read.iter().map(|texts| segmenter.words(index, &texts)).try_for_each(|words| found.send(words))
        });
        let mut left: Vec<IdRange> = ranges.all().rev().collect();
        let mut ahead = 0;
        while let Some(range) = left.pop() {
            let Some(read) = read(conn, index, range)? else {
                left.extend(halves(range));
                continue;
            };
            // The other thread cannot have ended, because this one waits for it.
            let _ = texts.send(read);
            if ahead < READ_AHEAD {
                ahead += 1;
            } else {
                insert(conn, index, &to_write.recv().unwrap_or_default())?;
            }
        }
        drop(texts);
        to_write.iter().try_for_each(|words| insert(conn, index, &words))
    })
}

/// Deletes rows from the index, one by one: a condition on several ids would make FTS5 write out all words that it collects in
/// memory.
fn delete(conn: &Connection, index: &TextIndex, ranges: &[IdRange]) -> Result<()> {
    let mut delete = conn.prepare_cached(&format!("delete from {} where rowid = ?1", index.table))?;
    ranges.iter().flat_map(|(first, last)| *first..=*last).try_for_each(|id| delete.execute([id]).map(drop))?;
    Ok(())
}

/// The halves of a range, the later one first.
pub(crate) fn halves((first, last): IdRange) -> [IdRange; 2] {
    let middle = first + (last - first) / 2;
    [(middle + 1, last), (first, middle)]
}

/// The texts of a range; none if they are longer than [`MAX_BYTES`].
pub(crate) fn read(conn: &Connection, index: &TextIndex, (first, last): IdRange) -> Result<Option<RowTexts>> {
    let TextIndex { texts, id, fields, .. } = index;
    let mut query =
        conn.prepare_cached(&format!("select {id}, field, text from {texts} where {id} between ?1 and ?2"))?;
    let mut found = query.query([first, last])?;
    let (mut rows, mut bytes) = (RowTexts::new(), 0);
    while let Some(row) = found.next()? {
        let field: String = row.get(1)?;
        let text: String = row.get(2)?;
        bytes += text.len();
        if bytes > MAX_BYTES && first < last {
            return Ok(None);
        }
        let place = fields.iter().position(|known| *known == field).unwrap_or_default();
        rows.entry(row.get(0)?).or_default().push((place, text));
    }
    Ok(Some(rows))
}

/// Inserts words into the index.
fn insert(conn: &Connection, index: &TextIndex, RowWords { rows, stems }: &RowWords) -> Result<()> {
    let TextIndex { table, fields, .. } = index;
    let mut stem = conn.prepare_cached("insert or ignore into word_stem (stem, word) values (?1, ?2)")?;
    stems.iter().try_for_each(|(root, word)| stem.execute([root, word]).map(drop))?;
    let places: Vec<_> = (2..fields.len() + 2).map(|number| format!("?{number}")).collect();
    let sql = format!("insert into {table} (rowid, {}) values (?1, {})", fields.join(", "), places.join(", "));
    let mut insert = conn.prepare_cached(&sql)?;
    for (id, lines) in rows {
        insert.raw_bind_parameter(1, id)?;
        // Null for an empty line, as most are.
        for (place, line) in (2..).zip(lines) {
            insert.raw_bind_parameter(place, (!line.is_empty()).then_some(line))?;
        }
        insert.raw_execute()?;
    }
    Ok(())
}

/// Segments texts into words.
#[derive(Default)]
pub(crate) struct TextSegmenter {
    stems: Stems,
    /// Words whose stems were returned already.
    known: HashSet<String>,
}

impl TextSegmenter {
    /// The words of some rows.
    pub(crate) fn words(&mut self, index: &TextIndex, texts: &RowTexts) -> RowWords {
        let mut found = RowWords::default();
        for (id, texts) in texts {
            let mut lines = vec![String::new(); index.fields.len()];
            // The view repeats names and titles for each statement.
            let mut seen = HashSet::new();
            for (place, text) in texts.iter().filter(|text| seen.insert(*text)) {
                let line = &mut lines[*place];
                if !line.is_empty() {
                    line.push_str(SEPARATOR);
                }
                self.add(text, line, &mut found.stems);
            }
            found.rows.push((*id, lines));
        }
        found
    }

    /// Adds the words of a text to a line.
    fn add(&mut self, text: &str, line: &mut String, stems: &mut Vec<(String, String)>) {
        for (at, word) in words(text).into_iter().enumerate() {
            if at > 0 {
                line.push(' ');
            }
            line.push_str(&word.folded);
            if !self.known.contains(&word.folded) {
                let stem = self.stems.of(&word.folded);
                if stem != word.folded {
                    stems.push((stem.into_owned(), word.folded.clone()));
                }
                self.known.insert(word.folded);
            }
        }
    }
}
