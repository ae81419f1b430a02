//! The book, or a part of it, as lines: what a claim refers to comes before it, and everything comes once.

use std::collections::HashSet;

use rusqlite::named_params;

use super::super::Store;
use crate::error::Result;
use crate::model::line::{ClaimLine, DocumentLine, EvidenceLine, Line, SpeakerLine, StatementLine, VerdictLine};
use crate::model::{Filter, Stage};

/// What was written already.
#[derive(Default)]
struct Written {
    speakers: HashSet<i64>,
    documents: HashSet<i64>,
}

type Each<'a> = &'a mut dyn FnMut(Line) -> Result<()>;

impl Store {
    /// The claims that a filter means as lines, with every speaker and document they refer to before them, and with the
    /// statements about those documents after them. Without any filter that is the whole book.
    ///
    /// # Errors
    /// As [`Store::claims`].
    pub fn lines(&self, filter: &Filter, each: Each) -> Result<()> {
        let mut written = Written::default();
        let conditions = self.conditions(filter)?;
        let limit = filter.limit.map_or("-1".to_string(), |limit| limit.to_string());
        let meant = format!(
            "select c.id from claim_summary c {} order by c.id limit {limit} offset {}",
            conditions.clause(),
            filter.offset
        );
        let whole = conditions.clause().is_empty() && filter.limit.is_none() && filter.offset == 0;
        if whole {
            for id in self.ids("select id from document order by id")? {
                self.document_line(id, &mut written, each)?;
            }
            for id in self.ids("select id from speaker order by id")? {
                self.speaker_line(id, &mut written, each)?;
            }
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
            let line = self.statement_line(row.get(0)?, &mut written, each)?;
            each(Line::Statement(StatementLine { line_type: Some("statement".to_string()), ..line }))?;
        }
        Ok(())
    }

    fn ids(&self, sql: &str) -> Result<Vec<i64>> {
        let mut query = self.conn.prepare(sql)?;
        Ok(query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    fn uid(&self, table: &str, id: Option<i64>) -> Result<Option<String>> {
        let Some(id) = id else { return Ok(None) };
        let mut query = self.conn.prepare_cached(&format!("select uid from {table} where id = ?1"))?;
        Ok(Some(query.query_row([id], |row| row.get(0))?))
    }

    /// Writes a speaker once, before anything that refers to it, and says how to refer to it: by name where only one
    /// named speaker has it, by uid otherwise.
    fn speaker_line(&self, id: i64, written: &mut Written, each: Each) -> Result<String> {
        let speaker = self.speaker_by_id(id)?;
        let reference = self.speaker_reference(id, &speaker.name, &speaker.uid)?;
        if !written.speakers.insert(id) {
            return Ok(reference);
        }
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

    fn speaker_reference(&self, id: i64, name: &str, uid: &str) -> Result<String> {
        let mut query = self.conn.prepare_cached(
            "select not exists (select 1 from speaker where name = :name collate nocase and id <> :id)
                and not exists (select 1 from speaker_alias where name = :name collate nocase and speaker_id <> :id)
                and (select kind from speaker where id = :id) <> 'unnamed'",
        )?;
        let plain: bool = query.query_row(named_params! { ":id": id, ":name": name }, |row| row.get(0))?;
        Ok(if plain { name.to_string() } else { uid.to_string() })
    }

    /// Writes a document once, before anything that refers to it, and gives its uid.
    fn document_line(&self, id: i64, written: &mut Written, each: Each) -> Result<String> {
        let document = self.document(id)?;
        if !written.documents.insert(id) {
            return Ok(document.uid);
        }
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
        let mut query = self.conn.prepare_cached("select id from statement where claim_id = ?1 order by id")?;
        let ids: Vec<i64> = query.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for statement in ids {
            statements.push(self.statement_line(statement, written, each)?);
        }
        let verdicts = self.verdict_lines(id, written, each)?;
        let mut evidence = Vec::new();
        for row in self.evidence(id)? {
            evidence.push(EvidenceLine {
                uid: Some(row.uid),
                relation: row.relation,
                document: self.document_line(row.document_id, written, each)?,
                quote: row.quote,
                span: offsets(row.span),
                note: row.note,
            });
        }
        each(Line::Claim(Box::new(ClaimLine {
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
            note: row.note,
        })
    }
}

fn offsets(span: Option<(i64, i64)>) -> Option<(usize, usize)> {
    let (start, end) = span?;
    usize::try_from(start).ok().zip(usize::try_from(end).ok())
}
