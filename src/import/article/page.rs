//! The article in a web page, without what stands around it.

use std::borrow::Cow;

use dom_smoothie::{Config, Readability};
use encoding_rs::Encoding;
use scraper::Html;

use super::linked_data::PageFacts;
use super::{page_blocks, page_facts};
use crate::error::{Error, Result};
use crate::import::encoding::TextEncoding;
use crate::model::Article;

/// Maximum length of a page without the pictures in it, in bytes.
const LONGEST: usize = 12 << 20;
/// Maximum depth of nested elements. The time to parse a page grows with the square of the depth.
const DEEPEST: usize = 600;
/// Maximum number of elements in which an article is looked for.
const ELEMENTS: usize = 50_000;
/// Minimum number of words of an article.
const SHORTEST: usize = 25;
/// Number of words below which a text is only the beginning of what subscribers read, if the page does not say how many there are.
const BEGINNING: usize = 250;

/// Elements without an end.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// What a web page, or a part of one, begins with.
const TAGS: &str = "!doctype ?xml article body div h1 h2 head html link main meta p section span style title";

/// Whether a text is a web page.
pub(super) fn is_page(text: &str) -> bool {
    let lower: String = text.trim_start().chars().take(20).collect::<String>().to_ascii_lowercase();
    let Some(after) = lower.strip_prefix('<') else { return false };
    let ends = |rest: &str| rest.starts_with(['>', '/']) || rest.starts_with(char::is_whitespace);
    after.starts_with("!--") || TAGS.split(' ').any(|tag| after.strip_prefix(tag).is_some_and(ends))
}

/// Returns the text of a page in the encoding that it declares; none where it declares none, or is not in it.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<(String, TextEncoding)> {
    if Encoding::for_bom(bytes).is_some() {
        return None;
    }
    let begin = String::from_utf8_lossy(&bytes[..bytes.len().min(4_096)]).to_ascii_lowercase();
    if !begin.trim_start().starts_with('<') {
        return None;
    }
    let label = begin.split_once("charset=")?.1.trim_start_matches(['"', '\'', ' ']);
    let label = label.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))).next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    let (text, is_wrong) = encoding.decode_without_bom_handling(bytes);
    let fits = !is_wrong && encoding.is_ascii_compatible();
    fits.then(|| (text.into_owned(), TextEncoding { encoding, damaged: false }))
}

/// Returns the article in a page.
///
/// # Errors
/// A page that is too long or too deep, without an article, or with the beginning of one only.
pub(super) fn article(html: &str) -> Result<Article> {
    let html = without_data(html);
    if html.len() > LONGEST || is_deep(&html) {
        return Err(Error::usage("the page is too long, or nested too deeply")
            .hint("save it in the reading view of your browser, or copy the text into a file"));
    }
    let page = Html::parse_document(&html);
    let found = page_facts::read(&html, &page);
    drop(page);
    let (shown_title, mut lines) = found_lines(&html, &found)?;
    let mut facts = found.facts;
    facts.title.get_or_insert(shown_title);
    let mut article = facts.into_article(String::new(), "a web page");
    if let Some(title) = &article.title {
        lines.retain(|line| line != title);
        lines.insert(0, title.clone());
    }
    article.text = lines.join("\n");
    if found.is_paid {
        article.notes.push("the page says that only subscribers can read all of it".to_string());
    }
    Ok(article)
}

/// Returns the title that the page shows, and the lines of its article.
fn found_lines(html: &str, found: &PageFacts) -> Result<(String, Vec<String>)> {
    let config = Config { max_elements_to_parse: ELEMENTS, disable_json_ld: true, ..Config::default() };
    let mut reader = Readability::new(html, None, Some(config)).map_err(|_| none())?;
    let title = reader.get_article_title().trim().to_string();
    let mut lines = match reader.parse() {
        Ok(read) => page_blocks::lines(&Html::parse_fragment(&read.content)),
        Err(dom_smoothie::ReadabilityError::TooManyElements(..)) => {
            return Err(Error::usage(format!("the page has more than {ELEMENTS} elements"))
                .hint("save it in the reading view of your browser, or copy the text into a file"));
        }
        Err(_) => Vec::new(),
    };
    if let Some(body) = &found.body
        && words(body) > 2 * count(&lines)
    {
        lines = page_blocks::lines(&Html::parse_fragment(&body.replace('\n', "<br>")));
    }
    let read = count(&lines);
    let is_beginning = found.words.map_or(read < BEGINNING, |all| read * 2 < all);
    if found.is_paid && is_beginning {
        return Err(Error::usage("the page holds only the beginning of the article; the rest is for subscribers")
            .hint("open it where you can read all of it, and save the page there"));
    }
    let has_sentence = lines.iter().any(|line| words(line) >= 8 && line.contains(['.', '!', '?', '。', '।', '؟']));
    if read < SHORTEST || !has_sentence { Err(none()) } else { Ok((title, lines)) }
}

fn none() -> Error {
    Error::usage("there is no article in the page")
        .hint("save the page of one article when all of it is shown, or copy the text into a file")
}

fn count(lines: &[String]) -> usize {
    lines.iter().map(|line| words(line)).sum()
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Removes the pictures, fonts and films that a page saved as one file contains.
fn without_data(html: &str) -> Cow<'_, str> {
    const MARK: &str = ";base64,";
    if !html.contains(MARK) {
        return html.into();
    }
    let mut rest = html;
    let mut short = String::new();
    while let Some((before, after)) = rest.split_once(MARK) {
        short.push_str(before);
        short.push_str(MARK);
        let is_data = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '%' | '-' | '_');
        rest = after.trim_start_matches(is_data);
    }
    short.push_str(rest);
    short.into()
}

/// Whether elements are nested too deeply. Elements that were not closed count too.
fn is_deep(html: &str) -> bool {
    let (mut depth, mut deepest) = (0usize, 0usize);
    for (at, _) in html.match_indices('<') {
        let tag = &html[at + 1..];
        let name = tag.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = &name[..end];
        if name.is_empty() || VOID.iter().any(|void| void.eq_ignore_ascii_case(name)) {
            continue;
        }
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest > DEEPEST
}

#[cfg(test)]
mod tests;
