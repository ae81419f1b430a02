//! How many of the claims of a filter there are of each speaker, tag, month and so on.

use rusqlite::params_from_iter;

use crate::error::Result;
use crate::model::Filter;
use crate::model::results::counts::{CountBy, CountRow};
use crate::store::Store;

/// The value under which a claim is counted that has none.
const NONE: &str = "none";

impl Store {
    /// The number of claims of a filter with each status, verdict, stage, and with or without a source.
    ///
    /// # Errors
    /// A name, tag or label in the filter that is not in the book; those of the database.
    pub fn counts_of(&self, filter: &Filter) -> Result<Vec<CountRow>> {
        let conditions = self.conditions(filter)?;
        let sql = format!(
            "select what, value, count(*) from claim_category
             where claim_id in (select c.id from claim_summary c {}) group by what, value",
            conditions.clause()
        );
        let mut query = self.conn.prepare(&sql)?;
        let rows = query.query_map(params_from_iter(conditions.values()), |row| {
            Ok(CountRow { what: row.get(0)?, value: row.get(1)?, claims: row.get(2)? })
        })?;
        let mut counts: Vec<CountRow> = rows.collect::<rusqlite::Result<_>>()?;
        counts.sort_by_cached_key(CountRow::place);
        Ok(counts)
    }

    /// The number of claims of a filter for each speaker, tag, month and so on: the most first, months in their order.
    ///
    /// # Errors
    /// As [`Store::counts_of`].
    pub fn counts_by(&self, filter: &Filter, by: CountBy) -> Result<Vec<CountRow>> {
        let conditions = self.conditions(filter)?;
        let (sources, key, name) = parts(by);
        let order = if by == CountBy::Month { "name is null, name" } else { "name is null, n desc, folded(name), key" };
        let sql = format!(
            "with chosen as materialized (select c.id from claim_summary c {})
             select {key} as key, {name} as name, count(distinct o.id) as n from chosen o {sources} group by 1 order by {order}",
            conditions.clause()
        );
        let mut query = self.conn.prepare(&sql)?;
        let mut rows = query.query(params_from_iter(conditions.values()))?;
        let mut counts = Vec::new();
        while let Some(row) = rows.next()? {
            let name: Option<String> = row.get("name")?;
            let name = match (by, name) {
                (CountBy::Speaker | CountBy::Reviewer, Some(name)) => self.shown_name(row.get("key")?, name)?,
                (_, name) => name.unwrap_or_else(|| NONE.to_string()),
            };
            counts.push(CountRow { what: by.word().to_string(), value: name, claims: row.get("n")? });
        }
        Ok(counts)
    }
}

/// What is joined to the claims `o`, what they are grouped by, and the name of a group, in SQL.
fn parts(by: CountBy) -> (&'static str, &'static str, &'static str) {
    match by {
        CountBy::Speaker => (
            "left join dated_statement s on s.claim_id = o.id and s.family = 'for'
             left join canonical_speaker p on p.speaker_id = s.principal_id",
            "p.canonical_id",
            "p.name",
        ),
        CountBy::Tag => ("left join claim_tag t on t.claim_id = o.id", "t.tag", "t.tag"),
        CountBy::Month => {
            ("join claim_status_cache n on n.claim_id = o.id", "substr(n.said_on, 1, 7)", "substr(n.said_on, 1, 7)")
        }
        CountBy::Document => (
            "left join statement s on s.claim_id = o.id and s.document_id is not null left join document d on d.id = s.document_id",
            "d.id",
            "d.title",
        ),
        CountBy::Verdict => ("left join verdict_row v on v.claim_id = o.id and v.standing", "v.label", "v.label"),
        CountBy::Reviewer => (
            "left join verdict_row v on v.claim_id = o.id and v.standing
             left join canonical_speaker p on p.speaker_id = v.reviewer_id",
            "p.canonical_id",
            "p.name",
        ),
    }
}
