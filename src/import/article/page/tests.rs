//! Tests of articles in web pages.

use super::*;

/// Paragraphs of an article of our own invention.
const PARAGRAPHS: [&str; 5] = [
    "The harbour of Marrow Bay will be sold to a company from abroad, the mayor, Ann Lee, said on Tuesday, after a vote that lasted until midnight.",
    "“We have no other choice,” she told reporters in front of the town hall, where some two hundred people had come to protest against the sale.",
    "Tom Hill, who leads the opposition in the council, denied that the harbour loses money. “That figure is invented,” he said, and asked for the accounts.",
    "According to the accounts of last year, the harbour lost £1.4m, while the ferries to the islands, which belong to the same company, made a small profit.",
    "The company did not respond to a request for comment. It has bought three harbours on the same coast within two years, and closed one of them in spring.",
];

/// A page as sites make them, with an article of these paragraphs.
fn page(head: &str, paragraphs: &[&str]) -> String {
    let body = format!("<p>{}</p>", paragraphs.join("</p>\n<p>"));
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>Harbour to be sold | The Bay Paper</title>{head}</head><body>\
         <nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/sport\">Sport</a></li></ul></nav>\
         <main><article><h1>Harbour to be sold</h1><figure><img src=\"x.jpg\"><figcaption>The harbour in winter. Photograph: Z. Müller\
         </figcaption></figure>{body}</article><aside><h2>More stories</h2><a href=\"/a\">Ferry late again</a></aside></main>\
         <footer>© The Bay Paper. <a href=\"/terms\">Terms</a></footer><script>var tracking = 'x';</script></body></html>"
    )
}

fn error(html: &str) -> String {
    article(html).unwrap_err().to_string()
}

#[test]
fn the_article_is_found_without_what_stands_around_it() {
    let read = article(&page("<meta property='og:site_name' content='The Bay Paper'>", &PARAGRAPHS)).unwrap();
    let lines: Vec<_> = read.text.lines().collect();
    assert_eq!(lines[0], "Harbour to be sold");
    assert_eq!(&lines[1..], PARAGRAPHS);
    assert_eq!(read.title.as_deref(), Some("Harbour to be sold"));
    assert_eq!((read.publisher.as_deref(), read.language.as_deref()), (Some("The Bay Paper"), Some("en")));
}

#[test]
fn pictures_within_a_page_do_not_count_for_its_length() {
    let picture = format!("<link rel=icon href=\"data:image/png;base64,{}\">", "iVBORw0KGgo/".repeat(2 << 20));
    assert_eq!(article(&page(&picture, &PARAGRAPHS)).unwrap().text.lines().count(), 6);
}

#[test]
fn pages_without_an_article_are_refused() {
    let links = "<li><a href='/x'>Ferry late again</a></li>".repeat(200);
    for html in [format!("<html><body><ul>{links}</ul></body></html>"), page("", &[]), page("", &["Please log in."])] {
        assert_eq!(error(&html), "there is no article in the page");
    }
}

#[test]
fn the_beginning_of_what_subscribers_read_is_refused() {
    let head = |more: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"isAccessibleForFree\": false{more}}}</script>"
        )
    };
    let beginning = "the page holds only the beginning of the article; the rest is for subscribers";
    assert_eq!(error(&page(&head(""), &PARAGRAPHS[..2])), beginning);
    assert_eq!(error(&page(&head(", \"wordCount\": 900"), &PARAGRAPHS)), beginning);
    let read = article(&page(&head(", \"wordCount\": 150"), &PARAGRAPHS)).unwrap();
    assert_eq!(read.notes, ["the page says that only subscribers can read all of it"]);
    assert!(article(&page("", &PARAGRAPHS[..2])).is_ok());
}

#[test]
fn the_stated_text_is_taken_where_the_page_shows_none() {
    let body = PARAGRAPHS.join("\\n\\n");
    let head = format!(
        "<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"articleBody\": \"{body}\"}}</script>"
    );
    let read = article(&page(&head, &["Loading …"])).unwrap();
    assert_eq!(read.text.lines().skip(1).collect::<Vec<_>>(), PARAGRAPHS);
}

#[test]
fn pages_that_are_too_much_are_refused() {
    let deep = format!("<html>{}{}", "<div>".repeat(3_000), PARAGRAPHS[0]);
    let many = page("", &[&"<b>x</b>".repeat(ELEMENTS)]);
    let long = page("", &[&"word ".repeat(LONGEST / 5)]);
    assert_eq!(error(&deep), "the page is too long, or nested too deeply");
    assert_eq!(error(&many), "the page has more than 50000 elements");
    assert_eq!(error(&long), "the page is too long, or nested too deeply");
}

#[test]
fn pages_are_told_from_text() {
    for (text, expected) in [
        ("\n<!DOCTYPE html><p>x", true),
        ("<HTML>", true),
        ("<!-- saved from url=(0001)x -->", true),
        ("<Ann> said so", false),
        ("<Paul> said so", false),
        ("<p class=x>So it is", true),
        ("The mayor said <b>no</b>", false),
    ] {
        assert_eq!(is_page(text), expected, "{text}");
    }
}

#[test]
fn a_declared_encoding_is_used_if_it_fits() {
    let html = "<html><head><meta charset=\"windows-1251\"></head><p>Порт продан</p>";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(html);
    assert_eq!(declared_encoding(&bytes).unwrap().0, html);
    assert!(declared_encoding("<meta charset=utf-8>é".as_bytes()).is_some());
    assert!(declared_encoding(b"<meta charset=utf-8>\xe9").is_none(), "it is not in UTF-8");
    assert!(declared_encoding(b"<meta charset=nothing>").is_none());
    assert!(declared_encoding(b"charset=utf-8 is what pages declare").is_none());
}
