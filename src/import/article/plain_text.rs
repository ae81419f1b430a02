//! Articles in plain text.

use crate::error::Result;
use crate::model::Article;

/// Maximum width of a text whose lines are wrapped, in characters. Longer lines are paragraphs.
const WIDEST: usize = 100;
/// Minimum number of wrapped lines in a text whose lines are wrapped.
const WRAPPED: usize = 3;
/// Maximum length of a line that can be a title, in characters.
const LONGEST_TITLE: usize = 150;

/// Returns the article in a text. Its characters are those of the text, one for one, so that places in it are places in the file.
pub(super) fn article(text: String) -> Result<Article> {
    let text = unwrapped(text);
    Ok(Article { title: title(&text), text, format: "text", ..Article::default() })
}

/// Returns a text whose lines were wrapped with a paragraph a line: a line end within a paragraph is a space.
fn unwrapped(text: String) -> String {
    let widest = text.lines().map(|line| line.trim_end().chars().count()).max().unwrap_or_default();
    if widest > WIDEST {
        return text;
    }
    let mut wraps = Vec::new();
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        at += line.len();
        let next = lines.peek().and_then(|next| next.split_whitespace().next()).unwrap_or_default();
        let length = line.trim_end().chars().count();
        // The next word had no room on this line.
        if length > 0 && !next.is_empty() && length + 1 + next.chars().count() > widest {
            wraps.push(at);
        }
    }
    if wraps.len() < WRAPPED {
        return text;
    }
    let mut bytes = text.into_bytes();
    for end in wraps {
        let begin = if bytes[..end].ends_with(b"\r\n") { end - 2 } else { end - 1 };
        bytes[begin..end].fill(b' ');
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Returns the first line, if it is a title: short, no sentence, with a text below.
fn title(text: &str) -> Option<String> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next()?;
    let is_short = first.chars().count() <= LONGEST_TITLE;
    let is_sentence = first.ends_with(['.', '!', ',', ';', ':', '”', '"', '»', '…']);
    (is_short && !is_sentence && lines.next().is_some()).then(|| first.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_paragraphs_of_as_many_characters() {
        let table = [
            ("One line.\n\nAnother line.\n", "One line.\n\nAnother line.\n"),
            (
                "The port costs a billion\r\npounds, the mayor said,\nand not less than that,\nwhatever others say.\n\nNobody asked\nwhy.\n",
                "The port costs a billion  pounds, the mayor said, and not less than that, whatever others say.\n\nNobody asked\nwhy.\n",
            ),
            ("Ann Lee\nTom Hill\nZoë Müller\n", "Ann Lee\nTom Hill\nZoë Müller\n"),
        ];
        for (text, expected) in table {
            let read = article(text.to_string()).unwrap().text;
            assert_eq!(read, expected);
            assert_eq!(read.chars().count(), text.chars().count());
        }
    }

    #[test]
    fn a_title_is_a_short_first_line() {
        for (text, expected) in [
            ("Port to be sold\n\nThe mayor said so.", Some("Port to be sold")),
            ("Will the port be sold?\nThe mayor said so.", Some("Will the port be sold?")),
            ("The mayor said so.\nNobody asked.", None),
            ("Port to be sold", None),
        ] {
            assert_eq!(title(text).as_deref(), expected, "{text}");
        }
    }
}
