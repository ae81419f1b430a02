//! What lines say of claims and documents that were joined, of related claims, and of marked passages.

use super::read::BookReader;
use crate::error::{Error, ErrorKind, Result};
use crate::model::PairKind;
use crate::model::records::{
    AttachmentLine, DistinctPairLine, DocumentAliasLine, MarkedPassageLine, NewAttachment, NewDocumentAlias,
    NewMarkedPassage, NewRelation, NewWording, RelationLine, WordingLine,
};

impl BookReader<'_> {
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
        let is_unknown = |word: &str| claim(word).is_err_and(|error| error.kind == ErrorKind::NotFound);
        if line.may_be_unknown && [&line.claim, &line.other].into_iter().any(|word| is_unknown(word)) {
            return Ok(());
        }
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

    /// Takes in that two records are not the same, unless the book knows it. Two that are one here are left alone, and that is said.
    pub(super) fn not_same(&mut self, line: &DistinctPairLine) -> Result<()> {
        if self.by_uid("distinct_pair", line.uid.as_deref())?.is_some() {
            return Ok(());
        }
        let kind: PairKind = line.what.parse()?;
        let row = |word: &str| match kind {
            PairKind::Claim => self.claim_of(Some(word)).map(Option::unwrap_or_default),
            PairKind::Document => self.document_of(word),
            PairKind::Speaker | PairKind::Unknown => self
                .meant("speaker", word)?
                .ok_or_else(|| Error::not_found(format!("no such speaker: {word}")).hint("import the speakers first")),
        };
        let (one, other) = (row(&line.one)?, row(&line.not_same_as)?);
        if self.writer.are_one(kind, one, other)? {
            self.report.take(format!("in the file, two {kind}s are not the same; here they are {kind} {one}"));
        } else if self.writer.told_apart(kind, one, other)?.is_none() {
            let id = self.number("distinct_pair", line.id)?;
            self.writer.add_distinct_pair(kind, [one, other], id, line.uid.as_deref())?;
            self.report.counts.distinct_pairs += 1;
        }
        Ok(())
    }

    /// Takes in a file that is kept beside a document, unless the book has it. A line has no content; where the book has none with the hash,
    /// that is said.
    pub(super) fn attachment(&mut self, document: i64, line: &AttachmentLine) -> Result<()> {
        let known = self.writer.attachments(document)?;
        if known.iter().any(|row| row.sha256 == line.sha256)
            || self.by_uid("attachment", line.uid.as_deref())?.is_some()
        {
            return Ok(());
        }
        if !self.writer.has_content(&line.sha256)? {
            self.report.take(format!(
                "{} is kept beside document {document} there, and is not in the file: document attach takes it",
                line.name
            ));
            return Ok(());
        }
        self.writer.add_attachment(&NewAttachment {
            id: self.number("attachment", line.id)?,
            document,
            name: line.name.clone(),
            media_type: line.media_type.clone(),
            size: line.size,
            sha256: line.sha256.clone(),
            added_at: line.added_at.clone(),
            ..line.into()
        })?;
        self.report.counts.changes += 1;
        Ok(())
    }

    /// Takes in a document that was joined into another one, unless the book has it. A document of this book that is joined in the
    /// file only is left alone, and that is said.
    pub(super) fn joined_document(&mut self, document: i64, line: &DocumentAliasLine) -> Result<()> {
        match self.by_uid("document", line.uid.as_deref())? {
            Some(known) if known == document => return Ok(()),
            Some(known) => {
                let told =
                    format!("in the file, document {known} is joined into document {document}; here they are two");
                self.report.take(told);
                return Ok(());
            }
            None => {}
        }
        self.writer.add_document_alias(&NewDocumentAlias {
            id: self.number("document_alias", line.id)?,
            document,
            title: line.title.clone(),
            ..line.into()
        })?;
        self.report.counts.changes += 1;
        Ok(())
    }

    /// Takes in a passage in which a claim was recorded, unless the book has it.
    pub(super) fn passage_of_claim(&mut self, claim: i64, line: &MarkedPassageLine) -> Result<()> {
        let document = self.document_of(line.document.as_deref().unwrap_or_default())?;
        self.marked_passage(document, Some(claim), line)
    }

    /// Takes in a marked passage of a document, unless the book has it.
    pub(super) fn marked_passage(&mut self, document: i64, claim: Option<i64>, line: &MarkedPassageLine) -> Result<()> {
        if self.by_uid("marked_passage", line.uid.as_deref())?.is_some() {
            return Ok(());
        }
        self.writer.mark_passage(&NewMarkedPassage {
            id: self.number("marked_passage", line.id)?,
            document,
            claim,
            mark: line.mark.parse()?,
            quote: line.quote.clone(),
            start: line.quote_start,
            end: line.quote_end.filter(|_| line.quote_start.is_some()),
            ..line.into()
        })?;
        self.report.counts.changes += 1;
        Ok(())
    }
}
