//! What is found in a text.

use std::ops::Range;

use super::finding::Finding;
use super::rules::find_by_rules;
use super::tokenized::TokenizedText;

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Read in full.
    English,
    /// Read for direct quotations, as are the next four.
    Spanish,
    /// See Spanish.
    French,
    /// See Spanish.
    German,
    /// See Spanish.
    Portuguese,
    /// See Spanish.
    Italian,
    /// Another language, or too little text to tell: nothing is found.
    Unknown,
}

/// How much of an attribution's content stands between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoted {
    /// All of it.
    Direct,
    /// A part of it.
    Mixed,
    /// Nothing.
    Indirect,
}

/// Somebody says something, by the words of the text. All ranges are bytes of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// What is said, in one or more pieces, in order.
    pub content: Vec<Range<usize>>,
    /// Who says it, as worded: "he", "the Ardal council".
    pub source: Option<Range<usize>>,
    /// The words that tell that it is said: "said", "according to".
    pub cue: Option<Range<usize>>,
    /// The chance that people would see the same attribution, 0 to 1.
    pub score: f64,
    /// How much of the content is quoted.
    pub quoted: Quoted,
}

/// A text as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The language.
    pub language: Language,
    /// The text as paragraphs, sentences, quotations and tokens.
    pub text: TokenizedText,
    /// The attributions, in the order of their content.
    pub attributions: Vec<Attribution>,
}

/// Finds the attributions of a text. A line is a paragraph.
pub fn find_attributions(text: &str) -> Reading {
    let text = TokenizedText::new(text);
    let mut found = find_by_rules(&text);
    found.sort_by_key(Finding::start);
    let attributions = found.iter().filter_map(|finding| attribution(&text, finding)).collect();
    Reading { language: Language::English, text, attributions }
}

/// A finding in bytes of the text.
fn attribution(text: &TokenizedText, finding: &Finding) -> Option<Attribution> {
    let mut pieces = finding.content.clone();
    pieces.sort_by_key(|piece| piece.start);
    let content: Vec<_> = pieces.iter().filter_map(|piece| text.bytes(piece)).collect();
    let words = pieces.iter().cloned().flatten().filter_map(|at| text.tokens.get(at)).filter(|token| token.is_word());
    let (quoted, plain): (Vec<_>, Vec<_>) = words.partition(|token| token.is_quoted());
    let quoted = match (quoted.is_empty(), plain.is_empty()) {
        (true, _) => Quoted::Indirect,
        (false, true) => Quoted::Direct,
        (false, false) => Quoted::Mixed,
    };
    let bytes = |tokens: &Option<Range<usize>>| tokens.as_ref().and_then(|tokens| text.bytes(tokens));
    let (source, cue) = (bytes(&finding.source), bytes(&finding.cue));
    (!content.is_empty()).then_some(Attribution { content, source, cue, score: f64::from(finding.score), quoted })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The attributions of a text as `source | cue | content`, pieces of content joined by " + ".
    fn read(text: &str) -> Vec<String> {
        let words = |range: &Range<usize>| text.get(range.clone()).unwrap_or("?");
        let one = |found: &Attribution| {
            let content: Vec<_> = found.content.iter().map(words).collect();
            let [source, cue] = [&found.source, &found.cue].map(|range| range.as_ref().map_or("", words));
            format!("{source} | {cue} | {}", content.join(" + "))
        };
        find_attributions(text).attributions.iter().map(one).collect()
    }

    #[test]
    fn plain_attributions_are_found() {
        let table: [(&str, &[&str]); 7] = [
            ("Ana Ruiz said the bridge was safe.", &["Ana Ruiz | said | the bridge was safe"]),
            ("“The bridge is safe,” she said.", &["she | said | “The bridge is safe,”"]),
            ("'The bridge is safe,' said Mr Ruiz, the mayor.", &["Mr Ruiz, the mayor | said | 'The bridge is safe,'"]),
            ("According to Ana Ruiz, the bridge was safe.", &["Ana Ruiz | According to | the bridge was safe"]),
            ("The bridge was safe, according to the council.", &["the council | according to | The bridge was safe"]),
            (
                "“We will pay,” Ruiz told the Post. “We promised it to them.”",
                &["Ruiz | told | “We will pay,” + “We promised it to them.”"],
            ),
            ("It rained all day.", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
