//! The claims that have a published verdict, as `ClaimReview`; and why the others are not among them.

use std::io::Write;

use serde_json::Value;

use crate::error::Result;
use crate::formats::{claimreview, json};
use crate::model::review::{Agent, Appearance, Review};
use crate::model::rows::{Bearing, ClaimRow};
use crate::model::{Filter, Part};
use crate::store::Store;

/// Writes the reviews, and says how many they are; `left` is told of each claim that does not qualify.
///
/// # Errors
/// Those of the book and of the output.
pub(super) fn write(
    store: &Store,
    filter: &Filter,
    html: bool,
    out: &mut dyn Write,
    left: &mut dyn FnMut(String),
) -> Result<usize> {
    let mut count = 0;
    store.claims(filter, &mut |row| {
        let bearings = store.bearings(row.id)?;
        let review = review(store, row, &bearings)?;
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

/// The review of a claim, from what lists show of it and the statements that make or relay it.
fn review(store: &Store, row: ClaimRow, bearings: &[Bearing]) -> Result<Review> {
    let standing = bearings.iter().filter(|one| one.stands());
    let mut claimants: Vec<Agent> = Vec::new();
    for one in standing.clone().filter(|one| one.part == Part::Makes) {
        let statement = &one.statement;
        if !claimants.iter().any(|known| known.name == statement.speaker) {
            let kind = store.speaker_by_id(statement.person_id)?.kind;
            claimants.push(Agent { name: statement.speaker.clone(), kind, role: statement.role.clone() });
        }
    }
    let mut appearances = Vec::new();
    let mut seen = Vec::new();
    for one in standing.filter(|one| one.carries()) {
        let Some(id) = one.statement.document_id.filter(|id| !seen.contains(id)) else { continue };
        seen.push(id);
        let document = store.document(id)?;
        // The page of the review itself is where it was found false, not where it appeared.
        if document.url.is_none() || document.url != row.review_url {
            appearances.push(Appearance {
                kind: document.kind,
                title: document.title,
                url: document.url,
                publisher: document.publisher,
                published_on: document.published_on,
            });
        }
    }
    appearances.sort_by_key(|work| (work.published_on.is_none(), work.published_on.clone()));
    let kind = row.reviewer_kind.clone().unwrap_or_default();
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
        reviewer: row.reviewer.map(|name| Agent { name, kind, role: None }),
        claimants,
        said_on: row.first_said_on,
        appearances,
    })
}
