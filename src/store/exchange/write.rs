//! The book, or a part of it, as lines: what a claim refers to comes before it, and everything comes once.

use std::collections::HashSet;
use std::mem::take;

use super::super::Store;
use super::super::query::list::select_claims;
use super::super::records::batch::BATCH_SIZE;
use super::super::records::cache::IdCache;
use super::super::records::rows::RowReader;
use crate::error::Result;
use crate::model::records::{
    AttachmentLine, AttachmentRow, ClaimRow, CorrectionCauseLine, CorrectionLine, DistinctPairLine, DocumentAliasLine,
    DocumentAliasRow, DocumentLine, Line, MarkedPassageLine, MarkedPassageRow, RelationLine, SavedLine, SpeakerLine,
    StatementLine,
};
use crate::model::{Filter, PairKind};
use crate::store::records::rows::value;

/// What was written already.
#[derive(Default)]
pub(super) struct Written {
    speakers: HashSet<i64>,
    documents: HashSet<i64>,
    statements: HashSet<i64>,
    /// How to refer to speakers and documents that were asked for lately.
    references: IdCache<String>,
    uids: IdCache<String>,
}

/// What is done with each line.
pub(super) type EachLine<'a> = &'a mut dyn FnMut(Line) -> Result<()>;

impl Store {
    /// The claims that a filter means as lines, with every speaker and document they refer to before them, and with the
    /// statements about those documents after them. Without any filter that is the whole book, with its saved filters.
    ///
    /// # Errors
    /// As [`Store::claims`].
    pub fn lines(&self, filter: &Filter, each: EachLine) -> Result<()> {
        self.in_snapshot(|| self.lines_now(filter, each))
    }

    fn lines_now(&self, filter: &Filter, each: EachLine) -> Result<()> {
        let mut written = Written::default();
        let conditions = self.conditions(filter)?;
        let meant = |columns: &str| select_claims(columns, &conditions, filter.offset > 0);
        let whole = conditions.clause().is_empty() && filter.limit.is_none() && filter.offset == 0;
        if whole {
            self.each_id("select id from document order by id", &mut |id| {
                self.document_line(id, &mut written, each).map(|_| ())
            })?;
            self.each_id("select id from speaker order by id", &mut |id| {
                self.speaker_line(id, &mut written, each).map(|_| ())
            })?;
        }
        let mut query = self.conn.prepare(&meant(ClaimRow::SELECT))?;
        let mut rows = query.query(rusqlite::params_from_iter(conditions.values()))?;
        let mut batch = Vec::new();
        while let Some(row) = rows.next()? {
            batch.push(ClaimRow::read(&mut RowReader::of(row))?);
            if batch.len() == BATCH_SIZE {
                self.claim_lines(&mut batch, &mut written, each)?;
            }
        }
        self.claim_lines(&mut batch, &mut written, each)?;
        let about_documents = if whole {
            "select id from statement where claim_id is null order by id".to_string()
        } else {
            format!(
                "with meant (id) as materialized ({}),
                      carrying (id) as (select document_id from carrying_statement where claim_id in meant
                                        union all select document_id from claim_appearance where claim_id in meant),
                      about (id) as (select id from statement where target_document_id in carrying)
                 select s.id from statement s where s.claim_id is null and (s.id in about or s.origin_id in about) order by s.id",
                meant("c.id")
            )
        };
        let mut query = self.conn.prepare(&about_documents)?;
        let mut rows = query.query(rusqlite::params_from_iter(if whole { &[] } else { conditions.values() }))?;
        while let Some(row) = rows.next()? {
            self.own_line(row.get(0)?, &mut written, each)?;
        }
        let among = |column: &str| if whole { "true".to_string() } else { format!("{column} in ({})", meant("c.id")) };
        let related = format!(
            "select r.uid, r.id, (select uid from claim where id = r.claim_id), r.relation, (select uid from claim where id = r.other_id)
             from claim_relation r where {} and {} order by r.id",
            among("r.claim_id"),
            among("r.other_id")
        );
        self.relation_lines(&related, if whole { &[] } else { conditions.values() }, each)?;
        let claims = format!("{} and {}", among("r.one_id"), among("r.other_id"));
        self.distinct_lines(PairKind::Claim, &claims, if whole { &[] } else { conditions.values() }, &written, each)?;
        for kind in [PairKind::Speaker, PairKind::Document] {
            self.distinct_lines(kind, "true", &[], &written, each)?;
        }
        self.correction_lines(whole, &among("r.claim_id"), if whole { &[] } else { conditions.values() }, each)?;
        if whole {
            self.saved_lines(each)?;
            self.desk_lines(&mut written, each)?;
        }
        Ok(())
    }

