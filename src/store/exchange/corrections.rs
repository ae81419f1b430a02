//! What lines say of corrections, and of the causes that a desk has chosen.

use super::read::{BookReader, date};
use crate::error::{Error, Result};
use crate::model::records::{CorrectionCauseLine, CorrectionLine, NewCorrection};

impl BookReader<'_> {
    /// Takes in a correction, unless the book has it.
    pub(super) fn correction(&mut self, line: &CorrectionLine) -> Result<()> {
        if self.by_uid("correction", line.uid.as_deref())?.is_some() {
            return Ok(());
        }
        let verdict = match line.verdict.as_deref() {
            Some(word) => Some(self.by_uid("verdict", Some(word))?.ok_or_else(|| {
                Error::not_found(format!("no such verdict: {word}")).hint("import the claims with their verdicts first")
            })?),
            None => None,
        };
        let new = NewCorrection {
            id: self.number("correction", line.id)?,
            claim: self.claim_of(line.claim.as_deref())?,
            verdict,
            document: line.document.as_deref().map(|reference| self.document_of(reference)).transpose()?,
            wrong: line.wrong.clone(),
            correct: line.correct.clone(),
            published_on: date(line.published_on.as_deref())?,
            recorded_at: date(line.recorded_at.as_deref())?.map(|date| date.to_string()),
            ..line.into()
        };
        let targets = [new.claim, new.verdict, new.document].iter().filter(|target| target.is_some()).count();
        if targets != 1 {
            return Err(Error::usage("a correction is of one claim, one verdict or one document")
                .hint("say claim, verdict or document"));
        }
        if new.uid.is_none() && self.writer.same_correction(&new)? {
            return Ok(());
        }
        self.writer.add_correction(&new)?;
        self.report.counts.corrections += 1;
        Ok(())
    }

    /// Takes in a cause of corrections. A book whose desk has chosen its own keeps them.
    pub(super) fn correction_cause(&mut self, line: &CorrectionCauseLine) -> Result<()> {
        if self.last["correction_cause"] > 0 || self.by_uid("correction_cause", line.uid.as_deref())?.is_some() {
            return Ok(());
        }
        let id = self.number("correction_cause", line.id)?;
        self.report.counts.changes += usize::from(self.writer.add_cause(&line.name, id, line.uid.as_deref())?);
        Ok(())
    }
}
