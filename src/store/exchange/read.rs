//! Lines into the book: what is there already, by uid or ref, is not added again.

use std::collections::HashMap;
use std::io::BufRead;

use rusqlite::OptionalExtension;

use super::super::Writer;
use crate::error::{Error, Result};
use crate::model::line::{ClaimLine, DocumentLine, Line, SavedLine, SpeakerLine};
use crate::model::new::{NewClaim, NewDocument, NewSpeaker};
use crate::model::{Access, Date, DocumentKind, SpeakerKind};

/// Where lines come from.
pub struct Source<'a> {
    /// The name of the file, as it is shown before a line number.
    pub name: String,
    /// Its lines.
    pub lines: &'a mut dyn BufRead,
    /// Whether a line that cannot be read is left out, instead of nothing being written.
    pub skip_bad: bool,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Lines read, without empty ones.
    pub lines: usize,
    /// Claims added.
    pub claims: usize,
    /// Claims that were there already.
    pub known: usize,
    /// Statements added.
    pub statements: usize,
    /// Verdicts added.
    pub verdicts: usize,
    /// Pieces of evidence added.
    pub evidence: usize,
    /// Documents added.
    pub documents: usize,
    /// Speakers added.
    pub speakers: usize,
    /// Saved filters added.
    pub saved: usize,
    /// What was taken for something of the book that is not quite the same, in words.
    pub taken: Vec<String>,
    /// Lines that could not be read, each as `file:line: reason`.
    pub rejected: Vec<String>,
}

/// The state of one import: the words by which its lines refer to each other, and what it has done.
pub(super) struct Reading<'w> {
    pub(super) writer: &'w Writer<'w>,
    pub(super) keys: HashMap<(&'static str, String), i64>,
    /// The words that the present line has set, with what they meant before: that again if it cannot be taken in.
    pub(super) fresh: Vec<((&'static str, String), Option<i64>)>,
    /// What retractions take back, looked up when all lines are read.
    pub(super) take_back: Vec<(i64, String)>,
    pub(super) report: Report,
    /// The last speaker that was in the book before: only those are recognised by their name.
    pub(super) last_speaker: i64,
    /// The speakers whom lines were taken for by their name.
    pub(super) taken: Vec<i64>,
}

/// A line longer than this is not one of ours; 64 MiB hold any text of a document.
const LONGEST: usize = 64 << 20;

impl Writer<'_> {
    /// Reads lines into the book.
    ///
    /// # Errors
    /// A line that cannot be read, unless such lines are to be left out: then they are in the report.
    pub fn import_lines(&self, source: &mut Source) -> Result<Report> {
        let last_speaker = self.conn.query_row("select coalesce(max(id), 0) from speaker", [], |row| row.get(0))?;
        let mut reading = Reading {
            writer: self,
            keys: HashMap::new(),
            fresh: Vec::new(),
            take_back: Vec::new(),
            report: Report::default(),
            last_speaker,
            taken: Vec::new(),
        };
        let mut number = 0;
        let mut bytes = Vec::new();
        while next_line(source.lines, &mut bytes).map_err(|error| error.at(&source.name))? {
            number += 1;
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            reading.report.lines += 1;
            if let Err(error) = reading.line_or_nothing(&bytes) {
                if matches!(error.kind, crate::error::Kind::Failure | crate::error::Kind::Integrity) {
                    return Err(error.at(format!("{}:{number}", source.name)));
                }
                let hint = error.hint_text().map(|hint| format!(" ({hint})")).unwrap_or_default();
                reading.report.rejected.push(format!("{}:{number}: {error}{hint}", source.name));
            }
        }
        reading.take_back()?;
        let report = reading.report;
        if report.rejected.is_empty() || source.skip_bad {
            return Ok(report);
        }
        let shown = report.rejected.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
        let more = report.rejected.len().saturating_sub(20);
        let more = if more > 0 { format!("\nand {more} more") } else { String::new() };
        let count = report.rejected.len();
        let lines = if count == 1 { "one line".to_string() } else { format!("{count} lines") };
        Err(Error::usage(format!("{shown}{more}\n{lines} of {} cannot be read; nothing was written", report.lines))
            .hint("mend the file and import it again, or leave such lines out with --skip-bad"))
    }
}

/// Reads up to the next line feed; false at the end. A byte order mark at the start of a line is dropped.
fn next_line(lines: &mut dyn BufRead, bytes: &mut Vec<u8>) -> Result<bool> {
    bytes.clear();
    let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX) + 1;
    std::io::Read::take(&mut *lines, limit).read_until(b'\n', bytes)?;
    if bytes.len() > LONGEST {
        return Err(Error::usage("a line is longer than 64 MiB").hint("is this a file of JSON Lines?"));
    }
    let more = !bytes.is_empty();
    if bytes.starts_with("\u{feff}".as_bytes()) {
        bytes.drain(..3);
    }
    Ok(more)
}

