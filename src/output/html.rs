//! Text as HTML: escaped, without control characters, and with links only to the web.

use std::borrow::Cow;
use std::fmt::{self, Write};

use askama::filters::Escaper;

use crate::model::Date;
use crate::model::results::statement_words::{Piece, plain};

/// Escapes every text of a template. Control characters and overrides of the writing direction are left out: no page needs
/// them, and both can make one quote look like another.
#[derive(Clone, Copy, Debug)]
pub struct Html;

impl Escaper for Html {
    fn write_escaped_str<W: Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        dest.write_str(&escaped(text))
    }
}

/// Escapes a text for an element or a quoted attribute.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(is_special) {
        return Cow::Borrowed(text);
    }
    let mut html = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            left_out if is_special(left_out) => {}
            plain => html.push(plain),
        }
    }
    Cow::Owned(html)
}

fn is_special(c: char) -> bool {
    let steers = c.is_control() && c != '\n' && c != '\t';
    steers || matches!(c, '&' | '<' | '>' | '"' | '\'' | '\u{202d}' | '\u{202e}' | '\u{fffe}' | '\u{ffff}')
}

/// Returns a text as a page shows it: without the characters that [`escaped`] leaves out.
pub fn shown(text: &str) -> String {
    text.chars().filter(|letter| matches!(letter, '&' | '<' | '>' | '"' | '\'') || !is_special(*letter)).collect()
}

/// Returns an address if it may be a link: `http` or `https`, without white space and control characters, which browsers
/// remove.
pub fn link(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let whole = !rest.is_empty() && !address.contains(|c: char| c.is_whitespace() || c.is_control());
    (web && whole).then_some(address)
}

/// Returns pieces of a sentence as HTML; `speaker` gives the element with the name of the speaker.
pub fn sentence(pieces: &[Piece], speaker: impl Fn(&str) -> String) -> String {
    let each = |piece: &Piece| match piece {
        Piece::Words(words) => escaped(words).into_owned(),
        Piece::Strong(words) => format!("<b>{words}</b>"),
        Piece::Speaker(name) => speaker(&escaped(name)),
        Piece::Wording(words) => format!("<bdi>“{}”</bdi>", escaped(words)),
        Piece::Role(role) => format!("<bdi class=\"role\">{}</bdi>", escaped(role)),
        Piece::Name(name) => isolated(&escaped(name)),
        Piece::Day(day) => format!("<time datetime=\"{}\">{}</time>", escaped(day), escaped(&when(day))),
    };
    pieces.iter().map(each).collect()
}

/// Returns pieces of a sentence as text for HTML.
pub fn text(pieces: &[Piece]) -> String {
    let each = |piece: &Piece| match piece {
        Piece::Speaker(name) | Piece::Name(name) => isolated(name),
        Piece::Day(day) => when(day),
        other => plain(std::slice::from_ref(other)),
    };
    pieces.iter().map(each).collect()
}

/// Returns a text in Unicode isolates, so that its direction of writing does not change the sentence around it.
pub fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// Returns a date in words, or the text itself if it is no date.
pub fn when(date: &str) -> String {
    Date::parse(date).map_or_else(|_| date.to_string(), |date| date.in_words())
}

/// Returns a time of the history, `2021-11-18T09:30:05Z`, in words to the minute.
pub fn made_at(time: &str) -> String {
    format!("{} UTC", when(time.get(.."2021-11-18T09:30".len()).unwrap_or(time)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_only_text() {
        for (text, html) in [
            ("", ""),
            ("plain עברית 中文", "plain עברית 中文"),
            (
                "<script>alert('1 & \"2\"')</script>",
                "&lt;script&gt;alert(&#39;1 &amp; &quot;2&quot;&#39;)&lt;/script&gt;",
            ),
            ("a\u{0}b\u{1b}[31mc\u{9b}\u{7f}\r\n\td", "ab[31mc\n\td"),
            ("evil\u{202e}txt\u{202d}\u{ffff}, می\u{200c}خواهم", "eviltxt, می\u{200c}خواهم"),
        ] {
            assert_eq!(escaped(text), html, "{text:?}");
        }
    }

    #[test]
    fn only_the_web_is_linked() {
        for address in ["https://example.org/a?b=c&d=%22#e", "HTTP://example.org", "https://例え.jp/"] {
            assert_eq!(link(address), Some(address));
        }
        for address in [
            "",
            "example.org",
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            " https://example.org",
            "https://",
            "java\nscript://x",
            "https://example.org/\u{1}",
        ] {
            assert_eq!(link(address), None, "{address:?}");
        }
    }
}
