//! The book, or a part of it, as lines: what a claim refers to comes before it, and everything comes once.

use std::collections::HashSet;

use super::super::Store;
use crate::error::Result;
use crate::model::line::{
    ClaimLine, DocumentLine, EvidenceLine, Line, SavedLine, SpeakerLine, StatementLine, VerdictLine,
};
use crate::model::{Filter, Stage};

/// What was written already.
#[derive(Default)]
struct Written {
    speakers: HashSet<i64>,
    documents: HashSet<i64>,
    statements: HashSet<i64>,
}

type Each<'a> = &'a mut dyn FnMut(Line) -> Result<()>;

impl Store {
    /// The claims that a filter means as lines, with every speaker and document they refer to before them, and with the
    /// statements about those documents after them. Without any filter that is the whole book, with its saved filters.
    ///
    /// # Errors
    /// As [`Store::claims`].
    pub fn lines(&self, filter: &Filter, each: Each) -> Result<()> {
        self.at_one_moment(|| self.lines_now(filter, each))
    }

    fn lines_now(&self, filter: &Filter, each: Each) -> Result<()> {
        let mut written = Written::default();
        let conditions = self.conditions(filter)?;
        let meant = format!("select c.id from claim_summary c {} {}", conditions.clause(), conditions.order());
        let whole = conditions.clause().is_empty() && filter.limit.is_none() && filter.offset == 0;
        if whole {
            self.each_id("select id from document order by id", &mut |id| {
                self.document_line(id, &mut written, each).map(|_| ())
            })?;
            self.each_id("select id from speaker order by id", &mut |id| {
                self.speaker_line(id, &mut written, each).map(|_| ())
            })?;
        }
        let mut query = self.conn.prepare(&meant)?;
        let mut rows = query.query(rusqlite::params_from_iter(conditions.values()))?;
        while let Some(row) = rows.next()? {
            self.claim_line(row.get(0)?, &mut written, each)?;
        }
        let about_documents = if whole {
            "select id from statement where claim_id is null order by id".to_string()
        } else {
            format!(
                "with carrying (id) as (select document_id from carries where claim_id in ({meant})),
                      about (id) as (select id from statement where target_document_id in carrying)
                 select s.id from statement s where s.claim_id is null and (s.id in about or s.origin_id in about) order by s.id"
            )
        };
        let mut query = self.conn.prepare(&about_documents)?;
        let mut rows = query.query(rusqlite::params_from_iter(if whole { &[] } else { conditions.values() }))?;
        while let Some(row) = rows.next()? {
            self.own_line(row.get(0)?, &mut written, each)?;
        }
        if whole { self.saved_lines(each) } else { Ok(()) }
    }

    fn saved_lines(&self, each: Each) -> Result<()> {
        self.saved_filters()?.into_iter().try_for_each(|saved| {
            each(Line::Saved(SavedLine {
                line_type: "saved".to_string(),
                uid: Some(saved.uid),
                name: saved.name,
                filter: saved.filter,
                recorded_at: Some(saved.recorded_at),
            }))
        })
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
    fn own_line(&self, id: i64, written: &mut Written, each: Each) -> Result<()> {
        if !written.statements.insert(id) {
            return Ok(());
        }
        if let Some(target) = self.statement(id)?.target_statement_id {
            self.own_line(target, written, each)?;
        }
        let line = self.statement_line(id, written, each)?;
        each(Line::Statement(StatementLine { line_type: Some("statement".to_string()), ..line }))
    }

    fn uid(&self, table: &str, id: Option<i64>) -> Result<Option<String>> {
        let Some(id) = id else { return Ok(None) };
        let mut query = self.conn.prepare_cached(&format!("select uid from {table} where id = ?1"))?;
        Ok(Some(query.query_row([id], |row| row.get(0))?))
    }

    /// Writes a speaker once, before anything that refers to it, and says how to refer to it: by name where only one
    /// named speaker has it, by uid otherwise.
    fn speaker_line(&self, id: i64, written: &mut Written, each: Each) -> Result<String> {
        let reference = self.speaker_reference(id)?;
        if !written.speakers.insert(id) {
            return Ok(reference);
        }
        let speaker = self.speaker_by_id(id)?;
        let same_as = match speaker.same_as_id {
            Some(person) => Some(self.speaker_line(person, written, each)?),
            None => None,
        };
        let document = match speaker.document_id {
            Some(document) => Some(self.document_line(document, written, each)?),
            None => None,
        };
        each(Line::Speaker(SpeakerLine {
            line_type: "speaker".to_string(),
            id: Some(id),
            uid: Some(speaker.uid),
            key: None,
            name: speaker.name,
            kind: Some(speaker.kind),
            document,
            aliases: speaker.aliases,
            external_id: speaker.external_id,
            same_as,
            note: speaker.note,
        }))?;
        Ok(reference)
    }

    fn speaker_reference(&self, id: i64) -> Result<String> {
        let mut query = self.conn.prepare_cached(
            "select iif(p.kind <> 'unnamed'
                        and not exists (select 1 from speaker s where s.name = p.name collate nocase and s.id <> p.id)
                        and not exists (select 1 from speaker_alias a where a.name = p.name collate nocase
                                        and a.speaker_id <> p.id), p.name, p.uid)
             from speaker p where p.id = ?1",
        )?;
        Ok(query.query_row([id], |row| row.get(0))?)
    }

