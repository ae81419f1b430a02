//! Text as HTML: escaped, without what could steer the page, and links only to the web.

use std::fmt::{self, Write};

use askama::filters::Escaper;

use crate::model::Date;

/// How every text of a template is escaped. Control characters, and those that override the direction of what follows, are
/// left out: no page needs them, and both can make a quote look like another.
#[derive(Clone, Copy, Debug)]
pub struct Html;

impl Escaper for Html {
    fn write_escaped_str<W: Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some(at) = rest.find(is_special) {
            let (plain, from) = rest.split_at(at);
            dest.write_str(plain)?;
            let mut characters = from.chars();
            dest.write_str(match characters.next() {
                Some('&') => "&amp;",
                Some('<') => "&lt;",
                Some('>') => "&gt;",
                Some('"') => "&quot;",
                Some('\'') => "&#39;",
                _ => "",
            })?;
            rest = characters.as_str();
        }
        dest.write_str(rest)
    }
}

fn is_special(c: char) -> bool {
    let steers = c.is_control() && c != '\n' && c != '\t';
    steers || matches!(c, '&' | '<' | '>' | '"' | '\'' | '\u{202d}' | '\u{202e}' | '\u{fffe}' | '\u{ffff}')
}

/// A text as HTML, in an element or in quotes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    Html.write_escaped_str(&mut out, text).expect("a string takes every text");
    out
}

/// An address that may be a link: of the web, without anything a browser would take away in reading it.
pub fn link(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let whole = !rest.is_empty() && !address.contains(|c: char| c.is_whitespace() || c.is_control());
    (web && whole).then_some(address)
}

/// A date in words; as it is written where it is in no known form.
pub fn when(date: &str) -> String {
    Date::parse(date).map_or_else(|_| date.to_string(), |date| date.in_words())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_only_text() {
        for (text, html) in [
            ("", ""),
            ("plain עברית 中文", "plain עברית 中文"),
            ("<script>alert('1 & \"2\"')</script>", "&lt;script&gt;alert(&#39;1 &amp; &quot;2&quot;&#39;)&lt;/script&gt;"),
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
