//! `ClaimReview` in a web page: JSON-LD in scripts, and microdata.

use std::io::Read;

use scraper::{ElementRef, Html, Selector};
use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// No page is longer, and none has more elements of a kind open within each other: a parser takes the square of that.
const BYTES: u64 = 64 << 20;
const DEEPEST: usize = 4_000;
/// So deep may items of microdata stand in each other, and elements in them.
const NESTED: usize = 200;

/// A script that is longer holds no review.
const SCRIPT: usize = 4 << 20;

/// A script that cannot be read, as it stood there.
pub(super) type Broken = (Error, String);

/// Every value that a page tells of reviews in.
///
/// # Errors
/// A page that is too long or nested too deeply.
pub(super) fn values(from: impl Read) -> Result<Vec<Result<Value, Broken>>> {
    let mut bytes = Vec::new();
    from.take(BYTES + 1).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    if bytes.len() as u64 > BYTES || is_deep(&text) {
        return Err(
            Error::usage("the page is too long, or nested too deeply").hint("save only the part with the review")
        );
    }
    let page = Html::parse_document(&text);
    let select = |text: &str| Selector::parse(text).expect("the selector is fixed");
    let mut values = Vec::new();
    for script in page.select(&select("script[type]")) {
        let kind = script.attr("type").unwrap_or_default().trim().to_ascii_lowercase();
        let json: String = script.text().collect();
        if kind.starts_with("application/ld+json") && json.contains("ClaimReview") {
            values.push(script_value(&json));
        }
    }
    for item in page.select(&select("[itemscope][itemtype]")) {
        let of_review = item.attr("itemtype").is_some_and(|kind| kind.trim().ends_with("/ClaimReview"));
        if of_review && item.attr("itemprop").is_none() {
            values.push(Ok(microdata(&page, item, 0)));
        }
    }
    Ok(values)
}

/// Whether more elements of a kind are open in each other than any page needs.
fn is_deep(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    [
        "div",
        "span",
        "section",
        "table",
        "ul",
        "b",
        "i",
        "a",
        "font",
        "em",
        "strong",
        "blockquote",
        "article",
        "center",
        "nav",
        "main",
        "header",
        "footer",
        "aside",
        "form",
        "ol",
        "li",
        "dl",
        "dd",
        "td",
        "tr",
        "p",
        "u",
        "s",
        "small",
        "big",
        "code",
        "label",
        "figure",
        "details",
    ]
    .iter()
    .any(|name| {
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

/// The value of a script, without what pages wrap it in; line breaks within texts, which JSON forbids, become spaces.
fn script_value(json: &str) -> Result<Value, Broken> {
    let mut bare = json.trim();
    for wrap in ["<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "-->", "//]]>", "/*]]>*/", "]]>", ";"] {
        bare = bare.trim_start_matches(wrap).trim_end_matches(wrap).trim();
    }
    if bare.len() > SCRIPT {
        let begin: String = bare.chars().take(1_000).collect();
        return Err((Error::usage("a script of reviews is longer than 4 MiB"), begin));
    }
    serde_json::from_str(bare).or_else(|error| {
        let spaced: String = bare.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&spaced).map_err(|_| {
            let text = error.to_string();
            let fault = text.split_once(" at line ").map_or(text.as_str(), |(fault, _)| fault);
            let place = format!("line {} of its script, character {}", error.line(), error.column());
            (Error::usage(format!("{fault}, {place}")), spaced.split_whitespace().collect::<Vec<_>>().join(" "))
        })
    })
}

/// An item of microdata in the shape of JSON-LD (WHATWG HTML, "Microdata").
fn microdata(page: &Html, item: ElementRef, depth: usize) -> Value {
    let kind = item.attr("itemtype").unwrap_or_default().trim().rsplit('/').next().unwrap_or_default();
    let mut properties = Map::new();
    properties.insert("@type".to_string(), kind.into());
    if depth < NESTED {
        gather(page, item, depth, &mut properties);
        // Only the outermost item: items that refer to each other would never end.
        let others = item.attr("itemref").filter(|_| depth == 0).unwrap_or_default();
        for id in others.split_whitespace() {
            let named = page.tree.nodes().filter_map(ElementRef::wrap).find(|element| element.attr("id") == Some(id));
            if let Some(element) = named {
                property(page, element, depth + 1, &mut properties);
            }
        }
    }
    Value::Object(properties)
}

fn gather(page: &Html, within: ElementRef, depth: usize, properties: &mut Map<String, Value>) {
    for child in within.children().filter_map(ElementRef::wrap) {
        property(page, child, depth, properties);
    }
}

fn property(page: &Html, element: ElementRef, depth: usize, properties: &mut Map<String, Value>) {
    let is_item = element.attr("itemscope").is_some();
    if let Some(names) = element.attr("itemprop") {
        let value = if is_item { microdata(page, element, depth + 1) } else { content(element).into() };
        for name in names.split_whitespace() {
            match properties.get_mut(name) {
                None => drop(properties.insert(name.to_string(), value.clone())),
                Some(Value::Array(list)) => list.push(value.clone()),
                Some(one) => *one = Value::Array(vec![one.take(), value.clone()]),
            }
        }
    }
    if !is_item && depth < NESTED {
        gather(page, element, depth + 1, properties);
    }
}

fn content(element: ElementRef) -> String {
    let attribute = match element.value().name() {
        "a" | "area" | "link" => "href",
        "img" | "audio" | "video" | "source" | "embed" | "iframe" | "track" => "src",
        "time" => "datetime",
        "data" | "meter" => "value",
        _ => "content",
    };
    match element.attr(attribute) {
        Some(value) => value.to_string(),
        None => element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "),
    }
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
    fn deep_pages_are_refused() {
        assert!(values("<div>".repeat(200_000).as_bytes()).is_err());
    }
}