    fn saved_lines(&self, each: EachLine) -> Result<()> {
        self.saved_filters()?.into_iter().try_for_each(|mut saved| {
            let (name, filter, recorded_at) =
                (take(&mut saved.name), take(&mut saved.filter), Some(take(&mut saved.recorded_at)));
            each(Line::Saved(SavedLine { line_type: named("saved"), name, filter, recorded_at, ..saved.into() }))
        })
    }

    /// Writes the relations of a query: uid, number, claim, relation, other claim.
    fn relation_lines(&self, sql: &str, values: &[rusqlite::types::Value], each: EachLine) -> Result<()> {
        let mut query = self.conn.prepare(sql)?;
        let mut rows = query.query(rusqlite::params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            each(Line::Relation(RelationLine {
                line_type: named("relation"),
                uid: row.get(0)?,
                id: row.get(1)?,
                claim: row.get(2)?,
                relation: row.get(3)?,
                other: row.get(4)?,
                may_be_unknown: false,
            }))?;
        }
        Ok(())
    }

    /// Writes the pairs of a kind that are not the same and meet a condition; speakers and documents only if both were written.
    fn distinct_lines(
        &self,
        kind: PairKind,
        condition: &str,
        values: &[rusqlite::types::Value],
        written: &Written,
        each: EachLine,
    ) -> Result<()> {
        for pair in self.distinct_pairs(kind, condition, values)? {
            let is_written = |id: &i64| match kind {
                PairKind::Speaker => written.speakers.contains(id),
                PairKind::Document => written.documents.contains(id),
                PairKind::Claim | PairKind::Unknown => true,
            };
            if ![pair.one_id, pair.other_id].iter().all(is_written) {
                continue;
            }
            let uid = |id: i64| value(&self.conn, &format!("select uid from {kind} where id = ?1"), [id]);
            let (one, not_same_as) = (uid(pair.one_id)?, uid(pair.other_id)?);
            each(Line::NotSame(DistinctPairLine {
                line_type: named("not-same"),
                what: kind.to_string(),
                one,
                not_same_as,
                ..pair.into()
            }))?;
        }
        Ok(())
    }

    /// Writes the corrections that meet a condition; of the whole book also those of documents, and the causes that the desk has chosen.
    fn correction_lines(
        &self,
        whole: bool,
        condition: &str,
        values: &[rusqlite::types::Value],
        each: EachLine,
    ) -> Result<()> {
        for mut row in self.corrections_where_now(condition, rusqlite::params_from_iter(values))? {
            let target = take(&mut row.target_uid);
            let [claim, verdict, document] = match (row.verdict_id, row.claim_id) {
                (Some(_), _) => [None, target, None],
                (None, Some(_)) => [target, None, None],
                (None, None) => [None, None, target],
            };
            each(Line::Correction(CorrectionLine {
                line_type: named("correction"),
                claim,
                verdict,
                document,
                wrong: take(&mut row.wrong),
                correct: take(&mut row.correct),
                published_on: take(&mut row.published_on),
                recorded_at: Some(take(&mut row.recorded_at)),
                ..row.into()
            }))?;
        }
        for mut cause in if whole { self.own_causes()? } else { Vec::new() } {
            let name = take(&mut cause.name);
            each(Line::CorrectionCause(CorrectionCauseLine {
                line_type: named("correction-cause"),
                name,
                ..cause.into()
            }))?;
        }
        Ok(())
    }

