//! The full-text index: two FTS5 tables without content, with the words of the texts that the views `claim_text` and
//! `document_text` list. The program removes case and accents and segments the texts, because a tokenizer for FTS5 would need
//! unsafe code. Words are indexed whole, not as stems, which `word*`, phrases and languages other than English need; the table
//! `word_stem` lists the words that share an English stem, and a query asks for all of them.
//!
//! A table without content cannot be changed unless it is made with `contentless_delete`, which programs with SQLite before 3.43
//! refuse to open. So rows are only added: where a text changed, its words are a new row with an id from [`FIRST_MOVED`] on, and a
//! table beside the index says which rows count no more. Where most rows do not, the index is rebuilt.

use std::collections::{BTreeMap, HashSet};
use std::sync::mpsc::channel;
use std::thread;

use rusqlite::Connection;

use crate::error::Result;
use crate::store::Store;
use crate::store::records::rows::value;
use crate::store::status::affected::{ALL_IDS, IdRange, IdRanges};
use crate::text::words::{Stems, words};

impl Store {
    /// Rebuilds the whole index, and the table of quantities.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn rebuild_index(&self) -> Result<()> {
        self.transact(|| {
            self.conn.execute_batch("delete from word_stem;")?;
            self.rebuild(&CLAIMS)?;
            self.rebuild(&DOCUMENTS)?;
            self.conn.execute_batch("delete from quantity;")?;
            self.refresh_quantities(IdRanges::new(&self.id_ranges("claim", ALL_IDS)?))?;
            Ok(((), true))
        })
    }

    /// Indexes claims and documents as they are now, with the quantities of claims; removes those that no longer exist.
    pub(crate) fn index(&self, claims: IdRanges, documents: IdRanges) -> Result<()> {
        self.refresh_quantities(claims)?;
        for (index, ranges) in [(&CLAIMS, claims), (&DOCUMENTS, documents)] {
            write(&self.conn, index, ranges)?;
            if !ranges.known.is_empty() && self.is_mostly_moved(index)? {
                self.rebuild(index)?;
            }
        }
        Ok(())
    }

    /// Indexes all rows of one index again.
    fn rebuild(&self, index: &TextIndex) -> Result<()> {
        let TextIndex { table, rows, .. } = index;
        self.conn.execute_batch(&format!(
            "insert into {table} ({table}) values ('delete-all'); delete from {table}_moved;"
        ))?;
        write(&self.conn, index, IdRanges::new(&self.id_ranges(rows, ALL_IDS)?))
    }

    /// Whether more rows were written again since the index was rebuilt than there are claims or documents; few never count.
    fn is_mostly_moved(&self, index: &TextIndex) -> Result<bool> {
        let TextIndex { table, rows, .. } = index;
        let sql = format!(
            "select coalesce(max(row_id), 0) - {FIRST_MOVED} > max({FEW_MOVED}, (select coalesce(max(id), 0) from {rows}))
             from {table}_moved"
        );
        value(&self.conn, &sql, [])
    }
}

/// An index of texts.
pub(crate) struct TextIndex {
    /// The view of the texts.
    texts: &'static str,
    /// The column of the view with the id of the row that a text belongs to.
    pub(crate) id: &'static str,
    /// The table of the rows that have the texts.
    pub(crate) rows: &'static str,
    /// The FTS5 table.
    pub(crate) table: &'static str,
    /// Its columns, which are values of the column `field` of the view.
    pub(crate) fields: &'static [&'static str],
}

/// The index of claims.
pub(crate) const CLAIMS: TextIndex = TextIndex {
    texts: "claim_text",
    id: "claim_id",
    rows: "claim",
    table: "claim_words",
    fields: &["claim", "wording", "title", "reply", "speaker", "finding", "desk"],
};

/// The index of documents.
pub(crate) const DOCUMENTS: TextIndex = TextIndex {
    texts: "document_text",
    id: "document_id",
    rows: "document",
    table: "document_words",
    fields: &["title", "publisher", "text", "reply"],
};

impl TextIndex {
    /// The claim or document of a row `f`, in SQL.
    pub(crate) fn of(&self) -> String {
        format!("coalesce(m.{}, f.rowid)", self.id)
    }

    /// What a query of rows `f` reads, in SQL.
    pub(crate) fn source(&self) -> String {
        format!("{0} f left join {0}_moved m on m.row_id = f.rowid", self.table)
    }

    /// The condition that a row `f` counts and matches the FTS5 query `place`, a parameter of SQL.
    pub(crate) fn matches(&self, place: &str) -> String {
        format!("f.{} match {place} and (m.row_id is null or m.{} is not null)", self.table, self.id)
    }

    /// A query for the ids of what matches. It can be extended by `order by f.rowid desc`: what was written last comes first.
    pub(crate) fn matching(&self, place: &str) -> String {
        format!("select {} from {} where {}", self.of(), self.source(), self.matches(place))
    }
}

/// The id of the first row that has the words of a changed text. Claims and documents have lower ids.
const FIRST_MOVED: i64 = 1 << 40;
/// The number of rows that may be written again in a small book before its index is rebuilt.
const FEW_MOVED: i64 = 10_000;

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

/// Notes that the rows of some claims or documents count no more.
fn delete(conn: &Connection, index: &TextIndex, ranges: &[IdRange]) -> Result<()> {
    let TextIndex { id, table, .. } = index;
    let mut again = conn.prepare_cached(&format!("update {table}_moved set {id} = null where {id} = ?1"))?;
    let mut first = conn.prepare_cached(&format!("insert or ignore into {table}_moved (row_id) values (?1)"))?;
    for row in ranges.iter().flat_map(|(first, last)| *first..=*last) {
        if again.execute([row])? == 0 {
            first.execute([row])?;
        }
    }
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
    let TextIndex { table, fields, id: of, .. } = index;
    let mut stem = conn.prepare_cached("insert or ignore into word_stem (stem, word) values (?1, ?2)")?;
    stems.iter().try_for_each(|(root, word)| stem.execute([root, word]).map(drop))?;
    let places: Vec<_> = (2..fields.len() + 2).map(|number| format!("?{number}")).collect();
    let sql = format!("insert into {table} (rowid, {}) values (?1, {})", fields.join(", "), places.join(", "));
    let mut insert = conn.prepare_cached(&sql)?;
    let mut is_used = conn.prepare_cached(&format!("select 1 from {table}_moved where row_id = ?1"))?;
    let mut move_to = conn.prepare_cached(&format!(
        "insert into {table}_moved (row_id, {of}) 
         values (max({FIRST_MOVED}, (select coalesce(max(row_id), 0) from {table}_moved)) + 1, ?1) returning row_id"
    ))?;
    for (id, lines) in rows {
        let row: i64 = if is_used.exists([id])? { move_to.query_row([id], |row| row.get(0))? } else { *id };
        insert.raw_bind_parameter(1, row)?;
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
