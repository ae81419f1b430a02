//! Claims as lines, with what was said, found and weighed of each; read for many claims together.

use std::collections::HashSet;
use std::mem::take;

use super::super::Store;
use super::super::records::batch::{Among, among, of_claim};
use super::super::records::rows::RowReader;
use super::write::{EachLine, Written, marked_line};
use crate::error::{Error, Result};
use crate::model::Stage;
use crate::model::records::{
    ClaimLine, ClaimRow, Columns, EvidenceLine, Line, MarkedPassageLine, MarkedPassageRow, RequestLine, StatementLine,
    VerdictLine,
};

/// The columns of `statement s` in the order in which [`said`] reads them, before the texts of a line.
const SAID: &str = "s.claim_id, s.id, s.uid, s.speaker_id, s.for_speaker_id, s.stance, s.target_statement_id,
    (select uid from statement where id = s.target_statement_id), s.target_document_id, s.document_id, s.said_on,
    s.quote_start, s.quote_end, s.";

/// All of them.
fn said_columns() -> String {
    format!("{SAID}{}", StatementLine::TEXTS.join(", s."))
}

/// A statement as a line, but for what it refers to by names and uids.
#[derive(Default)]
pub(super) struct StatementDraft {
    /// None where it is about a document.
    claim: Option<i64>,
    id: i64,
    speaker: i64,
    for_speaker: Option<i64>,
    /// The statement it targets.
    pub(super) target: Option<i64>,
    target_document: Option<i64>,
    document: Option<i64>,
    line: StatementLine,
}

impl Store {
    /// Writes claims after what they refer to.
    pub(super) fn claim_lines(&self, batch: &mut Vec<ClaimRow>, written: &mut Written, each: EachLine) -> Result<()> {
        let among = among(batch)?;
        let (mut said, mut tags, weighed) = (self.said_of(&among)?, self.tags(&among)?, self.weighed(&among)?);
        let mut wordings = self.wording_lines(&among)?;
        let appearances = self.appearances_among(&among)?;
        let (mut marked, asked) = (self.marked_among(&among)?, self.asked_among(&among)?);
        for mut claim in batch.drain(..) {
            let mut appears_in = Vec::new();
            for one in appearances.get(&claim.id).into_iter().flatten() {
                appears_in.push(self.document_line(one.document, written, each)?);
            }
            let said = of_claim(&mut said, Some(claim.id), |one| one.claim);
            targets_first(said);
            let mut statements = Vec::with_capacity(said.len());
            for statement in said {
                // Where a claim's statements stand is found by its id, which what is taken out leaves behind.
                let left = StatementDraft { claim: statement.claim, ..StatementDraft::default() };
                statements.push(self.statement_line(std::mem::replace(statement, left), written, each)?);
            }
            // Where no verdict stands, there is none.
            let verdicts = match claim.verdict {
                Some(_) => self.verdict_lines(claim.id, written, each)?,
                None => Vec::new(),
            };
            let evidence =
                if weighed.contains(&claim.id) { self.evidence_lines(claim.id, written, each)? } else { Vec::new() };
            let requests =
                if asked.contains(&claim.id) { self.request_lines(claim.id, written, each)? } else { Vec::new() };
            let marked = match marked.remove(&claim.id) {
                Some(rows) => self.marked_lines(rows, written, each)?,
                None => Vec::new(),
            };
            each(Line::Claim(Box::new(ClaimLine {
                reference: take(&mut claim.reference),
                text: take(&mut claim.text),
                stage: Some(take(&mut claim.stage)).filter(|stage| stage != Stage::New.as_str()),
                tags: tags.remove(&claim.id).unwrap_or_default(),
                wordings: wordings.remove(&claim.id).unwrap_or_default(),
                appears_in,
                recorded_at: Some(take(&mut claim.recorded_at)),
                statements,
                requests,
                verdicts,
                evidence,
                marked,
                ..claim.into()
            })))?;
        }
        Ok(())
    }

    /// What was said of some claims, claim by claim, in the order in which it was recorded.
    fn said_of(&self, among: &Among) -> Result<Vec<StatementDraft>> {
        let mut all = Vec::new();
        among.each(
            self,
            &format!("select {} from statement s where s.claim_id {{}}", said_columns()),
            &mut |columns| {
                all.push(said(columns)?);
                Ok(())
            },
        )?;
        all.sort_by_key(|said| (said.claim, said.id));
        Ok(all)
    }

    /// One statement.
    pub(super) fn said_in_lines(&self, id: i64) -> Result<StatementDraft> {
        let mut query =
            self.conn.prepare_cached(&format!("select {} from statement s where s.id = ?1", said_columns()))?;
        let mut rows = query.query([id])?;
        let none = || Error::not_found(format!("no such statement: {id}"));
        said(&mut RowReader::of(rows.next()?.ok_or_else(none)?))
    }

    /// The evidence of some claims.
    fn weighed(&self, among: &Among) -> Result<HashSet<i64>> {
        let mut all = HashSet::new();
        among.each(self, "select claim_id from evidence where claim_id {}", &mut |columns| {
            all.insert(columns.next()?);
            Ok(())
        })?;
        Ok(all)
    }

