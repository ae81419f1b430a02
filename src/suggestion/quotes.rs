//! The words between quotation marks in what somebody says.

use std::ops::Range;

use super::draft::Draft;
use crate::attribution::{Mark, TokenizedText};
use crate::text::single_spaced;

/// Returns the words between quotation marks where a draft's claim is told, a quotation each.
pub(super) fn quotes(text: &str, tokens: &TokenizedText, draft: &Draft) -> Vec<String> {
    let is_whole = draft.within.is_none() && draft.claim_at.is_empty();
    let is_sign = tokens.tokens.get(draft.claim_at.end).is_some_and(|token| !token.is_word());
    let claim = draft.claim_at.start..draft.claim_at.end + usize::from(is_sign);
    let pieces = if is_whole { draft.content.clone() } else { within(&draft.content, &claim) };
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    for at in pieces.into_iter().flatten() {
        let Some(token) = tokens.tokens.get(at).filter(|token| token.mark == Mark::None) else { continue };
        let Some(quotation) = token.quotation else { continue };
        match found.last_mut().filter(|(last, _)| *last == quotation) {
            Some((_, range)) => range.end = token.range.end,
            None => found.push((quotation, token.range.clone())),
        }
    }
    let words = found.iter().map(|(_, range)| text.get(range.clone()).unwrap_or_default());
    let trimmed = words.map(|words| single_spaced(words.trim_end_matches([',', ';', ':'])));
    trimmed.filter(|words| words.chars().any(char::is_alphanumeric)).collect()
}

/// The parts of the pieces that the words of a claim span.
fn within(pieces: &[Range<usize>], claim: &Range<usize>) -> Vec<Range<usize>> {
    let cut = |piece: &Range<usize>| piece.start.max(claim.start)..piece.end.min(claim.end);
    pieces.iter().map(cut).filter(|piece| !piece.is_empty()).collect()
}
