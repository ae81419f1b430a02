//! Lists of speakers and of documents: narrowed by words, in an order, with how much is recorded of each.

use rusqlite::params_from_iter;

use super::listed::Listed;
use super::rows::{RowReader, each_row, value};
use crate::error::Result;
use crate::model::filter::{DocumentFilter, DocumentSort, SpeakerFilter, SpeakerSort};
use crate::model::records::{DocumentRow, SpeakerRow};
use crate::model::{DocumentKind, SpeakerKind};
use crate::store::Store;

/// The numbers of the speaker `r` and of those who were found to be the same.
const ONE: &str = "(select id from speaker where id = r.id or same_as_id = r.id)";

/// The claims that can be read in the document `r`.
const READ: &str = "(select claim_id from statement where document_id = r.id and claim_id is not null
                     union select claim_id from claim_appearance where document_id = r.id)";

/// The statements of a family for which the speaker `r` answers and that stand, counted by `what`.
fn standing(what: &str, family: &str) -> String {
    let columns = "select id, claim_id, target_document_id from statement where family";
    format!(
        "(select count(distinct {what}) from (
              {columns} = '{family}' and speaker_id in {ONE} and for_speaker_id is null
              union all {columns} = '{family}' and for_speaker_id in {ONE}) t
          where not exists (select 1 from retracted_cache k where k.statement_id = t.id))"
    )
}

fn claims_of_speaker() -> String {
    standing("t.claim_id", "for")
}

fn disputes_of_speaker() -> String {
    standing("coalesce(t.claim_id, -t.target_document_id)", "against")
}

fn last_said() -> String {
    format!(
        "(select max(coalesce(t.said_on, d.published_on)) from statement t left join document d on d.id = t.document_id
          where t.speaker_id in {ONE} or t.for_speaker_id in {ONE})"
    )
}

fn claims_of_document() -> String {
    format!("(select count(*) from {READ})")
}

fn disputed_of_document() -> String {
    format!("(select count(*) from {READ} t join claim_status_cache n on n.claim_id = t.claim_id where n.disputed)")
}

/// The condition that each word is found, with the words.
fn conditions(words: &[String], kind: Option<&str>, has: impl Fn(&str) -> String) -> (String, Vec<String>) {
    let mut values = Vec::new();
    let mut conditions = vec!["true".to_string()];
    for word in words.iter().filter(|word| !word.trim().is_empty()) {
        values.push(word.clone());
        conditions.push(has(&format!("folded(?{})", values.len())));
    }
    if let Some(kind) = kind {
        values.push(kind.to_string());
        conditions.push(format!("r.kind = ?{}", values.len()));
    }
    (conditions.join(" and "), values)
}

fn of_speakers(which: &SpeakerFilter) -> (String, Vec<String>) {
    conditions(&which.words, which.kind.map(SpeakerKind::as_str), |word| {
        format!(
            "(instr(folded(r.name), {word}) or exists (
                  select 1 from speaker_alias a where a.speaker_id = r.id and instr(folded(a.name), {word})))"
        )
    })
}

fn of_documents(which: &DocumentFilter) -> (String, Vec<String>) {
    conditions(&which.words, which.kind.map(DocumentKind::as_str), |word| {
        format!(
            "(instr(folded(r.title), {word}) or instr(folded(r.url), {word})
              or instr(folded((select name from canonical_speaker where speaker_id = r.publisher_id)), {word}))"
        )
    })
}

/// The end of a query: which rows, in which order, and how many.
fn page(condition: &str, order: &str, limit: Option<u64>, offset: u64) -> String {
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    format!("where {condition} order by {order} limit {} offset {}", limit.map_or(-1, number), number(offset))
}

