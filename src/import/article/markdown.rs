//! Articles in Markdown (`CommonMark`), with a block of facts before them.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::facts::StatedFacts;
use crate::error::{Error, Result};
use crate::model::Article;

/// The names of facts in a block before the text, and what they mean.
const FACTS: &[(&str, &str)] = &[
    ("title", "title"),
    ("headline", "title"),
    ("author", "author"),
    ("authors", "author"),
    ("by", "author"),
    ("publisher", "publisher"),
    ("source", "publisher"),
    ("site", "publisher"),
    ("date", "published"),
    ("published", "published"),
    ("url", "url"),
    ("link", "url"),
    ("lang", "language"),
    ("language", "language"),
];

/// Returns the article in a Markdown text.
///
/// # Errors
/// A text without words.
pub(super) fn article(text: &str) -> Result<Article> {
    let mut lines = MarkdownLines::default();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS) {
        lines.event(event);
    }
    lines.end_line();
    if lines.lines.is_empty() {
        return Err(Error::usage("the file has no text").hint("is it the right one?"));
    }
    let mut facts = StatedFacts { title: lines.title.clone(), ..StatedFacts::default() };
    for line in lines.facts.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        let Some((_, meaning)) = FACTS.iter().find(|(known, _)| name.trim().eq_ignore_ascii_case(known)) else {
            continue;
        };
        match *meaning {
            "title" => facts.title = Some(value.to_string()),
            "author" => {
                let names = value.trim_matches(['[', ']']).split(',');
                facts.authors.extend(names.map(|name| name.trim().to_string()));
            }
            "publisher" => facts.publisher = Some(value.to_string()),
            "published" => facts.published = Some(value.to_string()),
            "url" => facts.url = Some(value.to_string()),
            _ => facts.language = Some(value.to_string()),
        }
    }
    Ok(facts.into_article(lines.lines.join("\n"), "Markdown"))
}

/// Collects the lines of a Markdown text: a paragraph, a heading, an item or a row of a table each.
#[derive(Default)]
struct MarkdownLines {
    lines: Vec<String>,
    line: String,
    /// The first heading.
    title: Option<String>,
    /// The block of facts before the text.
    facts: String,
    is_facts: bool,
}

impl MarkdownLines {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => self.is_facts = true,
            Event::End(TagEnd::MetadataBlock(_)) => self.is_facts = false,
            Event::Text(text) if self.is_facts => self.facts.push_str(&text),
            Event::Text(text) | Event::Code(text) => self.line.push_str(&text),
            Event::SoftBreak => self.line.push(' '),
            Event::End(TagEnd::TableCell) => self.line.push_str(" | "),
            Event::End(TagEnd::Heading(_)) => {
                self.title.get_or_insert_with(|| self.line.trim().to_string());
                self.end_line();
            }
            Event::HardBreak
            | Event::Start(Tag::Paragraph | Tag::Item | Tag::List(_) | Tag::BlockQuote(_) | Tag::TableRow) => {
                self.end_line();
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::BlockQuote(_)
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::CodeBlock,
            ) => self.end_line(),
            _ => {}
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.lines.extend(
            line.trim_end_matches(" | ").lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_string),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_paragraphs_stay() {
        let text = "---\ntitle: \"Port sold\"\ndate: 2024-03-05\nauthor: Ann Lee, Tom Hill\nurl: https://paper.example/port\nlang: en_GB\n---\n\
            # The port is *sold*\n\nThe mayor said it was\n“[not true](https://x.example)”.\n\n- One **thing**\n- Another\n\n> Nobody asked.\n\n\
            | What | Cost |\n|---|---|\n| Pier | £5m |\n";
        let article = article(text).unwrap();
        assert_eq!(
            article.text,
            "The port is sold\nThe mayor said it was “not true”.\nOne thing\nAnother\nNobody asked.\nWhat | Cost\nPier | £5m"
        );
        assert_eq!(article.title.as_deref(), Some("Port sold"));
        assert_eq!(article.authors, ["Ann Lee", "Tom Hill"]);
        assert_eq!(article.published.unwrap().as_str(), "2024-03-05");
        assert_eq!(article.url.as_deref(), Some("https://paper.example/port"));
        assert_eq!(article.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn a_heading_is_the_title_and_a_text_without_words_is_refused() {
        assert_eq!(super::article("# Port sold\n\nSo it is.").unwrap().title.as_deref(), Some("Port sold"));
        assert!(super::article("![](x.png)\n").is_err());
    }
}
