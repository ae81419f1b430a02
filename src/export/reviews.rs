//! The claims that have a published verdict, as `ClaimReview`; and why the others are left out.

use std::io::Write;

use serde_json::Value;

use super::claimreview;
use crate::error::Result;
use crate::model::date::is_vague;
use crate::model::records::{ClaimRow, ClaimStatement, SpeakerRow, VerdictRow};
use crate::model::results::review::{APPEARANCE, Agent, Appearance, Review, ReviewCorrection, is_web_address};
use crate::model::{Filter, Part, SpeakerKind};
use crate::output::json;
use crate::store::Store;
use crate::text::collective::is_platform;

/// Writes the reviews, and returns their number. Calls `left` with the reason for each claim that is left out.
///
/// # Errors
/// Errors of the book and of the output.
pub fn write(
    store: &Store,
    filter: &Filter,
    html: bool,
    out: &mut dyn Write,
    left: &mut dyn FnMut(String),
) -> Result<usize> {
    let mut count = 0;
    store.claims(filter, &mut |row| {
        let claim_statements = store.claim_statements(row.id)?;
        let standing: Vec<_> = store.verdicts(row.id)?.into_iter().filter(|verdict| verdict.standing).collect();
        let none = standing.is_empty().then(VerdictRow::default);
        for verdict in standing.iter().chain(&none) {
            let review = review(store, &row, verdict, &claim_statements)?;
            let missing = review.missing();
            if missing.is_empty() {
                write_one(&claimreview::json_ld(&review), html, count, out)?;
                count += 1;
            } else {
                let of = if standing.len() > 1 { format!("verdict {} on ", verdict.id) } else { String::new() };
                left(format!("{of}claim {} is not in it: {}", row.id, missing.join(", ")));
            }
        }
        Ok(())
    })?;
    if !html {
        writeln!(out, "{}", if count == 0 { "[]" } else { "\n]" })?;
    }
    Ok(count)
}

fn write_one(node: &Value, html: bool, before: usize, out: &mut dyn Write) -> Result<()> {
    if html {
        return Ok(out.write_all(claimreview::script(node).as_bytes())?);
    }
    let text = json::escaped(&serde_json::to_string_pretty(node)?).replace('\n', "\n  ");
    Ok(write!(out, "{}{text}", if before == 0 { "[\n  " } else { ",\n  " })?)
}

/// Returns the published reviews of a claim, each as JSON-LD: those of its standing verdicts that lack nothing.
///
/// # Errors
/// Errors of the book.
pub fn published(store: &Store, row: &ClaimRow) -> Result<Vec<Value>> {
    let claim_statements = store.claim_statements(row.id)?;
    let mut found = Vec::new();
    for verdict in store.verdicts(row.id)?.into_iter().filter(|verdict| verdict.standing) {
        let review = review(store, row, &verdict, &claim_statements)?;
        if review.missing().is_empty() {
            found.push(claimreview::json_ld(&review));
        }
    }
    Ok(found)
}

/// Returns the review of a claim that a verdict is; the default verdict stands for none. Retracted statements count as made.
fn review(store: &Store, row: &ClaimRow, verdict: &VerdictRow, claim_statements: &[ClaimStatement]) -> Result<Review> {
    let reviewer = match verdict.reviewer_id {
        Some(id) => Some(id),
        None if verdict.id > 0 => store.desk()?.map(|desk| desk.id),
        None => None,
    };
    let reviewer = reviewer.map(|id| store.canonical_speaker(id)).transpose()?;
    let reviewer = reviewer.map(|SpeakerRow { name, kind, .. }| Agent { name, kind, role: None });
    let claimants = claimants(store, claim_statements, reviewer.as_ref())?;
    let mut appearances = appearances(store, row, claim_statements)?;
    // Only days that were recorded: the day of a document is exported as that of the document. ISO 8601-1, which schema.org
    // names, has no vague dates.
    let days = claim_statements.iter().filter(|one| one.carries()).filter_map(|one| one.statement.said_on.clone());
    let days = days.filter(|day| !is_vague(day));
    let mut said_on = days.min();
    if let Some(first) = appearances.first_mut() {
        // If no claimant is named, the date is that of the first appearance: the claim was known by then at the latest.
        // A document without an address is identified by its date.
        if claimants.is_empty() {
            said_on = said_on.filter(|_| first.url.as_deref().is_some_and(is_web_address));
            first.published_on = first.published_on.take().or(said_on.take());
        }
        said_on = said_on.or_else(|| first.published_on.clone());
    } else if claimants.is_empty() {
        said_on = None;
    }
    Ok(Review {
        claim_id: row.id,
        uid: row.uid.clone(),
        text: row.text.clone(),
        label: (verdict.id > 0).then(|| verdict.label.clone()),
        scale: [verdict.value.clone(), verdict.worst.clone(), verdict.best.clone()],
        rationale: verdict.rationale.clone(),
        decided_on: verdict.decided_on.clone().filter(|day| !is_vague(day)),
        url: verdict.review_url.clone(),
        title: verdict.review_title.clone(),
        reviewer,
        corrections: corrections(store, row.id, verdict.reviewer_id)?,
        said_on,
        claimants,
        appearances,
    })
}

