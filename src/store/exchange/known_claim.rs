//! What a line says of a claim that is in the book already, or that an earlier line of the same file brought.

use super::read::BookReader;
use crate::error::Result;
use crate::model::Stage;
use crate::model::records::{ClaimEdit, ClaimLine};
use crate::store::records::rows::list;

/// Maximum length of a note that rows of the same claim are added to, in bytes.
const MAX_NOTE_BYTES: usize = 1 << 16;

impl BookReader<'_> {
    /// Adds the lines of a note that the note of the claim does not have. They may be all that a row tells: whom a claim is
    /// by, where that is no speaker. A line with a uid is of a claim that is the same in two books.
    pub(super) fn add_note(&mut self, id: i64, line: &ClaimLine) -> Result<()> {
        let (Some(new), None) = (&line.note, &line.uid) else { return Ok(()) };
        let [.., note] = self.own_columns(id)?;
        let mut note = note.unwrap_or_default();
        let known = note.len();
        for part in new.lines().filter(|part| !part.trim().is_empty()) {
            if !note.lines().any(|line| line == part) {
                note.push_str(if note.is_empty() { "" } else { "\n" });
                note.push_str(part);
            }
        }
        if note.len() > MAX_NOTE_BYTES {
            self.report.take(format!("the note of claim {id} is full; it does not have: {}", new.replace('\n', "; ")));
        } else if note.len() > known {
            self.writer.edit_claim(id, &ClaimEdit { text: None, note: Some(note) })?;
            self.report.counts.changes += 1;
        }
        Ok(())
    }

    /// Adds what a further line of the same file says of a claim that the file brought: its note, its tags, and a stage or ref
    /// where the claim has none yet. Another stage or ref is told in the report.
    pub(super) fn complete_claim(&mut self, id: i64, line: &ClaimLine) -> Result<()> {
        self.add_note(id, line)?;
        let [_, stage, reference, _] = self.own_columns(id)?;
        let mut changed = false;
        for tag in &line.tags {
            changed |= self.writer.add_tag(id, tag)?;
        }
        let first = Stage::New.as_str();
        let stage = stage.filter(|stage| stage != first);
        match (line.stage.as_deref().filter(|said| *said != first), &stage) {
            (Some(said), None) => changed |= self.writer.set_stage(id, said.parse::<Stage>()?)?,
            (Some(said), Some(known)) => self.take_other("stage", id, known, said),
            (None, _) => {}
        }
        match (line.reference.as_deref(), &reference) {
            (Some(said), None) => {
                self.writer.set_reference(id, Some(said))?;
                changed = true;
            }
            (Some(said), Some(known)) => self.take_other("ref", id, known, said),
            (None, _) => {}
        }
        self.report.counts.changes += usize::from(changed);
        Ok(())
    }

    /// Tells that a claim keeps what an earlier line said of it, if a further line says something else.
    fn take_other(&mut self, what: &str, id: i64, known: &str, said: &str) {
        if known != said {
            self.report.take(format!("claim {id} keeps the {what} {known}; a further line about it says {said}"));
        }
    }

    /// Whether a line says other things of a claim than the book, which an update would take.
    pub(super) fn differs(&self, id: i64, line: &ClaimLine) -> Result<bool> {
        let [text, stage, reference, note] = self.own_columns(id)?;
        let differs = |new: &Option<String>, old: &Option<String>| (new.is_some() || line.is_whole) && new != old;
        let said_stage = line.stage.clone().or_else(|| line.is_whole.then(|| Stage::New.to_string()));
        if line.is_whole && (text.as_deref() != Some(line.text.trim()) || differs(&line.note, &note))
            || said_stage.is_some() && said_stage != stage
            || differs(&line.reference, &reference)
        {
            return Ok(true);
        }
        if line.tags.is_empty() && !line.is_whole {
            return Ok(false);
        }
        let known = self.tags_of(id)?;
        let is_missing = line.tags.iter().any(|tag| !has(&known, tag));
        Ok(is_missing || line.is_whole && known.iter().any(|tag| !has(&line.tags, tag)))
    }

    /// The text, stage, ref and note of a claim. What was said of it is not read: it may be as long as the file.
    fn own_columns(&self, id: i64) -> Result<[Option<String>; 4]> {
        let mut query = self.writer.conn.prepare_cached("select text, stage, ref, note from claim where id = ?1")?;
        Ok(query.query_row([id], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))?)
    }

    fn tags_of(&self, id: i64) -> Result<Vec<String>> {
        list(&self.writer.conn, "select tag from claim_tag where claim_id = ?1", [id])
    }

    /// Makes a claim's own columns those of the line, where the line says something.
    pub(super) fn update(&mut self, id: i64, line: &ClaimLine) -> Result<()> {
        let [text, _, reference, known_note] = self.own_columns(id)?;
        // Of several rows about a claim of this file, each adds its note.
        let note = if id > self.last["claim"] {
            self.add_note(id, line)?;
            &None
        } else {
            &line.note
        };
        let is_said = |new: &Option<String>| new.is_some() || line.is_whole;
        let differs = |new: &Option<String>, old: &Option<String>| is_said(new) && new != old;
        let mut changed = false;
        if text.as_deref() != Some(line.text.trim()) || differs(note, &known_note) {
            let emptied = (line.is_whole && id <= self.last["claim"]).then(String::new);
            let note = note.clone().or(emptied);
            self.writer.edit_claim(id, &ClaimEdit { text: Some(line.text.clone()), note })?;
            changed = true;
        }
        if differs(&line.reference, &reference) {
            self.writer.set_reference(id, line.reference.as_deref())?;
            changed = true;
        }
        if let Some(stage) = line.stage.as_deref() {
            changed |= self.writer.set_stage(id, stage.parse::<Stage>()?)?;
        }
        for tag in &line.tags {
            changed |= self.writer.add_tag(id, tag)?;
        }
        for tag in if line.is_whole { self.tags_of(id)? } else { Vec::new() } {
            changed |= !has(&line.tags, &tag) && self.writer.remove_exact_tag(id, &tag)?;
        }
        self.report.counts.changes += usize::from(changed);
        Ok(())
    }
}

/// Whether tags have a tag, whatever its case.
fn has(tags: &[String], tag: &str) -> bool {
    tags.iter().any(|known| known.trim().eq_ignore_ascii_case(tag.trim()))
}
