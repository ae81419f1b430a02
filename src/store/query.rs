//! Lists of claims: the filter as SQL, and the rows that come of it, streamed.

use rusqlite::types::{Type, Value};
use rusqlite::{Row, named_params};

use super::Store;
use super::fold::{gather, is_unnamed};
use crate::error::{Error, Result};
use crate::model::rows::{Bearing, ClaimRow, StatementRow};
use crate::model::scale::labels;
use crate::model::{Bucket, Date, Filter, Sort};
use crate::text::similar::did_you_mean;

/// A filter with its names found in the book: conditions on `claim_summary c`, and the values they name by number.
pub(super) struct Conditions {
    sql: String,
    values: Vec<Value>,
    order: String,
}

impl Conditions {
    fn add(&mut self, condition: &str) {
        self.sql.push_str(if self.sql.is_empty() { "where " } else { " and " });
        self.sql.push_str(condition);
    }

    /// Adds a condition in which `?` stands for the list of the values.
    fn any<T: Into<Value>>(&mut self, condition: &str, values: impl IntoIterator<Item = T>) {
        let before = self.values.len();
        self.values.extend(values.into_iter().map(Into::into));
        if self.values.len() > before {
            let places: Vec<_> = (before + 1..=self.values.len()).map(|number| format!("?{number}")).collect();
            self.add(&condition.replace('?', &places.join(", ")));
        }
    }

    /// The conditions as a `where` clause, empty where everything is meant.
    pub(super) fn clause(&self) -> &str {
        &self.sql
    }

    /// The order and the limits, as a clause after it.
    pub(super) fn order(&self) -> &str {
        &self.order
    }

    /// The values that the clause names by number.
    pub(super) fn values(&self) -> &[Value] {
        &self.values
    }
}

impl Store {
    /// The claims that a filter means, in its order, each as soon as it is read.
    ///
    /// # Errors
    /// A name, tag or label in the filter that the book does not know; those of the database and of `each`.
    pub fn claims(&self, filter: &Filter, each: &mut dyn FnMut(ClaimRow) -> Result<()>) -> Result<()> {
        self.at_one_moment(|| self.claims_now(filter, each))
    }

