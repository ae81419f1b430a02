//! Lines into the book: what is there already, by uid or ref, is not added again.

use std::collections::{HashMap, HashSet};

use super::super::Writer;
use super::super::journal::tables::last_ids;
use super::outcome::{ImportOutcome, OnDuplicate};
use crate::error::{Error, Result};
use crate::model::records::{ClaimLine, DocumentLine, Line, SavedLine, SpeakerLine};
use crate::model::records::{NewClaim, NewDocument, NewSaved, NewSpeaker};
use crate::model::{Access, Date, DocumentKind, SpeakerKind};

/// A word by which the lines of a file refer to a row: the table, and a key, a name or a uid.
pub(super) type Word = (&'static str, String);

/// The state of one import: the words by which its lines refer to each other, and what it has done.
pub(super) struct BookReader<'w> {
    /// The entry that the import is.
    pub(super) writer: &'w Writer<'w>,
    /// What is done with claims that the book has.
    pub(super) on_duplicate: OnDuplicate,
    /// The last id that each table had given out before this import.
    pub(super) last: HashMap<&'static str, i64>,
    /// The rows that the words of the file mean.
    pub(super) keys: HashMap<Word, i64>,
    /// The words that were set since the last savepoint, with what they meant before.
    pub(super) fresh: Vec<(Word, Option<i64>)>,
    /// What the import has done.
    pub(super) report: ImportOutcome,
    /// The documents of which a line has told nothing but the title so far.
    pub(super) stubs: HashSet<i64>,
    /// The speakers of the book whom lines were taken for by their name.
    pub(super) taken: Vec<i64>,
    /// Names of which it is known that one speaker has them.
    pub(super) names: HashMap<String, i64>,
    /// Speakers of whom lines have told nothing but the name so far.
    pub(super) bare: HashMap<String, i64>,
    /// The claim that was just added, while nothing is said of it.
    pub(super) blank: Option<i64>,
    /// The uids of the rows that were removed from the book before; none if nobody asked yet.
    pub(super) removed: Option<HashSet<String>>,
    /// The number of rows that were removed from the book, and are back.
    pub(super) returned: usize,
    /// The desk whose book the file was, if it is another one: its verdicts without a reviewer are not those of this desk.
    pub(super) other_desk: Option<i64>,
}

impl<'w> BookReader<'w> {
    /// An import that has read nothing yet.
    pub(super) fn new(writer: &'w Writer<'w>, on_duplicate: OnDuplicate) -> Result<Self> {
        Ok(Self {
            writer,
            on_duplicate,
            last: last_ids(&writer.conn)?.into_iter().collect(),
            keys: HashMap::new(),
            fresh: Vec::new(),
            report: ImportOutcome::default(),
            stubs: HashSet::new(),
            taken: Vec::new(),
            names: HashMap::new(),
            bare: HashMap::new(),
            blank: None,
            removed: None,
            returned: 0,
            other_desk: None,
        })
    }

    /// The number that a row had in its book, if this one never used it: so a book that goes out and comes in keeps the
    /// numbers that people know.
    pub(super) fn number(&self, table: &'static str, id: Option<i64>) -> Result<Option<i64>> {
        let Some(id) = id.filter(|id| *id > self.last.get(table).copied().unwrap_or_default()) else { return Ok(None) };
        let mut query =
            self.writer.conn.prepare_cached(&format!("select not exists (select 1 from {table} where id = ?1)"))?;
        Ok(query.query_row([id], |row| row.get(0)).map(|free: bool| free.then_some(id))?)
    }

