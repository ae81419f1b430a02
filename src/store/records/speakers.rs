//! Speakers: who they are, what they are also called, and who was found to be whom.

use rusqlite::{OptionalExtension, Row, named_params, params};

use crate::error::{Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::model::SpeakerKind;
use crate::model::records::NewSpeaker;
use crate::model::records::SpeakerRow;
use crate::store::{Store, Writer};

/// What to change in a speaker; nothing where nothing is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpeakerEdit {
    /// The name; the old one becomes an alias.
    pub name: Option<String>,
    /// The kind.
    pub kind: Option<SpeakerKind>,
    /// The id in Wikidata; empty to forget it.
    pub external_id: Option<String>,
    /// A note; empty to forget it.
    pub note: Option<String>,
}

impl Store {
    /// The speakers in the order of their numbers, or only one of them.
    ///
    /// # Errors
    /// Those of the database and of `each`.
    pub fn speakers(&self, only: Option<i64>, each: &mut dyn FnMut(SpeakerRow) -> Result<()>) -> Result<()> {
        self.some_speakers(only.map_or((0, i64::MAX), |id| (id, id)), (-1, 0), each)
    }

    /// So many speakers in the order of their numbers, without the first of them; and how many there are in all.
    ///
    /// # Errors
    /// Those of the database.
    pub fn speakers_part(&self, limit: u64, offset: u64) -> Result<(Vec<SpeakerRow>, i64)> {
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let mut rows = Vec::new();
        self.some_speakers((0, i64::MAX), (number(limit), number(offset)), &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok((rows, self.conn.query_row("select count(*) from speaker", [], |row| row.get(0))?))
    }

    fn some_speakers(
        &self,
        (first, last): (i64, i64),
        (limit, offset): (i64, i64),
        each: &mut dyn FnMut(SpeakerRow) -> Result<()>,
    ) -> Result<()> {
        let mut query = self.conn.prepare_cached(
            "select s.id, s.uid, s.kind, s.name, s.external_id, s.document_id, s.same_as_id, s.note,
                    (select count(*) from statement where speaker_id = s.id) as statements
             from speaker s where s.id between :first and :last order by s.id limit :limit offset :offset",
        )?;
        let mut rows =
            query.query(named_params! { ":first": first, ":last": last, ":limit": limit, ":offset": offset })?;
        while let Some(row) = rows.next()? {
            each(self.speaker_row(row)?)?;
        }
        Ok(())
    }

    fn speaker_row(&self, row: &Row) -> Result<SpeakerRow> {
        let id = row.get("id")?;
        Ok(SpeakerRow {
            id,
            uid: row.get("uid")?,
            kind: row.get("kind")?,
            name: row.get("name")?,
            aliases: self.aliases(id)?,
            external_id: row.get("external_id")?,
            document_id: row.get("document_id")?,
            same_as_id: row.get("same_as_id")?,
            statements: row.get("statements")?,
            note: row.get("note")?,
        })
    }

    /// One speaker.
    ///
    /// # Errors
    /// No such speaker.
    pub fn speaker_by_id(&self, id: i64) -> Result<SpeakerRow> {
        let mut found = None;
        self.speakers(Some(id), &mut |row| {
            found = Some(row);
            Ok(())
        })?;
        found.ok_or_else(|| Error::not_found(format!("no such speaker: {id}")).hint(Suggestion::Speakers))
    }

    fn aliases(&self, id: i64) -> Result<Vec<String>> {
        let mut query = self.conn.prepare_cached("select name from speaker_alias where speaker_id = ?1 order by id")?;
        Ok(query.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether some document leaves a speaker unnamed in these words.
    ///
    /// # Errors
    /// Those of the database.
    pub fn is_descriptor(&self, words: &str) -> Result<bool> {
        let mut query = self.conn.prepare_cached(
            "select exists (select 1 from speaker where name = ?1 collate nocase and kind = 'unnamed')",
        )?;
        Ok(query.query_row([words.trim()], |row| row.get(0))?)
    }

    /// The unnamed speaker of a descriptor in a document, if it is recorded.
    ///
    /// # Errors
    /// Those of the database.
    pub fn unnamed(&self, descriptor: &str, document: i64) -> Result<Option<i64>> {
        let mut query = self.conn.prepare_cached(
            "select id from speaker where document_id = ?1 and name = ?2 collate nocase order by id limit 1",
        )?;
        Ok(query.query_row(params![document, descriptor.trim()], |row| row.get(0)).optional()?)
    }
}

impl Writer<'_> {
    /// Records a speaker.
    ///
    /// # Errors
    /// A speaker without a name; an unnamed one without a document.
    pub fn add_speaker(&self, speaker: &NewSpeaker) -> Result<i64> {
        let name = speaker.name.trim();
        if name.is_empty() {
            return Err(Error::usage("a speaker needs a name").hint(
                Sentence::from("for somebody the document leaves unnamed give its words and ") + flag("--unnamed"),
            ));
        }
        if speaker.kind != SpeakerKind::Unnamed && name.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Error::not_found(format!("no such speaker: {name}"))
                .hint(Sentence::from("a number means the speaker of that number: ") + Suggestion::Speakers));
        }
        if (speaker.kind == SpeakerKind::Unnamed) != speaker.document.is_some() {
            return Err(Error::usage(format!("“{name}” is unnamed, and an unnamed speaker lives in one document"))
                .hint(Sentence::from("say which document with ") + flag("--in") + ", or " + flag("--url")));
        }
        let mut insert = self.conn.prepare_cached(
            "insert into speaker (id, uid, kind, name, external_id, document_id, note)
             values (:id, :uid, :kind, :name, nullif(:external_id, ''), :document,
                     nullif(:note, ''))",
        )?;
        insert.execute(named_params! {
            ":id": speaker.id, ":uid": self.uid(speaker.uid.as_deref())?, ":kind": speaker.kind.as_str(), ":name": name,
            ":external_id": speaker.external_id, ":document": speaker.document, ":note": speaker.note,
        })?;
        Ok(self.conn.last_insert_rowid())
    }

