//! Words at the beginning of what is said that are no part of the claim: "that", "reports that", "I can confirm that".

use super::persons::ClaimSpeaker;
use super::words::{ClaimWord, is_finite};
use crate::attribution::{PartOfSpeech, TokenizedText};

/// Nouns after which "that" begins what is claimed.
const SAYINGS: [&str; 30] = [
    "reports",
    "report",
    "claims",
    "claim",
    "allegations",
    "allegation",
    "accusations",
    "accusation",
    "suggestions",
    "suggestion",
    "rumours",
    "rumour",
    "rumors",
    "rumor",
    "idea",
    "notion",
    "speculation",
    "story",
    "stories",
    "charge",
    "charges",
    "fact",
    "possibility",
    "view",
    "truth",
    "theory",
    "assertion",
    "assertions",
    "belief",
    "question",
];

/// Verbs with which somebody says that he says something.
const TELLING: [&str; 14] = [
    "confirm", "say", "tell", "assure", "think", "believe", "know", "deny", "insist", "clear", "stress", "promise",
    "repeat", "state",
];

/// Words of a sentence before which nothing is claimed.
const FILLERS: [&str; 14] =
    ["yes", "no", "look", "well", "of", "course", "and", "but", "so", "also", ",", "--", "however", "meanwhile"];

/// Returns the words without an opening that is no part of the claim.
pub(super) fn without_opening(mut words: Vec<ClaimWord>) -> Vec<ClaimWord> {
    while let Some(count) = opening(&words).filter(|count| *count < words.len()) {
        words.drain(..count);
    }
    words
}

/// Number of words of an opening; none if there is none.
fn opening(words: &[ClaimWord]) -> Option<usize> {
    let first = words.first()?;
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| word.is(list));
    // "that report was false" speaks of a report.
    let points = is(1, &SAYINGS) && is(2, &["is", "was", "are", "were"]);
    let is_that = first.text == "that" && !first.is_quoted && words.len() > 3 && !points;
    if !first.is_word() || is_that {
        return Some(1);
    }
    // "that" a few words on, behind a noun for something said: "reports today that".
    let that = words.iter().take(8).position(|word| word.lower == "that");
    if let Some(that) = that {
        let before = &words[..that];
        let noun = before.iter().any(|word| word.is(&SAYINGS));
        let stops = before.iter().any(|word| !word.is_word());
        let verb = before.iter().any(|word| word.is(&["is", "are", "was", "were", "had", "has", "in"]));
        if noun && !stops && !verb {
            return Some(that + 1);
        }
        let first_person = first.is(&["i", "we", "let"]);
        if first_person && before.iter().any(|word| word.is(&TELLING)) {
            return Some(that + 1);
        }
    }
    // "to deny", "denying", "rule out" of a refusal.
    if is(0, &["to"]) && is(1, &["deny", "confirm", "dispute", "rule", "comment", "say", "discuss"]) {
        return Some(if is(1, &["rule"]) && is(2, &["out"]) || is(1, &["comment"]) && is(2, &["on"]) { 3 } else { 2 });
    }
    if is(0, &["rule", "ruling"]) && is(1, &["out"]) || is(0, &["comment", "commenting", "commented"]) && is(1, &["on"])
    {
        return Some(2);
    }
    if is(0, &["denying", "deny", "denies"]) || is(0, &["whether", "if"]) {
        return Some(1);
    }
    (first.is(&FILLERS) && is(1, &[","])).then_some(2).or_else(|| {
        let course = is(0, &["of"]) && is(1, &["course"]);
        course.then_some(2).or_else(|| first.is(&["and", "but", "so", "--", "also", "however"]).then_some(1))
    })
}

/// Returns the words as a sentence, if they are only a part of one: "taking money" (denied), "unofficial talks" (confirmed).
pub(super) fn as_sentence(tokens: &TokenizedText, words: Vec<ClaimWord>, speaker: &ClaimSpeaker) -> Vec<ClaimWord> {
    if words.iter().any(|word| is_finite(tokens, word)) {
        return words;
    }
    let Some(first) = words.first() else { return words };
    let tag = |word: &ClaimWord| word.token.and_then(|at| tokens.tokens.get(at)).map(|token| token.tag);
    let gerund = first.lower.ends_with("ing") && tag(first) == Some(PartOfSpeech::VerbIng);
    if gerund {
        let verb = match first.lower.as_str() {
            "having" => vec![first.with("had")],
            "being" => vec![first.with("was")],
            _ => vec![ClaimWord::new("was"), first.with(&first.lower)],
        };
        let subject = std::iter::once(ClaimWord::new(&speaker.name));
        return subject.chain(verb).chain(words.into_iter().skip(1)).collect();
    }
    // "the minister of lying about it" (accused).
    let of = words.iter().position(|word| word.lower == "of");
    if let Some(of) =
        of.filter(|of| *of > 0 && words.get(of + 1).is_some_and(|next| tag(next) == Some(PartOfSpeech::VerbIng)))
    {
        let plural = words.get(of - 1).is_some_and(|word| tag(word) == Some(PartOfSpeech::NounPlural));
        let mut all = words;
        all[of] = all[of].with(if plural { "were" } else { "was" });
        return all;
    }
    // A noun phrase without an article: "any wrongdoing", "unofficial talks with ministers".
    let named = tag(first) == Some(PartOfSpeech::Name)
        || first.is(&["the", "his", "her", "its", "their", "a", "an", "this", "that"]);
    let rest = if first.is(&["any", "all"]) { &words[1..] } else { &words[..] };
    let Some(head) = head(tokens, rest) else { return words };
    // A quoted sentence begins with a capital letter; its verb was taken for a noun: "Income covers a third".
    let is_sentence = first.text.starts_with(char::is_uppercase);
    if named && !first.is(&["a", "an"]) || is_sentence {
        return words;
    }
    let plural = tag(head) == Some(PartOfSpeech::NounPlural);
    let mut all = vec![ClaimWord::new("There"), ClaimWord::new(if plural { "were" } else { "was" })];
    all.extend(rest.iter().cloned());
    all
}

/// The head of a noun phrase: its last noun before a preposition.
fn head<'w>(tokens: &TokenizedText, words: &'w [ClaimWord]) -> Option<&'w ClaimWord> {
    use PartOfSpeech::{Noun, NounPlural};
    let tag = |word: &ClaimWord| word.token.and_then(|at| tokens.tokens.get(at)).map(|token| token.tag);
    let end = words
        .iter()
        .position(|word| matches!(tag(word), Some(PartOfSpeech::Preposition | PartOfSpeech::To)) || !word.is_word());
    words[..end.unwrap_or(words.len())].iter().rfind(|word| matches!(tag(word), Some(Noun | NounPlural)))
}
