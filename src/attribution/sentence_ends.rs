//! Where a sentence ends in a list of tokens.

use super::token::{Mark, Token, is_abbreviation};

/// Words with which a sentence often begins, so that "U.S. The" is the end of one.
const OPENERS: [&str; 12] = ["the", "he", "she", "it", "they", "but", "in", "a", "on", "we", "i", "this"];

/// If a sentence ends with the token at `at`, returns the token after that end: closing marks and brackets belong to it.
/// The tokens are those of the line up to its end.
pub(super) fn sentence_end(tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let word = token.word.as_str();
    let is_abbreviated = word.len() > 1 && word.ends_with('.') && !word.starts_with('.');
    if !(matches!(word, "." | "!" | "?") || word.starts_with("..") || is_abbreviated) {
        return None;
    }
    let mut next = at + 1;
    while let Some(token) = tokens.get(next) {
        let closes = token.mark == Mark::Closes;
        if !(closes || (token.is(&[")", "]", "'", "!", "?"]) && !token.follows_space)) {
            break;
        }
        next += 1;
    }
    let Some(following) = tokens.get(next) else { return Some(next) };
    if !following.follows_space {
        return None;
    }
    let first = following.word.chars().next().unwrap_or_default();
    let is_lower = !following.is_capitalized && first.is_alphabetic();
    let begins = following.is_capitalized
        || first.is_ascii_digit()
        || following.mark == Mark::Opens
        || matches!(first, '(' | '[' | '#' | '@' | '-' | '"' | '\u{2022}' | '\u{bf}' | '\u{a1}');
    let ends = match word {
        "." => !is_lower,
        "!" | "?" => begins,
        _ if is_abbreviated => following.is_capitalized && following.is(&OPENERS) && !is_abbreviation(word),
        _ => following.is_capitalized,
    };
    // "Why?" he asked: the sentence goes on.
    (ends && !(next > at + 1 && is_lower)).then_some(next)
}
