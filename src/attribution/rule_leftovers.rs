//! Quotations that no rule has given to anybody.

use std::ops::Range;

use super::finding::Finding;
use super::token::Mark;
use super::tokenized::TokenizedText;

/// Minimum number of words of a quotation that continues an attribution.
const MIN_WORDS: usize = 4;

/// Adds the quotations of a paragraph that stand in no content: a sentence of its own continues the attribution before it,
/// another one stands alone.
pub(super) fn add_leftovers(text: &TokenizedText, paragraph: &Range<usize>, found: &mut Vec<Finding>) {
    let mut at = paragraph.start;
    while at < paragraph.end {
        let quotation = text.tokens.get(at).and_then(|token| token.quotation).and_then(|at| text.quotations.get(at));
        let Some(quotation) = quotation else {
            at += 1;
            continue;
        };
        let range = quotation.tokens.start.max(paragraph.start)..quotation.tokens.end.min(paragraph.end);
        at = range.end.max(at + 1);
        let words = text.word_count(&range);
        if words < MIN_WORDS || found.iter().any(|finding| finding.content_overlaps(&range)) {
            continue;
        }
        let before = range.start.checked_sub(1).filter(|before| *before >= paragraph.start);
        let is_sentence = before
            .and_then(|before| text.tokens.get(before))
            .is_none_or(|token| token.is(&[".", "?", "!", "\"", ":"]) || token.mark == Mark::Closes);
        let last = found.iter_mut().rev().find(|finding| finding.content.iter().any(|piece| piece.end <= range.start));
        match last {
            Some(last) if is_sentence => last.content.push(range),
            _ if words > MIN_WORDS => {
                found.push(Finding { content: vec![range], score: 0.5, ..Finding::default() });
            }
            _ => {}
        }
    }
}