    fn claims_now(&self, filter: &Filter, each: &mut dyn FnMut(ClaimRow) -> Result<()>) -> Result<()> {
        let conditions = self.conditions(filter)?;
        let sql = format!(
            "select c.id, c.uid, c.text, c.stage, c.note, c.ref, c.recorded_at, c.status, c.tags, c.verdict, c.verdict_value,
                    c.verdict_worst, c.verdict_best, c.verdict_bucket, c.reviewer, c.decided_on, c.review_url, c.review_title
             from claim_summary c {} {}",
            conditions.clause(),
            conditions.order(),
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut rows = query.query(rusqlite::params_from_iter(conditions.values()))?;
        while let Some(row) = rows.next()? {
            let mut claim = claim_row(row)?;
            claim.tags = self.tags(claim.id)?;
            let bearings = self.bearings(claim.id)?;
            gather(&mut claim, &bearings);
            each(claim)?;
        }
        Ok(())
    }

    /// The statements that bear upon a claim, in the order in which they were recorded.
    ///
    /// # Errors
    /// Those of the database.
    pub fn bearings(&self, claim: i64) -> Result<Vec<Bearing>> {
        let mut query = self.conn.prepare_cached(
            "select r.*, k.part, k.basis from claim_statement k join statement_row r on r.id = k.statement_id
             where k.claim_id = :claim",
        )?;
        let rows = query.query_map(named_params! { ":claim": claim }, |row| {
            Ok(Bearing { statement: statement_row(row)?, part: word(row, "part")?, basis: row.get("basis")? })
        })?;
        let mut bearings: Vec<Bearing> = rows.collect::<rusqlite::Result<_>>()?;
        // Sorted here: a sorter in SQL for a handful of rows costs more than reading them.
        bearings.sort_by_key(|one| one.statement.id);
        // A document that carries a claim by several statements is denied once.
        bearings.dedup_by(|a, b| a.statement.id == b.statement.id && a.basis == b.basis);
        Ok(bearings)
    }

    fn tags(&self, claim: i64) -> Result<Vec<String>> {
        let mut query = self.conn.prepare_cached("select tag from claim_tag where claim_id = ?1 order by tag")?;
        Ok(query.query_map([claim], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// A filter with its names found in the book.
    pub(super) fn conditions(&self, filter: &Filter) -> Result<Conditions> {
        let mut found = Conditions { sql: String::new(), values: Vec::new(), order: order(filter) };
        found.any("c.id in (?)", filter.claims.iter().copied());
        if filter.disputed {
            found.add("c.disputed");
        }
        if filter.unsourced {
            found.add("not c.sourced");
        }
        found.any("c.status in (?)", filter.status.iter().map(|status| status.as_str().to_string()));
        found.any("c.stage in (?)", filter.stage.iter().map(|stage| stage.as_str().to_string()));
        self.verdict_condition(&filter.verdict, &mut found)?;
        let mut by = Vec::new();
        for name in &filter.by {
            by.extend(self.persons(name)?);
        }
        found.any(
            "c.id in (select s.claim_id from statement s where s.family = 'for' and s.speaker_id in (
                          select id from speaker where coalesce(same_as_id, id) in (?)))",
            by,
        );
        self.disputer_condition(&filter.disputed_by, &mut found)?;
        let documents = filter.document.iter().map(|typed| self.document_id(typed)).collect::<Result<Vec<_>>>()?;
        found.any("c.id in (select claim_id from statement where document_id in (?))", documents);
        let mut tags = Vec::new();
        for typed in &filter.tag {
            tags.extend(self.tags_like(typed)?);
        }
        found.any("c.id in (select claim_id from claim_tag where tag in (?))", tags);
        said_condition(filter.since.as_ref(), filter.until.as_ref(), &mut found);
        Ok(found)
    }

    fn disputer_condition(&self, names: &[String], found: &mut Conditions) -> Result<()> {
        let mut persons = Vec::new();
        for name in names {
            persons.extend(self.persons(name)?);
        }
        found.any(
            "c.disputed and exists (
                 select 1 from claim_statement k join speaker p on p.id = k.speaker_id
                 where k.claim_id = c.id and k.part = 'disputes' and k.stands and coalesce(p.same_as_id, p.id) in (?))",
            persons,
        );
        Ok(())
    }

    /// A verdict in a filter is a bucket, or a label that is built in or was given in this book.
    fn verdict_condition(&self, words: &[String], found: &mut Conditions) -> Result<()> {
        let mut query = self.conn.prepare_cached("select distinct label from verdict order by label collate nocase")?;
        let given: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let built_in: Vec<String> = labels().chain(Bucket::WORDS.iter().copied()).map(str::to_string).collect();
        let mut meant = Vec::new();
        for word in words {
            let same = |label: &&str| label.to_lowercase() == word.to_lowercase();
            let known = || given.iter().map(String::as_str).chain(built_in.iter().map(String::as_str));
            if !known().any(|label| same(&label)) {
                let hint = match did_you_mean(word, known()) {
                    Some(label) => format!("did you mean {label}?"),
                    None => format!(
                        "the buckets are {}; labels given so far: {}",
                        Bucket::WORDS.join(", "),
                        given.join(", ")
                    ),
                };
                return Err(Error::not_found(format!("no verdict has the label {word}")).hint(hint));
            }
            meant.extend(known().filter(same).map(str::to_string));
        }
        found.any("(c.verdict_bucket in (?) or c.verdict in (?))", meant);
        Ok(())
    }
}

/// Something was said of the claim in the asked days. A date of less precision counts where it may be meant: `2021-11`
/// may be the 18th. Text order is the order of ISO dates, and `~` comes after every digit and letter of them.
fn said_condition(since: Option<&Date>, until: Option<&Date>, found: &mut Conditions) {
    if since.is_none() && until.is_none() {
        return;
    }
    let mut condition = "c.id in (select claim_id from statement where said_on is not null".to_string();
    for (date, test) in
        [(since, "(said_on >= ? or substr(?, 1, length(said_on)) = said_on)"), (until, "said_on <= ? || '~'")]
    {
        if let Some(date) = date {
            found.values.push(date.as_str().to_string().into());
            let place = format!("?{}", found.values.len());
            condition.push_str(" and ");
            condition.push_str(&test.replace('?', &place));
        }
    }
    found.add(&(condition + ")"));
}

/// The order of a filter and its limits, as SQL.
fn order(filter: &Filter) -> String {
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let limit = filter.limit.map_or(-1, number);
    format!("order by {} limit {limit} offset {}", by(filter.sort), number(filter.offset))
}

fn by(sort: Sort) -> &'static str {
    match sort {
        Sort::Id => "c.id",
        Sort::Newest => "c.id desc",
        Sort::Status => {
            "case c.status when 'withdrawn' then 1 when 'disputed' then 2 when 'attribution-disputed' then 3
                           when 'document-disputed' then 4 when 'not-denied' then 5 else 6 end, c.id"
        }
        Sort::Said => {
            "(select min(said_on) from statement where claim_id = c.id) is null,
             (select min(said_on) from statement where claim_id = c.id), c.id"
        }
        Sort::Text => "c.text collate nocase, c.id",
    }
}

