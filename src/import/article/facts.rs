//! What a file states about the article in it, as it is written there.

use crate::model::date::DayOrder;
use crate::model::{Article, Date, DocumentKind};
use crate::text::html;
use crate::text::single_spaced;

/// What a file states about its article. Of several statements, the first is kept: those that are trusted more come first.
#[derive(Debug, Default)]
pub(super) struct StatedFacts {
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) kind: Option<DocumentKind>,
}

impl StatedFacts {
    /// Returns the article with a text and these facts. What cannot be what it should be is left out.
    pub(super) fn into_article(self, text: String, format: &'static str) -> Article {
        let publisher = self.publisher.as_deref().and_then(plain);
        let title = self.title.as_deref().and_then(plain);
        let mut notes = Vec::new();
        let day = self.published.as_deref().and_then(day);
        if let (None, Some(stated)) = (&day, &self.published) {
            notes.push(format!("the day of publication cannot be read: {}", stated.trim()));
        }
        let mut authors: Vec<String> = Vec::new();
        for author in self.authors.iter().filter_map(|name| author(name)) {
            if !authors.contains(&author) && Some(&author) != publisher.as_ref() {
                authors.push(author);
            }
        }
        Article {
            title: title.map(|title| without_publisher(&title, publisher.as_deref()).to_string()),
            publisher,
            authors,
            published: day,
            url: self.url.as_deref().and_then(address),
            language: self.language.as_deref().and_then(language),
            kind: self.kind.unwrap_or_default(),
            text,
            format,
            notes,
        }
    }
}

/// Returns a text on one line, without entities and tags; none if nothing is left.
pub(super) fn plain(text: &str) -> Option<String> {
    let line = single_spaced(&html::plain(text));
    (!line.is_empty()).then_some(line)
}

/// Returns the day of a date; none if it cannot be read for sure.
pub(super) fn day(stated: &str) -> Option<Date> {
    let date = Date::from_import(stated.trim(), None::<DayOrder>).ok()?;
    let day = date.as_str().split('T').next().unwrap_or_default();
    Date::parse(day).ok()
}

/// Returns the name of an author, without "By"; none where it is an address or an account.
fn author(stated: &str) -> Option<String> {
    let name = plain(stated)?;
    let name = name.strip_prefix("By ").or(name.strip_prefix("by ")).unwrap_or(&name).trim();
    let is_name = !name.contains("://") && !name.starts_with('@') && name.chars().any(char::is_alphabetic);
    is_name.then(|| name.to_string())
}

/// Returns an address of the web.
pub(super) fn address(stated: &str) -> Option<String> {
    let url = stated.trim();
    let rest = url.strip_prefix("https://").or(url.strip_prefix("http://"))?;
    let is_address =
        !url.contains(char::is_whitespace) && rest.split('/').next().is_some_and(|host| host.contains('.'));
    is_address.then(|| url.to_string())
}

/// Returns a language as BCP 47 writes it: `en-GB` for `en_gb`, `sr-Latn` for `sr-latn`.
pub(super) fn language(stated: &str) -> Option<String> {
    let mut parts = stated.trim().split(['-', '_']);
    let first = parts
        .next()
        .filter(|part| matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
    let mut tag = first.to_ascii_lowercase();
    for part in parts {
        let cased = match part.len() {
            2 => part.to_ascii_uppercase(),
            4 => part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase(),
            3 | 5..=8 => part.to_ascii_lowercase(),
            _ => return None,
        };
        if !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        tag = format!("{tag}-{cased}");
    }
    Some(tag)
}

/// Returns a title without the name of the publisher at its end: `Port sold | The Paper`.
fn without_publisher<'a>(title: &'a str, publisher: Option<&str>) -> &'a str {
    let name = |text: &str| {
        let lower = text.trim().to_lowercase();
        lower.strip_prefix("the ").unwrap_or(&lower).to_string()
    };
    [" | ", " – ", " — ", " - ", " · "]
        .iter()
        .filter_map(|sign| title.rsplit_once(sign))
        .find(|(_, end)| publisher.is_some_and(|publisher| name(publisher) == name(end)))
        .map_or(title, |(begin, _)| begin.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_written_as_bcp_47() {
        for (stated, expected) in [
            ("en", Some("en")),
            ("en_GB", Some("en-GB")),
            ("EN-us", Some("en-US")),
            ("sr-latn-rs", Some("sr-Latn-RS")),
            ("es-419", Some("es-419")),
            ("English", None),
            ("en-ü", None),
            ("", None),
        ] {
            assert_eq!(language(stated).as_deref(), expected, "{stated}");
        }
    }

    #[test]
    fn titles_lose_the_name_of_the_publisher() {
        for (title, expected) in [
            ("Port sold | The Paper", "Port sold"),
            ("Port sold - Paper", "Port sold"),
            ("Port – sold – THE PAPER", "Port – sold"),
            ("Port | sold", "Port | sold"),
        ] {
            assert_eq!(without_publisher(title, Some("The Paper")), expected);
        }
    }

    #[test]
    fn facts_that_are_none_are_left_out() {
        let facts = StatedFacts {
            title: Some(" Port &amp; pier\n sold ".to_string()),
            authors: ["By Ann Lee", "https://social.example/ann", "@ann", "Ann Lee"].map(str::to_string).to_vec(),
            published: Some("2024-03-05T09:30:00+01:00".to_string()),
            url: Some("javascript:alert(1)".to_string()),
            ..StatedFacts::default()
        };
        let article = facts.into_article(String::new(), "text");
        assert_eq!(article.title.as_deref(), Some("Port & pier sold"));
        assert_eq!(article.authors, ["Ann Lee"]);
        assert_eq!(article.published.unwrap().as_str(), "2024-03-05");
        assert_eq!((article.url, article.notes), (None, Vec::new()));
        let article = StatedFacts { published: Some("03/04/2024".to_string()), ..StatedFacts::default() }
            .into_article(String::new(), "text");
        assert_eq!(article.notes, ["the day of publication cannot be read: 03/04/2024"]);
    }
}