    /// Changes a speaker. A name that is replaced stays as an alias, so that it is still found.
    ///
    /// # Errors
    /// An empty name; a kind that would make a named speaker unnamed, or the other way round.
    pub fn edit_speaker(&self, id: i64, edit: &SpeakerEdit) -> Result<()> {
        let old = self.speaker_by_id(id)?;
        let unnamed = old.kind == SpeakerKind::Unnamed.as_str();
        if edit.kind.is_some_and(|kind| (kind == SpeakerKind::Unnamed) != unnamed) {
            return Err(Error::refused(format!(
                "{} cannot become {}",
                old.name,
                edit.kind.map_or("", SpeakerKind::as_str)
            ))
            .hint(Sentence::from("if it is known who this is: ") + Suggestion::Join(id) + terminal_only(" NAME")));
        }
        if let Some(name) = &edit.name {
            if name.trim().is_empty() {
                return Err(Error::usage("a speaker needs a name").hint(flag("--name") + " \"Jane Doe\""));
            }
            if !unnamed && name.trim().bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(Error::usage("a name of digits only would be taken for a number")
                    .hint(flag("--name") + " \"Jane Doe\""));
            }
            if !unnamed && *name != old.name {
                self.add_alias(id, &old.name)?;
                self.conn.execute(
                    "delete from speaker_alias where speaker_id = ?1 and name = ?2",
                    params![id, name.trim()],
                )?;
            }
        }
        self.conn.execute(
            "update speaker set name = coalesce(:name, name), kind = coalesce(:kind, kind),
                    external_id = case when :external_id is null then external_id else nullif(:external_id, '') end,
                    note = case when :note is null then note else nullif(:note, '') end
             where id = :id",
            named_params! {
                ":id": id, ":name": edit.name.as_deref().map(str::trim), ":kind": edit.kind.map(SpeakerKind::as_str),
                ":external_id": edit.external_id, ":note": edit.note,
            },
        )?;
        Ok(())
    }

    /// Adds a name under which a speaker is also found; one that is there already is not added again.
    ///
    /// # Errors
    /// An empty name; an unnamed speaker.
    pub fn add_alias(&self, id: i64, name: &str) -> Result<()> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Error::usage("an alias needs a name")
                .hint(Suggestion::Alias + terminal_only(" Qirko \"the ambassador\"")));
        }
        if self.speaker_by_id(id)?.kind == SpeakerKind::Unnamed.as_str() {
            return Err(Error::refused(format!("speaker {id} is unnamed and is known by its document's words only"))
                .hint(Sentence::from("if it is known who this is: ") + Suggestion::Join(id) + terminal_only(" NAME")));
        }
        self.conn.execute(
            "insert into speaker_alias (speaker_id, name)
             select ?1, ?2 where not exists (select 1 from speaker_alias where speaker_id = ?1 and name = ?2)",
            params![id, name],
        )?;
        Ok(())
    }

    /// Says that `other` is the same as `speaker`: everything either said is said by one. Nothing recorded is rewritten.
    ///
    /// # Errors
    /// A speaker joined to itself; a named speaker joined to an unnamed one.
    pub fn join_speakers(&self, speaker: i64, other: i64) -> Result<()> {
        let (into, from) = (self.person_of(speaker)?, self.person_of(other)?);
        if into == from {
            return Err(Error::refused(format!("speakers {speaker} and {other} are one already"))
                .hint(Suggestion::Speakers + " shows who is joined to whom"));
        }
        let (kept, joined) = (self.speaker_by_id(into)?, self.speaker_by_id(from)?);
        let unnamed = SpeakerKind::Unnamed.as_str();
        if kept.kind == unnamed && joined.kind != unnamed {
            return Err(Error::refused(format!("{} is named and “{}” is not", joined.name, kept.name)).hint(
                Sentence::from("the other way round: ") + Suggestion::Join(from) + terminal_only(format!(" {into}")),
            ));
        }
        self.conn.execute("update speaker set same_as_id = ?1 where id = ?2 or same_as_id = ?2", [into, from])?;
        Ok(())
    }

    /// Takes a join back: the speaker stands for itself again.
    ///
    /// # Errors
    /// A speaker that is not joined.
    pub fn part_speaker(&self, id: i64) -> Result<()> {
        let parted =
            self.conn.execute("update speaker set same_as_id = null where id = ?1 and same_as_id is not null", [id])?;
        if parted == 0 {
            return Err(Error::refused(format!("speaker {id} is not joined to another")).hint(Suggestion::Speakers));
        }
        Ok(())
    }

    /// Refuses somebody who is known by a document's words only, and so cannot have done a thing that is signed.
    pub(in crate::store) fn refuse_unnamed(&self, speaker: Option<i64>, done: &str) -> Result<()> {
        let mut query = self.conn.prepare_cached("select name from speaker where id = ?1 and kind = 'unnamed'")?;
        match query.query_row([speaker], |row| row.get::<_, String>(0)).optional()? {
            Some(name) => Err(Error::refused(format!("“{name}” is unnamed and cannot {done}"))
                .hint(Suggestion::AddSpeaker + terminal_only(" NAME --kind outlet, or organisation"))),
            None => Ok(()),
        }
    }

    fn person_of(&self, speaker: i64) -> Result<i64> {
        Ok(self.conn.query_row(
            "select canonical_id from canonical_speaker where speaker_id = ?1",
            [speaker],
            |row| row.get(0),
        )?)
    }
}
