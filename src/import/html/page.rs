//! Finds `ClaimReview` in a web page: JSON-LD in scripts, microdata and `RDFa`.

use std::io::Read;

use scraper::{Html, Selector};
use serde_json::Value;

use super::items;
use super::script::{self, BrokenScript};
use crate::error::{Error, Result};
use crate::import::claimreview::PAGE_KEY;

/// Maximum length of a page, in bytes.
const BYTES: u64 = 64 << 20;
/// Maximum depth of one kind of element. The time to parse a page grows with the square of the depth.
const DEEPEST: usize = 4_000;

/// Returns every value of a page that has reviews.
///
/// # Errors
/// Errors if the page is too long or nested too deeply.
pub(in crate::import) fn values(from: impl Read) -> Result<Vec<Result<Value, BrokenScript>>> {
    let mut bytes = Vec::new();
    from.take(BYTES + 1).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    if bytes.len() as u64 > BYTES || is_deep(&text) {
        return Err(
            Error::usage("the page is too long, or nested too deeply").hint("save only the part with the review")
        );
    }
    let page = Html::parse_document(&text);
    let mut values = Vec::new();
    for script in page.select(&selector("script[type]")) {
        let kind = script.attr("type").unwrap_or_default().trim().to_ascii_lowercase();
        let json: String = script.text().collect();
        if kind.starts_with("application/ld+json") && json.contains("ClaimReview") {
            values.push(script::value(&json));
        }
    }
    values.extend(items::reviews(&page).into_iter().map(Ok));
    if let Some(address) = address(&page) {
        values
            .iter_mut()
            .filter_map(|value| value.as_mut().ok())
            .for_each(|value| add_page_address(value, &address, 0));
    }
    Ok(values)
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("the selector is fixed")
}

/// Returns the address that a page states.
fn address(page: &Html) -> Option<String> {
    let stated = [("link[rel~=canonical]", "href"), ("meta[property='og:url']", "content")];
    let mut addresses = stated.iter().filter_map(|(which, name)| page.select(&selector(which)).next()?.attr(name));
    let address = addresses.find(|address| address.starts_with("http://") || address.starts_with("https://"));
    address.map(|address| address.trim().to_string())
}

/// Adds the address of the page to every review in a value. The review's own address goes first.
fn add_page_address(value: &mut Value, address: &str, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(list) => list.iter_mut().for_each(|value| add_page_address(value, address, depth + 1)),
        Value::Object(object) => {
            object.values_mut().for_each(|value| add_page_address(value, address, depth + 1));
            let of_review = object.get("@type").is_some_and(|kind| kind.to_string().contains("ClaimReview"));
            if of_review {
                object.insert(PAGE_KEY.to_string(), address.into());
            }
        }
        _ => {}
    }
}

/// Elements that pages nest.
const NESTING_ELEMENTS: &str = "div span section table ul b i a font em strong blockquote article center nav main header footer \
     aside form ol li dl dd td tr p u s small big code label figure details";

/// Returns whether elements of one kind are nested too deeply.
fn is_deep(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    NESTING_ELEMENTS.split(' ').any(|name| {
        let (open, close) = (format!("<{name}"), format!("</{name}"));
        let (mut depth, mut deepest) = (0usize, 0usize);
        let ends = |at: usize, word: &str| lower[at + word.len()..].starts_with(['>', ' ', '\n', '\t', '/']);
        for (at, _) in lower.match_indices('<') {
            if lower[at..].starts_with(&close) && ends(at, &close) {
                depth = depth.saturating_sub(1);
            } else if lower[at..].starts_with(&open) && ends(at, &open) {
                depth += 1;
                deepest = deepest.max(depth);
            }
        }
        deepest > DEEPEST
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_microdata_are_found() {
        let page = r#"<html><script type="Application/LD+JSON; charset=utf-8"><!--
            {"@type": "ClaimReview", "claimReviewed": "It
            rains"} --></script>
            <script type="application/ld+json">{"@type": "ClaimReview", oops}</script>
            <div itemscope itemtype="https://schema.org/ClaimReview" itemref="more"><meta itemprop="url" content="https://example.org/r">
            <p itemprop="claimReviewed">The <b>moon</b> is cheese</p>
            <span itemprop="author" itemscope itemtype="http://schema.org/Organization"><a itemprop="url" href="https://example.org">x</a></span></div>
            <time id="more" itemprop="datePublished" datetime="2021-11-18">today</time></html>"#;
        let values = values(page.as_bytes()).unwrap();
        assert_eq!(values[0].as_ref().unwrap()["claimReviewed"].as_str().unwrap().split_whitespace().count(), 2);
        assert!(values[1].is_err());
        let item = values[2].as_ref().unwrap();
        assert_eq!(item["claimReviewed"], "The moon is cheese");
        assert_eq!(item["author"]["url"], "https://example.org");
        assert_eq!(item["datePublished"], "2021-11-18");
    }

    #[test]
    fn rdfa_is_read_as_microdata_is() {
        let page = r##"<html vocab="https://schema.org/"><link rel="canonical" href="https://desk.example/r">
            <article typeof="NewsArticle"><div property="review" typeof="schema:ClaimReview Review" resource="#r">
            <meta property="schema:claimReviewed" content="It rains"><a property="url" href="https://desk.example/1">x</a>
            <div property="itemReviewed" typeof="Claim"><p property="author" typeof="Person"><b property="name">Ann Lee</b></p></div>
            <div property="reviewRating" typeof="Rating"><i property="alternateName">False</i></div></div>
            <div itemprop="review" itemscope itemtype="http://schema.org/ClaimReview"><p itemprop="claimReviewed">It snows</p></div>
            </article></html>"##;
        let values = values(page.as_bytes()).unwrap();
        let item = values.iter().find_map(|value| value.as_ref().ok().filter(|value| value["@id"] == "#r")).unwrap();
        assert_eq!((&item["claimReviewed"], &item["url"]), (&"It rains".into(), &"https://desk.example/1".into()));
        assert_eq!(item["itemReviewed"]["author"]["name"], "Ann Lee");
        assert_eq!(item["reviewRating"]["alternateName"], "False");
        assert_eq!(item[PAGE_KEY], "https://desk.example/r");
        assert_eq!(values.len(), 2, "a review in an article is found too");
    }

    #[test]
    fn deep_pages_are_refused() {
        assert!(values("<div>".repeat(200_000).as_bytes()).is_err());
    }
}
