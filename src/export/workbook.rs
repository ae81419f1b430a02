//! Writes a book, or a part of it, as a workbook with one sheet for each kind of record.

use std::io::Write;

use crate::error::Result;
use crate::export::xlsx::Sheets;
use crate::model::Filter;
use crate::model::records::{
    ClaimRow, CorrectionCauseLine, CorrectionLine, DistinctPairLine, DocumentAliasLine, DocumentLine, EvidenceLine,
    Line, Record, RelationLine, RequestLine, SavedLine, SpeakerLine, StatementSheet, VerdictLine, WordingLine,
};
use crate::store::Store;

/// Writes the claims that match a filter with everything about them, and returns their number.
///
/// # Errors
/// Errors of the store and of the output.
pub fn write(store: &Store, filter: &Filter, out: &mut dyn Write) -> Result<usize> {
    store.in_snapshot(|| {
        let mut sheets = Sheets::default();
        let mut count = 0;
        let claims = sheets.sheet("claims", ClaimRow::heads())?;
        store.claims(filter, &mut |row| {
            count += 1;
            sheets.row(claims, row.file_cells())
        })?;
        let statements = sheets.sheet("statements", StatementSheet::heads())?;
        store.statements(filter, &mut |row| sheets.row(statements, row.file_cells()))?;
        let documents = sheets.sheet("documents", DocumentLine::heads())?;
        let verdicts = sheets.sheet("verdicts", VerdictLine::heads())?;
        let speakers = sheets.sheet("speakers", SpeakerLine::heads())?;
        let evidence = sheets.sheet("evidence", EvidenceLine::heads())?;
        let joined = sheets.sheet("joined documents", DocumentAliasLine::heads())?;
        let wordings = sheets.sheet("wordings", WordingLine::heads())?;
        let relations = sheets.sheet("relations", RelationLine::heads())?;
        let requests = sheets.sheet("requests", RequestLine::heads())?;
        let not_same = sheets.sheet("not the same", DistinctPairLine::heads())?;
        let corrections = sheets.sheet("corrections", CorrectionLine::heads())?;
        let causes = sheets.sheet("causes of corrections", CorrectionCauseLine::heads())?;
        let saved = sheets.sheet("saved", SavedLine::heads())?;
        store.lines(filter, &mut |line| match line {
            Line::Speaker(line) => sheets.row(speakers, line.cells()),
            Line::Document(line) => {
                for alias in &line.joined {
                    let alias = DocumentAliasLine { document: line.uid.clone(), ..alias.clone() };
                    sheets.row(joined, alias.cells())?;
                }
                sheets.row(documents, line.cells())
            }
            Line::Correction(line) => sheets.row(corrections, line.cells()),
            Line::CorrectionCause(line) => sheets.row(causes, line.cells()),
            Line::Saved(line) => sheets.row(saved, line.cells()),
            Line::NotSame(line) => sheets.row(not_same, line.cells()),
            Line::Relation(line) => sheets.row(relations, line.cells()),
            Line::Claim(claim) => {
                for wording in claim.wordings {
                    sheets.row(wordings, WordingLine { claim: claim.uid.clone(), ..wording }.cells())?;
                }
                for request in claim.requests {
                    sheets.row(requests, RequestLine { claim: claim.uid.clone(), ..request }.cells())?;
                }
                for verdict in claim.verdicts {
                    sheets.row(verdicts, VerdictLine { claim: claim.uid.clone(), ..verdict }.cells())?;
                }
                for piece in claim.evidence {
                    sheets.row(evidence, EvidenceLine { claim: claim.uid.clone(), ..piece }.cells())?;
                }
                Ok(())
            }
            // What is nested in claims was written with them, and what the people of the desk say and do is for themselves.
            _ => Ok(()),
        })?;
        sheets.end(out)?;
        Ok(count)
    })
}
