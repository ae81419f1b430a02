//! What the JSON-LD of a web page (schema.org) states about the article in it.

use std::collections::HashMap;

use scraper::{Html, Selector};
use serde_json::{Map, Value};

use super::facts::{StatedFacts, plain};
use crate::import::html::script;
use crate::model::DocumentKind;

/// Maximum depth at which objects are looked for.
const DEEPEST: usize = 20;
/// Maximum number of names of one property.
pub(super) const NAMES: usize = 20;

/// What a page states about its article.
#[derive(Debug, Default)]
pub(super) struct PageFacts {
    /// The facts of any file.
    pub(super) facts: StatedFacts,
    /// Whether the page says that only subscribers can read all of it.
    pub(super) is_paid: bool,
    /// The number of words of the article, as the page says.
    pub(super) words: Option<usize>,
    /// The text of the article, as the page states it beside what it shows.
    pub(super) body: Option<String>,
}

/// An object.
type JsonObject = Map<String, Value>;

/// Returns the facts of the first article in the scripts of a page.
pub(super) fn linked_facts(page: &Html) -> PageFacts {
    let mut nodes = Vec::new();
    let Ok(selector) = Selector::parse("script[type]") else { return PageFacts::default() };
    for element in page.select(&selector) {
        let kind = element.attr("type").unwrap_or_default().trim().to_ascii_lowercase();
        if kind.starts_with("application/ld+json")
            && let Ok(value) = script::value(&element.text().collect::<String>())
        {
            collect(value, &mut nodes, 0);
        }
    }
    let by_id: HashMap<&str, &JsonObject> = nodes
        .iter()
        .filter(|node| node.len() > 1)
        .filter_map(|node| Some((node.get("@id")?.as_str()?, node)))
        .collect();
    let article = nodes.iter().find_map(|node| Some((node, kinds(node).next()?)));
    article.map_or_else(PageFacts::default, |(node, kind)| facts(node, kind, &by_id))
}

/// Collects the objects of a value that no property contains: those of lists and graphs.
fn collect(value: Value, nodes: &mut Vec<JsonObject>, depth: usize) {
    match value {
        Value::Array(list) if depth < DEEPEST => list.into_iter().for_each(|value| collect(value, nodes, depth + 1)),
        Value::Object(mut object) => {
            for within in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if depth < DEEPEST && object.get(within).is_some_and(|value| value.is_array() || value.is_object()) {
                    collect(object.get(within).cloned().unwrap_or_default(), nodes, depth + 1);
                }
            }
            object.remove("@graph");
            nodes.push(object);
        }
        _ => {}
    }
}

/// Returns the kind of a document by its type in schema.org; none for what is no article.
fn kind_of(schema: &str) -> Option<DocumentKind> {
    let name = schema.rsplit(['/', '#', ':']).next().unwrap_or_default();
    match name {
        "SocialMediaPosting" | "DiscussionForumPosting" => Some(DocumentKind::Post),
        "Report" => Some(DocumentKind::Report),
        "BlogPosting" | "LiveBlogPosting" => Some(DocumentKind::Article),
        name if name.ends_with("Article") => Some(DocumentKind::Article),
        _ => None,
    }
}

fn kinds(node: &JsonObject) -> impl Iterator<Item = DocumentKind> {
    each(node.get("@type")).filter_map(|kind| kind_of(kind.as_str()?))
}

/// Returns the values of a property: those of a list, or the only one.
fn each(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let values = match value {
        Some(Value::Array(list)) => &list[..],
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    values.iter().take(NAMES)
}

fn facts(node: &JsonObject, kind: DocumentKind, by_id: &HashMap<&str, &JsonObject>) -> PageFacts {
    let text = |name: &str| node.get(name).and_then(Value::as_str).map(str::to_string);
    let names = |property: &str| each(node.get(property)).filter_map(|value| name(value, by_id)).collect::<Vec<_>>();
    let page = node.get("mainEntityOfPage").and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str()));
    let address = text("url").or_else(|| page.map(str::to_string));
    let is_paid = |object: &JsonObject| object.get("isAccessibleForFree").is_some_and(says_no);
    let parts = || each(node.get("hasPart")).filter_map(Value::as_object).any(is_paid);
    let words = node.get("wordCount").and_then(|count| count.as_u64().or_else(|| count.as_str()?.trim().parse().ok()));
    PageFacts {
        is_paid: is_paid(node) || parts(),
        words: words.and_then(|count| usize::try_from(count).ok()),
        body: text("articleBody"),
        facts: StatedFacts {
            title: text("headline").or_else(|| text("name")),
            publisher: names("publisher").into_iter().next().or_else(|| names("sourceOrganization").into_iter().next()),
            authors: names("author"),
            published: text("datePublished").or_else(|| text("dateCreated")),
            url: address.filter(|url| super::facts::address(url).is_some()),
            language: each(node.get("inLanguage")).find_map(|value| name(value, by_id)),
            kind: Some(kind),
        },
    }
}

/// Returns the name that a value is or has, also where it only refers to the object.
fn name(value: &Value, by_id: &HashMap<&str, &JsonObject>) -> Option<String> {
    let object = match value {
        Value::String(text) => return plain(text),
        Value::Object(object) => object,
        _ => return None,
    };
    let of = |object: &JsonObject| ["name", "alternateName"].iter().find_map(|key| plain(object.get(*key)?.as_str()?));
    of(object).or_else(|| of(by_id.get(object.get("@id")?.as_str()?)?))
}

/// Whether a value says no: a boolean, or a word.
fn says_no(value: &Value) -> bool {
    let word = value.as_str().map(|word| word.rsplit('/').next().unwrap_or_default().to_ascii_lowercase());
    value == &Value::Bool(false) || matches!(word.as_deref(), Some("false" | "no"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str) -> PageFacts {
        linked_facts(&Html::parse_document(&format!("<script type='application/ld+json'>{json}</script>")))
    }

    #[test]
    fn the_article_is_found_among_other_objects() {
        let found = of(r##"{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Site"},
            {"@type": "Organization", "@id": "#paper", "name": "The Paper"}, {"@id": "#ann", "name": "Ann Lee", "@type": "Person"},
            {"@type": ["ReportageNewsArticle"], "headline": "Port sold", "publisher": {"@id": "#paper"}, "author": {"@id": "#ann"},
             "inLanguage": {"@type": "Language", "name": "en"}, "mainEntityOfPage": {"@id": "https://paper.example/port"}}]}"##);
        let facts = found.facts;
        assert_eq!(facts.title.as_deref(), Some("Port sold"));
        assert_eq!((facts.publisher.as_deref(), facts.authors), (Some("The Paper"), vec!["Ann Lee".to_string()]));
        assert_eq!((facts.url.as_deref(), facts.language.as_deref()), (Some("https://paper.example/port"), Some("en")));
        assert!(!found.is_paid);
    }

    #[test]
    fn what_only_subscribers_read_is_known() {
        for json in [
            r#"{"@type": "NewsArticle", "isAccessibleForFree": false, "wordCount": "800"}"#,
            r#"{"@type": "NewsArticle", "wordCount": 800, "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "False"}}"#,
        ] {
            let found = of(json);
            assert_eq!((found.is_paid, found.words), (true, Some(800)), "{json}");
        }
        assert!(!of(r#"{"@type": "NewsArticle", "isAccessibleForFree": "True"}"#).is_paid);
    }

    #[test]
    fn other_objects_and_broken_scripts_state_nothing() {
        for json in [r#"{"@type": "Product", "name": "x"}"#, "{oops", &"[".repeat(5_000)] {
            assert_eq!(of(json).facts.title, None);
        }
    }
}
