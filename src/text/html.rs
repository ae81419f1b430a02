//! Texts from the web without their HTML.

use std::borrow::Cow;

use scraper::{Html, Node};

/// The elements that texts in feeds and spreadsheets carry. Anything else in angle brackets is text.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "cite",
    "code",
    "del",
    "div",
    "em",
    "figure",
    "figcaption",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "script",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "u",
    "ul",
];
/// Those that begin a line of their own.
const BLOCKS: &[&str] =
    &["blockquote", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "p", "pre", "section", "tr"];

/// The text without tags, its entities resolved. A text that only has `<` or `&` in it stays as it is.
pub fn plain(text: &str) -> Cow<'_, str> {
    let tags = text.match_indices('<').any(|(at, _)| is_tag(&text[at..]));
    if !tags && !has_entity(text) {
        return Cow::Borrowed(text);
    }
    let escaped: String = text
        .char_indices()
        .map(|(at, c)| if c == '<' && !is_tag(&text[at..]) { Cow::Borrowed("&lt;") } else { Cow::Owned(c.to_string()) })
        .collect();
    let mut plain = String::new();
    for node in Html::parse_fragment(&escaped).root_element().descendants() {
        match node.value() {
            Node::Text(text) => {
                let hidden = |name: &str| matches!(name, "script" | "style");
                if !node
                    .ancestors()
                    .any(|above| above.value().as_element().is_some_and(|element| hidden(element.name())))
                {
                    plain.push_str(text);
                }
            }
            Node::Element(element)
                if BLOCKS.contains(&element.name()) && !plain.is_empty() && !plain.ends_with('\n') =>
            {
                plain.push('\n');
            }
            _ => {}
        }
    }
    Cow::Owned(if tags { plain.trim().to_string() } else { plain })
}

/// No tag is longer, in bytes.
const TAG: usize = 4_000;

/// Whether a text begins with the tag of a known element.
fn is_tag(text: &str) -> bool {
    let rest = text.trim_start_matches('<').trim_start_matches('/');
    let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let after = rest.get(name.len()..).and_then(|rest| rest.chars().next());
    ELEMENTS.contains(&name.as_str())
        && matches!(after, Some('>' | '/' | ' ' | '\n' | '\t'))
        && rest.bytes().take(TAG).any(|byte| byte == b'>')
}

/// Whether a text has an entity that ends in a semicolon, as they are written.
fn has_entity(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let rest = &text[at + 1..];
        let end = rest.bytes().take(11).position(|byte| byte == b';');
        let name = end.filter(|end| (2..=10).contains(end)).and_then(|end| rest.get(..end));
        name.is_some_and(|name| name.strip_prefix('#').unwrap_or(name).bytes().all(|byte| byte.is_ascii_alphanumeric()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_resolved_and_text_is_left() {
        for (text, bare) in [
            ("AT&amp;T&#8217;s <b>bold</b> claim", "AT&T’s bold claim"),
            ("<p>One</p><p>Two<br>three</p>", "One\nTwo\nthree"),
            ("a <script>alert(1)</script>b", "a b"),
            ("a < b & c > d", "a < b & c > d"),
            ("AT&T; x <3 y <lang>", "AT&T; x <3 y <lang>"),
            ("5 &lt; 6", "5 < 6"),
            (" plain ", " plain "),
        ] {
            assert_eq!(plain(text), bare, "{text}");
        }
    }
}
