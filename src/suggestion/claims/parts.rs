//! Several claims in one content, parted where the grammar makes it plain.

use super::words::{ClaimWord, is_finite};
use crate::attribution::{PartOfSpeech, TokenizedText};
use crate::suggestion::stance::StanceObject;

/// Minimum number of words of a part.
const LEAST: usize = 4;

/// Words of comparison, for which a relative clause is a claim of its own.
const COMPARISONS: [&str; 16] = [
    "more", "less", "fewer", "twice", "double", "half", "times", "highest", "lowest", "most", "higher", "lower",
    "largest", "than", "third", "quarter",
];

/// Returns the words of each claim.
pub(super) fn parts(tokens: &TokenizedText, words: Vec<ClaimWord>, object: StanceObject) -> Vec<Vec<ClaimWord>> {
    if object != StanceObject::Content {
        return with_reason(tokens, &words);
    }
    let sentences = by_sentences(tokens, words);
    let parted = sentences.into_iter().flat_map(|sentence| by_conjunction(tokens, sentence));
    parted.flat_map(|part| by_relative(tokens, part)).map(|part| before_dash(tokens, part)).collect()
}

/// "the plans were not happening, because they would be against the law".
fn with_reason(tokens: &TokenizedText, words: &[ClaimWord]) -> Vec<Vec<ClaimWord>> {
    let because = words.iter().position(|word| word.is(&["because"]));
    // What follows a denial in further sentences repeats or explains it.
    let stop = words.iter().position(ClaimWord::ends_sentence).unwrap_or(words.len());
    match because.filter(|at| *at >= 3 && *at < stop) {
        Some(at) if words[at + 1..stop].iter().any(|word| is_finite(tokens, word)) => {
            vec![words[..at].to_vec(), words[at + 1..stop].to_vec()]
        }
        _ => vec![words[..stop].to_vec()],
    }
}

fn has_figure(words: &[ClaimWord]) -> bool {
    words.iter().any(|word| word.lower.chars().any(|c| c.is_ascii_digit()))
}

/// Each sentence with a figure is a claim, where two have one; else all of them are one.
fn by_sentences(tokens: &TokenizedText, words: Vec<ClaimWord>) -> Vec<Vec<ClaimWord>> {
    let sentences: Vec<Vec<ClaimWord>> =
        words.split_inclusive(ClaimWord::ends_sentence).map(<[ClaimWord]>::to_vec).collect();
    let told = |words: &[ClaimWord]| {
        has_figure(words) && words.iter().any(|word| is_finite(tokens, word)) && words.len() >= LEAST
    };
    if sentences.iter().filter(|sentence| told(sentence)).count() < 2 {
        return vec![words];
    }
    sentences.into_iter().filter(|sentence| told(sentence)).collect()
}

/// "that it had asked them and that they did not answer".
fn by_conjunction(tokens: &TokenizedText, words: Vec<ClaimWord>) -> Vec<Vec<ClaimWord>> {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| word.is(list));
    let cut = (LEAST..words.len().saturating_sub(LEAST)).find(|at| {
        is(*at, &["and", "but"])
            && is(at + 1, &["that"])
            && words[at + 2..].iter().take(8).any(|word| is_finite(tokens, word))
    });
    match cut {
        Some(at) => {
            let mut all = vec![words[..at].to_vec()];
            all.extend(by_conjunction(tokens, words[at + 2..].to_vec()));
            all
        }
        None => vec![words],
    }
}

/// "a figure of £5, which is twice what it costs": the relative clause is a claim about what stands before it.
fn by_relative(tokens: &TokenizedText, words: Vec<ClaimWord>) -> Vec<Vec<ClaimWord>> {
    let cut = (LEAST..words.len().saturating_sub(LEAST)).find(|at| {
        let behind = &words[at + 1..];
        let compares = behind.iter().take(10).any(|word| word.is(&COMPARISONS)) || has_figure(behind);
        words[*at].is(&["which"]) && words[at - 1].is(&[",", "--"]) && compares && is_finite(tokens, &behind[0])
    });
    let Some(at) = cut else { return vec![words] };
    let main = words[..at - 1].to_vec();
    let mut clause = subject(tokens, &main);
    clause.extend(words[at + 1..].iter().cloned());
    vec![main, clause]
}

/// What a relative clause is about: the figure of "a figure of £5 for each", else the phrase before it, in brackets.
fn subject(tokens: &TokenizedText, main: &[ClaimWord]) -> Vec<ClaimWord> {
    if let Some(figure) = figure(tokens, main) {
        return figure.to_vec();
    }
    let tag = |word: &ClaimWord| word.token.and_then(|at| tokens.tokens.get(at)).map(|token| token.tag);
    let is_amount = |word: &ClaimWord| {
        word.lower.starts_with(['£', '$', '€']) || word.lower.starts_with(|c: char| c.is_ascii_digit())
    };
    let amount = main.iter().rposition(is_amount);
    let start = amount.or_else(|| main.iter().rposition(|word| matches!(tag(word), Some(PartOfSpeech::Determiner))));
    let broken = |from: usize| {
        main[from..].iter().any(|word| matches!(tag(word), Some(PartOfSpeech::VerbPast | PartOfSpeech::VerbThird)))
    };
    match start.filter(|from| !broken(*from)) {
        Some(from) => {
            let mut words: Vec<ClaimWord> = main[from..].to_vec();
            if let Some(first) = words.first_mut() {
                *first = first.with(&format!("[{}", first.text));
            }
            if let Some(last) = words.last_mut() {
                *last = last.with(&format!("{}]", last.text));
            }
            words
        }
        None => vec![ClaimWord::new("[that]")],
    }
}

/// The amount in "a figure of £100,000 per migrant has been calculated".
fn figure<'w>(tokens: &TokenizedText, words: &'w [ClaimWord]) -> Option<&'w [ClaimWord]> {
    let noun =
        words.iter().position(|word| word.is(&["figure", "cost", "price", "total", "sum", "bill", "estimate"]))?;
    words.get(noun + 1).filter(|word| word.lower == "of")?;
    let start = noun + 2;
    let end = words[start..].iter().position(|word| is_finite(tokens, word) || !word.is_word())? + start;
    (start < end && has_figure(&words[start..end])).then(|| &words[start..end])
}

/// What stands behind a dash explains; the claim is before it, if that is a sentence.
fn before_dash(tokens: &TokenizedText, words: Vec<ClaimWord>) -> Vec<ClaimWord> {
    let dash = words.iter().position(|word| word.lower == "--" && word.space);
    match dash
        .filter(|at| *at > LEAST && words[..*at].iter().any(|word| is_finite(tokens, word)) && words.len() - at > 6)
    {
        Some(at) => words[..at].to_vec(),
        None => words,
    }
}
