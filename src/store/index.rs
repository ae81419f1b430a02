//! Keeping the full-text index true: at the end of every entry, what it touched is indexed anew.
//!
//! The journal tells what was touched, so undo, redo and import need nothing of their own here.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, params};

use super::{Store, Writer};
use crate::error::Result;
use crate::text::words::{Stems, words};

/// Lists what the entry ?1 touched: rows that it added or changed, as they are now, and what they hung on before. The names
/// of a speaker are words of every claim the speaker said anything of, and of the documents it published.
const OF_ENTRY: [&str; 4] = [
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
    "insert or ignore into touched_claim
     select s.claim_id from journal_change j join statement s on s.document_id = j.row_id
     where j.entry_id = ?1 and j.table_name = 'document' and j.action = 'updated' and s.claim_id is not null",
];

/// Lists what hangs on the speakers that were touched.
const OF_PERSONS: &str = "
    insert or ignore into touched_document
     select d.id from touched_person t join person p on p.person_id = t.id join document d on d.publisher_id = p.speaker_id;
    insert or ignore into touched_claim
     select s.claim_id from touched_person t join person p on p.person_id = t.id
     join statement s on s.speaker_id = p.speaker_id where s.claim_id is not null";

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
            let mut index = Index::of(&self.conn)?;
            each_id(&self.conn, "claim", |id| index.claim(id))?;
            each_id(&self.conn, "document", |id| index.document(id))?;
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
        let mut index = Index::of(&self.conn)?;
        each_id(&self.conn, "touched_claim", |id| index.claim(id))?;
        each_id(&self.conn, "touched_document", |id| index.document(id))?;
        for list in LISTS {
            self.conn.execute_batch(&format!("delete from {list}"))?;
        }
        Ok(())
    }
}

fn each_id(conn: &Connection, list: &str, mut each: impl FnMut(i64) -> Result<()>) -> Result<()> {
    let mut query = conn.prepare_cached(&format!("select id from {list} order by id"))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        each(row.get(0)?)?;
    }
    Ok(())
}

/// Writes the index, row by row; what many rows share it looks up once.
struct Index<'c> {
    conn: &'c Connection,
    stems: Stems,
    known: HashSet<String>,
    names: HashMap<i64, Rc<str>>,
    titles: HashMap<i64, Rc<str>>,
    keep_stem: CachedStatement<'c>,
}

impl<'c> Index<'c> {
    fn of(conn: &'c Connection) -> Result<Self> {
        Ok(Self {
            conn,
            stems: Stems::default(),
            known: HashSet::new(),
            names: HashMap::new(),
            titles: HashMap::new(),
            keep_stem: conn.prepare_cached("insert or ignore into word_stem (stem, word) values (?1, ?2)")?,
        })
    }

