//! Noun phrases that can be a speaker, to the left and right of a verb.

use std::ops::Range;

use super::token::Token;
use super::tokenized::TokenizedText;
use super::verbs::reporting_verb;
use super::word_class::{
    is_auxiliary, is_conjunction, is_determiner, is_preposition, is_speaking_noun, is_subject_pronoun, is_title,
    looks_plural,
};

/// Maximum number of phrases within a phrase: "the spokesman for the mayor of Ardal".
const MAX_DEPTH: usize = 4;

/// Maximum number of words that a phrase has to the left of its last word.
const MAX_WORDS: usize = 9;

/// Maximum number of tokens of an apposition, and of a phrase to the right.
const MAX_APPOSITION: usize = 25;

/// Days and other words after which a phrase to the right is over.
pub(super) const TIME_WORDS: [&str; 10] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "last", "earlier", "this"];

/// The noun phrase that ends right before the token `end` and does not begin before `low`.
pub(super) fn phrase_before(text: &TokenizedText, end: usize, low: usize) -> Option<Range<usize>> {
    before(text, before_time(text, end, low), low, MAX_DEPTH)
}

/// Where the words of time before a token begin: "Ana Ruiz on Sunday denied".
fn before_time(text: &TokenizedText, end: usize, low: usize) -> usize {
    let is = |at: usize, words: &[&str]| text.tokens.get(at).is_some_and(|token| token.is(words)) && at >= low;
    let is_adverb = |at: usize| is(at, &["yesterday", "today", "tonight", "later", "earlier"]);
    let Some(last) = end.checked_sub(1) else { return end };
    let hour = ["morning", "afternoon", "evening", "night"];
    let mut start = if is(last, &hour) && last > low { last - 1 } else { last };
    if is_adverb(start) {
        return start;
    }
    if !is(start, &TIME_WORDS[..7]) {
        return end;
    }
    while start > low && is(start - 1, &["on", "last", "late", "early", "this"]) {
        start -= 1;
    }
    start
}

fn before(text: &TokenizedText, end: usize, low: usize, depth: usize) -> Option<Range<usize>> {
    if end <= low || depth == 0 {
        return None;
    }
    let last = text.tokens.get(end - 1)?;
    let word = last.word.as_str();
    if last.is_quoted() {
        return None;
    }
    if is_subject_pronoun(word) {
        return Some(end - 1..end);
    }
    match word {
        ")" => before_bracket(text, end, low, depth),
        "," | "--" => before_apposition(text, end, low, depth),
        _ if !last.is_word() || is_preposition(word) || is_conjunction(word) || is_determiner(word) => None,
        _ => before_head(text, end, low, depth),
    }
}

/// "Ana Ruiz (Labour, Ardal)".
fn before_bracket(text: &TokenizedText, end: usize, low: usize, depth: usize) -> Option<Range<usize>> {
    let start = end.saturating_sub(MAX_WORDS).max(low);
    let open = (start..end).rev().find(|at| text.tokens.get(*at).is_some_and(|token| token.word == "("))?;
    before(text, open, low, depth - 1).map(|found| found.start..end)
}

/// "Ana Ruiz, a lawyer in Ardal,".
fn before_apposition(text: &TokenizedText, end: usize, low: usize, depth: usize) -> Option<Range<usize>> {
    let sign = text.tokens.get(end - 1)?.word.as_str();
    let start = end.saturating_sub(MAX_APPOSITION + 1).max(low);
    (start..end - 1).rev().find_map(|at| {
        let token = text.tokens.get(at)?;
        if token.word != sign || token.is_quoted() {
            return None;
        }
        let found = before(text, at, low, depth - 1)?;
        let (first, last) = (text.tokens.get(found.start)?, text.tokens.get(found.end - 1)?);
        let names = last.is_capitalized
            || is_speaking_noun(&last.word)
            || looks_plural(&last.word)
            || is_determiner(&first.word);
        names.then_some(found.start..end - 1)
    })
}

/// A phrase whose last word is its head: "the former mayor of Ardal".
fn before_head(text: &TokenizedText, end: usize, low: usize, depth: usize) -> Option<Range<usize>> {
    let token = |at: usize| text.tokens.get(at);
    let head = token(end - 1)?;
    let mut start = end - 1;
    let mut words = 0;
    while start > low && words < MAX_WORDS {
        let left = token(start - 1)?;
        let word = left.word.as_str();
        if left.is_quoted() {
            break;
        }
        if is_determiner(word) {
            start -= 1;
            break;
        }
        let is_part = (left.is_capitalized && left.is_word()) || matches!(word, "'s" | "&");
        if !is_part {
            if matches!(word, "of" | "for" | "from" | "in" | "at" | "and" | "with") && start - 1 > low {
                start = before_link(text, start - 1, low, depth).unwrap_or(start);
                break;
            }
            let ends = !left.is_word()
                || is_preposition(word)
                || is_conjunction(word)
                || is_auxiliary(word)
                || (reporting_verb(word).is_some() && !is_title(word));
            if ends {
                break;
            }
        }
        start -= 1;
        words += 1;
    }
    let names = head.is_capitalized || looks_plural(&head.word) || is_speaking_noun(&head.word) || head.word == "'s";
    let determined = token(start).is_some_and(|token| is_determiner(&token.word));
    (names || determined).then_some(start..end)
}

/// Where the phrase before "of" or "and" begins, if it can be a part of the one after it.
fn before_link(text: &TokenizedText, end: usize, low: usize, depth: usize) -> Option<usize> {
    let found = before(text, end, low, depth - 1)?;
    let (first, last) = (text.tokens.get(found.start)?, text.tokens.get(found.end - 1)?);
    (is_determiner(&first.word) || first.is_capitalized || is_speaking_noun(&last.word)).then_some(found.start)
}

/// The end of the noun phrase that begins with the token `start`, not after `high`.
pub(super) fn phrase_end(text: &TokenizedText, start: usize, high: usize) -> Option<usize> {
    let token = |at: usize| text.tokens.get(at).filter(|_| at < high);
    let first = token(start)?;
    if first.is_quoted() {
        return None;
    }
    if first.is(&["he", "she", "they", "i", "we", "it"]) {
        return Some(start + 1);
    }
    if !begins_phrase(first) {
        return None;
    }
    let limit = high.min(start + MAX_APPOSITION);
    let mut end = start + 1;
    while let Some(next) = token(end).filter(|_| end < limit) {
        if next.is_quoted() || next.is(&[".", ";", ":", "?", "!", "--"]) || ends_phrase(next) {
            break;
        }
        if next.word == "," {
            // An apposition goes on to the next comma.
            let apposes = |token: &Token| {
                token.is(&["a", "an", "the", "who", "his", "her", "its", "one", "jr.", "sr."])
                    || is_speaking_noun(&token.word)
            };
            if !token(end + 1).is_some_and(apposes) {
                break;
            }
            let closes =
                |at: &usize| token(*at).is_some_and(|token| token.is_quoted() || token.is(&[",", ".", ";", ":"]));
            end = (end + 1..limit).find(closes).unwrap_or(limit);
            continue;
        }
        end += 1;
    }
    Some(end)
}

fn begins_phrase(token: &Token) -> bool {
    token.is_capitalized
        || is_determiner(&token.word)
        || is_title(&token.word)
        || looks_plural(&token.word)
        || is_speaking_noun(&token.word)
}

fn ends_phrase(token: &Token) -> bool {
    token.is(&["in", "on", "at", "during", "after", "before", "as", "when", "while", "to", "that", "by", "about"])
        || token.is(&TIME_WORDS)
}
