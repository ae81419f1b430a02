//! What lines say of claims and documents that were joined, and of related claims.

use super::read::Reading;
use crate::error::Result;
use crate::model::records::{NewRelation, NewWording, RelationLine, WordingLine};

impl Reading<'_> {
    /// Takes in another wording of a claim, unless the book has it. A claim of this book that is joined to it in the file only is
    /// left alone, and that is said.
    pub(super) fn wording(&mut self, claim: i64, line: &WordingLine) -> Result<()> {
        match self.by_uid("claim", line.uid.as_deref())? {
            Some(known) if known == claim => return Ok(()),
            Some(known) => {
                self.report.take(format!("in the file, claim {known} is joined into claim {claim}; here they are two"));
                return Ok(());
            }
            None => {}
        }
        if line.uid.is_none() && self.writer.wordings(claim)?.iter().any(|known| known.text == line.text) {
            return Ok(());
        }
        self.writer.add_wording(&NewWording {
            id: self.number("claim_wording", line.id)?,
            claim,
            text: line.text.clone(),
            reference: line.reference.clone(),
            ..line.into()
        })?;
        self.report.counts.wordings += 1;
        Ok(())
    }

    /// Takes in a relation between claims, unless the book has it.
    pub(super) fn relation(&mut self, line: &RelationLine) -> Result<()> {
        if self.by_uid("claim_relation", line.uid.as_deref())?.is_some() {
            return Ok(());
        }
        let claim = |word: &str| self.claim_of(Some(word)).map(Option::unwrap_or_default);
        let new = NewRelation {
            id: self.number("claim_relation", line.id)?,
            claim: claim(&line.claim)?,
            relation: line.relation.parse()?,
            other: claim(&line.other)?,
            ..line.into()
        };
        // Two claims of the file can be one here.
        if new.claim == new.other || self.writer.same_relation(&new)?.is_some() {
            return Ok(());
        }
        self.writer.add_relation(&new)?;
        self.report.counts.relations += 1;
        Ok(())
    }
}
