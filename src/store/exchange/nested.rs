//! What is nested in the line of a claim: statements in any order, verdicts, evidence.

use super::outcome::OnDuplicate;
use super::read::{BookReader, date};
use crate::error::{Error, Result};
use crate::model::records::{ClaimLine, EvidenceLine, StatementLine, VerdictLine};
use crate::model::records::{NewEvidence, NewSpeaker, NewStatement, NewVerdict, QuotePlace, StatementEdit, Target};
use crate::model::{Family, Rating, SpeakerKind, Stance};

impl BookReader<'_> {
    /// Takes in statements: each after the one it targets, whatever their order.
    pub(super) fn statements(&mut self, claim: Option<i64>, lines: &[StatementLine]) -> Result<()> {
        let mut waiting: Vec<&StatementLine> = lines.iter().collect();
        while !waiting.is_empty() {
            let named_here = |word: &str, waiting: &[&StatementLine]| {
                waiting.iter().any(|line| line.key.as_deref() == Some(word) || line.uid.as_deref() == Some(word))
            };
            let ready = waiting.iter().position(|line| match &line.target_statement {
                Some(word) => !named_here(word, &waiting),
                None => true,
            });
            let Some(ready) = ready else {
                let words: Vec<_> = waiting.iter().filter_map(|line| line.target_statement.as_deref()).collect();
                return Err(Error::refused(format!("a chain of statements closes a circle: {}", words.join(" → "))));
            };
            self.statement(claim, waiting.remove(ready))?;
        }
        Ok(())
    }

    /// Takes in where a claim appears. A file that was written by hand need not repeat where somebody is known to have said it.
    pub(super) fn appearances(&mut self, claim: i64, line: &ClaimLine) -> Result<()> {
        for reference in &line.appears_in {
            let document = self.document_of(reference)?;
            if (line.uid.is_some() || !self.writer.is_said_in(claim, document)?)
                && self.writer.add_appearance(claim, document)?
            {
                self.report.counts.appearances += 1;
            }
        }
        Ok(())
    }

    fn statement(&mut self, claim: Option<i64>, line: &StatementLine) -> Result<()> {
        if let Some(id) = self.by_uid("statement", line.uid.as_deref())? {
            self.remember("statement", &[&line.key], id);
            return self.known_statement(id, line);
        }
        let stance: Stance = line.stance.parse()?;
        let target = self.target_of(claim, line)?;
        let document = line.document.as_deref().map(|reference| self.document_of(reference)).transpose()?;
        let speaker = if line.unnamed {
            self.unnamed_of(&line.speaker, document)?
        } else {
            let relays = stance.family() == Family::Relay;
            let kind = line.kind.as_deref().map(str::parse).transpose()?;
            let usual = if relays { SpeakerKind::Outlet } else { SpeakerKind::Person };
            self.speaker_of(&line.speaker, kind, usual)?
        };
        let principal = line.for_speaker.as_deref();
        let new = NewStatement {
            id: self.number("statement", line.id)?,
            for_speaker: principal.map(|name| self.speaker_of(name, None, SpeakerKind::Organisation)).transpose()?,
            speaker,
            stance,
            target,
            document,
            said_on: date(line.said_on.as_deref())?,
            place: place(line.uid.as_deref(), line.span),
            ..line.into()
        };
        let first = self.blank.take().is_some_and(|claim| target == Target::Claim(claim));
        let known = if line.uid.is_none() && !first { self.writer.same_statement(&new)? } else { None };
        let id = if let Some(id) = known {
            id
        } else {
            self.report.counts.statements += 1;
            self.note_return(line.uid.as_deref())?;
            self.writer.add_statement_on(&new)?
        };
        self.remember("statement", &[&line.key], id);
        Ok(())
    }

    /// Makes a statement of the book what a line of it says, or counts that they differ.
    fn known_statement(&mut self, id: i64, line: &StatementLine) -> Result<()> {
        if !line.is_whole || id > self.last["statement"] {
            return Ok(());
        }
        let mut query = self
            .writer
            .conn
            .prepare_cached("select role, quote, occasion, note, said_on from statement where id = ?1")?;
        let known: [Option<String>; 5] =
            query.query_row([id], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?]))?;
        let said = [&line.role, &line.quote, &line.occasion, &line.note, &line.said_on];
        if known.iter().eq(said) {
            return Ok(());
        }
        if self.on_duplicate != OnDuplicate::Update {
            self.report.counts.differences += 1;
            return Ok(());
        }
        let text = |at: usize| (known[at] != *said[at]).then(|| said[at].clone().unwrap_or_default());
        self.writer.edit_statement(
            id,
            &StatementEdit {
                role: text(0),
                quote: text(1),
                occasion: text(2),
                note: text(3),
                said_on: (known[4] != *said[4]).then(|| date(said[4].as_deref())).transpose()?,
                ..StatementEdit::default()
            },
        )?;
        self.report.counts.changes += 1;
        Ok(())
    }

    fn target_of(&self, claim: Option<i64>, line: &StatementLine) -> Result<Target> {
        match (&line.target_statement, &line.target_document, claim) {
            (Some(_), Some(_), _) => Err(Error::usage("a statement has exactly one target, this one has two")),
            (Some(word), None, _) => match self.meant("statement", word)? {
                Some(id) => {
                    let about = self.writer.statement(id)?.claim_id;
                    if claim.is_some() && about != claim {
                        return Err(Error::refused(format!("{word} is a statement about another claim"))
                            .hint("nest it in the claim that it is about"));
                    }
                    Ok(Target::Statement(id))
                }
                None => Err(Error::not_found(format!("no such statement: {word}"))
                    .hint("give the statement it targets the same word as its key")),
            },
            (None, Some(word), _) => Ok(Target::Document(self.document_of(word)?)),
            (None, None, Some(claim)) => Ok(Target::Claim(claim)),
            (None, None, None) => Err(Error::usage("a statement on a line of its own needs its target")
                .hint("say target_document or target_statement")),
        }
    }

    fn unnamed_of(&mut self, descriptor: &str, document: Option<i64>) -> Result<i64> {
        let Some(document) = document else {
            return Err(Error::usage(format!(
                "“{descriptor}” is unnamed, and an unnamed speaker lives in one document"
            ))
            .hint("say which with \"document\""));
        };
        if let Some(id) = self.writer.unnamed(descriptor, document)? {
            Ok(id)
        } else {
            self.report.counts.speakers += 1;
            self.writer.add_speaker(&NewSpeaker::unnamed(descriptor, document))
        }
    }

    /// Takes in a verdict, unless the book has it.
    pub(super) fn verdict(&mut self, claim: i64, line: &VerdictLine) -> Result<()> {
        let known = self.by_uid("verdict", line.uid.as_deref())?;
        if let Some(id) = known
            && !self.verdict_differs(id, line)?
        {
            return Ok(());
        }
        if known.is_some() && self.on_duplicate != OnDuplicate::Update {
            self.report.counts.differences += 1;
            return Ok(());
        }
        // A verdict is never overwritten: a changed one is a new one.
        let anew = VerdictLine { uid: None, recorded_at: None, id: None, ..line.clone() };
        let line = if known.is_some() { &anew } else { line };
        let reviewer = line.reviewer.as_deref();
        let new = NewVerdict {
            id: self.number("verdict", line.id)?,
            claim,
            rating: rating(line)?,
            reviewer: reviewer
                .map(|name| self.speaker_of(name, Some(SpeakerKind::Organisation), SpeakerKind::Organisation))
                .transpose()?
                .or(self.other_desk),
            decided_on: date(line.decided_on.as_deref())?,
            recorded_at: date(line.recorded_at.as_deref())?.map(|date| date.to_string()),
            ..line.into()
        };
        if new.uid.is_none() && self.knows_verdict(&new)? {
            return Ok(());
        }
        self.note_return(new.uid.as_deref())?;
        self.writer.add_verdict(&new)?;
        self.report.counts.verdicts += 1;
        Ok(())
    }

    /// Whether a line says other things than the verdict of the book that it names.
    fn verdict_differs(&self, id: i64, line: &VerdictLine) -> Result<bool> {
        if id > self.last["verdict"] {
            return Ok(false);
        }
        let mut query = self.writer.conn.prepare_cached(
            "select label, value, worst, best, rationale, decided_on, review_url, review_title from verdict where id = ?1",
        )?;
        let known: Vec<Option<String>> =
            query.query_row([id], |row| (0..8).map(|at| row.get(at)).collect::<rusqlite::Result<_>>())?;
        let label = Some(line.label.clone());
        let said = [
            &label,
            &line.value,
            &line.worst,
            &line.best,
            &line.rationale,
            &line.decided_on,
            &line.review_url,
            &line.review_title,
        ];
        // A spreadsheet writes False in capitals.
        let same = |(known, said): (&Option<String>, &Option<String>)| {
            known == said
                || known.as_deref().zip(said.as_deref()).is_some_and(|(known, said)| known.eq_ignore_ascii_case(said))
        };
        Ok(!known.iter().zip(said).all(same))
    }

    /// Whether a verdict brings nothing new: one that says the same is there, or, unless claims are to be updated, one
    /// that was published at the same address.
    fn knows_verdict(&mut self, new: &NewVerdict) -> Result<bool> {
        if self.writer.same_verdict(new)? {
            return Ok(true);
        }
        let published = self.writer.review_at(new.claim, new.review_url.as_deref())?;
        self.report.counts.changes += usize::from(published && self.on_duplicate == OnDuplicate::Update);
        Ok(published && self.on_duplicate == OnDuplicate::Skip)
    }

    /// Takes in a piece of evidence, unless the book has it.
    pub(super) fn evidence(&mut self, claim: i64, line: &EvidenceLine) -> Result<()> {
        if self.by_uid("evidence", line.uid.as_deref())?.is_some() {
            return Ok(());
        }
        let new = NewEvidence {
            id: self.number("evidence", line.id)?,
            claim,
            document: self.document_of(&line.document)?,
            relation: line.relation.parse()?,
            place: place(line.uid.as_deref(), line.span),
            ..line.into()
        };
        if new.uid.is_none() && self.writer.same_evidence(&new)?.is_some() {
            return Ok(());
        }
        self.writer.add_evidence(&new)?;
        self.report.counts.evidence += 1;
        Ok(())
    }
}

/// The rating of a verdict as it was given. A line with a uid comes from a book, which knows what it comes to.
fn rating(line: &VerdictLine) -> Result<Rating> {
    let numbers = [line.value.as_deref(), line.worst.as_deref(), line.best.as_deref()];
    let bucket = line.bucket.as_deref().map(str::parse).transpose()?;
    let given = Rating::as_given(&line.label, numbers, bucket)?;
    Ok(if line.uid.is_some() { Rating { bucket, ..given } } else { given })
}

/// Where a quote stands. A line with a uid comes from a book, which knows; a line without one was written by hand.
fn place(uid: Option<&str>, span: Option<(usize, usize)>) -> QuotePlace {
    match (uid, span) {
        (_, Some((start, end))) => QuotePlace::At(start, end),
        (Some(_), None) => QuotePlace::Lost,
        (None, None) => QuotePlace::Find,
    }
}