/// Returns the corrections of a claim, and of the verdicts of a reviewer on it, also those that are superseded; the newest first.
fn corrections(store: &Store, claim: i64, reviewer: Option<i64>) -> Result<Vec<ReviewCorrection>> {
    let verdicts = store.verdicts(claim)?;
    let is_theirs = |id: i64| verdicts.iter().any(|verdict| verdict.id == id && verdict.reviewer_id == reviewer);
    let all = store.corrections_of_claim(claim)?.into_iter();
    let of_review = all.filter(|one| one.verdict_id.is_none_or(is_theirs));
    Ok(of_review
        .map(|one| ReviewCorrection {
            text: one.text_for_readers(),
            published_on: one.published_on.filter(|day| !is_vague(day)),
            url: one.url,
        })
        .collect())
}

/// Returns who made the claim, each once; without the checker, and without a platform that stands for an unnamed person.
fn claimants(store: &Store, claim_statements: &[ClaimStatement], reviewer: Option<&Agent>) -> Result<Vec<Agent>> {
    let mut claimants: Vec<Agent> = Vec::new();
    for one in claim_statements.iter().filter(|one| one.part == Part::Makes) {
        let statement = &one.statement;
        let SpeakerRow { name, kind, .. } = store.speaker_by_id(statement.person_id)?;
        let known = claimants.iter().any(|known| known.name == name);
        let checker = reviewer.is_some_and(|reviewer| reviewer.name == name);
        let platform = kind == SpeakerKind::Unnamed.as_str() && is_platform(&name);
        if !known && !checker && !platform {
            claimants.push(Agent { name, kind, role: statement.role.clone() });
        }
    }
    Ok(claimants)
}

/// Returns where the claim appeared, the earliest first: the documents that carry it, and those known only to have it. The page
/// of a review is left out.
fn appearances(store: &Store, row: &ClaimRow, claim_statements: &[ClaimStatement]) -> Result<Vec<Appearance>> {
    let carrying = claim_statements.iter().filter(|one| one.carries()).filter_map(|one| one.statement.document_id);
    let mut ids: Vec<i64> = carrying.collect();
    ids.extend(store.appearances(row.id)?.into_iter().map(|document| document.id));
    let evidence = store.evidence(row.id)?.into_iter();
    ids.extend(evidence.filter(|one| one.note.as_deref() == Some(APPEARANCE)).map(|one| one.document_id));
    let reviews: Vec<_> = store.verdicts(row.id)?.into_iter().filter_map(|verdict| verdict.review_url).collect();
    let mut appearances: Vec<Appearance> = Vec::new();
    for (at, id) in ids.iter().enumerate() {
        let document = store.document(*id)?;
        let url = document.url;
        let is_review = url.as_ref().is_some_and(|url| reviews.contains(url));
        if ids[..at].contains(id) || is_review || url.is_some() && appearances.iter().any(|known| known.url == url) {
            continue;
        }
        let publisher = document.publisher_id.map(|id| store.speaker_by_id(id)).transpose()?;
        appearances.push(Appearance {
            kind: document.kind,
            title: document.title,
            url,
            publisher: publisher.map(|one| Agent { name: one.name, kind: one.kind, role: None }),
            published_on: document.published_on.filter(|day| !is_vague(day)),
        });
    }
    appearances.sort_by_key(|work| (work.published_on.is_none(), work.published_on.clone()));
    Ok(appearances)
}
