//! Finds the reviews in a JSON value, and reads each.

use serde_json::Value;

use super::agents::ReviewAgent;
use super::context::{ReviewContext, empty};
use super::lines::{ClaimOrigin, ReviewLines};
use super::node::{DEEPEST, JsonDocument, Node};
use super::works::{Work, works};
use super::{api_answers, verdict};
use crate::error::Result;
use crate::model::import::item::{Fault, ImportItem, RawItem};
use crate::model::records::Line;
use crate::model::results::review::uid_of;

/// Passes on a piece for every review in a value.
///
/// # Errors
/// Errors of `each`.
pub(in crate::import) fn pieces(value: &Value, each: &mut dyn FnMut(ImportItem) -> Result<()>) -> Result<()> {
    walk(JsonDocument::of(value).root(), ReviewContext::default(), 0, each)
}

fn walk(node: Node, around: ReviewContext, depth: usize, each: &mut dyn FnMut(ImportItem) -> Result<()>) -> Result<()> {
    if depth > DEEPEST {
        return Ok(());
    }
    if node.is("ClaimReview") {
        return each(piece(node, review(node, around)));
    }
    if node.has("claimReviewMarkups") {
        return api_answers::reviews(node).iter().try_for_each(|review| pieces(review, each));
    }
    if node.has("text") && (node.has("claimReview") || node.has("claimant")) || is_claim_of_api(node) {
        return each(piece(node, api_answers::claim(node)));
    }
    for (key, inner) in node.within() {
        walk(inner, inside(node, around, key), depth + 1, each)?;
    }
    Ok(())
}

/// Returns whether a node is a claim of the API, which may lack its text.
fn is_claim_of_api(node: Node) -> bool {
    let is_review =
        |review: &Node| !review.is("ClaimReview") && (review.has("textualRating") || review.has("publisher"));
    node.all("claimReview").iter().any(is_review)
}

/// Returns what surrounds the nodes under a key. Lists change nothing.
fn inside<'a>(node: Node<'a>, around: ReviewContext<'a>, key: &str) -> ReviewContext<'a> {
    let item = match key {
        // A claim may name its review, instead of the other way round.
        "review" | "@reverse" | "subjectOf" if node.is("Claim") => Some(node),
        "" | "itemReviewed" => around.item,
        _ => None,
    };
    let is_article = node.kinds().any(|kind| kind.ends_with("Article") || kind.ends_with("Page") || kind == "Report");
    ReviewContext { item, article: if is_article { Some(node) } else { around.article } }
}

fn piece(node: Node, lines: Result<Vec<Line>, Fault>) -> ImportItem {
    ImportItem { place: "review".to_string(), lines, raw: RawItem::Text(node.value.to_string()) }
}

/// Reads a review.
fn review(node: Node, around: ReviewContext) -> Result<Vec<Line>, Fault> {
    let uid = node.text("@id").and_then(|id| uid_of(&id).map(str::to_string));
    let node = if uid.is_some() { node.literal() } else { node };
    let mut items = node.all("itemReviewed");
    if items.is_empty() {
        items.extend(around.item);
    }
    let reviewed = |node: Node| if node.value.is_object() { text_of(node) } else { node.own_text() };
    let mut texts = node.all("claimReviewed").into_iter().filter_map(reviewed);
    let of_item = || items.iter().find_map(|item| text_of(*item));
    let mut it = ReviewLines::of(texts.next().or_else(of_item).ok_or_else(|| empty("claimReviewed"))?);
    texts.for_each(|other| it.note("claimReviewed", &other));
    it.claim.published = uid.is_some();
    it.claim.uid = uid;
    for tag in items.iter().chain([&node]).flat_map(Node::keywords) {
        if !it.claim.tags.contains(&tag) {
            it.claim.tags.push(tag);
        }
    }
    let reviewers = verdict::reviewers(node, around);
    it.verdict(node, around, &reviewers);
    let claimants = claimants(&mut it, &items, &reviewers);
    let url = verdict::address(node, around);
    let works: Vec<Work> = items.iter().flat_map(|item| works(*item, &it.claim.text, url.as_deref())).collect();
    let first = items.iter().find_map(|item| item.first("firstAppearance"));
    let on = items.iter().find_map(|item| it.date(*item, "datePublished"));
    let on = on.or_else(|| it.date(first?, "datePublished"));
    let occasion = items.iter().find_map(|item| place_of(*item));
    it.attribute(ClaimOrigin { claimants, works, on, occasion }, node);
    Ok(it.finish())
}

/// Returns the text of the claim, if the reviewed item is a claim or has its text.
fn text_of(item: Node) -> Option<String> {
    let own = item.own_text().filter(|text| !text.contains("://"));
    let named = || if item.is("Claim") { item.text("name").or_else(|| item.text("description")) } else { None };
    own.or_else(|| item.text("text")).or_else(named)
}

/// Returns the place where the claim was made.
fn place_of(item: Node) -> Option<String> {
    let place = item.first("contentLocation").or_else(|| item.first("locationCreated"))?;
    place.own_text().or_else(|| place.text("name"))
}

/// Returns the claimants. A reviewer is not a claimant.
fn claimants(it: &mut ReviewLines, items: &[Node], reviewers: &[ReviewAgent]) -> Vec<ReviewAgent> {
    let mut claimants = Vec::new();
    for node in items.iter().flat_map(|item| item.all("author")) {
        let named = ReviewAgent::claimants(node);
        if let (true, Some(address)) = (named.is_empty(), node.address().or_else(|| node.text("sameAs"))) {
            it.note("claimant", &address);
        }
        for agent in named {
            if !node.literal && reviewers.iter().any(|reviewer| reviewer.is(&agent)) {
                it.note("claimant", &format!("{}, who reviewed it", agent.name));
            } else {
                claimants.push(agent);
            }
        }
    }
    claimants
}

#[cfg(test)]
mod tests;
