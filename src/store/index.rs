//! Keeping the full-text index true: at the end of every entry, what it touched is indexed anew.
//!
//! The journal tells what was touched, so undo, redo and import need nothing of their own here.

use std::collections::{BTreeMap, HashSet};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::{Store, Writer};
use crate::error::Result;
use crate::text::words::{Stems, words};

/// Lists what the entry ?1 touched: rows that it added or changed, as they are now, and what they hung on before. The names
/// of a speaker are words of every claim and document the speaker said anything of, reviewed, or published.
const OF_ENTRY: [&str; 3] = [
    "insert or ignore into touched_person
     select p.person_id from journal_change j join person p on p.speaker_id = j.row_id
     where j.entry_id = ?1 and j.table_name = 'speaker' and j.action = 'updated'
     union all select json_extract(content, '$.same_as_id[0]') from journal_change
     where entry_id = ?1 and table_name = 'speaker' and action = 'updated' and content like '%same_as_id%'
     union all select p.person_id from journal_change j join speaker_alias a on a.id between j.row_id and j.last_id
     join person p on p.speaker_id = a.speaker_id where j.entry_id = ?1 and j.table_name = 'speaker_alias'
     union all select p.person_id from journal_change j join person p on p.speaker_id = json_extract(j.content, '$.speaker_id')
     where j.entry_id = ?1 and j.table_name = 'speaker_alias' and j.action = 'deleted'",
    "insert or ignore into touched_document
     select d.id from journal_change j join document d on d.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'document'
     union all select row_id from journal_change where entry_id = ?1 and table_name = 'document'
     union all select s.target_document_id from journal_change j join statement s on s.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'statement' and s.target_document_id is not null
     union all select json_extract(content, '$.target_document_id') from journal_change
     where entry_id = ?1 and table_name = 'statement' and action = 'deleted'",
    "insert or ignore into touched_claim
     select claim_id from journal_change where entry_id = ?1 and claim_id is not null
     union all select c.id from journal_change j join claim c on c.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'claim'
     union all select t.claim_id from journal_change j join claim_tag t on t.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'claim_tag'
     union all select s.claim_id from journal_change j join statement s on s.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'statement' and s.claim_id is not null
     union all select v.claim_id from journal_change j join verdict v on v.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'verdict'
     union all select e.claim_id from journal_change j join evidence e on e.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'evidence'",
];

/// Lists what hangs on the speakers that were touched.
const OF_PERSONS: &str = "
    insert or ignore into touched_document
     select d.id from touched_person t join person p on p.person_id = t.id join document d on d.publisher_id = p.speaker_id;
    insert or ignore into touched_document
     select s.target_document_id from touched_person t join person p on p.person_id = t.id
     join statement s on s.speaker_id = p.speaker_id where s.target_document_id is not null;
    insert or ignore into touched_claim
     select s.claim_id from touched_person t join person p on p.person_id = t.id
     join statement s on s.speaker_id = p.speaker_id where s.claim_id is not null
     union all select v.claim_id from touched_person t join person p on p.person_id = t.id
     join verdict v on v.reviewer_id = p.speaker_id";

const LISTS: [&str; 3] = ["touched_person", "touched_document", "touched_claim"];

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
            let mut index = Index::of(&self.conn);
            index.write(&CLAIMS, "claim")?;
            index.write(&DOCUMENTS, "document")?;
            Ok(((), true))
        })
    }
}

impl Writer<'_> {
    /// Indexes anew what this entry touched. Comes last in an entry.
    pub(super) fn index_touched(&self) -> Result<()> {
        for list in LISTS {
            let table = format!("create temp table if not exists {list} (id integer primary key); delete from {list};");
            self.conn.execute_batch(&table)?;
        }
        for sql in OF_ENTRY {
            self.conn.prepare_cached(sql)?.execute([self.entry])?;
        }
        self.conn.execute_batch(OF_PERSONS)?;
        let mut index = Index::of(&self.conn);
        index.write(&CLAIMS, "touched_claim")?;
        index.write(&DOCUMENTS, "touched_document")?;
        for list in LISTS {
            self.conn.execute_batch(&format!("delete from {list}"))?;
        }
        Ok(())
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
/// So many rows are read together.
const LOT: i64 = 256;

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

    /// Indexes rows as they are now, or takes them out of the index if they are gone.
    fn write(&mut self, what: &Indexed, ids: &str) -> Result<()> {
        let Indexed { texts, of, words, fields } = what;
        let mut forget = self.conn.prepare_cached(&format!("delete from {words} where rowid = ?1"))?;
        let mut read =
            self.conn.prepare_cached(&format!("select {of}, field, text from {texts} where {of} between ?1 and ?2"))?;
        let places: Vec<_> = (2..fields.len() + 2).map(|number| format!("?{number}")).collect();
        let sql = format!("insert into {words} (rowid, {}) values (?1, {})", fields.join(", "), places.join(", "));
        let mut keep = self.conn.prepare_cached(&sql)?;
        for (first, last) in self.lots(ids)? {
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

    /// The ids of a list as ranges without gaps, none of more than [`LOT`]: to read a lot costs little more than to read one.
    fn lots(&self, ids: &str) -> Result<Vec<(i64, i64)>> {
        let mut lots: Vec<(i64, i64)> = Vec::new();
        let mut query = self.conn.prepare_cached(&format!("select id from {ids} order by id"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            match lots.last_mut() {
                Some((first, last)) if id == *last + 1 && id - *first < LOT => *last = id,
                _ => lots.push((id, id)),
            }
        }
        Ok(lots)
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
