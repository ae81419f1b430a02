//! What the desk should see: nothing of it is wrong with the file.

use super::{Found, Patient, counted};
use crate::error::Result;

/// Speakers and documents that nothing refers to.
pub(crate) fn unused(patient: &Patient) -> Result<Found> {
    let speakers = patient.some(
        "select s.id from speaker s
         where not exists (select 1 from statement where speaker_id = s.id)
           and not exists (select 1 from verdict where reviewer_id = s.id)
           and not exists (select 1 from document where publisher_id = s.id)
           and not exists (select 1 from speaker where same_as_id = s.id) and s.same_as_id is null",
    )?;
    let documents = patient.some(
        "select d.id from document d
         where not exists (select 1 from statement where document_id = d.id)
           and not exists (select 1 from statement where target_document_id = d.id)
           and not exists (select 1 from evidence where document_id = d.id)
           and not exists (select 1 from document where through_id = d.id)
           and not exists (select 1 from speaker where document_id = d.id)",
    )?;
    let said: Vec<_> = [(speakers, "speaker"), (documents, "document")]
        .into_iter()
        .filter_map(|(found, what)| found.map(|(count, first)| format!("{} ({first})", counted(count, what))))
        .collect();
    Ok(if said.is_empty() {
        Found::ok("every speaker and document is referred to")
    } else {
        Found::warning(
            format!("nothing refers to {}", said.join(" and ")),
            "gainsay remove --speaker S, or --document D, if they came by mistake",
        )
    })
}

/// Claims that nobody is on record as having made.
pub(crate) fn unsourced(patient: &Patient) -> Result<Found> {
    Ok(match patient.some("select claim_id from claim_status_cache where not sourced")? {
        None => Found::ok("somebody is on record for every claim"),
        Some((count, first)) => Found::warning(
            format!("nobody is on record for {} ({first})", counted(count, "claim")),
            "gainsay list is:unsourced, then gainsay say CLAIM --by NAME",
        ),
    })
}

/// Quotes of which it is not known where they can be read.
pub(crate) fn unplaced(patient: &Patient) -> Result<Found> {
    Ok(match patient.some("select id from statement where quote is not null and document_id is null")? {
        None => Found::ok("every quote has a document"),
        Some((count, first)) => Found::warning(
            format!("{} with a quote and no document ({first})", counted(count, "statement")),
            "gainsay edit --statement S --in DOCUMENT",
        ),
    })
}

/// Documents known only through others.
pub(crate) fn secondhand(patient: &Patient) -> Result<Found> {
    Ok(match patient.some("select id from document where access = 'secondhand'")? {
        None => Found::ok("every document was read"),
        Some((count, first)) => Found::warning(
            format!("{} known only through others ({first})", counted(count, "document")),
            "find them, then gainsay document edit D --access read",
        ),
    })
}

/// Verdicts that were decided before somebody said something new of the claim.
pub(crate) fn verdicts(patient: &Patient) -> Result<Found> {
    let older = patient.some(
        "select d.claim_id from (
             select n.claim_id, coalesce(v.decided_on, substr(v.recorded_at, 1, 10)) as day
             from claim_status_cache n join verdict v on v.id = n.verdict_id where n.verdict_id is not null) d
         where exists (select 1 from statement s where s.claim_id = d.claim_id and s.retracted_by_id is null
                       and s.said_on > d.day and substr(s.said_on, 1, length(d.day)) <> d.day)",
    )?;
    Ok(match older {
        None => Found::ok("no verdict is older than what was said last"),
        Some((count, first)) => Found::warning(
            format!("something was said since the verdict on {} ({first})", counted(count, "claim")),
            "gainsay show CLAIM, then gainsay rate it anew if it makes a difference",
        ),
    })
}

/// Quotes beside a stored text that lost their place when it changed.
pub(crate) fn unanchored(patient: &Patient) -> Result<Found> {
    let lost_in = |table: &str| {
        patient.some(&format!(
            "select q.id from {table} q join document d on d.id = q.document_id
             where q.quote is not null and q.quote_start is null and d.text is not null"
        ))
    };
    let said: Vec<_> = [
        (lost_in("statement")?, "statement", "statements"),
        (lost_in("evidence")?, "piece of evidence", "pieces of evidence"),
    ]
    .into_iter()
    .filter_map(|(found, one, many)| {
        found.map(|(count, first)| format!("{count} {} ({first})", if count == 1 { one } else { many }))
    })
    .collect();
    Ok(if said.is_empty() {
        Found::ok("every quote beside a stored text has its place in it")
    } else {
        Found::warning(
            format!("{} with a quote that is not in the text as it is now", said.join(" and ")),
            "gainsay document show D --text, then gainsay edit --statement S --quote …, or gainsay evidence anew",
        )
    })
}