    fn each_id(&self, sql: &str, each: &mut dyn FnMut(i64) -> Result<()>) -> Result<()> {
        let mut query = self.conn.prepare(sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?)?;
        }
        Ok(())
    }

    /// Writes a statement on a line of its own, after the one it targets.
    fn own_line(&self, id: i64, written: &mut Written, each: EachLine) -> Result<()> {
        if !written.statements.insert(id) {
            return Ok(());
        }
        let said = self.said_in_lines(id)?;
        if let Some(target) = said.target {
            self.own_line(target, written, each)?;
        }
        let line = self.statement_line(said, written, each)?;
        each(Line::Statement(StatementLine { line_type: named("statement"), ..line }))
    }

    /// Writes a speaker once, before anything that refers to it, and says how to refer to it: by name where only one
    /// named speaker has it, by uid otherwise.
    pub(super) fn speaker_line(&self, id: i64, written: &mut Written, each: EachLine) -> Result<String> {
        if let Some(reference) = written.references.get(id) {
            return Ok(reference);
        }
        let reference = written.references.keep(id, self.speaker_reference(id)?);
        if !written.speakers.insert(id) {
            return Ok(reference);
        }
        let mut speaker = self.speaker_by_id(id)?;
        let same_as = match speaker.same_as_id {
            Some(person) => Some(self.speaker_line(person, written, each)?),
            None => None,
        };
        let document = match speaker.document_id {
            Some(document) => Some(self.document_line(document, written, each)?),
            None => None,
        };
        let (name, kind, aliases) =
            (take(&mut speaker.name), Some(take(&mut speaker.kind)), take(&mut speaker.aliases));
        let line_type = named("speaker");
        each(Line::Speaker(SpeakerLine {
            line_type,
            name,
            kind,
            document,
            aliases,
            same_as,
            is_desk: speaker.is_desk,
            ..speaker.into()
        }))?;
        Ok(reference)
    }

    fn speaker_reference(&self, id: i64) -> Result<String> {
        value(
            &self.conn,
            "select iif(p.kind <> 'unnamed'
                        and not exists (select 1 from speaker s where s.name = p.name collate nocase and s.id <> p.id)
                        and not exists (select 1 from speaker_alias a where a.name = p.name collate nocase
                                        and a.speaker_id <> p.id), p.name, p.uid)
             from speaker p where p.id = ?1",
            [id],
        )
    }

    /// Writes a document once, before anything that refers to it, and gives its uid.
    pub(super) fn document_line(&self, id: i64, written: &mut Written, each: EachLine) -> Result<String> {
        if let Some(uid) = written.uids.get(id) {
            return Ok(uid);
        }
        let mut document = self.document(id)?;
        let uid = written.uids.keep(id, document.uid.clone());
        if !written.documents.insert(id) {
            return Ok(uid);
        }
        let publisher = match document.publisher_id {
            Some(publisher) => Some(self.speaker_line(publisher, written, each)?),
            None => None,
        };
        let through = match document.through_id {
            Some(through) => Some(self.document_line(through, written, each)?),
            None => None,
        };
        each(Line::Document(DocumentLine {
            line_type: named("document"),
            kind: Some(take(&mut document.kind)),
            title: Some(take(&mut document.title)),
            publisher,
            published_on: take(&mut document.published_on),
            access: Some(take(&mut document.access)),
            through,
            text: self.document_text(id)?,
            joined: self.document_aliases(id)?.into_iter().map(joined_line).collect(),
            marked: self
                .marked_passages(id)?
                .into_iter()
                .filter(|row| row.claim_id.is_none())
                .map(marked_line)
                .collect(),
            attachments: self.attachments(id)?.into_iter().map(attachment_line).collect(),
            retrieved_at: take(&mut document.retrieved_at),
            ..document.into()
        }))?;
        Ok(uid)
    }
}

fn joined_line(mut row: DocumentAliasRow) -> DocumentAliasLine {
    DocumentAliasLine { title: take(&mut row.title), ..row.into() }
}

pub(super) fn marked_line(mut row: MarkedPassageRow) -> MarkedPassageLine {
    MarkedPassageLine {
        mark: row.mark.to_string(),
        quote: take(&mut row.quote),
        quote_start: row.quote_start,
        quote_end: row.quote_end,
        ..row.into()
    }
}

fn attachment_line(mut row: AttachmentRow) -> AttachmentLine {
    let (name, media_type, sha256) = (take(&mut row.name), take(&mut row.media_type), take(&mut row.sha256));
    let (size, added_at) = (row.size, take(&mut row.added_at));
    AttachmentLine { name, media_type, size, sha256, added_at, ..row.into() }
}

/// The type of a line.
pub(super) fn named(line_type: &str) -> Option<String> {
    Some(line_type.to_string())
}
