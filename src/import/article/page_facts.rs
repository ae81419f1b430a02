//! What a web page states about its article: in JSON-LD (schema.org), then Open Graph, then other tags.

use scraper::{Html, Selector};

use super::facts::address;
use super::linked_data::{NAMES, PageFacts, linked_facts};

/// Names of tags with a fact, those that are trusted more first.
const TITLES: &[&str] = &["og:title", "twitter:title", "dc.title", "dcterms.title", "title"];
const PUBLISHERS: &[&str] = &["og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name"];
const AUTHORS: &[&str] =
    &["article:author", "author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author"];
const DATES: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "pubdate",
    "date",
];
const ADDRESSES: &[&str] = &["og:url", "twitter:url", "parsely-link"];
const LANGUAGES: &[&str] = &["og:locale", "content-language", "dc.language", "dcterms.language", "language"];

/// Reads what a page states. `html` is the page as text, `page` the same as a tree.
pub(super) fn read(html: &str, page: &Html) -> PageFacts {
    let mut found = linked_facts(page);
    let tags = MetaTags::of(page);
    let facts = &mut found.facts;
    offer(&mut facts.title, || tags.first(TITLES));
    offer(&mut facts.publisher, || tags.first(PUBLISHERS));
    if facts.authors.is_empty() {
        facts.authors = AUTHORS.iter().find_map(|name| tags.names(name)).unwrap_or_default();
    }
    offer(&mut facts.published, || tags.first(DATES).or_else(|| attribute(page, "time[datetime]", "datetime")));
    offer(&mut facts.url, || {
        let stated = tags.first(ADDRESSES).filter(|url| address(url).is_some());
        let linked = || attribute(page, "link[rel~=canonical]", "href").filter(|url| address(url).is_some());
        stated.or_else(linked).or_else(|| saved_from(html))
    });
    offer(&mut facts.language, || tags.first(LANGUAGES).or_else(|| attribute(page, "html[lang]", "lang")));
    found
}

fn offer(slot: &mut Option<String>, value: impl FnOnce() -> Option<String>) {
    if slot.as_ref().is_none_or(|text| text.trim().is_empty()) {
        *slot = value();
    }
}

fn attribute(page: &Html, which: &str, name: &str) -> Option<String> {
    let selector = Selector::parse(which).ok()?;
    let value = page.select(&selector).next()?.attr(name)?.trim();
    (!value.is_empty()).then(|| value.to_string())
}

/// Returns the address from which a browser or an extension saved the page, as its comment says.
fn saved_from(html: &str) -> Option<String> {
    let begin: String = html.chars().take(4_000).collect();
    let after = begin.split_once("saved with SingleFile").or(begin.split_once("saved from url="))?.1;
    let url = &after[after.find("http")?..];
    address(url.split(|c: char| c.is_whitespace() || c == '>').next()?.trim_end_matches("--"))
}

/// The contents of the `meta` elements of a page, by name or property in lower case.
struct MetaTags(Vec<(String, String)>);

impl MetaTags {
    fn of(page: &Html) -> Self {
        let Ok(selector) = Selector::parse("meta[content]") else { return Self(Vec::new()) };
        let tags = page.select(&selector).filter_map(|meta| {
            let names = [meta.attr("property"), meta.attr("name"), meta.attr("itemprop"), meta.attr("http-equiv")];
            let name = names.into_iter().flatten().next()?.trim().to_ascii_lowercase();
            let content = meta.attr("content")?.trim();
            (!content.is_empty()).then(|| (name, content.to_string()))
        });
        Self(tags.collect())
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.0.iter().find(|(known, _)| known == name).map(|(_, content)| content.clone()))
    }

    /// Returns the contents of all tags of a name that are no addresses; none if there is no such tag.
    fn names(&self, name: &str) -> Option<Vec<String>> {
        let with_name = self.0.iter().filter(|(known, content)| known == name && !content.contains("://"));
        let names: Vec<_> = with_name.take(NAMES).map(|(_, content)| content.clone()).collect();
        (!names.is_empty()).then_some(names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(html: &str) -> PageFacts {
        read(html, &Html::parse_document(html))
    }

    #[test]
    fn linked_data_goes_before_tags() {
        let page = r#"<html lang="en-GB"><head><meta property="og:title" content="Port sold | The Paper"><meta name="author" content="Desk">
            <meta property="og:site_name" content="The Paper"><meta property="article:published_time" content="2024-03-06">
            <link rel="canonical" href="https://paper.example/port"><script type="application/ld+json">{"@context": "https://schema.org",
            "@type": "NewsArticle", "headline": "Port is sold", "datePublished": "2024-03-05T08:00:00Z", "author": [{"name": "Ann Lee"}, "Tom Hill"]}
            </script></head><body></body></html>"#;
        let found = facts(page).facts;
        assert_eq!(found.title.as_deref(), Some("Port is sold"));
        assert_eq!(found.publisher.as_deref(), Some("The Paper"));
        assert_eq!(found.authors, ["Ann Lee", "Tom Hill"]);
        assert_eq!(found.published.as_deref(), Some("2024-03-05T08:00:00Z"));
        assert_eq!(found.url.as_deref(), Some("https://paper.example/port"));
        assert_eq!(found.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn tags_are_read_where_there_is_no_linked_data() {
        let page = r#"<!-- Page saved with SingleFile
             url: https://paper.example/port?x=1
             saved date: Tue Mar 05 2024 --><html><head><title>x</title><meta name="byl" content="By Ann Lee"><meta property="og:locale" content="de_AT">
            <meta name="DC.date" content="2024-03-05"><meta property="article:author" content="https://social.example/ann"></head></html>"#;
        let found = facts(page).facts;
        assert_eq!(found.url.as_deref(), Some("https://paper.example/port?x=1"));
        assert_eq!(found.authors, ["By Ann Lee"]);
        assert_eq!((found.published.as_deref(), found.language.as_deref()), (Some("2024-03-05"), Some("de_AT")));
        let saved = "<!-- saved from url=(0030)https://paper.example/port -->\n<html></html>";
        assert_eq!(facts(saved).facts.url.as_deref(), Some("https://paper.example/port"));
    }
}
