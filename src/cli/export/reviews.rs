//! The claims that have a published verdict, as `ClaimReview`; and why the others are left out.

use std::io::Write;

use serde_json::Value;

use crate::error::Result;
use crate::export::claimreview;
use crate::model::records::{ClaimRow, ClaimStatement, SpeakerRow};
use crate::model::results::review::{APPEARANCE, Agent, Appearance, Review, is_web_address};
use crate::model::{Filter, Part, SpeakerKind};
use crate::output::json;
use crate::store::Store;
use crate::text::collective::is_platform;

/// Writes the reviews, and returns their number. Calls `left` with the reason for each claim that is left out.
///
/// # Errors
/// Errors of the book and of the output.
pub(super) fn write(
    store: &Store,
    filter: &Filter,
    html: bool,
    out: &mut dyn Write,
    left: &mut dyn FnMut(String),
) -> Result<usize> {
    let mut count = 0;
    store.claims(filter, &mut |row| {
        let claim_statements = store.claim_statements(row.id)?;
        let review = review(store, row, &claim_statements)?;
        let missing = review.missing();
        if !missing.is_empty() {
            left(format!("claim {} is not in it: {}", review.claim_id, missing.join(", ")));
            return Ok(());
        }
        let node = claimreview::json_ld(&review);
        write_one(&node, html, count, out)?;
        count += 1;
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

/// Returns the review of a claim. Retracted statements count as made.
fn review(store: &Store, row: ClaimRow, claim_statements: &[ClaimStatement]) -> Result<Review> {
    let reviewer = row.reviewer.clone().map(|name| Agent {
        name,
        kind: row.reviewer_kind.clone().unwrap_or_default(),
        role: None,
    });
    let claimants = claimants(store, claim_statements, reviewer.as_ref())?;
    let mut appearances = appearances(store, &row, claim_statements)?;
    // Only days that were recorded: the day of a document is exported as that of the document.
    let days = claim_statements.iter().filter(|one| one.carries()).filter_map(|one| one.statement.said_on.clone());
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
        uid: row.uid,
        text: row.text,
        label: row.verdict,
        scale: [row.verdict_value, row.verdict_worst, row.verdict_best],
        rationale: row.rationale,
        decided_on: row.decided_on,
        url: row.review_url,
        title: row.review_title,
        reviewer,
        said_on,
        claimants,
        appearances,
    })
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
            published_on: document.published_on,
        });
    }
    appearances.sort_by_key(|work| (work.published_on.is_none(), work.published_on.clone()));
    Ok(appearances)
}
