//! Reads an article out of a file of any kind.

use std::path::Path;
use std::thread;

use super::{docx, markdown, page, pdf, plain_text};
use crate::error::{Error, Result, catch_panic, terminal_or_page};
use crate::import::encoding;
use crate::model::Article;

/// Maximum size of a file with an article, in bytes. Pages saved as one file contain their pictures.
pub const LARGEST_ARTICLE: usize = 64 << 20;
/// Stack of the thread that reads, in bytes. Libraries call themselves for nested elements.
const STACK: usize = 64 << 20;

/// How a file is recognised.
enum ArticleFormat {
    Page,
    Markdown,
    Text,
}

/// Reads an article out of the contents of a file. Its name helps to tell Markdown from other text.
///
/// # Errors
/// What is wrong with the file: it is empty, too large, no text, or there is no article in it.
pub fn read_article(bytes: &[u8], name: &str) -> Result<Article> {
    if bytes.len() > LARGEST_ARTICLE {
        return Err(Error::usage(format!("the file is larger than {} MiB", LARGEST_ARTICLE >> 20))
            .hint("save only the article, or copy its text into a file"));
    }
    thread::scope(|scope| {
        let reader = thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, || catch_panic(|| read(bytes, name)))
            .map_err(Error::from)?;
        reader.join().ok().flatten().unwrap_or_else(|| {
            Err(Error::usage("the file cannot be read: something in it is not as its format says")
                .hint("open it in the program that made it, and copy the text into a file"))
        })
    })
}

fn read(bytes: &[u8], name: &str) -> Result<Article> {
    if bytes.starts_with(b"PK\x03\x04") {
        return docx::article(bytes);
    }
    // Some programs write a few bytes before the header.
    if bytes[..bytes.len().min(1_024)].windows(5).any(|begin| begin == b"%PDF-") {
        return pdf::article(bytes);
    }
    refuse_other_formats(bytes)?;
    let (text, encoding) = match page::declared_encoding(bytes) {
        Some(encoding) => encoding,
        None => encoding::decode(bytes)?.ok_or_else(no_text)?,
    };
    if text.trim().is_empty() {
        return Err(Error::usage("the file is empty").hint("is it the right one?"));
    }
    let mut article = match format_of(&text, name) {
        ArticleFormat::Page => page::article(&text)?,
        ArticleFormat::Markdown => markdown::article(&text)?,
        ArticleFormat::Text => plain_text::article(text)?,
    };
    if encoding.damaged {
        article.notes.push(format!(
            "some characters are not {}, as if two texts were put together; each is shown as \u{fffd}",
            encoding.name()
        ));
    } else if encoding.name() != "UTF-8" {
        article.notes.push(format!("the text is in {}", encoding.name()));
    }
    Ok(article)
}

fn format_of(text: &str, name: &str) -> ArticleFormat {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if page::is_page(text) {
        ArticleFormat::Page
    } else if ["md", "markdown"].iter().any(|known| ending.eq_ignore_ascii_case(known)) {
        ArticleFormat::Markdown
    } else {
        ArticleFormat::Text
    }
}

fn no_text() -> Error {
    Error::usage("this is not text").hint("text, Markdown, a web page, DOCX and PDF can be read")
}

/// Refuses files whose first bytes say that they are of a format that is not read.
fn refuse_other_formats(bytes: &[u8]) -> Result<()> {
    const SAVE: &str = "save the article as a web page, DOCX, PDF or text";
    const KNOWN: &[(&[u8], &str, &str)] = &[
        (b"\xd0\xcf\x11\xe0", "an old office file", "open it and save it as DOCX"),
        (b"{\\rtf", "RTF", "open it and save it as DOCX"),
        (b"\x89PNG", "a picture", "copy the text in it into a file"),
        (b"\xff\xd8\xff", "a picture", "copy the text in it into a file"),
        (b"GIF8", "a picture", "copy the text in it into a file"),
        (b"RIFF", "a picture or a recording", "copy the text in it into a file"),
        (b"\x1f\x8b", "compressed with gzip", "unpack it first"),
        (b"SQLite f", "a database", SAVE),
        (b"7z\xbc\xaf", "an archive", "unpack it first"),
    ];
    match KNOWN.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        Some((b"\x1f\x8b", what, hint)) => Err(Error::usage(format!("this is {what}"))
            .hint(terminal_or_page("unpack it first: zcat FILE | gainsay read -", *hint))),
        Some((_, what, hint)) => Err(Error::usage(format!("this is {what}")).hint(*hint)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bad_file_has_its_sentence() {
        let numbers: Vec<u8> = (0..5_000u32).flat_map(|number| (number * 7 % 300).to_le_bytes()).collect();
        let table: [(&[u8], &str); 7] = [
            (b"", "the file is empty"),
            (b" \n\t\n", "the file is empty"),
            (&numbers, "this is not text"),
            (b"\x89PNG\r\n\x1a\n", "this is a picture"),
            (b"{\\rtf1 x}", "this is RTF"),
            (b"\x1f\x8b\x08", "this is compressed with gzip"),
            (&vec![b'x'; LARGEST_ARTICLE + 1], "the file is larger than 64 MiB"),
        ];
        for (bytes, expected) in table {
            assert_eq!(read_article(bytes, "article").unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn encodings_are_recognised_and_named() {
        let text = "Port to be sold\n\nThe mayor, Zoë Müller, said: “It’s £5m – no more.”\n";
        let (windows, ..) = encoding_rs::WINDOWS_1252.encode(text);
        let read = read_article(&windows, "a.txt").unwrap();
        assert_eq!((read.text.as_str(), &read.notes[..]), (text, &["the text is in windows-1252".to_string()][..]));
        let mixed = [text.repeat(10).as_bytes(), b"caf\xe9 noir"].concat();
        let read = read_article(&mixed, "a.txt").unwrap();
        assert!(read.text.ends_with("caf\u{fffd} noir"));
        assert!(read.notes[0].starts_with("some characters are not UTF-8"), "{:?}", read.notes);
    }

    #[test]
    fn a_name_tells_markdown_from_text() {
        let text = b"# Port sold\n\nIt *is*.\n";
        assert_eq!(read_article(text, "a.MD").unwrap().text, "Port sold\nIt is.");
        assert_eq!(read_article(text, "-").unwrap().text, "# Port sold\n\nIt *is*.\n");
    }
}
