//! What a draft says itself: sentences that have to be checked, and that nobody else is said to have said.

use std::collections::HashMap;

use crate::attribution::{Token, TokenizedText};
use crate::model::results::suggested_statement::{SuggestedStatement, SuggestedTarget};
use crate::model::{Article, Stance};
use crate::text::quantity::{Value, quantities};
use crate::text::sentences::{TextSentence, sentences_in};
use crate::text::single_spaced;

/// Minimum number of words of a sentence that says something.
const FEWEST: usize = 3;

/// Words that compare, or that say that there is nothing like it.
const COMPARING: &str = "more less fewer most least best worst better worse higher lower highest lowest bigger biggest larger \
    largest greater greatest smaller smallest longer longest shorter shortest older oldest younger youngest newer newest faster \
    fastest slower slowest cheaper cheapest richer richest poorer poorest stronger strongest weaker weakest earlier earliest later \
    latest first last only ever never always none unique unprecedented record leading top majority minority twice double doubled \
    triple tripled halved half rose risen fell fallen increased decreased grew grown shrank shrunk exceeded outnumber outnumbered \
    than unlike";

/// What makes a sentence one that has to be checked, and the chance that a desk checks it. The chances are a judgement, not fitted: no
/// annotated drafts are public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CheckReason {
    Figure,
    Date,
    Comparison,
    Name,
}

impl CheckReason {
    fn chance(self) -> f64 {
        match self {
            Self::Figure => 0.9,
            Self::Date => 0.8,
            Self::Comparison => 0.7,
            Self::Name => 0.6,
        }
    }
}

/// Adds what a draft claims itself to the suggestions of it, and numbers them all in the order of the text.
pub(super) fn with_own_claims(
    article: &Article,
    file: &str,
    tokens: &TokenizedText,
    found: Vec<SuggestedStatement>,
) -> Vec<SuggestedStatement> {
    // A doubtful attribution may be none.
    let mut told: Vec<(usize, usize)> = found
        .iter()
        .filter(|one| one.is_likely())
        .flat_map(|one| one.content.iter().chain(&one.source).chain(&one.cue).chain(&one.claim_at).copied())
        .collect();
    told.sort_unstable();
    let mut own = Vec::new();
    let mut bytes = 0;
    let mut chars = 0;
    for sentence in sentences_in(&article.text) {
        bytes += article.text[bytes..].chars().take(sentence.start - chars).map(char::len_utf8).sum::<usize>();
        chars = sentence.start;
        let is_told = is_told(&told, &sentence);
        let within = tokens.tokens_in(&(bytes..bytes + sentence.text.len()));
        let words = tokens.tokens.get(within).unwrap_or_default();
        if let Some(reason) = reason(sentence.text, words).filter(|_| !is_told) {
            own.push(suggestion(article, file, &sentence, reason));
        }
    }
    merged(found, own)
}

/// Whether an attribution tells of a part of a sentence. The places are in order.
fn is_told(told: &[(usize, usize)], sentence: &TextSentence) -> bool {
    let begun = told.partition_point(|(start, _)| *start < sentence.end);
    // A place that began long before may reach into the sentence; few places overlap.
    told[..begun].iter().rev().take(32).any(|(_, end)| *end > sentence.start)
}

/// Why a sentence has to be checked, if it has to.
fn reason(sentence: &str, tokens: &[Token]) -> Option<CheckReason> {
    let words: Vec<&Token> = tokens.iter().filter(|token| token.is_word()).collect();
    if words.len() < FEWEST || sentence.ends_with('?') {
        return None;
    }
    let quantities = quantities(sentence);
    let is_date = |value: &Value| matches!(value, Value::Date(_));
    if quantities.iter().any(|one| !is_date(&one.value)) {
        return Some(CheckReason::Figure);
    }
    if !quantities.is_empty() || words.iter().any(|token| token.word.chars().any(|c| c.is_ascii_digit())) {
        return Some(CheckReason::Date);
    }
    let compares = |token: &&&Token| COMPARING.split_whitespace().any(|word| word == token.word);
    if words.iter().any(|token| compares(&token)) {
        return Some(CheckReason::Comparison);
    }
    has_name(tokens).then_some(CheckReason::Name)
}

/// Whether a name stands in a sentence: a capital behind its first word, or two at its beginning.
fn has_name(tokens: &[Token]) -> bool {
    let words: Vec<&Token> = tokens.iter().filter(|token| token.is_word()).collect();
    let is_name = |token: &&Token| token.is_capitalized && token.word.chars().count() > 1 && token.word != "i'm";
    let behind_first = words.iter().skip(1).filter(|token| is_name(token)).count();
    // In a headline with capitals, they say nothing.
    behind_first > 0 && (behind_first + 1) * 4 < words.len() * 3
}

fn suggestion(article: &Article, file: &str, sentence: &TextSentence, reason: CheckReason) -> SuggestedStatement {
    let claim = single_spaced(sentence.text);
    let claim = claim.strip_suffix('.').unwrap_or(&claim).to_string();
    SuggestedStatement {
        file: file.to_string(),
        speaker: article.publisher.clone(),
        as_worded: article.publisher.clone(),
        stance: Stance::Asserts,
        claim,
        quotes: vec![sentence.text.to_string()],
        score: reason.chance(),
        content: vec![(sentence.start, sentence.end)],
        claim_at: Some((sentence.start, sentence.end)),
        is_own: true,
        passage: single_spaced(sentence.text),
        ..SuggestedStatement::default()
    }
}

/// Puts suggestions in the order of the text, and numbers them anew.
fn merged(found: Vec<SuggestedStatement>, own: Vec<SuggestedStatement>) -> Vec<SuggestedStatement> {
    let start = |one: &SuggestedStatement| one.content.first().map_or(0, |(start, _)| *start);
    let mut own = own.into_iter().peekable();
    let mut all = Vec::new();
    for one in found {
        // A part stands behind what it is a part of.
        while one.within.is_none()
            && let Some(before) = own.next_if(|own| start(own) < start(&one))
        {
            all.push(before);
        }
        all.push(one);
    }
    all.extend(own);
    let numbers: HashMap<i64, i64> =
        all.iter().zip(1..).filter(|(one, _)| !one.is_own).map(|(one, number)| (one.number, number)).collect();
    let renumbered = |number: i64| numbers.get(&number).copied().unwrap_or(number);
    for (one, number) in all.iter_mut().zip(1..) {
        one.number = number;
        one.within = one.within.map(renumbered);
        if let SuggestedTarget::Suggestion(target) = &mut one.target {
            *target = renumbered(*target);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_with_figures_dates_comparisons_and_names_have_to_be_checked() {
        for (text, expected) in [
            ("The harbour lost £1.4m.", Some(CheckReason::Figure)),
            ("Two hundred people came to the town hall.", Some(CheckReason::Figure)),
            ("It was closed in March 2019.", Some(CheckReason::Date)),
            ("It is the oldest harbour of the coast.", Some(CheckReason::Comparison)),
            ("Fewer people work there than before.", Some(CheckReason::Comparison)),
            ("The vote went against Ann Lee.", Some(CheckReason::Name)),
            ("Tom Hill left the room.", Some(CheckReason::Name)),
            ("It was a quiet evening.", None),
            ("Who paid £1.4m?", None),
            ("Nobody came.", None),
            ("", None),
        ] {
            let tokens = TokenizedText::new(text);
            assert_eq!(reason(text, &tokens.tokens), expected, "{text}");
        }
    }
}
