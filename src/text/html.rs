//! Removes HTML from texts.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// The elements found in feeds and spreadsheets. Anything else in angle brackets is text.
const ELEMENTS: &str = "a abbr b blockquote br cite code del div em figure figcaption font h1 h2 h3 h4 h5 h6 hr \
    i img ins li mark ol p pre q s script section small span strong style sub sup table tbody td th tr u ul";
/// The elements that start a new line.
const BLOCKS: &[&str] =
    &["blockquote", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "p", "pre", "section", "tr"];

/// Returns the text without tags, with its entities resolved. A text with only `<` or `&` characters stays as it is.
///
/// The text is tokenized but not parsed into a tree, because the time for a tree grows with the square of the nesting.
pub fn plain(text: &str) -> Cow<'_, str> {
    let others = others(text);
    let tags = others.len() < text.matches('<').count();
    if !tags && !has_entity(text) {
        return Cow::Borrowed(text);
    }
    let mut escaped = StrTendril::new();
    let mut from = 0;
    for at in others {
        escaped.push_slice(&text[from..at]);
        escaped.push_slice("&lt;");
        from = at + 1;
    }
    escaped.push_slice(&text[from..]);
    let tokens = Tokenizer::new(Plain::default(), TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() });
    let queue = BufferQueue::default();
    queue.push_back(escaped);
    let _ = tokens.feed(&queue);
    tokens.end();
    let plain = tokens.sink.text.into_inner();
    Cow::Owned(if tags { plain.trim().to_string() } else { plain })
}

/// Collects the text from the tokens of an HTML tokenizer.
#[derive(Default)]
struct Plain {
    text: RefCell<String>,
    /// Whether a block has started or ended since the last text.
    broken: RefCell<bool>,
    /// Whether a script or style is open.
    hidden: RefCell<bool>,
}

impl Plain {
    fn push(&self, more: &str) {
        let mut text = self.text.borrow_mut();
        if self.broken.replace(false) && !text.is_empty() && !text.ends_with('\n') && !more.starts_with('\n') {
            text.push('\n');
        }
        text.push_str(more);
    }

    fn tag(&self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        if BLOCKS.contains(&name) {
            self.broken.replace(true);
        }
        if !matches!(name, "script" | "style") {
            return TokenSinkResult::Continue;
        }
        self.hidden.replace(tag.kind == TagKind::StartTag);
        if tag.kind == TagKind::EndTag {
            return TokenSinkResult::Continue;
        }
        TokenSinkResult::RawData(if name == "script" { RawKind::ScriptData } else { RawKind::Rawtext })
    }
}

impl TokenSink for Plain {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => return self.tag(&tag),
            Token::CharacterTokens(text) if !*self.hidden.borrow() => self.push(&text),
            Token::NullCharacterToken => self.push("\0"),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Maximum length of a tag, in bytes.
const TAG: usize = 4_000;
/// Maximum length of the name of an element, in bytes.
const NAME: usize = 10;

/// Returns the positions of each `<` that does not start a tag.
fn others(text: &str) -> Vec<usize> {
    let mut ends = text.match_indices('>').map(|(at, _)| at).peekable();
    let mut ended = |at: usize| {
        while ends.next_if(|end| *end < at).is_some() {}
        ends.peek().is_some_and(|end| end - at <= TAG)
    };
    text.match_indices('<').map(|(at, _)| at).filter(|at| !(ended(*at) && is_tag(&text[*at..]))).collect()
}

/// Whether a text starts with a tag of a known element.
fn is_tag(text: &str) -> bool {
    let rest = text.get(1..).unwrap_or_default();
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let length = rest.bytes().take(NAME + 1).take_while(u8::is_ascii_alphanumeric).count();
    ELEMENTS.split(' ').any(|element| element.eq_ignore_ascii_case(&rest[..length]))
        && matches!(rest.as_bytes().get(length), Some(b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r'))
}

/// Whether a text has an entity that ends with a semicolon.
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
            ("<div>One</div>Two<BR/>three", "One\nTwo\nthree"),
            ("<p>One</p>\n<p>Two</p>", "One\nTwo"),
            ("x<style>b {}</style>y<b", "xy<b"),
            ("<<b>x</b> <a href='>'>y</a>", "<x y"),
            ("<b>\u{feff}é\u{0}</b>", "\u{feff}é\u{0}"),
        ] {
            assert_eq!(plain(text), bare, "{text}");
        }
    }

    /// A quadratic algorithm would not finish here.
    #[test]
    fn cells_of_a_megabyte_come_out_no_longer() {
        for piece in [
            "<",
            "<b>",
            "<b",
            "</b>",
            "<a ",
            "&",
            "&amp;",
            "&amp",
            "<div><b><i>",
            "<script>",
            "\"",
            "[[",
            "e\u{301}",
            "<p>\n",
        ] {
            let cell = piece.repeat((1 << 20) / piece.len());
            assert!(plain(&cell).len() <= cell.len(), "{piece}");
        }
    }
}