impl Reading<'_> {
    /// Takes in a line wholly or not at all.
    fn line_or_nothing(&mut self, bytes: &[u8]) -> Result<()> {
        let text = std::str::from_utf8(bytes)
            .map_err(|_| Error::usage("the line is not UTF-8 text").hint("save the file as UTF-8"))?;
        let line = Line::parse(text).map_err(|error| Error::usage(plain(&error)))?;
        let conn = &self.writer.conn;
        let rejected = std::mem::take(&mut self.report.rejected);
        let (before, taken) = (self.report.clone(), self.take_back.len());
        conn.execute_batch("savepoint line")?;
        self.fresh.clear();
        let done = self.line(line);
        if done.is_err() {
            self.report = before;
            self.take_back.truncate(taken);
            for (word, before) in self.fresh.drain(..).rev() {
                match before {
                    Some(id) => self.keys.insert(word, id),
                    None => self.keys.remove(&word),
                };
            }
            self.writer.conn.execute_batch("rollback to line")?;
        }
        self.report.rejected = rejected;
        self.writer.conn.execute_batch("release line")?;
        done
    }

    /// Marks what the retractions of the file take back.
    fn take_back(&self) -> Result<()> {
        let mut update = self.writer.conn.prepare_cached(
            "update statement set retracted_by_id = ?1
             where id = ?2 and id <> ?1 and stance <> 'retracts' and retracted_by_id is null",
        )?;
        for (by, word) in &self.take_back {
            if let Some(id) = self.meant("statement", word)? {
                update.execute([*by, id])?;
            }
        }
        Ok(())
    }

    fn line(&mut self, line: Line) -> Result<()> {
        match line {
            Line::Speaker(line) => self.speaker(&line),
            Line::Document(line) => self.document(line).map(|_| ()),
            Line::Claim(line) => self.claim(*line),
            Line::Statement(line) => self.statements(None, &[line]),
            Line::Saved(line) => self.saved(&line),
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
                self.report.taken.push(format!("@{name} is kept as this book has it; in the file it means: {filter}"));
            }
            return Ok(());
        }
        let at = date(line.recorded_at.as_deref())?;
        self.writer.save_filter(line.uid.as_deref(), &line.name, &line.filter, at.as_ref().map(Date::as_str))?;
        self.report.saved += 1;
        Ok(())
    }

    fn speaker(&mut self, line: &SpeakerLine) -> Result<()> {
        let kind = line.kind.as_deref().map_or(Ok(SpeakerKind::Person), str::parse)?;
        let document = match (&line.document, kind) {
            (Some(reference), SpeakerKind::Unnamed) => Some(self.document_of(reference)?),
            _ => None,
        };
        let known = match (self.by_uid("speaker", line.uid.as_deref())?, document) {
            (Some(id), _) => Some(id),
            (None, Some(document)) if line.uid.is_none() => self.writer.unnamed(&line.name, document)?,
            (None, Some(_)) => None,
            (None, None) if line.uid.is_none() => self.known_by_name(&line.name)?,
            (None, None) => self.same_before(line, kind)?,
        };
        let id = if let Some(id) = known {
            id
        } else {
            self.report.speakers += 1;
            self.writer.add_speaker(&NewSpeaker {
                uid: line.uid.clone(),
                kind,
                name: line.name.clone(),
                document,
                external_id: line.external_id.clone(),
                note: line.note.clone(),
            })?
        };
        let name = (kind != SpeakerKind::Unnamed).then(|| line.name.clone());
        self.remember("speaker", &[&name, &line.key, &line.uid], id);
        if known.is_none() {
            for alias in &line.aliases {
                self.writer.add_alias(id, alias)?;
            }
            if let Some(reference) = &line.same_as {
                let person = self.speaker_of(reference, None)?;
                self.writer.join_speakers(person, id)?;
            }
        }
        Ok(())
    }

    fn document(&mut self, line: DocumentLine) -> Result<i64> {
        let through = line.through.as_deref().map(|reference| self.document_of(reference)).transpose()?;
        let publisher =
            line.publisher.as_deref().map(|name| self.speaker_of(name, Some(SpeakerKind::Outlet))).transpose()?;
        let access = match (&line.access, through) {
            (Some(access), _) => access.parse()?,
            (None, Some(_)) => Access::Secondhand,
            (None, None) => Access::Read,
        };
        let new = NewDocument {
            uid: line.uid.clone(),
            kind: line.kind.as_deref().map_or(Ok(DocumentKind::Article), str::parse)?,
            title: line.title.or(line.url.clone()).unwrap_or_default(),
            publisher,
            url: line.url,
            archive_url: line.archive_url,
            language: line.language,
            published_on: date(line.published_on.as_deref())?,
            access,
            through,
            text: line.text,
            retrieved_at: date(line.retrieved_at.as_deref())?.map(|date| date.to_string()),
            note: line.note,
        };
        let known = match self.by_uid("document", line.uid.as_deref())? {
            None if line.uid.is_none() => self.writer.same_document(&new)?,
            known => known,
        };
        let id = if let Some(id) = known {
            id
        } else {
            self.report.documents += 1;
            self.writer.add_document(&new)?
        };
        self.remember("document", &[&line.key, &line.uid], id);
        Ok(id)
    }

    fn claim(&mut self, line: ClaimLine) -> Result<()> {
        let known = match self.by_uid("claim", line.uid.as_deref())? {
            None => match &line.reference {
                Some(reference) => self
                    .writer
                    .conn
                    .prepare_cached("select id from claim where ref = ?1")?
                    .query_row([reference], |row| row.get(0))
                    .optional()?,
                None if line.uid.is_none() => self.writer.same_claim(&line.text)?.map(|(id, _)| id),
                None => None,
            },
            known => known,
        };
        let id = if let Some(id) = known {
            self.report.known += 1;
            id
        } else {
            self.report.claims += 1;
            self.writer.add_claim(&NewClaim {
                uid: line.uid,
                text: line.text,
                stage: line.stage.as_deref().map(str::parse).transpose()?,
                note: line.note,
                reference: line.reference,
                recorded_at: date(line.recorded_at.as_deref())?.map(|date| date.to_string()),
                tags: line.tags,
            })?
        };
        self.statements(Some(id), &line.statements)?;
        for verdict in line.verdicts {
            self.verdict(id, verdict)?;
        }
        for evidence in line.evidence {
            self.evidence(id, evidence)?;
        }
        Ok(())
    }
}

/// A date of a file: ISO 8601, nothing else.
pub(super) fn date(text: Option<&str>) -> Result<Option<Date>> {
    let parse = |text| Date::parse(text).map_err(|error| Error::usage(&error).hint(error.hint()));
    text.map(parse).transpose()
}

/// A fault in the JSON of a line in plain words: the line number of the JSON reader is always 1 and says nothing.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    if text.contains("expected struct") {
        return "a line must be one JSON object: {\"text\": \"…\"}".to_string();
    }
    match text.split_once(" at line ") {
        Some((fault, _)) if error.column() > 0 => format!("{fault}, at character {}", error.column()),
        Some((fault, _)) => fault.to_string(),
        None => text,
    }
}
