//! Checks for what an editor should look at. Nothing is wrong with the file.

use super::examination::{CheckResult, Examination};
use crate::error::Result;
use crate::text::counted;

/// Speakers and documents that nothing refers to.
pub(super) fn unused(examination: &Examination) -> Result<CheckResult> {
    let speakers = examination.ids(
        "select s.id from speaker s
         where not exists (select 1 from statement where speaker_id = s.id)
           and not exists (select 1 from verdict where reviewer_id = s.id)
           and not exists (select 1 from document where publisher_id = s.id)
           and not exists (select 1 from request where speaker_id = s.id)
           and not exists (select 1 from speaker where same_as_id = s.id) and s.same_as_id is null",
    )?;
    let documents = examination.ids(
        "select d.id from document d
         where not exists (select 1 from statement where document_id = d.id)
           and not exists (select 1 from statement where target_document_id = d.id)
           and not exists (select 1 from evidence where document_id = d.id)
           and not exists (select 1 from claim_appearance where document_id = d.id)
           and not exists (select 1 from document where through_id = d.id)
           and not exists (select 1 from correction where document_id = d.id)
           and not exists (select 1 from speaker where document_id = d.id)",
    )?;
    Ok(match listed([(speakers, "speaker", "speakers"), (documents, "document", "documents")]) {
        None => CheckResult::ok("every speaker and document is referred to"),
        Some(unused) => CheckResult::warning(
            format!("nothing refers to {unused}"),
            "gainsay remove --speaker S, or --document D, if they were added by mistake",
        ),
    })
}

/// Claims that nobody is on record as having made.
pub(super) fn unsourced(examination: &Examination) -> Result<CheckResult> {
    examination.warn_of(
        "select claim_id from claim_status_cache where not sourced",
        "somebody is on record for every claim",
        |count, first| format!("nobody is on record for {} ({first})", counted(count, "claim")),
        "gainsay list is:unsourced, then gainsay say CLAIM --by NAME",
    )
}

/// Quotes without the document in which they can be read.
pub(super) fn unplaced(examination: &Examination) -> Result<CheckResult> {
    examination.warn_of(
        "select id from statement where quote is not null and document_id is null",
        "every quote has a document",
        |count, first| format!("{} with a quote and no document ({first})", counted(count, "statement")),
        "gainsay edit --statement S --in DOCUMENT",
    )
}

/// Documents that are known only through others.
pub(super) fn secondhand(examination: &Examination) -> Result<CheckResult> {
    examination.warn_of(
        "select id from document where access = 'secondhand'",
        "every document was read",
        |count, first| format!("{} known only through others ({first})", counted(count, "document")),
        "find them, then gainsay document edit D --access read",
    )
}

/// Verdicts that were decided before the newest statement about the claim.
pub(super) fn verdicts(examination: &Examination) -> Result<CheckResult> {
    examination.warn_of(
        "select d.claim_id from (
             select n.claim_id, v.day
             from claim_status_cache n join dated_verdict v on v.id = n.verdict_id where n.verdict_id is not null) d
         where exists (select 1 from standing_statement s where s.claim_id = d.claim_id
                       and s.day_from > d.day || '~' and s.retracted_by_id is null)",
        "no verdict is older than the newest statement about its claim",
        |count, first| format!("something was said since the verdict on {} ({first})", counted(count, "claim")),
        "gainsay show CLAIM, then gainsay rate it again if it makes a difference",
    )
}

/// Retractions that take back nothing.
pub(super) fn retractions(examination: &Examination) -> Result<CheckResult> {
    examination.warn_of(
        "select r.id from standing_retraction r
         where not exists (select 1 from standing_statement s where s.retracted_by_id = r.id and (
             s.id = r.target_statement_id
             or r.target_statement_id is null and (s.claim_id = r.claim_id or s.document_id = r.target_document_id)))",
        "every retraction takes something back",
        |count, first| format!("{} that takes back nothing ({first})", counted(count, "retraction")),
        "gainsay show CLAIM; a dispute is withdrawn with gainsay retract --statement S --by NAME",
    )
}

/// Statements with a day in the future, or after the publication of the document in which they can be read.
pub(super) fn days(examination: &Examination) -> Result<CheckResult> {
    let today = examination.today;
    examination.warn_of(
        &format!(
            "select s.id from dated_statement s left join document d on d.id = s.document_id
             where s.said_on is not null and (s.day_from > '{today}~' or s.day_from > coalesce(
                 (select last_date from vague_date where date = d.published_on), d.published_on) || '~')"
        ),
        "no statement has a day in the future or after the publication of its document",
        |count, first| {
            format!(
                "{} said in the future or after the publication of the document ({first})",
                counted(count, "statement")
            )
        },
        "gainsay edit --statement S --on DAY, or gainsay document edit D --published DAY",
    )
}

/// Quotes that lost their position when the stored text changed.
pub(super) fn unanchored(examination: &Examination) -> Result<CheckResult> {
    let lost_in = |table: &str| {
        examination.ids(&format!(
            "select q.id from {table} q join document d on d.id = q.document_id
             where q.quote is not null and q.quote_start is null and d.text is not null"
        ))
    };
    let lost = [
        (lost_in("statement")?, "statement", "statements"),
        (lost_in("evidence")?, "piece of evidence", "pieces of evidence"),
    ];
    Ok(match listed(lost) {
        None => CheckResult::ok("every quote from a stored text has its position in it"),
        Some(lost) => CheckResult::warning(
            format!("{lost} with a quote that is not in the present text"),
            "gainsay document show D --text, then gainsay edit --statement S --quote …, or gainsay evidence again",
        ),
    })
}

/// The number of rows that a check found, and their ids in words.
type FoundRows = Option<(i64, String)>;

/// Kinds of rows, each with its singular and plural, with their numbers and ids in words; none if there are no rows.
fn listed(kinds: [(FoundRows, &str, &str); 2]) -> Option<String> {
    let found = kinds.into_iter().filter_map(|(found, one, many)| {
        found.map(|(count, first)| format!("{count} {} ({first})", if count == 1 { one } else { many }))
    });
    Some(found.collect::<Vec<_>>().join(" and ")).filter(|text| !text.is_empty())
}