fn claim_row(row: &Row) -> rusqlite::Result<ClaimRow> {
    Ok(ClaimRow {
        id: row.get("id")?,
        uid: row.get("uid")?,
        text: row.get("text")?,
        status: row.get("status")?,
        verdict: row.get("verdict")?,
        verdict_value: row.get("verdict_value")?,
        verdict_worst: row.get("verdict_worst")?,
        verdict_best: row.get("verdict_best")?,
        verdict_bucket: row.get("verdict_bucket")?,
        reviewer: row.get("reviewer")?,
        decided_on: row.get("decided_on")?,
        review_url: row.get("review_url")?,
        review_title: row.get("review_title")?,
        stage: row.get("stage")?,
        note: row.get("note")?,
        reference: row.get("ref")?,
        recorded_at: row.get("recorded_at")?,
        ..ClaimRow::default()
    })
}

/// A row of the view `statement_row`.
pub(super) fn statement_row(row: &Row) -> rusqlite::Result<StatementRow> {
    let kind: String = row.get("speaker_kind")?;
    let access: Option<String> = row.get("access")?;
    Ok(StatementRow {
        id: row.get("id")?,
        uid: row.get("uid")?,
        stance: word(row, "stance")?,
        speaker: row.get("speaker")?,
        speaker_id: row.get("speaker_id")?,
        person_id: row.get("person_id")?,
        worded: row.get("worded")?,
        unnamed: is_unnamed(&kind),
        role: row.get("role")?,
        claim_id: row.get("claim_id")?,
        target_statement_id: row.get("target_statement_id")?,
        target_document_id: row.get("target_document_id")?,
        origin_id: row.get("origin_id")?,
        retracted_by_id: row.get("retracted_by_id")?,
        document_id: row.get("document_id")?,
        document: row.get("document")?,
        publisher: row.get("publisher")?,
        url: row.get("url")?,
        access: access.and_then(|access| access.parse().ok()),
        published_on: row.get("published_on")?,
        occasion: row.get("occasion")?,
        said_on: row.get("said_on")?,
        quote: row.get("quote")?,
        quote_start: row.get("quote_start")?,
        quote_end: row.get("quote_end")?,
        note: row.get("note")?,
    })
}

/// A column that holds a word of a closed vocabulary.
fn word<T: std::str::FromStr<Err = Error>>(row: &Row, column: &'static str) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    text.parse().map_err(|error: Error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
}
