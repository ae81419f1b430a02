//! Checks of what is derived from the record: it must be what the record gives now.

use std::collections::BTreeMap;

use super::examination::{CheckResult, Examination, RESTORE};
use crate::error::Result;
use crate::store::file::schema::{self, VERSION};
use crate::store::journal::tables::columns;
use crate::store::status::affected::ALL_IDS;
use crate::text::counted;

/// The advice for what can be rebuilt.
const FIX: &str = "gainsay doctor --fix rebuilds it";

/// Whether the schema of the file is that of this program.
pub(super) fn schema(examination: &Examination) -> Result<CheckResult> {
    let computed;
    let found = if examination.foreign.is_some() {
        &examination.foreign
    } else {
        computed = schema::foreign(&examination.store.conn, VERSION)?;
        &computed
    };
    let Some(found) = found else {
        return Ok(CheckResult::ok("tables, views and indexes are those of this program"));
    };
    let summary = found.summary();
    if found.record.is_empty() {
        return Ok(CheckResult::broken(summary, "gainsay doctor --fix takes away what gainsay did not make"));
    }
    Ok(CheckResult::broken(format!("the tables of the record are not those of this program: {summary}"), RESTORE))
}

/// What is wrong in the cache of what was taken back, or of the verdicts that stand.
fn wrong_cache(examination: &Examination) -> Result<Option<CheckResult>> {
    let verdicts = examination.ids(
        "select verdict_id from (select verdict_id, claim_id, bucket from standing_verdict
                                 except select verdict_id, claim_id, bucket from verdict_cache)
         union select verdict_id from (select verdict_id, claim_id, bucket from verdict_cache
                                       except select verdict_id, claim_id, bucket from standing_verdict)",
    )?;
    if let Some((count, first)) = verdicts {
        let what = counted(count, "verdict");
        return Ok(Some(CheckResult::broken(
            format!("{what} standing, or not, against the rules, first verdict {first}"),
            FIX,
        )));
    }
    if let Some((count, first)) = examination.store.wrong_vague_dates()? {
        let what = counted(count, "vague date");
        return Ok(Some(CheckResult::broken(format!("{what} with a wrong first or last day, first {first}"), FIX)));
    }
    let wrong = examination.ids(
        "select n.statement_id from statement_retracted n left join retracted_cache k on k.statement_id = n.statement_id
         where k.retracted_by_id is not n.retracted_by_id
            or k.statement_id is not null and k.claim_id is not n.claim_id
         union all select statement_id from retracted_cache k
         where not exists (select 1 from statement where id = k.statement_id)",
    )?;
    Ok(wrong.map(|(count, first)| {
        CheckResult::broken(
            format!("{} taken back, or not, against the rules, first statement {first}", counted(count, "statement")),
            FIX,
        )
    }))
}

/// Whether the caches have the status that the rules give for each claim, and what was taken back.
pub(super) fn statuses(examination: &Examination) -> Result<CheckResult> {
    let store = &examination.store;
    if let Some(wrong) = wrong_cache(examination)? {
        return Ok(wrong);
    }
    let each = |form: &dyn Fn(&String) -> String| {
        Ok::<_, crate::error::Error>(
            columns(&store.conn, "claim_status")?.iter().map(form).collect::<Vec<_>>().join(" or "),
        )
    };
    let other = each(&|name| format!("k.{name} is not n.{name}"))?;
    let mut query = store.conn.prepare(&format!(
        "select n.claim_id from claim_status n left join claim_status_cache k on k.claim_id = n.claim_id
         where n.claim_id between ?1 and ?2
           and ({other} or k.text_begin is not (select substr(folded(text), 1, 12) from claim where id = n.claim_id))"
    ))?;
    let mut wrong = Vec::new();
    for (first, last) in store.id_ranges("claim", ALL_IDS)? {
        let rows = query.query_map([first, last], |row| row.get::<_, i64>(0))?;
        wrong.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
        wrong.truncate(1000);
    }
    let gone = examination.ids(
        "select claim_id from claim_status_cache k where not exists (select 1 from claim where id = k.claim_id)",
    )?;
    Ok(match (wrong.first(), gone) {
        (None, None) => CheckResult::ok("every claim has the status that the rules give"),
        (Some(first), _) => CheckResult::broken(
            format!("{} without the status that the rules give, first claim {first}", counted(len(&wrong), "claim")),
            FIX,
        ),
        (None, Some((count, first))) => CheckResult::broken(
            format!("{} that no longer exist still have a status: {first}", counted(count, "claim")),
            FIX,
        ),
    })
}

fn len<T>(list: &[T]) -> i64 {
    i64::try_from(list.len()).unwrap_or(i64::MAX)
}

/// Whether the counts of categories agree with the status cache.
pub(super) fn counts(examination: &Examination) -> Result<CheckResult> {
    let counts = |sql: &str| -> Result<BTreeMap<(String, String), i64>> {
        let mut query = examination.store.conn.prepare(sql)?;
        let rows = query.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    };
    let now = counts("select what, value, count(*) from claim_category group by what, value")?;
    let stored = counts("select what, value, n from category_count where n <> 0")?;
    if now == stored {
        return Ok(CheckResult::ok("the counts are right"));
    }
    let wrong = stored
        .iter()
        .find(|(what, n)| now.get(what) != Some(n))
        .or(now.iter().find(|(what, _)| !stored.contains_key(what)));
    let first = wrong.map(|((what, value), _)| format!("{what} {value}")).unwrap_or_default();
    Ok(CheckResult::broken(format!("the counts are wrong, first that of {first}"), FIX))
}

/// Whether the full-text index has the words of the texts at their positions, and no others.
pub(super) fn index(examination: &Examination) -> Result<CheckResult> {
    let wrong = examination.store.unindexed()?;
    Ok(if wrong.is_empty() {
        CheckResult::ok("the index for search has all words at their positions")
    } else {
        CheckResult::broken(
            format!("the index for search has other words than the texts of the {}", wrong.join(" and ")),
            FIX,
        )
    })
}

/// Whether the table of quantities has those of the texts of claims, and no others.
pub(super) fn quantities(examination: &Examination) -> Result<CheckResult> {
    Ok(match examination.store.wrong_quantities()? {
        None => CheckResult::ok("the amounts and dates are those of the texts"),
        Some(claim) => {
            CheckResult::broken(format!("the amounts and dates of claim {claim} are not those of its texts"), FIX)
        }
    })
}