    /// Writes a document once, before anything that refers to it, and gives its uid.
    fn document_line(&self, id: i64, written: &mut Written, each: Each) -> Result<String> {
        if !written.documents.insert(id) {
            return Ok(self.uid("document", Some(id))?.unwrap_or_default());
        }
        let document = self.document(id)?;
        let publisher = match document.publisher_id {
            Some(publisher) => Some(self.speaker_line(publisher, written, each)?),
            None => None,
        };
        let through = match document.through_id {
            Some(through) => Some(self.document_line(through, written, each)?),
            None => None,
        };
        let uid = document.uid.clone();
        each(Line::Document(DocumentLine {
            line_type: "document".to_string(),
            id: Some(id),
            uid: Some(document.uid),
            key: None,
            kind: Some(document.kind),
            title: Some(document.title),
            publisher,
            url: document.url,
            archive_url: document.archive_url,
            language: document.language,
            published_on: document.published_on,
            access: Some(document.access),
            through,
            text: self.document_text(id)?,
            retrieved_at: document.retrieved_at,
            note: document.note,
        }))?;
        Ok(uid)
    }

    fn claim_line(&self, id: i64, written: &mut Written, each: Each) -> Result<()> {
        let claim = self.claim(id)?;
        let mut statements = Vec::new();
        for statement in self.targets_first(id)? {
            statements.push(self.statement_line(statement, written, each)?);
        }
        let verdicts = self.verdict_lines(id, written, each)?;
        let mut evidence = Vec::new();
        for row in self.evidence(id)? {
            evidence.push(EvidenceLine {
                line_type: None,
                claim: None,
                id: Some(row.id),
                uid: Some(row.uid),
                relation: row.relation,
                document: self.document_line(row.document_id, written, each)?,
                quote: row.quote,
                span: offsets(row.span),
                note: row.note,
            });
        }
        each(Line::Claim(Box::new(ClaimLine {
            published: false,
            id: Some(id),
            uid: Some(claim.uid),
            reference: claim.reference,
            text: claim.text,
            stage: Some(claim.stage).filter(|stage| stage != Stage::New.as_str()),
            tags: claim.tags,
            note: claim.note,
            recorded_at: Some(claim.recorded_at),
            statements,
            verdicts,
            evidence,
        })))
    }

    /// The statements of a claim in the order in which they were recorded, but each after the one it targets.
    fn targets_first(&self, claim: i64) -> Result<Vec<i64>> {
        let mut query = self
            .conn
            .prepare_cached("select id, target_statement_id from statement where claim_id = ?1 order by id")?;
        let rows = query.query_map([claim], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut waiting: Vec<(i64, Option<i64>)> = rows.collect::<rusqlite::Result<_>>()?;
        let mut ordered = Vec::new();
        while !waiting.is_empty() {
            let ready = |(_, target): &(i64, Option<i64>)| {
                target.is_none_or(|target| !waiting.iter().any(|one| one.0 == target))
            };
            let next = waiting.iter().position(ready).unwrap_or_default();
            ordered.push(waiting.remove(next).0);
        }
        Ok(ordered)
    }

    fn verdict_lines(&self, claim: i64, written: &mut Written, each: Each) -> Result<Vec<VerdictLine>> {
        let mut verdicts = self.verdicts(claim)?;
        verdicts.sort_by_key(|verdict| verdict.id);
        let mut lines = Vec::new();
        for verdict in verdicts {
            let reviewer = match verdict.reviewer_id {
                Some(reviewer) => Some(self.speaker_line(reviewer, written, each)?),
                None => None,
            };
            let [value, worst, best] = verdict.scale;
            lines.push(VerdictLine {
                line_type: None,
                claim: None,
                id: Some(verdict.id),
                uid: Some(verdict.uid),
                label: verdict.label,
                value,
                worst,
                best,
                bucket: verdict.bucket,
                rationale: verdict.rationale,
                reviewer,
                decided_on: verdict.decided_on,
                review_url: verdict.review_url,
                review_title: verdict.review_title,
                recorded_at: Some(verdict.recorded_at),
            });
        }
        Ok(lines)
    }

    /// A statement as a line, after writing what it refers to. The claim it is nested in goes without saying.
    fn statement_line(&self, id: i64, written: &mut Written, each: Each) -> Result<StatementLine> {
        let row = self.statement(id)?;
        let target_document = match row.target_document_id {
            Some(document) => Some(self.document_line(document, written, each)?),
            None => None,
        };
        let document = match row.document_id {
            Some(document) => Some(self.document_line(document, written, each)?),
            None => None,
        };
        Ok(StatementLine {
            line_type: None,
            id: Some(id),
            claim: None,
            taken_back_by: None,
            uid: Some(row.uid),
            key: None,
            speaker: self.speaker_line(row.speaker_id, written, each)?,
            unnamed: false,
            kind: None,
            role: row.role,
            stance: row.stance.as_str().to_string(),
            target_statement: self.uid("statement", row.target_statement_id)?,
            target_document,
            document,
            occasion: row.occasion,
            said_on: row.said_on,
            quote: row.quote,
            span: offsets(row.quote_start.zip(row.quote_end)),
            takes_back: self.taken_back(id)?,
            note: row.note,
        })
    }
}

impl Store {
    /// The uids of the statements that a retraction takes back.
    fn taken_back(&self, id: i64) -> Result<Vec<String>> {
        let mut query = self.conn.prepare_cached("select uid from statement where retracted_by_id = ?1 order by id")?;
        Ok(query.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }
}

fn offsets(span: Option<(i64, i64)>) -> Option<(usize, usize)> {
    let (start, end) = span?;
    usize::try_from(start).ok().zip(usize::try_from(end).ok())
}
