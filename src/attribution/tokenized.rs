//! A text as paragraphs, sentences, quotations and tokens.

use std::ops::Range;

use super::quotation_marks::{Quotation, find_quotations};
use super::sentence_ends::sentence_end;
use super::token::{Mark, Token, tokens_of_line};

/// Maximum number of tokens of a paragraph; a longer line is cut at the end of a sentence. What is found never crosses a
/// paragraph's end but for quotations that go on, so that the work grows in proportion to the text.
const MAX_PARAGRAPH: usize = 400;

/// A text as tokens. A line is a paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenizedText {
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// The tokens of each paragraph; they follow each other without a gap.
    pub paragraphs: Vec<Range<usize>>,
    /// The tokens of each sentence; no sentence crosses a paragraph's end.
    pub sentences: Vec<Range<usize>>,
    /// The quotations, in order; none is inside another.
    pub quotations: Vec<Quotation>,
}

impl TokenizedText {
    /// Splits a text.
    pub fn new(text: &str) -> Self {
        let mut new = Self::default();
        let mut start = 0;
        for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
            new.add_line(tokens_of_line(line, start));
            start += line.len();
        }
        new
    }

    fn add_line(&mut self, mut line: Vec<Token>) {
        let first = self.tokens.len();
        for quotation in find_quotations(&mut line) {
            let index = self.quotations.len();
            for token in line.get_mut(quotation.tokens.clone()).unwrap_or_default() {
                token.quotation = Some(index);
            }
            let tokens = first + quotation.tokens.start..first + quotation.tokens.end;
            self.quotations.push(Quotation { tokens, ..quotation });
        }
        self.tokens.append(&mut line);
        let mut from = first;
        while from < self.tokens.len() {
            from = self.add_paragraph(from);
        }
    }

    /// Adds the paragraph that begins with a token, and its sentences; returns where the next one begins.
    fn add_paragraph(&mut self, from: usize) -> usize {
        let limit = self.tokens.len().min(from + MAX_PARAGRAPH);
        let is_cut = limit < self.tokens.len();
        let mut sentences = Vec::new();
        let mut start = from;
        for at in from..limit {
            if at < start {
                continue;
            }
            if let Some(end) = sentence_end(&self.tokens, at).map(|end| end.min(limit)) {
                sentences.push(start..end);
                start = end;
            }
        }
        // A cut line ends at the last sentence outside a quotation, if the half before it is full.
        if is_cut && let Some(keep) = self.last_good_cut(&sentences, from + MAX_PARAGRAPH / 2) {
            sentences.truncate(keep);
        } else if start < limit {
            sentences.push(start..limit);
        }
        let end = sentences.last().map_or(limit, |sentence| sentence.end);
        for sentence in sentences {
            for token in self.tokens.get_mut(sentence.clone()).unwrap_or_default() {
                token.sentence = self.sentences.len();
                token.paragraph = self.paragraphs.len();
            }
            self.sentences.push(sentence);
        }
        self.paragraphs.push(from..end);
        end
    }

    /// How many sentences to keep, so that the last one ends after a token and outside a quotation, if it can be.
    fn last_good_cut(&self, sentences: &[Range<usize>], after: usize) -> Option<usize> {
        let is_quoted = |at: usize| {
            let quotation = |at: usize| self.tokens.get(at).and_then(|token| token.quotation);
            quotation(at).is_some() && quotation(at) == quotation(at.wrapping_sub(1))
        };
        let late = |sentence: &Range<usize>| sentence.end > after;
        sentences
            .iter()
            .rposition(|sentence| late(sentence) && !is_quoted(sentence.end))
            .or_else(|| sentences.iter().rposition(late))
            .map(|last| last + 1)
    }

    /// The bytes of the text that a range of tokens covers, without the white space and signs outside it.
    pub fn bytes(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let covered = self.tokens.get(tokens.clone())?;
        Some(covered.first()?.range.start..covered.last()?.range.end)
    }

    /// The tokens that touch a range of bytes of the text.
    pub fn tokens_in(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.range.end <= bytes.start);
        let end = self.tokens.partition_point(|token| token.range.start < bytes.end);
        start..end.max(start)
    }

    /// The sentence of a token, as a range of tokens.
    pub fn sentence_of(&self, token: usize) -> Range<usize> {
        self.tokens.get(token).and_then(|token| self.sentences.get(token.sentence)).cloned().unwrap_or(token..token)
    }

    /// The end of the sentence that begins with a token, not after the paragraph's end; a quotation of several sentences counts as
    /// one.
    pub(super) fn sentence_with_quotation(&self, start: usize, paragraph_end: usize) -> usize {
        let mut end = self.sentence_of(start).end.max(start + 1);
        while end < paragraph_end {
            let quotation = |at: usize| self.tokens.get(at).and_then(|token| token.quotation);
            if quotation(end).is_none() || quotation(end) != quotation(end - 1) {
                break;
            }
            end = self.sentence_of(end).end.max(end + 1);
        }
        end.min(paragraph_end)
    }

    /// The paragraph of a token, as a range of tokens.
    pub fn paragraph_of(&self, token: usize) -> Range<usize> {
        self.tokens.get(token).and_then(|token| self.paragraphs.get(token.paragraph)).cloned().unwrap_or(token..token)
    }

    /// A range of tokens without the commas, stops and dashes at its ends; none if nothing else is in it.
    pub fn trimmed(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let is_sign = |at: usize| {
            self.tokens.get(at).is_none_or(|token| token.is(&[".", ",", ";", ":", "--"]) && token.mark == Mark::None)
        };
        let start = range.clone().find(|at| !is_sign(*at))?;
        let end = range.clone().rev().find(|at| !is_sign(*at))? + 1;
        Some(start..end)
    }

    /// The number of words in a range of tokens, signs left out.
    pub fn word_count(&self, tokens: &Range<usize>) -> usize {
        self.tokens.get(tokens.clone()).unwrap_or_default().iter().filter(|token| token.is_word()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_stops_and_closing_marks() {
        let table: [(&str, &[&str]); 6] = [
            ("It rained. Nobody came.", &["It rained.", "Nobody came."]),
            ("“It rained.” Nobody came.", &["“It rained.”", "Nobody came."]),
            ("“Why?” he asked. She left.", &["“Why?” he asked.", "She left."]),
            ("Mr. Ade of the U.S. The vote won.", &["Mr. Ade of the U.S.", "The vote won."]),
            ("Dr. Ito left at 5 p.m. on Monday", &["Dr. Ito left at 5 p.m. on Monday"]),
            ("One... two\nThree", &["One... two", "Three"]),
        ];
        for (text, expected) in table {
            let tokenized = TokenizedText::new(text);
            let found: Vec<_> = tokenized.sentences.iter().filter_map(|one| text.get(tokenized.bytes(one)?)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
