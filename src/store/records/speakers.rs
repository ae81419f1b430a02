//! Speakers: who they are, what they are also called, and who was found to be whom.

use rusqlite::{OptionalExtension, params};

use super::listed::Listed;
use super::rows::{RowReader, first, insert, list, set, update, value};
use crate::error::{Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::model::records::{NewSpeaker, SpeakerEdit, SpeakerRow, WriteColumn};
use crate::model::{PairKind, SpeakerKind};
use crate::store::{Store, Writer};
use crate::text::normalize::clean_name;

impl Listed for SpeakerRow {
    const TABLE: &'static str = "speaker";
    const ALL: Suggestion = Suggestion::Speakers;

    fn select() -> String {
        format!(
            "select {} from (select s.*, (select count(*) from statement where speaker_id = s.id) as statements
                             from speaker s) r",
            Self::SELECT
        )
    }

    fn read_listed(store: &Store, columns: &mut RowReader) -> Result<Self> {
        let speaker = Self::read(columns)?;
        Ok(Self { aliases: store.aliases(speaker.id)?, ..speaker })
    }
}

impl Store {
    /// One speaker.
    ///
    /// # Errors
    /// No such speaker.
    pub fn speaker_by_id(&self, id: i64) -> Result<SpeakerRow> {
        self.listed_one(id)
    }

    /// The speaker that another one is, after joins.
    ///
    /// # Errors
    /// No such speaker.
    pub fn canonical_speaker(&self, id: i64) -> Result<SpeakerRow> {
        let speaker = self.speaker_by_id(id)?;
        speaker.same_as_id.map_or(Ok(speaker), |person| self.speaker_by_id(person))
    }

    /// The desk that keeps the book, if its name is set.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn desk(&self) -> Result<Option<SpeakerRow>> {
        let desk = first(
            &self.conn,
            "select canonical_id from canonical_speaker p join speaker s on s.id = p.speaker_id where s.is_desk = 1 order by s.id limit 1",
            [],
        )?;
        desk.map(|id| self.speaker_by_id(id)).transpose()
    }

    fn aliases(&self, id: i64) -> Result<Vec<String>> {
        list(&self.conn, "select name from speaker_alias where speaker_id = ?1 order by id", [id])
    }

    /// Whether some document leaves a speaker unnamed in these words.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn is_descriptor(&self, words: &str) -> Result<bool> {
        value(
            &self.conn,
            "select exists (select 1 from speaker where name = ?1 collate nocase and kind = 'unnamed')",
            [clean_name(words)],
        )
    }

    /// The unnamed speaker of a descriptor in a document, if it is recorded.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn unnamed(&self, descriptor: &str, document: i64) -> Result<Option<i64>> {
        first(
            &self.conn,
            "select id from speaker where document_id = ?1 and name = ?2 collate nocase order by id limit 1",
            params![document, clean_name(descriptor)],
        )
    }

    /// The speaker that a speaker is after joins.
    pub(in crate::store) fn person_of(&self, speaker: i64) -> Result<i64> {
        value(&self.conn, "select canonical_id from canonical_speaker where speaker_id = ?1", [speaker])
    }
}

impl Store {
    /// The words that two unnamed speakers of a document share who are not joined, with both numbers.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn unnamed_twice(&self, document: i64) -> Result<Vec<(String, [i64; 2])>> {
        let mut query = self.conn.prepare_cached(
            "select name, min(id), max(id) from speaker where document_id = ?1 and same_as_id is null
             group by name collate nocase having count(*) > 1 order by 2",
        )?;
        let rows = query.query_map([document], |row| Ok((row.get(0)?, [row.get(1)?, row.get(2)?])))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Records a speaker.
    ///
    /// # Errors
    /// A speaker without a name; an unnamed one without a document.
    pub fn add_speaker(&self, speaker: &NewSpeaker) -> Result<i64> {
        let name = clean_name(&speaker.name);
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
        let uid = self.uid(speaker.uid.as_deref())?;
        let mut values = speaker.columns();
        set(&mut values, "uid", uid.write());
        set(&mut values, "name", name.write());
        insert(&self.conn, "speaker", &values)
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
        let name = edit.name.as_deref().map(clean_name);
        if let Some(name) = &name {
            if name.is_empty() {
                return Err(Error::usage("a speaker needs a name").hint(flag("--name") + " \"Jane Doe\""));
            }
            if !unnamed && name.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(Error::usage("a name of digits only would be taken for a number")
                    .hint(flag("--name") + " \"Jane Doe\""));
            }
            if !unnamed && *name != old.name {
                self.add_alias(id, &old.name)?;
                self.conn
                    .execute("delete from speaker_alias where speaker_id = ?1 and name = ?2", params![id, name])?;
            }
        }
        let mut values = edit.columns();
        if let Some(name) = &name {
            set(&mut values, "name", name.write());
        }
        update(&self.conn, "speaker", id, &values)
    }

    /// Says which speaker is the desk that keeps the book.
    ///
    /// # Errors
    /// An unnamed speaker.
    pub fn set_desk(&self, desk: Option<i64>) -> Result<()> {
        self.refuse_unnamed(desk, "keep a book")?;
        self.conn.execute("update speaker set is_desk = null where is_desk = 1 and id is not ?1", [desk])?;
        self.conn.execute("update speaker set is_desk = 1 where id = ?1 and is_desk is null", [desk])?;
        Ok(())
    }

    /// Adds a name under which a speaker is also found; one that is there already is not added again.
    ///
    /// # Errors
    /// An empty name; an unnamed speaker.
    pub fn add_alias(&self, id: i64, name: &str) -> Result<()> {
        let name = clean_name(name);
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
    /// A speaker joined to itself; a named speaker joined to an unnamed one; two of whom somebody said that they are not the same.
    pub fn join_speakers(&self, speaker: i64, other: i64) -> Result<()> {
        let (into, from) = (self.person_of(speaker)?, self.person_of(other)?);
        if into == from {
            return Err(Error::refused(format!("speakers {speaker} and {other} are one already"))
                .hint(Suggestion::Speakers + " shows who is joined to whom"));
        }
        let (kept, joined) = (self.speaker_by_id(into)?, self.speaker_by_id(from)?);
        self.refuse_told_apart(PairKind::Speaker, into, from)?;
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
}
