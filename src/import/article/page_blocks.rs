//! The lines of an article in HTML: a paragraph, heading, item or row each.

use crate::text::single_spaced;
use ego_tree::iter::Edge;
use scraper::{Html, Node};

/// Elements that start and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];
/// Elements that are no part of the text.
const LEFT_OUT: &[&str] = &[
    "aside",
    "audio",
    "button",
    "canvas",
    "embed",
    "figcaption",
    "figure",
    "footer",
    "form",
    "iframe",
    "input",
    "nav",
    "noscript",
    "object",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
];
/// Lines that sites put between paragraphs, in lower case.
const NO_PARAGRAPHS: &[&str] = &[
    "ad",
    "advertisement",
    "continue reading",
    "loading...",
    "most read",
    "print",
    "read more",
    "recommended",
    "related articles",
    "share",
    "share this",
    "share this article",
    "skip to main content",
    "sponsored",
    "story continues below",
    "subscribe",
];

/// Returns the lines of a page or a part of one.
pub(super) fn lines(html: &Html) -> Vec<String> {
    let mut lines = PageLines::default();
    let mut left_out = None;
    for edge in html.tree.root().traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        if left_out.is_some() {
            if left_out == Some(node.id()) && !opens {
                left_out = None;
            }
            continue;
        }
        match node.value() {
            Node::Text(text) if opens => lines.line.push_str(text),
            Node::Element(element) => {
                let name = element.name();
                if opens && LEFT_OUT.contains(&name) {
                    left_out = Some(node.id());
                } else if BLOCKS.contains(&name) {
                    lines.end();
                } else if !opens && matches!(name, "td" | "th") {
                    lines.line.push_str(" | ");
                }
            }
            _ => {}
        }
    }
    lines.end();
    lines.lines
}

/// The lines so far, and the line that is read.
#[derive(Default)]
struct PageLines {
    lines: Vec<String>,
    line: String,
}

impl PageLines {
    fn end(&mut self) {
        let text = std::mem::take(&mut self.line);
        let visible: String =
            text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}')).collect();
        let line = single_spaced(&visible);
        let line = line.strip_suffix(" |").unwrap_or(&line).to_string();
        if line.chars().any(char::is_alphanumeric) && !NO_PARAGRAPHS.contains(&line.to_lowercase().as_str()) {
            self.lines.push(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_headings_items_and_rows_are_lines() {
        let page = "<body><h2>The  <em>port</em></h2><p>It is\n sold, she said.<br>Nobody asked.</p><nav>Home</nav>\
            <figure><img><figcaption>A ship</figcaption></figure><script>var x = '<p>no</p>'</script>\
            <ul><li>One</li><li><p>Two&nbsp;more</p></li></ul><div>Share this</div><p>Adver\u{ad}tised</p>\
            <table><tr><th>What</th><th>Cost</th></tr><tr><td>Pier</td><td>£5m</td></tr></table></body>";
        assert_eq!(
            lines(&Html::parse_document(page)),
            [
                "The port",
                "It is sold, she said.",
                "Nobody asked.",
                "One",
                "Two more",
                "Advertised",
                "What | Cost",
                "Pier | £5m"
            ]
        );
    }
}
