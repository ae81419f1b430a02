//! Pronouns in a claim: filled where it is certain whom they mean, else marked with brackets.

use super::words::{ClaimWord, is_finite};
use crate::attribution::TokenizedText;
use crate::suggestion::word_lists::Pronoun;

/// Who says a claim, as far as its pronouns ask for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ClaimSpeaker {
    /// The name, or the words of the text.
    pub(crate) name: String,
    /// Whether it is one person with a name.
    pub(crate) is_person: bool,
    /// Whether the speaker is spoken of as "he" or "she"; none if that is not known, or another person of the text near the claim
    /// could be meant as well.
    pub(crate) pronoun: Option<Pronoun>,
}

/// Verbs of the first person, with the form for a name.
const FORMS: [(&str, &str); 8] = [
    ("have", "has"),
    ("am", "is"),
    ("'m", "is"),
    ("'ve", "has"),
    ("was", "was"),
    ("do", "does"),
    ("had", "had"),
    ("'ll", "will"),
];

const MODALS: [&str; 9] = ["will", "would", "can", "could", "should", "may", "might", "must", "did"];

/// Contractions of "I", with the form for a name.
const CONTRACTED: [(&str, &str); 4] = [("i'm", "is"), ("i've", "has"), ("i'll", "will"), ("i'd", "would")];

/// Returns the words with their pronouns filled or marked.
pub(super) fn with_persons(tokens: &TokenizedText, words: &[ClaimWord], speaker: &ClaimSpeaker) -> Vec<ClaimWord> {
    let mut all: Vec<ClaimWord> = Vec::with_capacity(words.len());
    let mut named = false;
    let mut changed_verb = false;
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1);
        if changed_verb {
            // The verb of the first person was put in with the name.
            changed_verb = false;
            continue;
        }
        let begins = at == 0 || words.get(at - 1).is_some_and(|before| !before.is_word() || before.is(&["that"]));
        let bracketed = at > 0 && words[at - 1].lower == "[";
        let filled = match word.lower.as_str() {
            _ if bracketed => None,
            "i" | "me" | "my" | "i'm" | "i've" | "i'll" | "i'd" | "myself" if word.is_quoted => {
                first_person(tokens, word, next, speaker, &mut named, &mut changed_verb)
            }
            "we" | "our" | "us" | "we've" | "we're" | "we'll" | "ours" if word.is_quoted => Some(marked(word)),
            "he" | "she" => Some(third_person(word, speaker, &mut named)),
            "his" | "him" | "her" if !word.is_quoted => possessive(word, speaker),
            "it" | "they" | "these" | "those" | "this" if begins && stands_alone(tokens, word, next) => {
                Some(marked(word))
            }
            "here" | "there" if word.is_quoted && word.lower == "here" && next.is_none_or(|next| !next.is_word()) => {
                Some(marked(word))
            }
            "this"
                if next.is_some_and(|next| {
                    next.is(&["country", "city", "town", "government", "company", "region", "state"])
                }) =>
            {
                Some(vec![word.with(&format!("[{}", word.text))])
            }
            "country" | "city" | "town" | "government" | "company" | "region" | "state"
                if all.last().is_some_and(|last| last.text.eq_ignore_ascii_case("[this")) =>
            {
                Some(vec![word.with(&format!("{}]", word.text))])
            }
            _ => None,
        };
        match filled {
            Some(words) => all.extend(words),
            None => all.push(word.clone()),
        }
    }
    all
}

fn marked(word: &ClaimWord) -> Vec<ClaimWord> {
    // "we've" is marked as "[we]'ve".
    let (pronoun, rest) = word.text.find(['\'', '’']).map_or((word.text.as_str(), ""), |at| word.text.split_at(at));
    vec![word.with(&format!("[{pronoun}]{rest}"))]
}

/// A pronoun at the beginning that is the whole subject, and not the article of one ("this plan").
fn stands_alone(tokens: &TokenizedText, word: &ClaimWord, next: Option<&ClaimWord>) -> bool {
    let verb = next.is_some_and(|next| is_finite(tokens, next) || next.is(&["not", "never", "also", "will", "would"]));
    word.is(&["it", "they"]) || verb
}

fn first_person(
    tokens: &TokenizedText,
    word: &ClaimWord,
    next: Option<&ClaimWord>,
    speaker: &ClaimSpeaker,
    named: &mut bool,
    changed_verb: &mut bool,
) -> Option<Vec<ClaimWord>> {
    if !speaker.is_person {
        return Some(marked(word));
    }
    let name = word.with(&speaker.name);
    if let Some((_, verb)) = CONTRACTED.iter().find(|(form, _)| *form == word.lower) {
        *named = true;
        return Some(vec![name, ClaimWord::new(verb)]);
    }
    if word.lower == "my" {
        let owner = if *named { marked(word) } else { vec![word.with(&format!("{}’s", speaker.name))] };
        *named = true;
        return Some(owner);
    }
    if word.lower != "i" {
        return Some(marked(word));
    }
    let next = next?;
    let form = FORMS.iter().find(|(own, _)| *own == next.lower);
    let is_past = next
        .token
        .and_then(|at| tokens.tokens.get(at))
        .is_some_and(|token| token.tag == crate::attribution::PartOfSpeech::VerbPast);
    *named = true;
    if let Some((_, verb)) = form {
        *changed_verb = true;
        return Some(vec![name, ClaimWord::new(verb)]);
    }
    if MODALS.contains(&next.lower.as_str()) || next.is(&["never"]) || is_past {
        return Some(vec![name]);
    }
    Some(marked(word))
}

fn third_person(word: &ClaimWord, speaker: &ClaimSpeaker, named: &mut bool) -> Vec<ClaimWord> {
    let own = if word.lower == "he" { Pronoun::He } else { Pronoun::She };
    if *named || word.is_quoted || speaker.pronoun != Some(own) {
        return if *named { vec![word.clone()] } else { marked(word) };
    }
    *named = true;
    vec![word.with(&speaker.name)]
}

fn possessive(word: &ClaimWord, speaker: &ClaimSpeaker) -> Option<Vec<ClaimWord>> {
    let own = if word.lower == "her" { Pronoun::She } else { Pronoun::He };
    (speaker.pronoun != Some(own)).then(|| marked(word))
}