    /// Takes in a line.
    pub(super) fn line(&mut self, line: &Line) -> Result<()> {
        match line {
            Line::Speaker(line) => self.speaker(line),
            Line::Document(line) => self.document(line).map(|_| ()),
            Line::Claim(line) => self.claim(line),
            Line::Statement(line) => {
                let claim = self.claim_of(line.claim.as_deref())?;
                self.statements(claim, std::slice::from_ref(line))
            }
            Line::Request(line) => {
                let claim = self.claim_of(line.claim.as_deref())?;
                self.request(claim.ok_or_else(|| claimless("request"))?, line)
            }
            Line::Verdict(line) => {
                let claim = self.claim_of(line.claim.as_deref())?;
                self.verdict(claim.ok_or_else(|| claimless("verdict"))?, line)
            }
            Line::Evidence(line) => {
                let claim = self.claim_of(line.claim.as_deref())?;
                self.evidence(claim.ok_or_else(|| claimless("piece of evidence"))?, line)
            }
            Line::JoinedDocument(line) => {
                let document = self.document_of(line.document.as_deref().unwrap_or_default())?;
                self.joined_document(document, line)
            }
            Line::Wording(line) => {
                let claim = self.claim_of(line.claim.as_deref())?;
                self.wording(claim.ok_or_else(|| claimless("wording"))?, line)
            }
            Line::Relation(line) => self.relation(line),
            Line::NotSame(line) => self.not_same(line),
            Line::Correction(line) => self.correction(line),
            Line::CorrectionCause(line) => self.correction_cause(line),
            Line::Saved(line) => self.saved(line),
            Line::Member(line) => self.member(line),
            Line::Assignment(line) => self.assignment(line),
            Line::Comment(line) => self.comment(line),
        }
    }

    fn saved(&mut self, line: &SavedLine) -> Result<()> {
        if self.by_uid("saved", line.uid.as_deref())?.is_some() {
            return Ok(());
        }
        let all = self.writer.saved_filters()?;
        if let Some(known) = all.iter().find(|known| known.name.eq_ignore_ascii_case(&line.name)) {
            if known.filter != line.filter {
                let SavedLine { name, filter, .. } = line;
                self.report.take(format!("@{name} is kept as this book has it; in the file it means: {filter}"));
            }
            return Ok(());
        }
        self.writer.save_filter(&NewSaved {
            id: self.number("saved", line.id)?,
            name: line.name.clone(),
            filter: line.filter.clone(),
            recorded_at: date(line.recorded_at.as_deref())?.map(|date| date.to_string()),
            ..line.into()
        })?;
        self.report.counts.saved += 1;
        Ok(())
    }

    fn speaker(&mut self, line: &SpeakerLine) -> Result<()> {
        let usual = || Ok(SpeakerKind::of_name(&line.name, SpeakerKind::Person));
        let kind = line.kind.as_deref().map_or_else(usual, str::parse)?;
        let document = match (&line.document, kind) {
            (Some(reference), SpeakerKind::Unnamed) => Some(self.document_of(reference)?),
            _ => None,
        };
        let known = match (self.by_uid("speaker", line.uid.as_deref())?, document) {
            (Some(id), _) => Some(id),
            (None, Some(document)) if line.uid.is_none() => self.writer.unnamed(&line.name, document)?,
            (None, Some(_)) => None,
            (None, None) if line.uid.is_none() => self.known_by_name(&line.name)?,
            (None, None) => match self.same_before(line, kind)? {
                None => self.adopt(line, kind)?,
                known => known,
            },
        };
        let id = if let Some(id) = known {
            id
        } else {
            self.report.counts.speakers += 1;
            self.forget_name(&line.name);
            self.writer.add_speaker(&NewSpeaker {
                id: self.number("speaker", line.id)?,
                kind,
                name: line.name.clone(),
                document,
                ..line.into()
            })?
        };
        let name = (kind != SpeakerKind::Unnamed).then(|| line.name.clone());
        self.remember("speaker", &[&name, &line.key, &line.uid], id);
        if line.is_desk == Some(true) {
            self.desk(id)?;
        }
        if known.is_none() {
            for alias in &line.aliases {
                self.forget_name(alias);
                self.writer.add_alias(id, alias)?;
            }
            if let Some(reference) = &line.same_as {
                let person = self.speaker_of(reference, None, SpeakerKind::Person)?;
                self.writer.join_speakers(person, id)?;
            }
        }
        Ok(())
    }

    /// Takes in which speaker is the desk that kept the file: the desk of a new book, too, but not of any other.
    fn desk(&mut self, id: i64) -> Result<()> {
        let own = self.writer.desk()?.map(|desk| desk.id);
        if own.is_none() && self.last.values().all(|last| *last == 0) {
            return self.writer.set_desk(Some(id));
        }
        self.other_desk = Some(self.writer.canonical_speaker(id)?.id).filter(|desk| own != Some(*desk));
        Ok(())
    }

