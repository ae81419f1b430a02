//! Chooses among attributions that claim the same words.

use std::ops::Range;

use super::finding::Finding;
use super::tokenized::TokenizedText;

/// An attribution of which others have claimed all but this share is left out.
const MIN_SHARE: f32 = 0.2;

/// Minimum number of words of a piece that is left when others have claimed what is beside it.
const MIN_WORDS: usize = 3;

/// Chooses the attributions from a score on, the best first; a later one keeps what is not claimed yet. No token is in the content of
/// two.
pub(super) fn select(text: &TokenizedText, mut findings: Vec<Finding>, min_score: f32) -> Vec<Finding> {
    findings.retain(|finding| finding.score >= min_score);
    findings.sort_by(|one, other| other.score.total_cmp(&one.score));
    let mut is_taken = vec![false; text.tokens.len()];
    let mut chosen: Vec<Finding> = Vec::new();
    for mut finding in findings {
        let all: usize = finding.content.iter().map(Range::len).sum();
        let kept: Vec<_> = finding.content.iter().flat_map(|piece| free_parts(text, piece, &is_taken)).collect();
        let left: usize = kept.iter().map(Range::len).sum();
        if kept.is_empty() || (left as f32) < MIN_SHARE * all as f32 {
            continue;
        }
        for piece in &kept {
            is_taken.get_mut(piece.clone()).unwrap_or_default().fill(true);
        }
        finding.content = kept;
        chosen.push(finding);
    }
    chosen.sort_by_key(Finding::start);
    chosen
}

/// The parts of a piece that are not taken: all of it, or parts of some words.
fn free_parts(text: &TokenizedText, piece: &Range<usize>, is_taken: &[bool]) -> Vec<Range<usize>> {
    let is_free = |at: &usize| is_taken.get(*at) == Some(&false);
    let mut parts = Vec::new();
    let mut at = piece.start;
    while let Some(start) = (at..piece.end).find(is_free) {
        let end = (start..piece.end).find(|at| !is_free(at)).unwrap_or(piece.end);
        at = end;
        if (start..end) == *piece {
            parts.push(piece.clone());
        } else if let Some(part) = text.trimmed(&(start..end))
            && text.word_count(&part) >= MIN_WORDS
        {
            parts.push(part);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_one_keeps_the_words_and_the_other_what_is_left() {
        let text = TokenizedText::new("She said that the old bridge was safe, adding that the new one was not safe.");
        let finding = |(start, end, score): &(usize, usize, f32)| Finding {
            content: std::iter::once(*start..*end).collect(),
            score: *score,
            ..Finding::default()
        };
        let left = |findings: &[(usize, usize, f32)]| -> Vec<(usize, usize)> {
            let chosen = select(&text, findings.iter().map(finding).collect(), 0.3);
            chosen.into_iter().flat_map(|one| one.content).map(|piece| (piece.start, piece.end)).collect()
        };
        assert_eq!(left(&[(2, 16, 0.9), (10, 16, 0.5)]), [(2, 16)]);
        assert_eq!(left(&[(10, 16, 0.9), (2, 16, 0.5)]), [(2, 10), (10, 16)]);
        assert_eq!(left(&[(10, 16, 0.9), (9, 16, 0.5)]), [(10, 16)]);
        assert_eq!(left(&[(10, 16, 0.2)]), []);
    }
}
