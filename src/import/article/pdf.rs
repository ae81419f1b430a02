//! Articles in PDF with a text layer.

use lopdf::{Dictionary, Document, LoadOptions, Object, decode_text_string};

use super::facts::{StatedFacts, address, day};
use super::pdf_lines::{PdfParagraph, paragraphs};
use super::pdf_text::page_words;
use crate::error::{Error, Result};
use crate::model::Article;

/// Maximum number of pages.
const PAGES: usize = 300;
/// Maximum size of a part of the file, unpacked, in bytes.
const LARGEST_PART: usize = 64 << 20;
/// Minimum number of letters of a text layer.
const LETTERS: usize = 20;
/// Font size of a title, compared with the text.
const TITLE: f32 = 1.2;

/// Returns the article in a PDF.
///
/// # Errors
/// A file that is damaged, protected or too long, or has no text layer.
pub(super) fn article(bytes: &[u8]) -> Result<Article> {
    let damaged =
        || Error::usage("the PDF is damaged").hint("open it and print it to a PDF again, or copy the text into a file");
    let options = LoadOptions::with_max_decompressed_size(LARGEST_PART);
    let pdf = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => protected(),
        _ => damaged(),
    })?;
    if pdf.is_encrypted() {
        return Err(protected());
    }
    let pages: Vec<_> = pdf.page_iter().take(PAGES + 1).collect();
    if pages.len() > PAGES {
        return Err(Error::usage(format!("the PDF has more than {PAGES} pages"))
            .hint("print the pages of the article to a PDF of its own"));
    }
    let mut found = paragraphs(pages.into_iter().map(|page| page_words(&pdf, page)).collect());
    let printed_from = take_print_lines(&mut found);
    let letters = || found.iter().flat_map(|paragraph| paragraph.text.chars());
    if letters().filter(|c| c.is_alphabetic()).count() < LETTERS {
        return Err(Error::usage("the PDF has no text layer: it is scanned, or a picture")
            .hint("let a program recognise the text (OCR), and read what it writes"));
    }
    let unreadable = letters().filter(|c| *c == '\u{fffd}' || c.is_control()).count();
    if unreadable * 5 > letters().count() {
        return Err(Error::usage("the PDF does not say which letters its fonts draw")
            .hint("copy the text into a file, or let a program recognise it (OCR)"));
    }
    let text = found.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join("\n");
    let mut article = with_facts(&pdf, &found, text);
    article.url = printed_from;
    Ok(article)
}

/// Removes what browsers print above and below pages, the time and the address, and takes ligatures apart. Returns the address.
fn take_print_lines(found: &mut Vec<PdfParagraph>) -> Option<String> {
    const LIGATURES: [(&str, &str); 5] = [("ﬃ", "ffi"), ("ﬄ", "ffl"), ("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl")];
    for paragraph in found.iter_mut().filter(|paragraph| paragraph.text.contains(['ﬀ', 'ﬁ', 'ﬂ', 'ﬃ', 'ﬄ'])) {
        LIGATURES.iter().for_each(|(one, letters)| paragraph.text = paragraph.text.replace(one, letters));
    }
    let is_address = |text: &str| text.contains("://") && !text.contains(char::is_whitespace);
    let is_time = |text: &str| {
        let is_sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '/' | '.' | ',' | ':' | '-');
        text.contains(':') && text.trim_end_matches(" AM").trim_end_matches(" PM").chars().all(is_sign)
    };
    let url = found.iter().find_map(|paragraph| address(&paragraph.text));
    found.retain(|paragraph| !is_address(&paragraph.text) && !is_time(&paragraph.text));
    url
}

fn protected() -> Error {
    Error::usage("the PDF is protected by a password").hint("open it and print it to a PDF without one")
}

fn with_facts(pdf: &Document, found: &[PdfParagraph], text: String) -> Article {
    let info = pdf.trailer.get_deref(b"Info", pdf).and_then(Object::as_dict).ok();
    let stated = |name: &[u8]| info.and_then(|info| string(pdf, info, name));
    let language = pdf.catalog().ok().and_then(|catalog| string(pdf, catalog, b"Lang"));
    let facts = StatedFacts {
        title: stated(b"Title").filter(|title| is_title(title)).or_else(|| largest(found)),
        authors: stated(b"Author").map(|names| names.split(';').map(str::to_string).collect()).unwrap_or_default(),
        language,
        ..StatedFacts::default()
    };
    let mut article = facts.into_article(text, "a PDF");
    // When a file was made is not when an article appeared.
    let made = stated(b"CreationDate").and_then(|made| day(made.trim_start_matches("D:").get(..8)?));
    article.notes.extend(made.map(|made| format!("the file was made on {made}")));
    article
}

fn string(pdf: &Document, dictionary: &Dictionary, name: &[u8]) -> Option<String> {
    let text = decode_text_string(dictionary.get_deref(name, pdf).ok()?).ok()?;
    (!text.trim().is_empty()).then_some(text)
}

/// Whether the title of a file is one, and not what the program that made it wrote there.
fn is_title(title: &str) -> bool {
    let lower = title.trim().to_lowercase();
    let names = [".doc", ".docx", ".indd", ".pdf", ".html", ".htm", ".txt", ".qxd"];
    let no_titles = ["microsoft word", "untitled", "print", "about:blank", "http:", "https:"];
    !names.iter().any(|ending| lower.ends_with(ending)) && !no_titles.iter().any(|begin| lower.starts_with(begin))
}

/// Returns the first paragraph of the largest font, if that is larger than the font of most of the text.
fn largest(found: &[PdfParagraph]) -> Option<String> {
    let longest = found.iter().max_by_key(|paragraph| paragraph.text.len())?;
    let beginning = found.iter().take(10).filter(|paragraph| paragraph.text.len() < 250);
    let largest = beginning.fold(None, |largest: Option<&PdfParagraph>, next| {
        if largest.is_some_and(|largest| largest.size >= next.size) { largest } else { Some(next) }
    })?;
    (largest.size > TITLE * longest.size).then(|| largest.text.clone())
}

#[cfg(test)]
mod tests;
