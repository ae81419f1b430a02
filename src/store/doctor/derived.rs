//! Whether what is made from the record is what would be made of it now.

use std::collections::BTreeMap;

use super::{Found, Patient, counted};
use crate::error::Result;
use crate::model::results::health::Health;
use crate::store::file::schema::differences;
use crate::store::journal::tables::columns;
use crate::store::status::affected::ALL_IDS;

/// What to do about it.
const FIX: &str = "gainsay doctor --fix makes it anew";

/// Whether the file is made as books of this program are.
pub(crate) fn schema(patient: &Patient) -> Result<Found> {
    let found = differences(&patient.store.conn)?;
    if let Some(first) = found.record.first() {
        let more = found.record.len() + found.derived.len() - 1;
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        return Ok(Found::broken(format!("the book was made otherwise: {first}{more}"), super::GO_BACK));
    }
    if let (None, Some(first)) = (found.derived.first(), found.foreign.first()) {
        let (more, are, them) = match found.foreign.len() - 1 {
            0 => (String::new(), "is", "it is"),
            more => (format!(", and {more} more"), "are", "they are"),
        };
        let said = format!("{first}{more} {are} not of this program; {them} left alone");
        return Ok(Found::new(Health::Warning, said, None));
    }
    Ok(match found.derived.first() {
        None => Found::ok("tables, views and indexes are those of this program"),
        Some(first) if found.derived.len() == 1 => Found::broken(first, FIX),
        Some(first) => Found::broken(format!("{first}, and {} more", found.derived.len() - 1), FIX),
    })
}

/// Whether where claims stand is what the rules say.
pub(crate) fn standings(patient: &Patient) -> Result<Found> {
    let store = &patient.store;
    let each = |form: &dyn Fn(&String) -> String| {
        Ok::<_, crate::error::Error>(
            columns(&store.conn, "claim_status")?.iter().map(form).collect::<Vec<_>>().join(" or "),
        )
    };
    let other = each(&|name| format!("k.{name} is not n.{name}"))?;
    let mut query = store.conn.prepare(&format!(
        "select n.claim_id from claim_status n left join claim_status_cache k on k.claim_id = n.claim_id
         where n.claim_id between ?1 and ?2 and ({other})"
    ))?;
    let mut wrong = Vec::new();
    for (first, last) in store.id_ranges("claim", ALL_IDS)? {
        let rows = query.query_map([first, last], |row| row.get::<_, i64>(0))?;
        wrong.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
        wrong.truncate(1000);
    }
    let gone = patient.some(
        "select claim_id from claim_status_cache k where not exists (select 1 from claim where id = k.claim_id)",
    )?;
    Ok(match (wrong.first(), gone) {
        (None, None) => Found::ok("every claim stands where the rules say"),
        (Some(first), _) => Found::broken(
            format!("{} not where the rules say, first claim {first}", counted(len(&wrong), "claim")),
            FIX,
        ),
        (None, Some((count, first))) => {
            Found::broken(format!("{} that are gone still stand: {first}", counted(count, "claim")), FIX)
        }
    })
}

fn len<T>(list: &[T]) -> i64 {
    i64::try_from(list.len()).unwrap_or(i64::MAX)
}

/// Whether the counts are those of the standings.
pub(crate) fn tally(patient: &Patient) -> Result<Found> {
    let counts = |sql: &str| -> Result<BTreeMap<(String, String), i64>> {
        let mut query = patient.store.conn.prepare(sql)?;
        let rows = query.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    };
    let now = counts("select what, value, count(*) from claim_category group by what, value")?;
    let kept = counts("select what, value, n from category_count where n <> 0")?;
    if now == kept {
        return Ok(Found::ok("the counts are right"));
    }
    let wrong = kept
        .iter()
        .find(|(what, n)| now.get(what) != Some(n))
        .or(now.iter().find(|(what, _)| !kept.contains_key(what)));
    let said = wrong.map(|((what, value), _)| format!("{what} {value}")).unwrap_or_default();
    Ok(Found::broken(format!("the counts are wrong, first that of {said}"), FIX))
}

/// Whether the full-text index has the words of the texts, each at its place, and no other.
pub(crate) fn index(patient: &Patient) -> Result<Found> {
    let wrong = patient.store.unindexed()?;
    Ok(if wrong.is_empty() {
        Found::ok("every word is found where it stands")
    } else {
        Found::broken(format!("the index for search does not have the words of {}", wrong.join(" and ")), FIX)
    })
}
