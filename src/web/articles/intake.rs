//! An article that was sent to the page, as it was read: nothing of it is stored.

use std::fs;

use axum::http::StatusCode;

use crate::error::{Error, Result};
use crate::import::{LARGEST_ARTICLE, read_article};
use crate::model::Article;
use crate::output::html::escaped;
use crate::store::Store;
use crate::suggestion::suggest;
use crate::web::http::Query;
use crate::web::upload::pending::{PendingUploads, Upload};
use crate::web::upload::receive::{ReceivedFile, UploadError};
use crate::web::upload::receive_form::ReceivedForm;

/// The name of a file with a pasted text.
const PASTED_TEXT: &str = "pasted.txt";
/// The name of a file with pasted rich text.
const PASTED_PAGE: &str = "pasted.html";

/// An article that waits to be stored, as it was sent.
pub(super) type SentArticle = Upload<FoundArticle>;
/// The articles that wait.
pub(super) type SentArticles = PendingUploads<FoundArticle>;

/// What was found in a file.
#[derive(Default)]
pub(super) struct FoundArticle {
    /// The article.
    pub(super) article: Article,
    /// The origin of the page that handed it over, as the browser states it; none for a file and for pasted text.
    pub(super) from: Option<String>,
    /// Number of likely suggestions in it; none if it is not in a language that is read.
    pub(super) suggestions: Option<usize>,
    /// The document that the book seems to have of it already.
    pub(super) known: Option<i64>,
    /// The document as which it was stored.
    pub(super) stored: Option<i64>,
}

/// Reads what a form sent, and keeps it until it is stored. Returns its number.
///
/// # Errors
/// Nothing was sent; there is no article in it.
pub(super) fn take_in(form: ReceivedForm, waiting: &SentArticles, store: &Store) -> Result<String, UploadError> {
    let ReceivedForm { mut files, values } = form;
    let (html, text) = (values.raw_value("html").unwrap_or_default(), values.raw_value("text").unwrap_or_default());
    let (mut article, file) = if let Some(file) = files.pop() {
        (read(&file).map_err(|error| refused("file", error))?, file)
    } else if text.trim().is_empty() && html.trim().is_empty() {
        let error = Error::usage("nothing was chosen or pasted").hint("choose a file, or paste the text of an article");
        return Err(refused("file", error));
    } else {
        pasted(html, &text.replace("\r\n", "\n"))?
    };
    let from = values.value("from").map(str::to_string);
    if let (Some(from), Some(address)) = (&from, values.value("url")) {
        settle_address(&mut article, from, address);
    }
    let found = suggest(&article, "").map(|all| all.iter().filter(|one| one.is_likely()).count());
    let known = store.document_of(&article)?;
    let sent = waiting.add(file)?;
    *sent.state() = FoundArticle { article, from, suggestions: found, known, stored: None };
    Ok(sent.number.clone())
}

/// Reads pasted text: as rich text if it is that and an article is found in it, else as it stands.
fn pasted(html: &str, text: &str) -> Result<(Article, ReceivedFile), UploadError> {
    if !html.trim().is_empty() {
        let title = read_article(text.as_bytes(), PASTED_TEXT).ok().and_then(|plain| plain.title).unwrap_or_default();
        let page = format!(
            "<!doctype html><html><head><meta charset=\"utf-8\"><title>{}</title></head><body><article>{html}</article></body></html>",
            escaped(&title)
        );
        let file = ReceivedFile::of_text(PASTED_PAGE, &page)?;
        if let Ok(article) = read(&file) {
            return Ok((article, file));
        }
    }
    let file = ReceivedFile::of_text(PASTED_TEXT, text)?;
    Ok((read(&file).map_err(|error| refused("text", error))?, file))
}

fn read(file: &ReceivedFile) -> Result<Article> {
    if file.size > LARGEST_ARTICLE as u64 {
        return Err(Error::usage(format!("the file is larger than {} MiB", LARGEST_ARTICLE >> 20))
            .hint("save only the article, or copy its text into a file"));
    }
    let article = read_article(&fs::read(file.path())?, &file.name)?;
    if article.text.trim().is_empty() {
        return Err(Error::usage("the file has no text").hint("choose another file, or paste the text"));
    }
    if article.text.contains('\u{fffd}') {
        return Err(Error::refused("some characters of the text cannot be read").hint("save the file in UTF-8"));
    }
    Ok(article)
}

/// Takes the address of the page that was handed over, unless the article states one of the same site.
fn settle_address(article: &mut Article, from: &str, address: &str) {
    let is_of_site = |address: &str| {
        address.strip_prefix(from).is_some_and(|rest| rest.starts_with(['/', '?', '#']) || rest.is_empty())
    };
    if is_of_site(address) && !article.url.as_deref().is_some_and(is_of_site) {
        article.url = Some(address.split('#').next().unwrap_or_default().to_string());
    }
}

fn refused(field: &'static str, error: Error) -> UploadError {
    UploadError { error, status: StatusCode::UNPROCESSABLE_ENTITY, field }
}

/// Returns the facts of an article as the values of the form of a document.
pub(super) fn facts(article: &Article) -> Query {
    let published = article.published.as_ref().map(ToString::to_string);
    let authors = article.authors.join(", ");
    let mut values = Query::default();
    for (name, value) in [
        ("title", article.title.as_deref()),
        ("url", article.url.as_deref()),
        ("publisher", article.publisher.as_deref()),
        ("published", published.as_deref()),
        ("kind", Some(article.kind.as_str())),
        ("language", article.language.as_deref()),
        ("note", (!authors.is_empty()).then(|| format!("by {authors}")).as_deref()),
    ] {
        values.push(name, value.unwrap_or_default());
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_that_of_the_site_that_handed_the_page_over() {
        let site = "https://echo.example";
        for (stated, address, expected) in [
            (None, "https://echo.example/a?x=1#top", Some("https://echo.example/a?x=1")),
            (Some("https://echo.example/a"), "https://echo.example/a?x=1", Some("https://echo.example/a")),
            (Some("https://other.example/a"), "https://echo.example/b", Some("https://echo.example/b")),
            (None, "https://echo.example.evil.example/", None),
            (None, "javascript:alert(1)", None),
        ] {
            let mut article = Article { url: stated.map(str::to_string), ..Article::default() };
            settle_address(&mut article, site, address);
            assert_eq!(article.url.as_deref(), expected, "{stated:?} {address}");
        }
    }
}
