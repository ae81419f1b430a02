//! Keeping the full-text index true.

use std::collections::{BTreeMap, HashSet};
use std::sync::mpsc::channel;
use std::thread;

use rusqlite::Connection;

use crate::error::Result;
use crate::store::Store;
use crate::store::status::affected::{ALL_IDS, IdRange, IdRanges};
use crate::text::words::{Stems, words};

impl Store {
    /// Makes the whole index anew.
    ///
    /// # Errors
    /// Those of the database.
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

    /// Indexes claims and documents as they are now, or takes them out of the index if they are gone.
    pub(crate) fn index(&self, claims: IdRanges, documents: IdRanges) -> Result<()> {
        write(&self.conn, &CLAIMS, claims)?;
        write(&self.conn, &DOCUMENTS, documents)
    }
}

/// What is indexed: the view of its texts, the column that says whose they are, the index, and the fields.
pub(crate) struct Indexed {
    texts: &'static str,
    of: &'static str,
    pub(crate) words: &'static str,
    pub(crate) fields: &'static [&'static str],
}

pub(crate) const CLAIMS: Indexed = Indexed {
    texts: "claim_text",
    of: "claim_id",
    words: "claim_words",
    fields: &["claim", "wording", "title", "reply", "speaker", "finding", "desk"],
};

pub(crate) const DOCUMENTS: Indexed = Indexed {
    texts: "document_text",
    of: "document_id",
    words: "document_words",
    fields: &["title", "publisher", "text", "reply"],
};

/// Stands between two texts of a field, as a word that nobody can ask for, so that no phrase runs from one to the next.
const BETWEEN: &str = " \u{e000} ";
/// So many lots are read before the words of the first are written: while these are written, those are found.
const AHEAD: usize = 4;
/// No texts that are longer together are read at once, but those of one row.
const LONGEST: usize = 2 << 20;

/// The texts of some rows, each with the place of its field.
pub(crate) type Texts = BTreeMap<i64, Vec<(usize, String)>>;

/// What is indexed of some rows: a line of words for every field, and the words that have another stem, with it.
#[derive(Default)]
pub(crate) struct Words {
    pub(crate) rows: Vec<(i64, Vec<String>)>,
    pub(crate) stems: Vec<(String, String)>,
}

/// Indexes rows as they are now. Their words are found in a thread of its own, because that takes as long as writing them.
fn write(conn: &Connection, what: &Indexed, lots: IdRanges) -> Result<()> {
    if lots.all().next().is_none() {
        return Ok(());
    }
    forget(conn, what, lots.known)?;
    thread::scope(|scope| {
        let (texts, to_read) = channel::<Texts>();
        let (found, to_write) = channel();
        scope.spawn(move || {
            let mut finder = Finder::default();
            to_read.iter().map(|texts| finder.words(what, &texts)).try_for_each(|words| found.send(words))
        });
        let mut wanted: Vec<IdRange> = lots.all().rev().collect();
        let mut ahead = 0;
        while let Some(lot) = wanted.pop() {
            let Some(read) = read(conn, what, lot)? else {
                wanted.extend(halves(lot));
                continue;
            };
            // Nobody can have gone: this thread waits for the other one.
            let _ = texts.send(read);
            if ahead < AHEAD {
                ahead += 1;
            } else {
                keep(conn, what, &to_write.recv().unwrap_or_default())?;
            }
        }
        drop(texts);
        to_write.iter().try_for_each(|words| keep(conn, what, &words))
    })
}

/// Takes rows out of the index. One by one: to look for several makes SQLite write all words that wait in memory.
fn forget(conn: &Connection, what: &Indexed, lots: &[IdRange]) -> Result<()> {
    let mut forget = conn.prepare_cached(&format!("delete from {} where rowid = ?1", what.words))?;
    lots.iter().flat_map(|(first, last)| *first..=*last).try_for_each(|id| forget.execute([id]).map(drop))?;
    Ok(())
}

/// The halves of a lot, the later one first.
pub(crate) fn halves((first, last): IdRange) -> [IdRange; 2] {
    let middle = first + (last - first) / 2;
    [(middle + 1, last), (first, middle)]
}

/// The texts of a lot; nothing where they are too long to be read together.
pub(crate) fn read(conn: &Connection, what: &Indexed, (first, last): IdRange) -> Result<Option<Texts>> {
    let Indexed { texts, of, fields, .. } = what;
    let mut query =
        conn.prepare_cached(&format!("select {of}, field, text from {texts} where {of} between ?1 and ?2"))?;
    let mut found = query.query([first, last])?;
    let (mut rows, mut bytes) = (Texts::new(), 0);
    while let Some(row) = found.next()? {
        let field: String = row.get(1)?;
        let text: String = row.get(2)?;
        bytes += text.len();
        if bytes > LONGEST && first < last {
            return Ok(None);
        }
        let place = fields.iter().position(|known| *known == field).unwrap_or_default();
        rows.entry(row.get(0)?).or_default().push((place, text));
    }
    Ok(Some(rows))
}

/// Writes the words that were found.
fn keep(conn: &Connection, what: &Indexed, Words { rows, stems }: &Words) -> Result<()> {
    let Indexed { words, fields, .. } = what;
    let mut stem = conn.prepare_cached("insert or ignore into word_stem (stem, word) values (?1, ?2)")?;
    stems.iter().try_for_each(|(root, word)| stem.execute([root, word]).map(drop))?;
    let places: Vec<_> = (2..fields.len() + 2).map(|number| format!("?{number}")).collect();
    let sql = format!("insert into {words} (rowid, {}) values (?1, {})", fields.join(", "), places.join(", "));
    let mut insert = conn.prepare_cached(&sql)?;
    for (id, lines) in rows {
        insert.raw_bind_parameter(1, id)?;
        // Nothing for an empty line, which most are.
        for (place, line) in (2..).zip(lines) {
            insert.raw_bind_parameter(place, (!line.is_empty()).then_some(line))?;
        }
        insert.raw_execute()?;
    }
    Ok(())
}

/// Finds the words of texts.
#[derive(Default)]
pub(crate) struct Finder {
    stems: Stems,
    /// Words whose stem is known to be kept.
    known: HashSet<String>,
}

impl Finder {
    pub(crate) fn words(&mut self, what: &Indexed, texts: &Texts) -> Words {
        let mut found = Words::default();
        for (id, texts) in texts {
            let mut lines = vec![String::new(); what.fields.len()];
            // Names and titles come with every statement.
            let mut seen = HashSet::new();
            for (place, text) in texts.iter().filter(|text| seen.insert(*text)) {
                let line = &mut lines[*place];
                if !line.is_empty() {
                    line.push_str(BETWEEN);
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
