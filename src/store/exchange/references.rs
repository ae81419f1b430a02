//! How the lines of a file refer to rows: by uid, by a key of the file, or by name.

use rusqlite::{OptionalExtension, params};

use super::read::BookReader;
use crate::error::{Error, Result};
use crate::model::SpeakerKind;
use crate::model::records::NewSpeaker;
use crate::model::records::SpeakerLine;
use crate::store::records::rows::{first, list};
use crate::text::normalize::clean_name;

/// Maximum number of names kept in memory with the speaker that each means.
const NAMES: usize = 20_000;

/// The form in which two names are the same to SQLite (`collate nocase`).
fn nocase_key(name: &str) -> String {
    clean_name(name).to_ascii_lowercase()
}

impl BookReader<'_> {
    /// The row of a uid, if the book has it.
    pub(super) fn by_uid(&self, table: &str, uid: Option<&str>) -> Result<Option<i64>> {
        let Some(uid) = uid else { return Ok(None) };
        if uid.trim().is_empty() {
            return Err(Error::usage("a uid is empty").hint("leave it out: the book makes one"));
        }
        let known = first(&self.writer.conn, &format!("select id from {table} where uid = ?1"), [uid])?;
        // A row that was joined into another one is that one.
        match (known, table) {
            (None, "claim") => first(&self.writer.conn, "select claim_id from claim_wording where uid = ?1", [uid]),
            (None, "document") => {
                first(&self.writer.conn, "select document_id from document_alias where uid = ?1", [uid])
            }
            (known, _) => Ok(known),
        }
    }

    /// Lets words of the file mean a row.
    pub(super) fn remember(&mut self, table: &'static str, words: &[&Option<String>], id: i64) {
        for word in words.iter().filter_map(|word| word.as_ref()) {
            let word = (table, word.clone());
            let before = self.keys.insert(word.clone(), id);
            self.fresh.push((word, before));
        }
    }

    /// The row that a word of this file means: a key, or a uid.
    pub(super) fn meant(&self, table: &'static str, word: &str) -> Result<Option<i64>> {
        match self.key(table, word) {
            None => self.by_uid(table, Some(word)),
            known => Ok(known),
        }
    }

    fn key(&self, table: &'static str, word: &str) -> Option<i64> {
        self.keys.get(&(table, word.to_string())).copied()
    }

    /// The one named speaker of a name or alias.
    pub(super) fn known_by_name(&mut self, name: &str) -> Result<Option<i64>> {
        let key = nocase_key(name);
        if let Some(id) = self.names.get(&key) {
            return Ok(Some(*id));
        }
        let mut persons = Vec::new();
        for id in self.called(name)? {
            persons.push(self.writer.person_of(id)?);
        }
        persons.sort_unstable();
        persons.dedup();
        match persons[..] {
            [] => Ok(None),
            [id] => {
                self.keep_name(key, id);
                Ok(Some(id))
            }
            ref several => Err(Error::usage(format!("{name} may mean {} speakers", several.len()))
                .hint("refer to one of them by its uid")),
        }
    }

    fn keep_name(&mut self, key: String, id: i64) {
        if self.names.len() == NAMES {
            self.names.clear();
        }
        self.names.insert(key, id);
    }

    /// Looks a name up anew the next time: another speaker has it too now.
    pub(super) fn forget_name(&mut self, name: &str) {
        self.names.remove(&nocase_key(name));
    }

    /// The one speaker of a name and kind that the book had before this import, and whom no other line was taken for: another
    /// book's speaker of that name is taken for the same, unless their ids in Wikidata differ. It is said in the report.
    pub(super) fn same_before(&mut self, line: &SpeakerLine, kind: SpeakerKind) -> Result<Option<i64>> {
        let mut before = Vec::new();
        for id in self.called(&line.name)? {
            let known = self.writer.speaker_by_id(id)?;
            let differ =
                known.external_id.is_some() && line.external_id.is_some() && known.external_id != line.external_id;
            if id <= self.last["speaker"] && known.kind == kind.as_str() && !differ && !self.taken.contains(&id) {
                before.push(id);
            }
        }
        let [id] = before[..] else { return Ok(None) };
        self.taken.push(id);
        self.report.take(format!("{} is taken for speaker {id} of this book", line.name));
        Ok(Some(id))
    }

    /// The speaker whom a line of this file has named before, without its uid, and who is the one of this line.
    pub(super) fn adopt(&mut self, line: &SpeakerLine, kind: SpeakerKind) -> Result<Option<i64>> {
        let Some(id) = self.bare.remove(&nocase_key(&line.name)) else { return Ok(None) };
        let uid = line.uid.as_deref();
        self.writer
            .conn
            .execute("update speaker set uid = ?2, kind = ?3 where id = ?1", params![id, uid, kind.as_str()])?;
        Ok(Some(id))
    }

    /// The named speakers of a name or alias.
    fn called(&self, name: &str) -> Result<Vec<i64>> {
        list(
            &self.writer.conn,
            "select id from speaker where name = ?1 collate nocase and kind <> 'unnamed'
             union select speaker_id from speaker_alias where name = ?1 collate nocase order by id",
            params![clean_name(name)],
        )
    }

    /// The speaker that a reference means; a name nobody has yet becomes a new speaker of the kind that the file gives, or
    /// its words say, or the `usual` one.
    pub(super) fn speaker_of(&mut self, reference: &str, kind: Option<SpeakerKind>, usual: SpeakerKind) -> Result<i64> {
        let kept = self.key("speaker", reference).or_else(|| self.names.get(&nocase_key(reference)).copied());
        if let Some(id) = kept {
            return Ok(id);
        }
        let known = match self.by_uid("speaker", Some(reference))? {
            None => self.known_by_name(reference)?,
            known => known,
        };
        if let Some(id) = known {
            return Ok(id);
        }
        self.report.counts.speakers += 1;
        let id = self.writer.add_speaker(&NewSpeaker::named(
            reference,
            kind.unwrap_or_else(|| SpeakerKind::of_name(reference, usual)),
        ))?;
        self.keep_name(nocase_key(reference), id);
        self.bare.insert(nocase_key(reference), id);
        Ok(id)
    }

    /// The document that a reference means, which the file or the book must have.
    pub(super) fn document_of(&self, reference: &str) -> Result<i64> {
        if let Some(id) = self.meant("document", reference)? {
            return Ok(id);
        }
        let mut query = self.writer.conn.prepare_cached(
            "select id from (select id, url from document where url = ?1 or title = ?1 collate nocase
                             union all select document_id, url from document_alias where url = ?1 or title = ?1 collate nocase)
             order by url is not ?1, id limit 1",
        )?;
        let known = query.query_row([reference], |row| row.get(0)).optional()?;
        known.map_or_else(|| self.writer.document_at(reference), |id| Ok(Some(id)))?.ok_or_else(|| {
            Error::not_found(format!("no such document: {reference}"))
                .hint("a line {\"type\": \"document\", \"key\": …} must come before it")
        })
    }
}