    /// Indexes a claim as it is now, or takes it out of the index if it is gone.
    fn claim(&mut self, id: i64) -> Result<()> {
        self.conn.prepare_cached("delete from claim_words where rowid = ?1")?.execute([id])?;
        let mut query = self.conn.prepare_cached("select text, note from claim where id = ?1")?;
        let Some((text, note)) =
            query.query_row([id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?))).optional()?
        else {
            return Ok(());
        };
        let claim = self.words(&text)?;
        let [wording, reply, speaker, document] = self.said(id)?;
        let mut desk = self.words(&note.unwrap_or_default())?;
        for tag in texts(self.conn, "select tag from claim_tag where claim_id = ?1", id)? {
            push(&mut desk, &self.words(&tag)?);
        }
        let mut title = String::new();
        for text in texts(self.conn, "select review_title from verdict where claim_id = ?1", id)? {
            push_new(&mut title, &self.words(&text)?);
        }
        let mut finding = String::new();
        for sql in
            ["select rationale from verdict where claim_id = ?1", "select quote from evidence where claim_id = ?1"]
        {
            for text in texts(self.conn, sql, id)? {
                push(&mut finding, &self.words(&text)?);
            }
        }
        self.conn
            .prepare_cached(
                "insert into claim_words (rowid, claim, wording, title, reply, speaker, document, finding, desk)
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![id, claim, wording, title, reply, speaker, document, finding, desk])?;
        Ok(())
    }

    /// The words in which a claim was made or reported, those of everybody else, who spoke, and in what it can be read.
    fn said(&mut self, claim: i64) -> Result<[String; 4]> {
        let [mut wording, mut reply, mut speaker, mut document] = [const { String::new() }; 4];
        let mut query = self.conn.prepare_cached(
            "select s.quote, s.family = 'for' or (s.family = 'relay' and o.family = 'for'), s.speaker_id, s.document_id
             from statement s left join statement o on o.id = s.origin_id where s.claim_id = ?1",
        )?;
        let mut rows = query.query([claim])?;
        while let Some(row) = rows.next()? {
            if let Some(quote) = row.get::<_, Option<String>>(0)? {
                let of = if row.get(1)? { &mut wording } else { &mut reply };
                push(of, &self.words(&quote)?);
            }
            push_new(&mut speaker, &self.names(row.get(2)?)?);
            if let Some(id) = row.get(3)? {
                push_new(&mut document, &self.title(id)?);
            }
        }
        Ok([wording, reply, speaker, document])
    }

    /// Indexes a document as it is now, or takes it out of the index if it is gone.
    fn document(&mut self, id: i64) -> Result<()> {
        self.conn.prepare_cached("delete from document_words where rowid = ?1")?.execute([id])?;
        let mut query = self.conn.prepare_cached("select title, publisher_id, text from document where id = ?1")?;
        let row = |row: &Row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get::<_, Option<String>>(2)?));
        let Some((title, publisher, text)) = query.query_row([id], row).optional()? else { return Ok(()) };
        let publisher = match publisher {
            Some(speaker) => self.names(speaker)?,
            None => Rc::from(""),
        };
        let (title, text) = (self.words(&title)?, self.words(&text.unwrap_or_default())?);
        let mut reply = String::new();
        for quote in texts(self.conn, "select quote from statement where target_document_id = ?1", id)? {
            push(&mut reply, &self.words(&quote)?);
        }
        self.conn
            .prepare_cached(
                "insert into document_words (rowid, title, publisher, text, reply) values (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![id, title, &*publisher, text, reply])?;
        Ok(())
    }

    /// A text as it is indexed; the stems of its words are kept.
    fn words(&mut self, text: &str) -> Result<String> {
        let mut line = String::with_capacity(text.len());
        for word in words(text) {
            push(&mut line, &word.folded);
            if !self.known.contains(&word.folded) {
                let stem = self.stems.of(&word.folded);
                if stem != word.folded {
                    self.keep_stem.execute([&*stem, &word.folded])?;
                }
                drop(stem);
                self.known.insert(word.folded);
            }
        }
        Ok(line)
    }

    /// Every name of a speaker, and of those it was found to be.
    fn names(&mut self, speaker: i64) -> Result<Rc<str>> {
        if let Some(names) = self.names.get(&speaker) {
            return Ok(Rc::clone(names));
        }
        let mut names = String::new();
        let sql = "select n.name from person a join person b on b.person_id = a.person_id
                   join (select id as speaker_id, name from speaker union all select speaker_id, name from speaker_alias) n
                   on n.speaker_id = b.speaker_id
                   where a.speaker_id = ?1";
        for name in texts(self.conn, sql, speaker)? {
            push_new(&mut names, &self.words(&name)?);
        }
        Ok(Rc::clone(self.names.entry(speaker).or_insert(names.into())))
    }

    fn title(&mut self, document: i64) -> Result<Rc<str>> {
        if let Some(title) = self.titles.get(&document) {
            return Ok(Rc::clone(title));
        }
        let mut title = String::new();
        for text in texts(self.conn, "select title from document where id = ?1", document)? {
            title = self.words(&text)?;
        }
        Ok(Rc::clone(self.titles.entry(document).or_insert(title.into())))
    }
}

/// The texts that a query gives for a row; what is not there is left out.
fn texts(conn: &Connection, sql: &str, id: i64) -> Result<Vec<String>> {
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([id], |row| row.get::<_, Option<String>>(0))?;
    Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

fn push(line: &mut String, words: &str) {
    if !line.is_empty() && !words.is_empty() {
        line.push(' ');
    }
    line.push_str(words);
}

/// Adds words that are not there yet in this order.
fn push_new(line: &mut String, words: &str) {
    if !line.contains(words) {
        push(line, words);
    }
}