    fn document(&mut self, line: &DocumentLine) -> Result<i64> {
        let through = line.through.as_deref().map(|reference| self.document_of(reference)).transpose()?;
        let kind: Option<DocumentKind> = line.kind.as_deref().map(str::parse).transpose()?;
        let publisher = line.publisher.as_deref();
        let publisher =
            publisher.map(|name| self.speaker_of(name, None, SpeakerKind::of_publisher(name, kind))).transpose()?;
        let access = match (&line.access, through) {
            (Some(access), _) => access.parse()?,
            (None, Some(_)) => Access::Secondhand,
            (None, None) => Access::Read,
        };
        let new = NewDocument {
            id: self.number("document", line.id)?,
            kind: kind.unwrap_or(DocumentKind::Article),
            title: line.title.clone().or(line.url.clone()).unwrap_or_default(),
            publisher,
            published_on: date(line.published_on.as_deref())?,
            access,
            through,
            text: line.text.clone(),
            retrieved_at: date(line.retrieved_at.as_deref())?.map(|date| date.to_string()),
            ..line.into()
        };
        let known = match self.by_uid("document", line.uid.as_deref())? {
            None if line.uid.is_none() => self.writer.same_document(&new)?,
            known => known,
        };
        let stub = line.kind.is_none();
        let id = if let Some(id) = known {
            if !stub && self.stubs.remove(&id) {
                self.writer.complete_document(id, &new)?;
            }
            id
        } else {
            self.report.counts.documents += 1;
            self.writer.add_document(&new)?
        };
        if stub && known.is_none() && line.uid.is_some() {
            self.stubs.insert(id);
        }
        self.remember("document", &[&line.key, &line.uid], id);
        line.joined.iter().try_for_each(|joined| self.joined_document(id, joined))?;
        line.marked.iter().try_for_each(|marked| self.marked_passage(id, None, marked))?;
        line.attachments.iter().try_for_each(|attachment| self.attachment(id, attachment))?;
        Ok(id)
    }

    fn claim(&mut self, line: &ClaimLine) -> Result<()> {
        let known = self.known_claim(line)?;
        let id = if let Some(id) = known {
            let joined = id <= self.last["claim"]
                && self.writer.is_other_wording(id, line.uid.as_deref(), line.reference.as_deref(), &line.text)?;
            match self.on_duplicate {
                // What it says of itself, it says of a claim that was joined into this one.
                _ if joined => self.add_note(id, line)?,
                OnDuplicate::Skip if id > self.last["claim"] => self.complete_claim(id, line)?,
                OnDuplicate::Skip => {
                    self.report.counts.differences += usize::from(self.differs(id, line)?);
                    self.add_note(id, line)?;
                }
                OnDuplicate::Update => self.update(id, line)?,
                OnDuplicate::Error => {
                    return Err(Error::refused(format!("already there: claim {id}"))
                        .hint("--on-duplicate skip leaves it as it is, update changes it"));
                }
            }
            id
        } else {
            self.new_claim(line)?
        };
        line.wordings.iter().try_for_each(|wording| self.wording(id, wording))?;
        self.blank = known.is_none().then_some(id);
        self.statements(Some(id), &line.statements)?;
        self.appearances(id, line)?;
        line.requests.iter().try_for_each(|request| self.request(id, request))?;
        line.verdicts.iter().try_for_each(|verdict| self.verdict(id, verdict))?;
        line.evidence.iter().try_for_each(|evidence| self.evidence(id, evidence))?;
        line.marked.iter().try_for_each(|marked| self.passage_of_claim(id, marked))
    }

    fn new_claim(&mut self, line: &ClaimLine) -> Result<i64> {
        self.note_return(line.uid.as_deref())?;
        self.report.counts.claims += 1;
        self.writer.add_claim(&NewClaim {
            id: self.number("claim", line.id)?,
            text: line.text.clone(),
            stage: line.stage.as_deref().map(str::parse).transpose()?,
            reference: line.reference.clone(),
            recorded_at: date(line.recorded_at.as_deref())?.map(|date| date.to_string()),
            tags: line.tags.clone(),
            ..line.into()
        })
    }
}

pub(super) fn claimless(what: &str) -> Error {
    Error::usage(format!("a {what} on a line of its own needs its claim")).hint("\"claim\": a uid or a ref")
}

/// A date of a file: ISO 8601, nothing else.
pub(super) fn date(text: Option<&str>) -> Result<Option<Date>> {
    let parse = |text| Date::parse(text).map_err(|error| Error::usage(error.to_string()).hint(error.hint()));
    text.map(parse).transpose()
}