impl Store {
    /// Calls `each` with the speakers that a filter selects, in its order, each with its number of claims and disputes.
    ///
    /// # Errors
    /// Errors of the database and of `each`.
    pub fn speakers(&self, which: &SpeakerFilter, each: &mut dyn FnMut(SpeakerRow) -> Result<()>) -> Result<()> {
        let (condition, values) = of_speakers(which);
        let by_name = "folded(r.name), r.name, r.id";
        let order = match which.sort {
            SpeakerSort::Name => by_name.to_string(),
            SpeakerSort::Id => "r.id".to_string(),
            SpeakerSort::Statements => format!("r.statements desc, {by_name}"),
            SpeakerSort::Claims => format!("{} desc, {by_name}", claims_of_speaker()),
            SpeakerSort::Disputes => format!("{} desc, {by_name}", disputes_of_speaker()),
            SpeakerSort::LastSaid => format!("{} desc nulls last, {by_name}", last_said()),
        };
        let sql = format!("{} {}", SpeakerRow::select(), page(&condition, &order, which.limit, which.offset));
        each_row(&self.conn, &sql, params_from_iter(values), |columns| {
            let mut row = SpeakerRow::read_listed(self, columns)?;
            self.count_for_speaker(&mut row)?;
            each(row)
        })
    }

    /// The number of speakers that a filter selects, whatever its limit.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn speaker_count(&self, which: &SpeakerFilter) -> Result<i64> {
        let (condition, values) = of_speakers(which);
        value(&self.conn, &format!("select count(*) from speaker r where {condition}"), params_from_iter(values))
    }

    /// Fills in how many claims a speaker makes and disputes, and when it said something last.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn count_for_speaker(&self, row: &mut SpeakerRow) -> Result<()> {
        let (claims, disputes, last) = (claims_of_speaker(), disputes_of_speaker(), last_said());
        let sql = format!("select {claims}, {disputes}, {last} from speaker r where r.id = ?1");
        let counts = |counted: &rusqlite::Row| Ok((counted.get(0)?, counted.get(1)?, counted.get(2)?));
        (row.claims, row.claims_disputed, row.last_said) =
            self.conn.prepare_cached(&sql)?.query_row([row.id], counts)?;
        Ok(())
    }

    /// Calls `each` with the documents that a filter selects, in its order, each with its number of claims.
    ///
    /// # Errors
    /// Errors of the database and of `each`.
    pub fn documents(&self, which: &DocumentFilter, each: &mut dyn FnMut(DocumentRow) -> Result<()>) -> Result<()> {
        let (condition, values) = of_documents(which);
        let order = match which.sort {
            DocumentSort::Id => "r.id".to_string(),
            DocumentSort::Title => "folded(r.title), r.title, r.id".to_string(),
            DocumentSort::Published => "r.published_on desc nulls last, r.id".to_string(),
            DocumentSort::Statements => "r.statements desc, r.id".to_string(),
            DocumentSort::Claims => format!("{} desc, r.id", claims_of_document()),
            DocumentSort::Disputes => format!("{} desc, r.id", disputed_of_document()),
        };
        let sql = format!("{} {}", DocumentRow::select(), page(&condition, &order, which.limit, which.offset));
        each_row(&self.conn, &sql, params_from_iter(values), |columns: &mut RowReader| {
            let mut row = DocumentRow::read_listed(self, columns)?;
            self.count_for_document(&mut row)?;
            each(row)
        })
    }

    /// The number of documents that a filter selects, whatever its limit.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn document_count(&self, which: &DocumentFilter) -> Result<i64> {
        let (condition, values) = of_documents(which);
        value(&self.conn, &format!("select count(*) from document r where {condition}"), params_from_iter(values))
    }

    /// Fills in how many claims can be read in a document, and how many of them are disputed.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn count_for_document(&self, row: &mut DocumentRow) -> Result<()> {
        let sql =
            format!("select {}, {} from document r where r.id = ?1", claims_of_document(), disputed_of_document());
        let counts = |counted: &rusqlite::Row| Ok((counted.get(0)?, counted.get(1)?));
        (row.claims, row.disputed) = self.conn.prepare_cached(&sql)?.query_row([row.id], counts)?;
        Ok(())
    }
}
