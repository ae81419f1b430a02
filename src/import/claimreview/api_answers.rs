//! Answers of the Google Fact Check Tools API: results of a search, and pages with their markup.

use serde_json::{Map, Value, json};

use super::agents::ReviewAgent;
use super::context::{empty, host};
use super::lines::{ClaimOrigin, ReviewLines};
use super::node::Node;
use crate::model::import::item::Fault;
use crate::model::records::{Line, VerdictLine};

/// Reads a claim of a `claims:search` answer. It may have several reviews.
pub(in crate::import) fn claim(node: Node) -> Result<Vec<Line>, Fault> {
    let mut it = ReviewLines::of(node.text("text").ok_or_else(|| empty("text"))?);
    for review in node.all("claimReview") {
        let publisher = review.first("publisher");
        let reviewer = publisher.and_then(|publisher| publisher.text("name").or(publisher.text("site")));
        let url = review.address();
        let reviewer = reviewer.or_else(|| host(url.as_deref()));
        it.lines.extend(reviewer.iter().map(|name| ReviewAgent::of_name(name.clone()).line(Some("organisation"))));
        let decided_on = it.date(review, "reviewDate");
        it.found(VerdictLine {
            label: review.text("textualRating").unwrap_or_default(),
            reviewer,
            decided_on,
            review_url: url,
            review_title: review.text("title"),
            ..VerdictLine::default()
        });
    }
    let on = it.date(node, "claimDate");
    let claimants = node.text("claimant").map(|name| ReviewAgent::claimants_in(&name)).unwrap_or_default();
    let page = node.first("claimReview").unwrap_or(node);
    it.attribute(ClaimOrigin { claimants, works: Vec::new(), on, occasion: None }, page);
    Ok(it.finish())
}

/// Converts the markup of a page, as `pages.list` gives it, to `ClaimReview` nodes.
pub(in crate::import) fn reviews(page: Node) -> Vec<Value> {
    page.all("claimReviewMarkups").into_iter().map(|markup| review(page, markup)).collect()
}

fn review(page: Node, markup: Node) -> Value {
    let mut author = typed("Organization", markup, &[]);
    if let Some(named) = page.first("claimReviewAuthor") {
        author = typed("Organization", named, &[("name", "name")]);
    }
    let mut item = typed(
        "Claim",
        markup,
        &[
            ("datePublished", "claimDate"),
            ("contentLocation", "claimLocation"),
            ("appearance", "claimAppearances"),
            ("firstAppearance", "claimFirstAppearance"),
        ],
    );
    if let Some(named) = markup.first("claimAuthor") {
        // The API does not say whether it is a person.
        let agent = typed("", named, &[("name", "name"), ("jobTitle", "jobTitle"), ("sameAs", "sameAs")]);
        item.insert("author".to_string(), agent.into());
    }
    let mut review = typed("ClaimReview", markup, &[("claimReviewed", "claimReviewed"), ("url", "url")]);
    if let Some(rating) = markup.first("rating") {
        let keys = ["ratingValue", "worstRating", "bestRating", "ratingExplanation"].map(|key| (key, key));
        let mut rated = typed("Rating", rating, &keys);
        rated.extend(typed("Rating", rating, &[("alternateName", "textualRating")]));
        review.insert("reviewRating".to_string(), rated.into());
    }
    let own = typed("", page, &[("datePublished", "publishDate"), ("mainEntityOfPage", "pageUrl")]);
    review.extend(own.into_iter().filter(|(key, _)| key != "@type"));
    review.insert("author".to_string(), author.into());
    review.insert("itemReviewed".to_string(), item.into());
    review.into()
}

/// Makes an object of a type. `keys` pairs the names of schema.org with those of the API.
fn typed(kind: &str, node: Node, keys: &[(&str, &str)]) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("@type".to_string(), json!(kind));
    for (ours, theirs) in keys {
        object.extend(node.value.get(theirs).map(|value| ((*ours).to_string(), value.clone())));
    }
    object
}