    /// Where a claim was recorded in texts, after their documents.
    fn marked_lines(
        &self,
        rows: Vec<MarkedPassageRow>,
        written: &mut Written,
        each: EachLine,
    ) -> Result<Vec<MarkedPassageLine>> {
        let mut lines = Vec::new();
        for row in rows {
            let document = Some(self.document_line(row.document_id, written, each)?);
            lines.push(MarkedPassageLine { document, ..marked_line(row) });
        }
        Ok(lines)
    }

    fn evidence_lines(&self, claim: i64, written: &mut Written, each: EachLine) -> Result<Vec<EvidenceLine>> {
        let mut lines = Vec::new();
        for mut row in self.evidence(claim)? {
            lines.push(EvidenceLine {
                relation: take(&mut row.relation),
                document: self.document_line(row.document_id, written, each)?,
                span: offsets(row.quote_start.zip(row.quote_end)),
                ..row.into()
            });
        }
        Ok(lines)
    }

    fn request_lines(&self, claim: i64, written: &mut Written, each: EachLine) -> Result<Vec<RequestLine>> {
        let mut lines = Vec::new();
        for mut row in self.requests(claim)? {
            lines.push(RequestLine {
                speaker: self.speaker_line(row.speaker_id, written, each)?,
                channel: row.channel.map(|channel| channel.to_string()),
                asked_on: take(&mut row.asked_on),
                due_on: take(&mut row.due_on),
                closed_on: take(&mut row.closed_on),
                statement: take(&mut row.statement_uid),
                ..row.into()
            });
        }
        Ok(lines)
    }

    fn verdict_lines(&self, claim: i64, written: &mut Written, each: EachLine) -> Result<Vec<VerdictLine>> {
        let mut verdicts = self.verdicts(claim)?;
        verdicts.sort_by_key(|verdict| verdict.id);
        let mut lines = Vec::new();
        for mut verdict in verdicts {
            let reviewer = if let Some(reviewer) = verdict.reviewer_id {
                Some(self.speaker_line(reviewer, written, each)?)
            } else {
                // Whose it is: a verdict without a reviewer is the desk's.
                self.desk()?.map(|desk| self.speaker_line(desk.id, written, each)).transpose()?;
                None
            };
            lines.push(VerdictLine {
                label: take(&mut verdict.label),
                value: take(&mut verdict.value),
                worst: take(&mut verdict.worst),
                best: take(&mut verdict.best),
                bucket: take(&mut verdict.bucket),
                reviewer,
                decided_on: take(&mut verdict.decided_on),
                recorded_at: Some(take(&mut verdict.recorded_at)),
                ..verdict.into()
            });
        }
        Ok(lines)
    }

    /// A statement as a line, after writing what it refers to. The claim it is nested in goes without saying.
    pub(super) fn statement_line(
        &self,
        said: StatementDraft,
        written: &mut Written,
        each: EachLine,
    ) -> Result<StatementLine> {
        let mut of = |document: Option<i64>, written: &mut Written| {
            document.map(|document| self.document_line(document, written, each)).transpose()
        };
        let target_document = of(said.target_document, written)?;
        let document = of(said.document, written)?;
        let speaker = self.speaker_line(said.speaker, written, each)?;
        let for_speaker = match said.for_speaker {
            Some(principal) => Some(self.speaker_line(principal, written, each)?),
            None => None,
        };
        Ok(StatementLine { speaker, for_speaker, target_document, document, ..said.line })
    }
}

/// A statement whose columns, those of [`said_columns`], come next.
fn said(columns: &mut impl Columns) -> Result<StatementDraft> {
    let (claim, id, uid) = (columns.next()?, columns.next()?, columns.next()?);
    let (speaker, for_speaker, stance) = (columns.next()?, columns.next()?, columns.next()?);
    let (target, target_statement, target_document, document) =
        (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
    let (said_on, start, end): (_, Option<i64>, _) = (columns.next()?, columns.next()?, columns.next()?);
    let line = StatementLine {
        id: Some(id),
        uid,
        stance,
        target_statement,
        said_on,
        span: offsets(start.zip(end)),
        ..StatementLine::default()
    };
    let line = line.fill(|_| columns.next())?;
    Ok(StatementDraft { claim, id, speaker, for_speaker, target, target_document, document, line })
}

/// Puts the statements of a claim, which come in the order in which they were recorded, each behind the one it targets.
fn targets_first(said: &mut [StatementDraft]) {
    for at in 0..said.len() {
        let waiting = &said[at..];
        let ready =
            |one: &StatementDraft| one.target.is_none_or(|target| !waiting.iter().any(|other| other.id == target));
        let next = waiting.iter().position(ready).unwrap_or_default();
        said[at..=at + next].rotate_right(1);
    }
}

fn offsets(span: Option<(i64, i64)>) -> Option<(usize, usize)> {
    let (start, end) = span?;
    usize::try_from(start).ok().zip(usize::try_from(end).ok())
}
